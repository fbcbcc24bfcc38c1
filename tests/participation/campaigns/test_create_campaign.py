# SPDX-License-Identifier: EUPL-1.2
"""An organiser's campaign: from a draft to its public page."""

import dataclasses
import datetime

import pytest
from django.db import Error, transaction

from backend.common.clock import database_now
from backend.common.errors import Conflict, InvalidInput, MayNot, NotFound
from backend.ledger.events.models import Event
from backend.participation.campaigns.errors import (
    AlreadyPublished,
    CampaignIncomplete,
    OneSupportPhase,
    PhasesOverlap,
    SlugTaken,
    WindowSealedAlready,
)
from backend.participation.campaigns.models import Campaign, VotingWindow
from backend.participation.campaigns.plans import CampaignPlan
from backend.participation.campaigns.rules import PhasePlan, require_open
from backend.participation.campaigns.selectors import (
    CampaignQuery,
    campaign_by_slug,
    is_finished,
    open_phase,
    visible_campaigns,
)
from backend.participation.campaigns.services import (
    change_campaign,
    create_campaign,
    publish_campaign,
    record_opened_phases,
    seal_window,
)
from backend.region.places.models import Municipality

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
THREE = {"fi": "Joki", "sv": "Ån", "en": "River"}


def plan(**changes) -> CampaignPlan:
    now = database_now()
    phases = (PhasePlan("collect", now, now + DAY), PhasePlan("support", now + DAY, now + 2 * DAY))
    return dataclasses.replace(CampaignPlan(title=THREE, lead=THREE, categories=[THREE], phases=phases), **changes)


@pytest.fixture
def draft(porvoo_organiser, spearhead) -> Campaign:
    porvoo = Municipality.objects.get(slug="porvoo")
    return create_campaign(by=porvoo_organiser, municipality=porvoo, spearhead=spearhead, plan=plan())


def test_a_draft_is_seen_by_its_organisers_only_and_everybody_after_publishing(draft, porvoo_organiser, aino):
    assert draft.slug == "joki"
    assert list(visible_campaigns(viewer=porvoo_organiser)) == [draft]
    assert list(visible_campaigns(viewer=aino)) == []
    with pytest.raises(NotFound):
        campaign_by_slug("joki", viewer=aino)
    publish_campaign(by=porvoo_organiser, slug="joki")
    shown = campaign_by_slug("joki", viewer=aino)
    assert open_phase(shown).kind == "collect"
    assert not is_finished(shown)
    assert VotingWindow.objects.get().phase.kind == "support"
    assert Event.objects.filter(kind="campaign_published").count() == 1


def test_a_resident_cannot_make_one_and_porvoo_not_for_sipoo(aino, porvoo_organiser, spearhead):
    for account in (aino, porvoo_organiser):
        with pytest.raises(MayNot):
            create_campaign(
                by=account, municipality=Municipality.objects.get(slug="sipoo"), spearhead=spearhead, plan=plan()
            )


def test_a_bilingual_municipality_cannot_publish_without_swedish(porvoo_organiser, draft, spearhead):
    only_finnish = plan(title={"fi": "Joki"}, languages=["fi"])
    change_campaign(by=porvoo_organiser, slug="joki", plan=only_finnish, edition=1, spearhead=spearhead)
    with pytest.raises(CampaignIncomplete) as refusal:
        publish_campaign(by=porvoo_organiser, slug="joki")
    assert set(refusal.value.fields) == {"title_sv"}


@pytest.mark.parametrize(
    ("kinds", "offsets", "error"),
    [
        (("collect", "support"), ((0, 2), (1, 3)), PhasesOverlap),
        (("support", "support"), ((0, 1), (1, 2)), OneSupportPhase),
        (("collect",), ((2, 1),), InvalidInput),
        (("dance",), ((0, 1),), InvalidInput),
        (("collect", "support"), ((0, 1), (3660, 3661)), InvalidInput),
    ],
)
def test_phases_must_fit(porvoo_organiser, spearhead, kinds, offsets, error):
    now = database_now()
    phases = [
        PhasePlan(kind, now + opens * DAY, now + closes * DAY)
        for kind, (opens, closes) in zip(kinds, offsets, strict=True)
    ]
    with pytest.raises(error):
        create_campaign(
            by=porvoo_organiser,
            municipality=Municipality.objects.get(slug="porvoo"),
            spearhead=spearhead,
            plan=plan(phases=phases),
        )


