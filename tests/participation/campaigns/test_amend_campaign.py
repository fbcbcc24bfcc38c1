# SPDX-License-Identifier: EUPL-1.2
"""More time and pauses: with a reason, logged, told, and obeyed by what is open."""

import datetime

import pytest
from django.db import Error, transaction

from backend.common.clock import database_now
from backend.common.errors import InvalidInput, MayNot, NotFound
from backend.ledger.events.models import Event
from backend.participation.campaigns.amending import extend_phase, pause_campaign, resume_campaign
from backend.participation.campaigns.errors import NotPaused, NotPublishedYet, PausedAlready, PhaseNotOpen, PhaseOver
from backend.participation.campaigns.models import Amendment, VotingWindow
from backend.participation.campaigns.rules import may_act
from backend.participation.campaigns.selectors import campaign_by_slug
from backend.participation.discussion.services import write_comment
from backend.participation.notifications.models import Notice
from backend.participation.notifications.services import follow_campaign
from backend.participation.supports.errors import SupportNotOpen
from backend.participation.supports.services import seal_due_windows, support_idea, withdraw_support
from tests.conftest import move_window

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
WHY = {"fi": "Järjestelmä oli poissa käytöstä.", "sv": "Systemet var ur bruk."}


def extend(by, phase, closes, reason=WHY):
    return extend_phase(by=by, slug=phase.campaign.slug, phase_id=phase.pk, closes=closes, reason=reason)


def open_phase_of(campaign):
    return campaign.phases.get(kind="support")


def test_pirkko_gives_supporting_more_time_and_what_follows_moves(porvoo_organiser, campaign):
    seal_due_windows()
    support, results = campaign.phases.get(kind="support"), campaign.phases.get(kind="results")
    later = support.closes + 7 * DAY
    extend(porvoo_organiser, support, later)
    window = VotingWindow.objects.get()
    assert (window.closes, campaign.phases.get(kind="support").closes) == (later, later)
    moved = campaign.phases.get(kind="results")
    assert moved.opens == later
    assert abs((moved.closes - moved.opens) - (results.closes - results.opens)) <= datetime.timedelta(hours=1)
    assert Amendment.objects.get().before == {"closes": support.closes.isoformat()}
    assert Event.objects.get(kind="phase_extended").subject_id == Amendment.objects.get().pk
    assert campaign_by_slug("joki").amended[0]["reason"] == WHY


def test_a_phase_that_has_room_after_it_moves_nothing(porvoo_organiser, campaign):
    results = campaign.phases.get(kind="results")
    campaign.phases.filter(kind="results").update(opens=results.opens + 5 * DAY)
    extend(porvoo_organiser, open_phase_of(campaign), results.opens + 3 * DAY)
    assert campaign.phases.get(kind="results").opens == results.opens + 5 * DAY


def test_what_has_ended_is_not_opened_again_not_even_before_it_is_counted(porvoo_organiser, campaign):
    window = move_window(campaign, closes=database_now())
    with pytest.raises(PhaseOver):
        extend(porvoo_organiser, open_phase_of(campaign), window.closes + DAY)
    with pytest.raises(PhaseOver):
        extend(porvoo_organiser, campaign.phases.get(kind="collect"), database_now() + DAY)


def test_more_time_is_later_needs_a_reason_and_is_no_century(porvoo_organiser, campaign):
    phase = open_phase_of(campaign)
    for closes, reason in (
        (phase.closes, WHY),
        (phase.closes + DAY, {"fi": "Vain suomeksi"}),
        (phase.closes + DAY, {"fi": "x" * 1001, "sv": "x"}),
        (phase.closes + 40_000 * DAY, WHY),
    ):
        with pytest.raises(InvalidInput):
            extend(porvoo_organiser, phase, closes, reason)
    assert not Amendment.objects.exists()


def test_while_it_is_paused_nobody_takes_part_and_afterwards_everybody_does(porvoo_organiser, campaign, idea, aino):
    seal_due_windows()
    pause_campaign(by=porvoo_organiser, slug="joki", reason=WHY)
    assert not may_act(campaign_by_slug("joki"), "support")
    for act, refusal in ((support_idea, SupportNotOpen), (withdraw_support, SupportNotOpen)):
        with pytest.raises(refusal):
            act(by=aino, idea_id=idea.id)
    with pytest.raises(PhaseNotOpen):
        write_comment(by=aino, idea_id=idea.id, text="Hei!")
    with pytest.raises(PausedAlready):
        pause_campaign(by=porvoo_organiser, slug="joki", reason=WHY)
    resume_campaign(by=porvoo_organiser, slug="joki", reason=WHY)
    assert support_idea(by=aino, idea_id=idea.id).counted_now
    with pytest.raises(NotPaused):
        resume_campaign(by=porvoo_organiser, slug="joki", reason=WHY)
    assert [one["kind"] for one in campaign_by_slug("joki").amended] == ["resumed", "paused"]


def test_everybody_who_follows_or_takes_part_is_told_with_the_reason(
    porvoo_organiser, campaign, idea, aino, make_person, settle, client
):
    follower = make_person("Seuraaja")
    follow_campaign(by=follower, slug="joki")
    support_idea(by=aino, idea_id=idea.id)
    settle()
    pause_campaign(by=porvoo_organiser, slug="joki", reason=WHY)
    settle()
    told = Notice.objects.filter(kind="campaign_paused").values_list("account", flat=True)
    assert {aino.pk, follower.pk} <= set(told)
    client.force_login(aino)
    page = client.get("/notices/").content.decode()
    assert "on keskeytetty." in page
    assert "Järjestelmä oli poissa käytöstä." in page


def test_only_its_organisers_amend_what_is_public(porvoo_organiser, aino, campaign, make_campaign):
    make_campaign("luonnos", published=False)
    make_campaign("sipoon", municipality="sipoo")
    make_campaign("sipoon-luonnos", municipality="sipoo", published=False)
    for by, slug, refusal in (
        (aino, "joki", MayNot),
        (porvoo_organiser, "sipoon", MayNot),
        (porvoo_organiser, "sipoon-luonnos", NotFound),
        (porvoo_organiser, "luonnos", NotPublishedYet),
    ):
        with pytest.raises(refusal):
            pause_campaign(by=by, slug=slug, reason=WHY)


def test_the_log_cannot_be_changed_but_who_wrote_it_can_be_forgotten(porvoo_organiser, campaign):
    made = pause_campaign(by=porvoo_organiser, slug="joki", reason=WHY)
    with pytest.raises(Error, match="stands"), transaction.atomic():
        Amendment.objects.update(reason={"fi": "Muu syy"})
    Amendment.objects.filter(pk=made.pk).update(made_by=None)
    assert Amendment.objects.get().made_by is None
