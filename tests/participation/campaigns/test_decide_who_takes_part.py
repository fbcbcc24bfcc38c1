# SPDX-License-Identifier: EUPL-1.2
"""Who takes part in a campaign: decided in the draft, sealed with the vote, then it stands."""

import pytest

from backend.common.errors import InvalidInput, MayNot, NotFound
from backend.participation.campaigns.conditions import Condition, condition_of
from backend.participation.campaigns.errors import AlreadyPublished
from backend.participation.campaigns.models import VotingWindow
from backend.participation.campaigns.services import decide_who_takes_part, publish_campaign
from backend.participation.supports.services import seal_due_windows
from backend.region.places.models import Municipality

pytestmark = pytest.mark.django_db


def test_pirkko_decides_in_the_draft_and_the_rule_is_sealed_with_it(porvoo_organiser, make_campaign):
    porvoo = Municipality.objects.get(slug="porvoo")
    draft = make_campaign(published=False)
    decided = {
        "support": Condition(who="strong", minimum_age=16, municipalities=[porvoo.id]),
        "comment": Condition(who="signed_in"),
    }
    campaign = decide_who_takes_part(by=porvoo_organiser, slug=draft.slug, identifier="strong", conditions=decided)
    assert condition_of(campaign, "support") == Condition(who="strong", minimum_age=16, municipalities=[porvoo.id])
    assert condition_of(campaign, "withdraw").who == "strong"
    assert condition_of(campaign, "propose").who == "strong"  # nobody decided: as the identifier asks
    assert condition_of(campaign, "comment").who == "signed_in"
    publish_campaign(by=porvoo_organiser, slug=draft.slug)
    seal_due_windows()
    assert VotingWindow.objects.get().rule == {
        "kind": "support",
        "identifier": "strong",
        "who": "strong",
        "minimum_age": 16,
        "municipalities": [porvoo.id],
        "limit": None,
    }


def test_once_public_it_stands(porvoo_organiser, campaign):
    with pytest.raises(AlreadyPublished):
        decide_who_takes_part(by=porvoo_organiser, slug=campaign.slug, identifier="code", conditions={})


def test_only_its_organisers_decide(aino, porvoo_organiser, make_campaign):
    draft = make_campaign(published=False)
    with pytest.raises((NotFound, MayNot)):
        decide_who_takes_part(by=aino, slug=draft.slug, identifier="code", conditions={})


@pytest.mark.parametrize(
    ("identifier", "act", "condition", "field"),
    [
        ("pigeon", "support", Condition(), "identifier"),
        ("account", "support", Condition(who="strong"), "support_who"),
        ("strong", "support", Condition(who="signed_in"), "support_who"),
        ("account", "support", Condition(who="everyone"), "support_who"),
        ("device", "comment", Condition(who="everyone", minimum_age=15), "comment_who"),
        ("account", "support", Condition(minimum_age=0), "support_minimum_age"),
        ("account", "propose", Condition(districts=[1]), "propose_districts"),
        ("account", "fly", Condition(), "fly"),
    ],
)
def test_what_does_not_fit_is_named(porvoo_organiser, make_campaign, identifier, act, condition, field):
    draft = make_campaign(published=False)
    with pytest.raises(InvalidInput) as refusal:
        decide_who_takes_part(by=porvoo_organiser, slug=draft.slug, identifier=identifier, conditions={act: condition})
    assert field in refusal.value.fields
