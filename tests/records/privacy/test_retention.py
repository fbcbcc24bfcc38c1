# SPDX-License-Identifier: EUPL-1.2
"""When a campaign's time is over nobody can tell who took part; what was counted and said in public stands."""

import datetime
import json

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F

from backend.common.clock import database_now, local_day, months_after
from backend.common.errors import InvalidInput, MayNot
from backend.insight.engagement.services import rebuild_statistics
from backend.ledger.audit.models import AuditEntry
from backend.ledger.events.models import Event
from backend.participation.campaigns.errors import AlreadyPublished
from backend.participation.campaigns.models import Phase, VotingWindow
from backend.participation.discussion.models import Comment
from backend.participation.discussion.services import write_comment
from backend.participation.handling.services import write_note
from backend.participation.ideas.models import Idea
from backend.participation.notifications.models import Follow
from backend.participation.participants.models import FrozenContext, Participant
from backend.participation.supports.models import Outcome
from backend.participation.supports.selectors import support_total
from backend.participation.supports.services import close_window, seal_due_windows, support_idea
from backend.records.privacy import retention
from backend.records.privacy.errors import RetentionOver
from backend.records.privacy.kept import count_rows, keeping_of, rows_that_go
from backend.records.privacy.models import Retention
from backend.records.privacy.retention import (
    decide_retention,
    hold_retention,
    release_retention,
    retain_batch,
    retain_due_campaigns,
)
from backend.region.accounts.models import Account
from backend.region.accounts.services import give_role
from tests.records.privacy.sameness import differences

pytestmark = pytest.mark.django_db


def long_ago(campaign) -> None:
    """The campaign ended three years ago."""
    past = datetime.timedelta(days=3 * 366)
    Phase.objects.filter(campaign=campaign).update(opens=F("opens") - past, closes=F("closes") - past)


def rows(campaign) -> dict[str, int]:
    return {one.name: one.rows for one in count_rows(campaign.pk) if one.rows}


@pytest.fixture
def admin(make_person, campaign) -> Account:
    person = make_person("Ylläpitäjä")
    give_role(account=person, kind="admin", municipality=campaign.municipality)
    return Account.objects.get(pk=person.pk)


@pytest.fixture
def over(campaign, make_idea, make_person, aino, onni, porvoo_organiser, settle):
    """Aino proposes, Onni and six others support and speak; the vote is announced, and all is three years ago."""
    idea = make_idea(campaign, "Ainon laituri", by=aino)
    people = [onni, *(make_person(f"Kannattaja{number}") for number in range(6))]
    for person in people:
        support_idea(by=person, idea_id=idea.id)
    write_comment(by=onni, idea_id=idea.id, text=f"Niin kuin @{aino.pseudonym} sanoi")
    write_note(by=porvoo_organiser, idea_id=idea.id, text="Soitan Ainolle.")
    Follow.objects.create(account=aino, campaign=campaign)
    seal_due_windows()
    window = VotingWindow.objects.get(phase__campaign=campaign)
    VotingWindow.objects.filter(id=window.id).update(closes=database_now())
    close_window(window_id=window.id)
    settle()
    long_ago(campaign)
    return campaign


def test_the_links_are_gone_and_what_is_public_stays(over, aino):
    participant = Participant.objects.get(account=aino, campaign=over)
    retain_due_campaigns(seconds=60)
    left = Participant.objects.get(pk=participant.pk)
    assert left.account is None
    assert bytes(left.voter) != bytes(participant.voter)
    assert left.person_number != participant.person_number
    numbers = set(Account.objects.values_list("person_number", flat=True))
    assert not Participant.objects.filter(campaign=over, person_number__in=numbers).exists()
    assert rows(over) == {}
    assert Account.objects.filter(pk=aino.pk).exists()
    idea = Idea.objects.get(campaign=over)
    assert (idea.title, idea.state) == ("Ainon laituri", "published")
    assert aino.pseudonym not in Comment.objects.get(idea=idea).text
    assert AuditEntry.objects.filter(operation="retain_campaign", target=f"campaign:{over.pk}").count() == 1


