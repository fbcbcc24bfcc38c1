# SPDX-License-Identifier: EUPL-1.2
"""The follow-up: who is told of what, once, and of what nobody is told."""

import pytest
from django.db import transaction
from django.urls import reverse

from backend.common.clock import database_now, local_day
from backend.ledger.events.catch_up import follow_ups
from backend.ledger.events.models import Place
from backend.ledger.events.services import Span, publish
from backend.participation.assistance.acts import SupportIdea
from backend.participation.assistance.desk import DeskResident, act_at_desk
from backend.participation.assistance.proof import Proof, identify
from backend.participation.campaigns.events import PhaseOpened
from backend.participation.campaigns.models import Phase
from backend.participation.discussion.services import withdraw_comment, write_comment
from backend.participation.ideas.coauthors import accept_invitation, invite_coauthor
from backend.participation.ideas.events import IdeaAnswered
from backend.participation.ideas.services import restore_idea, withdraw_idea
from backend.participation.notifications import telling
from backend.participation.notifications.models import Notice, Telling
from backend.participation.notifications.selectors import notices_of, unread_count
from backend.participation.notifications.services import (
    follow_campaign,
    follow_district,
    follow_idea,
    tell,
    unfollow_idea,
)
from backend.participation.notifications.wording import grouped, said
from backend.participation.participants.devices import Whereabouts, act_as_device, new_device_token
from backend.participation.supports.services import close_due_windows, support_idea
from backend.region.places.services import name_district
from backend.region.programme.services import (
    claim_actor,
    confirm_claim,
    decline_claim,
    end_membership,
    propose_actor,
)
from tests.conftest import DAY, HOUR
from tests.participation.notifications.conftest import make_followers
from tests.region.programme.data import MESSAGE, association

pytestmark = pytest.mark.django_db


def told(account) -> list[tuple[str, str]]:
    """Kind and reason of what stands in somebody's inbox, the newest first."""
    return [(notice.kind, notice.reason) for notice in notices_of(account)]


@pytest.fixture
def veera(make_person):
    return make_person("Veera")


def test_author_supporter_commenter_and_follower_hear_what_became_of_the_idea(
    campaign, make_idea, answer, settle, aino, onni, veera, make_person, porvoo_organiser
):
    writer = make_person("Kaisa")
    idea = make_idea(campaign, by=onni)
    support_idea(by=aino, idea_id=idea.id)
    write_comment(by=writer, idea_id=idea.id, text="Hyvä ajatus.")
    follow_idea(by=veera, idea_id=idea.id)
    answer(idea)
    settle()
    assert told(onni)[0] == ("idea_answered", "author")
    assert told(aino) == [("idea_answered", "supporter")]
    assert told(writer) == [("idea_answered", "commenter")]
    assert told(veera) == [("idea_answered", "follower"), ("comment_written", "follower")]
    assert told(porvoo_organiser) == []


def test_one_person_with_four_reasons_is_told_once(campaign, make_idea, answer, settle, onni):
    idea = make_idea(campaign, by=onni)
    support_idea(by=onni, idea_id=idea.id)
    write_comment(by=onni, idea_id=idea.id, text="Oma ajatukseni.")
    follow_idea(by=onni, idea_id=idea.id)
    answer(idea)
    settle()
    assert told(onni) == [("idea_answered", "author")]
    answer(idea, "accepted")
    settle()
    assert told(onni)[0] == ("answer_changed", "author")


def test_a_comment_reaches_author_followers_and_the_one_it_replies_to_but_not_its_writer(
    campaign, make_idea, settle, aino, onni, veera
):
    idea = make_idea(campaign, by=onni)
    follow_idea(by=veera, idea_id=idea.id)
    first = write_comment(by=aino, idea_id=idea.id, text="Missä tarkalleen?")
    settle()
    assert told(onni) == [("comment_written", "author")]
    assert told(veera) == [("comment_written", "follower")]
    assert told(aino) == []
    write_comment(by=onni, idea_id=idea.id, text="Sillan vieressä.", parent_id=first.id)
    settle()
    assert told(aino) == [("comment_written", "reply")]
    assert len(told(onni)) == 1


