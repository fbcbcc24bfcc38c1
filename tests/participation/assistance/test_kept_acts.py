# SPDX-License-Identifier: EUPL-1.2
"""Act first, identify last: an act waits for its person, and counts once."""

import datetime

import pytest

from backend.common.clock import database_now
from backend.common.errors import InvalidInput, NotFound
from backend.ledger.events.models import Event
from backend.participation.assistance.acts import ProposeIdea, SupportIdea, WriteComment
from backend.participation.assistance.errors import NothingKept, TooManyKept
from backend.participation.assistance.models import KeptAct
from backend.participation.assistance.selectors import kept_acts
from backend.participation.assistance.services import (
    MOST_KEPT,
    carry_out_kept,
    forget_act,
    forget_all,
    forget_expired_acts,
    forget_support,
    keep_act,
    release_and_carry_out,
)
from backend.participation.campaigns.errors import PhaseNotOpen
from backend.participation.discussion.models import Comment
from backend.participation.ideas.errors import IdeaWithdrawnAlready
from backend.participation.ideas.models import Idea
from backend.participation.participants.models import Participant
from backend.participation.supports.errors import SupportNotOpen
from backend.participation.supports.models import Support
from backend.participation.supports.services import support_idea
from tests.conftest import HOUR, move_window
from tests.threads import at_once

KEY = "the key that a session carries"
pytestmark = pytest.mark.django_db


def keep(act, key=KEY, **options):
    keep_act(key=key, act=act, page="/ideas/1/", **options)


def test_a_kept_support_counts_nothing_until_aino_is_known_and_then_once(aino, idea):
    keep(SupportIdea(idea_id=idea.id))
    assert (Support.objects.count(), Event.objects.filter(kind="support_given").count()) == (0, 0)
    [outcome] = carry_out_kept(by=aino, key=KEY)
    assert (outcome.status, outcome.kept.page) == ("done", "/ideas/1/")
    assert carry_out_kept(by=aino, key=KEY) == []
    assert (Support.objects.count(), KeptAct.objects.count()) == (1, 0)
    assert Event.objects.get(kind="support_given").channel == "web"


def test_who_has_supported_already_is_told_so(aino, idea):
    support_idea(by=aino, idea_id=idea.id)
    keep(SupportIdea(idea_id=idea.id))
    [outcome] = carry_out_kept(by=aino, key=KEY)
    assert outcome.status == "already"
    assert (Support.objects.count(), KeptAct.objects.count()) == (1, 0)


def test_at_the_limit_the_act_waits_until_another_support_is_released(aino, make_campaign, make_idea):
    campaign = make_campaign("raja", limit=1)
    first, second = make_idea(campaign, "Ensimmäinen"), make_idea(campaign, "Toinen")
    support_idea(by=aino, idea_id=first.id)
    keep(SupportIdea(idea_id=second.id))
    [outcome] = carry_out_kept(by=aino, key=KEY)
    assert outcome.status == "limit"
    release_and_carry_out(by=aino, key=KEY, kept_id=outcome.kept.id, release=first.id)
    assert list(Support.objects.values_list("idea_id", flat=True)) == [second.id]
    with pytest.raises(NothingKept):
        release_and_carry_out(by=aino, key=KEY, kept_id=outcome.kept.id, release=second.id)
    assert Support.objects.count() == 1


def test_nothing_is_released_when_the_kept_act_is_refused(aino, make_campaign, make_idea):
    campaign = make_campaign("raja", limit=1)
    first, second = make_idea(campaign, "Ensimmäinen"), make_idea(campaign, "Toinen")
    support_idea(by=aino, idea_id=first.id)
    keep(SupportIdea(idea_id=second.id))
    Idea.objects.filter(pk=second.id).update(state="withdrawn")
    [kept] = kept_acts(KEY)
    with pytest.raises(IdeaWithdrawnAlready):
        release_and_carry_out(by=aino, key=KEY, kept_id=kept.id, release=first.id)
    assert Support.objects.get().idea_id == first.id


def test_closed_meanwhile_is_refused_since_the_time_of_identification_counts(aino, campaign, idea):
    keep(SupportIdea(idea_id=idea.id))
    move_window(campaign, closes=campaign.created_at - HOUR)
    [outcome] = carry_out_kept(by=aino, key=KEY)
    assert (outcome.status, outcome.refusal.code) == ("closed", "support_not_open")
    assert (Support.objects.count(), KeptAct.objects.count()) == (0, 0)


def test_what_is_closed_or_gone_is_not_even_kept(campaign, idea):
    with pytest.raises(NotFound):
        keep(SupportIdea(idea_id=987654))
    with pytest.raises(PhaseNotOpen):
        keep(ProposeIdea(campaign_slug=campaign.slug, draft={"title": "Silta", "text": "Silta joen yli."}))
    with pytest.raises(InvalidInput):
        keep(WriteComment(idea_id=idea.id, text=" \n "))
    move_window(campaign, closes=campaign.created_at - HOUR)
    with pytest.raises(SupportNotOpen):
        keep(SupportIdea(idea_id=idea.id))
    assert KeptAct.objects.count() == 0