def test_no_number_moves_and_the_rebuild_says_the_same(over, settle):
    announced, total = list(Outcome.objects.order_by("pk").values_list()), support_total(over.id)
    assert announced
    retain_due_campaigns(seconds=60)
    settle()
    assert differences() == []
    rebuild_statistics()
    assert differences() == []
    assert list(Outcome.objects.order_by("pk").values_list()) == announced
    assert support_total(over.id) == total == 7


def test_contexts_that_few_share_become_unknown(over):
    FrozenContext.objects.filter(participant__account__pseudonym="Onni").update(age_band="75+")
    shared = FrozenContext.objects.exclude(age_band="75+").count()
    assert shared >= 5
    retain_due_campaigns(seconds=60)
    assert FrozenContext.objects.exclude(language="").count() == shared
    assert Event.objects.filter(kind="context_blurred").count() == 1


def test_another_campaign_of_the_same_people_goes_on(over, make_campaign, make_idea, onni, aino, client):
    running = make_campaign("auki")
    idea = make_idea(running, "Onnin silta", by=onni)
    support_idea(by=aino, idea_id=idea.id)
    client.force_login(aino)
    retain_due_campaigns(seconds=60)
    assert Participant.objects.filter(campaign=running, account__isnull=False).count() == 2
    assert client.get("/you/").status_code == 200
    page = client.get(f"/ideas/{Idea.objects.get(campaign=over).pk}/").content.decode()
    assert "Ainon laituri" in page


def test_it_goes_on_where_it_was_killed_and_a_second_run_does_nothing(over, monkeypatch, settle):
    monkeypatch.setattr(retention, "BATCH", 2)
    for _ in range(5):
        assert retain_batch(campaign_id=over.pk)
    assert Participant.objects.filter(campaign=over, account__isnull=False).count() > 0
    settle()
    assert differences() == []
    retain_due_campaigns(seconds=60)
    assert rows(over) == {}
    events = Event.objects.count()
    assert retain_due_campaigns(seconds=60) == 0
    assert Event.objects.count() == events


def test_nothing_goes_before_its_time(campaign, idea, aino):
    support_idea(by=aino, idea_id=idea.id)
    assert retain_due_campaigns(seconds=60) == 0
    assert retain_batch(campaign_id=campaign.pk) == 0
    assert Participant.objects.filter(account=aino).exists()


def test_a_hold_stops_it_until_it_ends(over, admin):
    today = local_day(database_now())
    hold_retention(by=admin, slug=over.slug, until=today, reason="Valitus on kesken.")
    assert retain_due_campaigns(seconds=60) == 0
    assert keeping_of(over, viewer=admin).held_for == "Valitus on kesken."
    assert keeping_of(over, viewer=None).held_for == ""
    release_retention(by=admin, slug=over.slug)
    assert retain_due_campaigns(seconds=60) > 0
    with pytest.raises(RetentionOver):
        hold_retention(by=admin, slug=over.slug, until=today, reason="Valitus on kesken.")


def test_a_hold_that_is_over_holds_nothing(over):
    yesterday = local_day(database_now()) - datetime.timedelta(days=1)
    Retention.objects.create(campaign=over, held_until=yesterday, held_for="Valitus oli kesken.")
    assert retain_due_campaigns(seconds=60) > 0


def test_a_hold_needs_a_reason_a_day_and_an_admin(over, admin, porvoo_organiser):
    today = local_day(database_now())
    with pytest.raises(InvalidInput) as refused:
        hold_retention(by=admin, slug=over.slug, until=today - datetime.timedelta(days=1), reason="")
    assert set(refused.value.fields) == {"until", "reason"}
    with pytest.raises(MayNot):
        hold_retention(by=porvoo_organiser, slug=over.slug, until=today, reason="Valitus on kesken.")
    with pytest.raises(MayNot):
        rows_that_go(over.slug, viewer=porvoo_organiser)