def test_a_new_idea_reaches_followers_of_campaign_and_district(make_campaign, make_idea, settle, aino, onni, veera):
    campaign = make_campaign(open_phase="collect")
    district = name_district(municipality=campaign.municipality, slug="keskusta", name={"fi": "Keskusta"})
    follow_campaign(by=aino, slug=campaign.slug)
    follow_district(by=veera, municipality="porvoo", district="keskusta")
    idea = make_idea(campaign, by=onni)
    idea.district = district
    idea.save()
    settle()
    assert told(aino) == [("idea_proposed", "campaign")]
    assert told(veera) == [("idea_proposed", "district")]
    assert told(onni) == []


def test_the_end_of_the_vote_reaches_participants_and_followers(campaign, idea, settle, aino, veera):
    settle()
    support_idea(by=aino, idea_id=idea.id)
    follow_campaign(by=veera, slug=campaign.slug)
    Phase.objects.filter(campaign=campaign, kind="support").update(closes=database_now())
    window = campaign.phases.get(kind="support").window
    type(window).objects.filter(pk=window.pk).update(closes=database_now())
    close_due_windows()
    settle()
    assert told(aino) == [("voting_closed", "participant")]
    assert told(veera) == [("voting_closed", "campaign")]


def test_who_does_not_want_to_hear_of_an_idea_does_not(campaign, idea, answer, settle, aino):
    support_idea(by=aino, idea_id=idea.id)
    unfollow_idea(by=aino, idea_id=idea.id)
    answer(idea)
    settle()
    assert told(aino) == []
    follow_idea(by=aino, idea_id=idea.id)
    answer(idea)
    settle()
    assert told(aino) == [("answer_changed", "supporter")]


def test_imports_histories_and_phases_long_past_are_not_told(campaign, idea, settle, aino):
    settle()
    follow_idea(by=aino, idea_id=idea.id)
    follow_campaign(by=aino, slug=campaign.slug)
    yesterday = local_day(database_now()) - DAY
    past = campaign.phases.get(kind="collect")
    with transaction.atomic():
        for changes in ({"channel": "import"}, {"day": yesterday}):
            publish(IdeaAnswered(campaign_id=campaign.id, subject_id=idea.id, again=False, **changes))
        publish(PhaseOpened(campaign_id=campaign.id, subject_id=past.id))
    settle()
    assert told(aino) == []
    Phase.objects.filter(pk=past.pk).update(opens=database_now() - HOUR, closes=database_now() + HOUR)
    with transaction.atomic():
        publish(PhaseOpened(campaign_id=campaign.id, subject_id=past.id))
    settle()
    assert told(aino) == [("phase_opened", "campaign")]


def test_a_span_read_twice_tells_once(campaign, idea, answer, settle, aino):
    support_idea(by=aino, idea_id=idea.id)
    answer(idea)
    settle()
    upto = Place.objects.get(name="notifications").position
    with transaction.atomic():
        follow_ups().later["notifications"](Span(0, upto))
    assert len(told(aino)) == 1


def test_more_followers_than_a_transaction_holds_are_told_in_batches(idea, answer, settle):
    make_followers(idea, 25)
    answer(idea)
    Telling.objects.all().delete()
    settle()
    Notice.objects.all().delete()
    telling.note_events(Span(0, Place.objects.get(name="notifications").position))
    rounds = 0
    while Telling.objects.exists():
        telling.tell_some(10)
        rounds += 1
    assert rounds == 3
    assert Notice.objects.filter(reason="follower").count() == 25
    assert Notice.objects.values("account").distinct().count() == Notice.objects.count()


def test_what_was_withdrawn_is_neither_shown_nor_counted(campaign, make_idea, settle, aino, onni):
    idea = make_idea(campaign, by=onni)
    comment = write_comment(by=aino, idea_id=idea.id, text="Höpö höpö.")
    settle()
    assert unread_count(onni) == 1
    withdraw_comment(by=aino, comment_id=comment.id)
    assert told(onni) == []
    assert unread_count(onni) == 0


def test_a_room_above_tells_once_what_it_names_once(aino, onni):
    for _ in range(2):
        tell(accounts=[aino.pk, onni.pk], kind="mail_paused", once="case 7 decided")
    assert told(aino) == told(onni) == [("mail_paused", "")]