def test_a_kept_idea_and_a_kept_comment_are_published(aino, make_campaign, make_idea):
    campaign = make_campaign("keruu", open_phase="collect")
    idea = make_idea(campaign)
    draft = {"title": "Silta joen yli", "text": "Lapsille turvallinen reitti.", "category": "luonto", "language": "fi"}
    keep(ProposeIdea(campaign_slug=campaign.slug, draft=draft))
    keep(WriteComment(idea_id=idea.id, text="Hyvä ajatus!", stance="for"))
    proposed, said = carry_out_kept(by=aino, key=KEY, channel="kiosk")
    assert Idea.objects.get(pk=proposed.done.idea_id).title == "Silta joen yli"
    assert Comment.objects.get(pk=said.done.comment_id).text == "Hyvä ajatus!"
    assert set(Event.objects.filter(kind__in=["comment_written"]).values_list("channel", flat=True)) == {"kiosk"}


def test_an_idea_that_does_not_fit_any_more_waits_to_be_corrected(aino, make_campaign):
    campaign = make_campaign("keruu", open_phase="collect")
    draft = {"title": "Silta joen yli", "text": "Lapsille turvallinen reitti.", "category": "luonto"}
    keep(ProposeIdea(campaign_slug=campaign.slug, draft=draft))
    campaign.categories.all().delete()
    [outcome] = carry_out_kept(by=aino, key=KEY)
    assert (outcome.status, list(outcome.refusal.fields)) == ("invalid", ["category"])
    assert kept_acts(KEY)[0].act.draft["title"] == "Silta joen yli"


def test_the_same_tap_twice_is_kept_once_and_the_last_one_holds(aino, idea):
    keep(SupportIdea(idea_id=idea.id))
    keep(SupportIdea(idea_id=idea.id))
    assert len(kept_acts(KEY)) == 1
    keep(SupportIdea(idea_id=idea.id, taken_back=True))
    assert [kept.act.taken_back for kept in kept_acts(KEY)] == [True]
    [outcome] = carry_out_kept(by=aino, key=KEY)
    assert outcome.status == "already"


def test_only_the_session_that_kept_it_reads_or_forgets_it(aino, idea):
    keep(WriteComment(idea_id=idea.id, text="Salainen lause"))
    row = KeptAct.objects.get()
    assert kept_acts("another session") == []
    assert kept_acts("") == []
    assert carry_out_kept(by=aino, key="another session") == []
    forget_act(key="another session", kept_id=row.id)
    forget_all(key="another session")
    assert b"Salainen" not in bytes(row.content)
    assert KEY.encode() not in bytes(row.holder) + bytes(row.content)
    forget_act(key=KEY, kept_id=row.id)
    assert KeptAct.objects.count() == 0


def test_a_row_put_under_another_session_does_not_open(idea):
    keep(WriteComment(idea_id=idea.id, text="Ensin"))
    keep(WriteComment(idea_id=idea.id, text="Sitten"), key="another session")
    mine = KeptAct.objects.order_by("id").first()
    KeptAct.objects.exclude(pk=mine.pk).update(content=mine.content)
    assert kept_acts("another session") == []


def test_an_act_is_forgotten_when_its_time_is_over(aino, idea, settings):
    keep(SupportIdea(idea_id=idea.id))
    [kept] = kept_acts(KEY)
    assert 29 * 60 < (kept.kept_until - database_now()).total_seconds() <= 30 * 60
    KeptAct.objects.update(kept_until=database_now() - datetime.timedelta(seconds=1))
    assert carry_out_kept(by=aino, key=KEY) == []
    assert (forget_expired_acts(), forget_expired_acts()) == (1, 0)
    assert Support.objects.count() == 0


def test_a_kiosk_keeps_an_act_for_a_minute(idea):
    keep(SupportIdea(idea_id=idea.id), channel="kiosk")
    [kept] = kept_acts(KEY)
    assert (kept.kept_until - database_now()).total_seconds() <= 60


def test_taking_back_a_kept_support_needs_nobody(idea):
    keep(SupportIdea(idea_id=idea.id))
    assert forget_support(key=KEY, act=SupportIdea(idea_id=idea.id))
    assert not forget_support(key=KEY, act=SupportIdea(idea_id=idea.id))


def test_nobody_keeps_without_end(idea):
    for number in range(MOST_KEPT):
        keep(WriteComment(idea_id=idea.id, text=f"Kommentti {number}"))
    with pytest.raises(TooManyKept):
        keep(WriteComment(idea_id=idea.id, text="Vielä yksi"))
    keep(WriteComment(idea_id=idea.id, text="Kommentti 3"))
    assert len(kept_acts(KEY)) == MOST_KEPT


@pytest.mark.django_db(transaction=True)
def test_eight_tabs_that_identify_at_once_count_once(aino, idea):
    keep(SupportIdea(idea_id=idea.id))
    keep(WriteComment(idea_id=idea.id, text="Hyvä ajatus!"))
    tabs = at_once([lambda: carry_out_kept(by=aino, key=KEY)] * 8, threads=8)
    assert not [one for one in tabs if isinstance(one, Exception)]
    statuses = sorted(outcome.status for outcomes in tabs for outcome in outcomes)
    assert statuses == ["done", "done"]
    assert (Support.objects.count(), Comment.objects.count(), KeptAct.objects.count()) == (1, 1, 0)
    assert Participant.objects.filter(account=aino).count() == 1