def test_organisers_choose_before_publishing(make_campaign, porvoo_organiser, aino, campaign):
    draft = make_campaign("luonnos", published=False)
    decide_retention(by=porvoo_organiser, slug="luonnos", months=6)
    keeping = keeping_of(draft, viewer=None)
    assert (keeping.months, keeping.deleted_on) == (6, months_after(local_day(draft.phases.last().closes), 6))
    for months in (0, 121, None):
        with pytest.raises(InvalidInput):
            decide_retention(by=porvoo_organiser, slug="luonnos", months=months)
    with pytest.raises(AlreadyPublished):
        decide_retention(by=porvoo_organiser, slug=campaign.slug, months=6)
    with pytest.raises(MayNot):
        decide_retention(by=aino, slug=campaign.slug, months=6)


def test_months_end_with_a_shorter_month():
    assert months_after(datetime.date(2026, 8, 31), 6) == datetime.date(2027, 2, 28)
    assert months_after(datetime.date(2026, 12, 1), 12) == datetime.date(2027, 12, 1)


def test_the_command_tries_first_and_changes_nothing(over, capsys):
    before = rows(over)
    call_command("retain_campaign", over.slug, dry_run=True)
    told = json.loads(capsys.readouterr().out)
    assert {name: number for name, number in told.items() if number} == before == rows(over)
    assert before["links"] == 8
    call_command("retain_campaign", over.slug)
    assert rows(over) == {}
    with pytest.raises(CommandError):
        call_command("retain_campaign", over.slug)
    with pytest.raises(CommandError):
        call_command("retain_campaign", "ei-ole", dry_run=True)


@pytest.mark.parametrize(
    ("language", "words"),
    [("fi", "Mitä nyt poistettaisiin"), ("sv", "Vad som skulle raderas nu"), ("en", "What would be deleted now")],
)
def test_the_page_tells_an_admin_in_three_languages(over, admin, client, language, words):
    client.force_login(admin)
    client.cookies["language"] = language
    page = client.get(f"/manage/campaigns/{over.slug}/retention/").content.decode()
    assert words in page


def test_an_admin_holds_on_the_page(over, admin, client):
    client.force_login(admin)
    where = f"/manage/campaigns/{over.slug}/retention/"
    refused = client.post(f"{where}hold/", {"until": "", "reason": "Kesken oleva valitus"})
    assert refused.status_code == 422
    assert "Kesken oleva valitus" in refused.content.decode()
    until = str(local_day(database_now()) + datetime.timedelta(days=30))
    assert client.post(f"{where}hold/", {"until": until, "reason": "Kesken oleva valitus"}).status_code == 302
    assert "Kesken oleva valitus" in client.get(where).content.decode()
    assert client.post(f"{where}release/").status_code == 302
    assert Retention.objects.get(campaign=over).held_until is None
    assert client.post(where, {"months": "6"}).status_code == 409


def test_the_page_costs_two_queries_a_kind_of_row(over, admin, client, django_assert_max_num_queries):
    client.force_login(admin)
    with django_assert_max_num_queries(45):
        client.get(f"/manage/campaigns/{over.slug}/retention/")


def test_everybody_reads_the_day_on_the_campaigns_page(campaign, client):
    day = keeping_of(campaign, viewer=None).deleted_on
    assert day is not None
    page = client.get(f"/campaigns/{campaign.slug}/").content.decode()
    assert f"{day.day}.{day.month}.{day.year}" in page
    told = client.get(f"/api/v1/campaigns/{campaign.slug}/retention/").json()
    assert told["deleted_on"] == day.isoformat()


def test_the_api_tells_an_admin_what_would_go(over, admin, client):
    client.force_login(admin)
    told = client.get(f"/api/v1/campaigns/{over.slug}/retention/preview/").json()
    assert {one["name"]: one["rows"] for one in told if one["rows"]} == rows(over)