def test_coauthors_and_those_mentioned_hear_of_a_comment(make_campaign, make_idea, settle, aino, onni, veera):
    campaign = make_campaign(open_phase="collect")
    idea = make_idea(campaign, by=onni)
    accept_invitation(by=veera, token=invite_coauthor(by=onni, idea_id=idea.id).token)
    settle()
    assert told(onni) == [("coauthor_joined", "author")]
    assert told(veera) == []
    write_comment(by=aino, idea_id=idea.id, text="Missä?")
    settle()
    assert told(veera) == [("comment_written", "coauthor")]
    write_comment(by=onni, idea_id=idea.id, text="@Aino sillan vieressä.")
    settle()
    assert told(aino) == [("comment_written", "mentioned")]


def test_a_withdrawal_that_was_undone_is_no_news(make_campaign, make_idea, settle, aino, onni):
    idea = make_idea(make_campaign(open_phase="collect"), by=onni)
    follow_idea(by=aino, idea_id=idea.id)
    withdraw_idea(by=onni, idea_id=idea.id)
    settle()
    assert told(aino) == [("idea_withdrawn", "follower")]
    restore_idea(by=onni, idea_id=idea.id)
    assert told(aino) == []


def test_who_claimed_an_organisation_hears_what_staff_decided_and_who_ended_it_hears_nothing(
    settle, aino, onni, porvoo_organiser
):
    claim = propose_actor(by=aino, draft=association(), message=MESSAGE)
    confirm_claim(by=porvoo_organiser, claim_id=claim.id)
    settle()
    assert told(aino) == [("actor_confirmed", "claimant")]
    assert told(porvoo_organiser) == []
    other = claim_actor(by=onni, actor_id=claim.actor_id, message=MESSAGE)
    decline_claim(by=porvoo_organiser, claim_id=other.id, reason="Yhdistys ei tunne sinua.")
    settle()
    (declined,) = grouped(notices_of(onni))
    assert declined.title == "Melonta ja retket ry"
    assert declined.said[0].excerpt == "Yhdistys ei tunne sinua."
    assert declined.path == reverse("organisations")
    end_membership(by=aino, claim_id=claim.id)
    settle()
    assert [kind for kind, _ in told(aino)] == ["actor_confirmed"]


def test_a_membership_that_staff_end_is_told_with_the_reason(settle, aino, porvoo_organiser):
    claim = propose_actor(by=aino, draft=association(), message=MESSAGE)
    confirm_claim(by=porvoo_organiser, claim_id=claim.id)
    end_membership(by=porvoo_organiser, claim_id=claim.id, reason="Toimintasi yhdistyksessä on päättynyt.")
    settle()
    (group,) = grouped(notices_of(aino))
    assert [one.kind for one in group.said] == ["actor_membership_ended", "actor_confirmed"]
    assert group.said[0].excerpt == "Toimintasi yhdistyksessä on päättynyt."
    assert group.path == reverse("organisation", args=[claim.actor_id])


def test_who_takes_over_what_a_desk_did_gets_a_receipt(aino, campaign, idea, porvoo_organiser, settle):
    receipt = act_at_desk(
        by=porvoo_organiser,
        campaign_slug=campaign.slug,
        act=SupportIdea(idea_id=idea.id),
        resident=DeskResident(),
        reason="Ei omaa laitetta",
    )
    identify(account=aino, campaign=campaign, proof=Proof(receipt.slip), tried_by=("session:test",))
    settle()
    assert told(aino) == [("desk_acts_claimed", "desk")]
    notice = said(notices_of(aino)[0])
    assert (notice.path, notice.why) == (f"/campaigns/{campaign.slug}/", "Lipukkeesi koodi käytettiin.")
    assert campaign.title["fi"] in notice.sentence


def test_a_device_has_no_inbox(make_campaign, make_idea, answer, settle, onni):
    campaign = make_campaign("kaikki", identifier="device")
    idea = make_idea(campaign, by=onni)
    device = act_as_device(token=new_device_token(), campaign=campaign, act="support", at=Whereabouts("192.0.2.1"))
    support_idea(by=device, idea_id=idea.id)
    answer(idea)
    settle()
    assert told(onni)[0] == ("idea_answered", "author")
    assert not Notice.objects.filter(account=device).exists()
