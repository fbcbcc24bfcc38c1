# SPDX-License-Identifier: EUPL-1.2
"""A campaign starts from a template, or as an earlier one was."""

import datetime

import pytest

from backend.common.clock import local_day
from backend.common.errors import MayNot, NotFound
from backend.participation.campaigns.conditions import Condition
from backend.participation.campaigns.models import Campaign
from backend.participation.campaigns.rules import (
    missing_before_publishing,
    require_conditions_fit,
    require_phases_fit,
    require_plausible_length,
)
from backend.participation.campaigns.selectors import campaign_by_slug
from backend.participation.campaigns.services import publish_campaign
from backend.participation.campaigns.starting import copy_campaign, start_from_template
from backend.participation.campaigns.templates import campaign_templates, plan_from
from backend.region.places.models import Municipality

pytestmark = pytest.mark.django_db
MONDAY = datetime.date(2027, 3, 22)  # the clocks are put forward on the 28th


def start(by, spearhead, template="ideas", municipality="porvoo", **more) -> Campaign:
    return start_from_template(
        by=by,
        municipality=Municipality.objects.get(slug=municipality),
        spearhead=spearhead,
        template=template,
        first_day=MONDAY,
        **more,
    )


@pytest.mark.parametrize("template", campaign_templates(), ids=lambda one: one.key)
def test_each_template_is_a_whole_bilingual_campaign(template, porvoo_organiser, spearhead):
    plan = plan_from(template, MONDAY)
    require_phases_fit(plan.phases)
    require_plausible_length(plan.phases)
    require_conditions_fit(
        template.identifier, {act: Condition(**written) for act, written in template.conditions.items()}
    )
    campaign = start(porvoo_organiser, spearhead, template.key)
    assert missing_before_publishing(campaign_by_slug(campaign.slug, viewer=porvoo_organiser)) == {}
    publish_campaign(by=porvoo_organiser, slug=campaign.slug)


def test_phases_are_counted_from_the_first_day_in_whole_days(porvoo_organiser, spearhead):
    campaign = start(porvoo_organiser, spearhead)
    phases = list(campaign.phases.all())
    assert [phase.kind for phase in phases] == ["collect", "discuss", "support", "results", "follow_up"]
    assert local_day(phases[0].opens) == MONDAY
    assert local_day(phases[0].closes) == MONDAY + datetime.timedelta(days=28)
    assert phases[1].opens == phases[0].closes


def test_a_name_of_ones_own_replaces_that_of_the_template(porvoo_organiser, spearhead):
    campaign = start(porvoo_organiser, spearhead, title={"fi": "Ideoita Porvooseen", "sv": ""})
    assert campaign.title["fi"] == "Ideoita Porvooseen"
    assert campaign.title["sv"] == "Idéer för vår kommun"
    assert campaign.slug == "ideoita-porvooseen"


def test_there_is_no_such_template_and_no_right_elsewhere(porvoo_organiser, aino, spearhead):
    with pytest.raises(NotFound):
        start(porvoo_organiser, spearhead, "dance")
    with pytest.raises(MayNot):
        start(porvoo_organiser, spearhead, municipality="sipoo")
    with pytest.raises(MayNot):
        start(aino, spearhead)


def test_a_copy_has_texts_rules_and_shifted_phases_and_nothing_that_was_done(porvoo_organiser, campaign, make_idea):
    make_idea(campaign)
    Campaign.objects.update(support_limit=4, influence_kept="yes", influence_reason={"fi": "Kyllä"})
    copy = copy_campaign(by=porvoo_organiser, slug="joki", first_day=MONDAY)
    assert (copy.slug, copy.title, copy.support_limit) == ("joki-kaikille", campaign.title, 4)
    assert (copy.influence_kept, copy.published_at, copy.imported) == ("", None, False)
    assert [phase.kind for phase in copy.phases.all()] == [phase.kind for phase in campaign.phases.all()]
    assert local_day(copy.phases.first().opens) == MONDAY
    assert copy.reference_date == MONDAY
    earlier, later = ([(p.closes - p.opens).days for p in one.phases.all()] for one in (campaign, copy))
    assert all(abs(one - other) <= 1 for one, other in zip(earlier, later, strict=True))
    assert copy.ideas.count() == 0


def test_who_takes_part_is_copied_too(porvoo_organiser, make_campaign):
    make_campaign("koulu", identifier="code", conditions={"support": {"who": "code", "minimum_age": 12}})
    copy = copy_campaign(by=porvoo_organiser, slug="koulu", first_day=MONDAY)
    assert (copy.identifier, copy.conditions) == ("code", {"support": {"who": "code", "minimum_age": 12}})


def test_only_ones_own_municipalitys_campaigns_are_copied(porvoo_organiser, make_campaign):
    make_campaign("sipoon", municipality="sipoo")
    make_campaign("luonnos", municipality="sipoo", published=False)
    with pytest.raises(MayNot):
        copy_campaign(by=porvoo_organiser, slug="sipoon", first_day=MONDAY)
    with pytest.raises(NotFound):
        copy_campaign(by=porvoo_organiser, slug="luonnos", first_day=MONDAY)