def test_phases_may_touch_because_the_end_is_not_part_of_them(draft):
    assert draft.phases.count() == 2


def test_a_second_campaign_of_the_same_name_gets_its_own_address(porvoo_organiser, draft, spearhead):
    porvoo = Municipality.objects.get(slug="porvoo")
    second = create_campaign(by=porvoo_organiser, municipality=porvoo, spearhead=spearhead, plan=plan())
    assert second.slug == "joki-2"
    with pytest.raises(SlugTaken):
        create_campaign(by=porvoo_organiser, municipality=porvoo, spearhead=spearhead, plan=plan(slug="joki"))


def test_two_organisers_do_not_overwrite_each_other(porvoo_organiser, draft, spearhead):
    change_campaign(by=porvoo_organiser, slug="joki", plan=plan(art="sea"), edition=1, spearhead=spearhead)
    with pytest.raises(Conflict):
        change_campaign(by=porvoo_organiser, slug="joki", plan=plan(art="city"), edition=1, spearhead=spearhead)


def test_a_published_campaign_keeps_its_phases_and_limit(porvoo_organiser, draft, spearhead):
    publish_campaign(by=porvoo_organiser, slug="joki")
    standing = [PhasePlan(p.kind, p.opens, p.closes) for p in draft.phases.all()]
    change_campaign(
        by=porvoo_organiser,
        slug="joki",
        plan=plan(phases=standing, lead=THREE | {"fi": "Uusi"}),
        edition=1,
        spearhead=spearhead,
    )
    assert Campaign.objects.get().lead["fi"] == "Uusi"
    with pytest.raises(AlreadyPublished):
        change_campaign(
            by=porvoo_organiser,
            slug="joki",
            plan=plan(phases=standing, support_limit=3),
            edition=2,
            spearhead=spearhead,
        )
    with pytest.raises(AlreadyPublished):
        publish_campaign(by=porvoo_organiser, slug="joki")


def test_a_sealed_rule_stands_in_code_and_database(porvoo_organiser, draft):
    publish_campaign(by=porvoo_organiser, slug="joki")
    window = VotingWindow.objects.get()
    sealed = seal_window(window_id=window.id, rule={"limit": 3})
    assert seal_window(window_id=window.id, rule={"limit": 3}).sealed_at == sealed.sealed_at
    with pytest.raises(WindowSealedAlready):
        seal_window(window_id=window.id, rule={"limit": 4})
    for change in ({"rule": {"limit": 9}}, {"rule_hash": "x"}, {"sealed_at": None, "rule": None, "rule_hash": ""}):
        with pytest.raises(Error, match="sealed"), transaction.atomic():
            VotingWindow.objects.update(**change)
    with pytest.raises(Error), transaction.atomic():
        VotingWindow.objects.all().delete()
    assert Event.objects.filter(kind="window_sealed").count() == 1


def test_what_is_open_obeys_the_databases_clock_to_the_moment(make_campaign):
    campaign = make_campaign("hetki", open_phase="collect")
    now = database_now()
    campaign.phases.filter(kind="collect").update(opens=now - DAY, closes=now)
    campaign.phases.filter(kind="discuss").update(opens=now, closes=now + DAY)
    assert open_phase(campaign_by_slug("hetki")).kind == "discuss"
    assert require_open(campaign.id, "edit") >= now


def test_an_opening_is_recorded_once(make_campaign):
    make_campaign("hetki", open_phase="discuss")
    assert record_opened_phases() == 2
    assert record_opened_phases() == 0
    assert Event.objects.filter(kind="phase_opened").count() == 2


def test_lists_by_municipality_phase_and_their_queries(make_campaign, count_queries):
    make_campaign("keruu", open_phase="collect")
    make_campaign("tuki", open_phase="support", municipality="sipoo")
    with count_queries() as counted:
        found = list(visible_campaigns(query=CampaignQuery(phases=("support",))))
        assert [c.slug for c in found] == ["tuki"]
        assert (found[0].open_kind, found[0].municipality.slug, len(found[0].phases.all())) == ("support", "sipoo", 4)
    assert counted() == 2
    assert [c.slug for c in visible_campaigns(query=CampaignQuery(municipality="porvoo"))] == ["keruu"]
