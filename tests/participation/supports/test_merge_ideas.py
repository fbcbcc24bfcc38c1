# SPDX-License-Identifier: EUPL-1.2
"""Merging two ideas that say the same: every supporter counts once, the lineage stays, and it can be undone."""

import datetime
import time

import pytest
from django.db import IntegrityError, connection, transaction

from backend.common.clock import database_now
from backend.common.errors import InvalidInput, MayNot
from backend.insight.engagement.comparison import compare_with_ledger
from backend.insight.engagement.selectors import campaign_statistics
from backend.ledger.events.models import Event
from backend.ledger.events.services import relay_batch
from backend.participation.discussion.selectors import comment_counts
from backend.participation.discussion.services import write_comment
from backend.participation.ideas.errors import IdeaIncludesOthers, IdeaMergedAlready
from backend.participation.ideas.models import Idea
from backend.participation.ideas.rules import IdeaDraft
from backend.participation.ideas.selectors import idea_count, visible_ideas
from backend.participation.ideas.services import edit_idea, withdraw_idea
from backend.participation.supports.errors import MergeAfterClose, MergeChain, MergeNotPossible, NotMerged
from backend.participation.supports.follow_ups import fold_supports
from backend.participation.supports.merging import merge_ideas, unmerge_idea
from backend.participation.supports.models import Merging, Outcome, Support
from backend.participation.supports.selectors import (
    given_in_window,
    support_count,
    support_total,
    tallies_of,
    tally_differences,
    with_tallies,
)
from backend.participation.supports.services import close_window, seal_due_windows, support_idea, withdraw_support
from backend.records.privacy.services import erase_person
from tests.conftest import move_window
from tests.threads import at_once

pytestmark = pytest.mark.django_db
SECOND = datetime.timedelta(seconds=1)


@pytest.fixture
def pier(make_idea, campaign, onni):
    return make_idea(campaign, "Laituri rantaan", by=onni)


@pytest.fixture
def jetty(make_idea, campaign):
    return make_idea(campaign, "Uimalaituri joelle")


@pytest.fixture
def merge(porvoo_organiser):
    return lambda source, target: merge_ideas(
        by=porvoo_organiser, source_id=source.id, target_id=target.id, reason="Sama laituri."
    )


@pytest.fixture
def unmerge(porvoo_organiser):
    return lambda idea: unmerge_idea(by=porvoo_organiser, idea_id=idea.id, reason="Eri laiturit.")


def counts(*ideas) -> list[int]:
    return [support_count(idea.id, None) for idea in ideas]


def test_who_supports_both_counts_once_and_the_lineage_stays(merge, pier, jetty, aino, onni, make_person, settle):
    for by, idea in ((aino, pier), (aino, jetty), (onni, pier), (make_person("Elli"), jetty)):
        support_idea(by=by, idea_id=idea.id)
    merging = merge(pier, jetty)
    settle()
    assert (merging.supports, merging.added) == (2, 1)
    assert counts(pier, jetty) == [0, 3]
    pier.refresh_from_db()
    assert (pier.state, pier.merged_into_id) == ("merged", jetty.id)
    assert list(visible_ideas(campaign_id=pier.campaign_id)) == [jetty]
    assert tally_differences() == []
    assert campaign_statistics(pier.campaign).net.supports == support_total(pier.campaign_id) == 3
    assert campaign_statistics(pier.campaign).net.ideas == idea_count(pier.campaign_id) == 1
    assert campaign_statistics(pier.campaign).gross.supports == 4
    assert compare_with_ledger().differences == []


def test_undone_both_have_what_they_had_with_what_was_given_and_taken_back_between(
    merge, unmerge, pier, jetty, aino, onni, make_person, settle
):
    elli, olavi, vilja = make_person("Elli"), make_person("Olavi"), make_person("Vilja")
    for by, idea in ((aino, pier), (aino, jetty), (onni, pier), (elli, pier), (elli, jetty), (olavi, jetty)):
        support_idea(by=by, idea_id=idea.id)
    merge(pier, jetty)
    assert counts_after(settle, pier, jetty) == [0, 4]
    assert support_idea(by=vilja, idea_id=jetty.id).supports == 5
    assert withdraw_support(by=aino, idea_id=jetty.id).supports == 3  # from both; who came just now is not folded yet
    assert support_idea(by=onni, idea_id=jetty.id).counted_now is False  # counts already
    assert counts_after(settle, pier, jetty) == [0, 4]
    unmerge(pier)
    assert counts_after(settle, pier, jetty) == [2, 3]
    assert set(supporters(pier)) == {"Onni", "Elli"}
    assert set(supporters(jetty)) == {"Elli", "Olavi", "Vilja"}
    pier.refresh_from_db()
    assert (pier.state, pier.merged_into_id) == ("published", None)
    assert tally_differences() == []
    assert campaign_statistics(pier.campaign).net.supports == 5
    assert compare_with_ledger().differences == []


def counts_after(settle, *ideas) -> list[int]:
    settle()
    assert tally_differences() == []
    return counts(*ideas)


def supporters(idea) -> list[str]:
    given = Support.objects.filter(counts_for=idea).select_related("participant__account")
    return [support.participant.account.pseudonym for support in given]


def test_a_person_who_supports_three_counts_for_the_target_as_long_as_one_of_them_is_there(
    merge, unmerge, make_idea, campaign, aino, settle
):
    one, two, target = (make_idea(campaign, f"Laituri numero {n}") for n in range(3))
    for idea in (one, two):
        support_idea(by=aino, idea_id=idea.id)
    merge(one, target)
    merge(two, target)
    assert counts_after(settle, one, two, target) == [0, 0, 1]
    unmerge(one)
    assert counts_after(settle, one, two, target) == [1, 0, 1]
    unmerge(two)
    assert counts_after(settle, one, two, target) == [1, 1, 0]


def test_a_support_of_a_merged_idea_counts_for_the_target_and_goes_back_with_it(
    merge, unmerge, pier, jetty, aino, settle
):
    merge(pier, jetty)
    state = support_idea(by=aino, idea_id=pier.id)
    assert (state.idea_id, state.supports, state.counted_now) == (jetty.id, 1, True)
    assert Event.objects.get(kind="support_given").subject_id == jetty.id
    shown = with_tallies(Idea.objects.filter(pk=jetty.id), participant_id=Support.objects.get().participant_id).get()
    assert (shown.supports, shown.supported) == (1, True)
    unmerge(pier)
    assert counts_after(settle, pier, jetty) == [1, 0]
    assert withdraw_support(by=aino, idea_id=pier.id).supported is False
    assert counts_after(settle, pier, jetty) == [0, 0]


def test_what_counted_twice_is_given_back_to_who_has_a_limit(merge, unmerge, make_campaign, make_idea, aino):
    campaign = make_campaign("raja", limit=2)
    one, two, other = (make_idea(campaign, f"Laituri numero {n}") for n in range(3))
    for idea in (one, two):
        support_idea(by=aino, idea_id=idea.id)
    merge(one, two)
    assert support_idea(by=aino, idea_id=other.id).left == 0
    unmerge(one)
    support = Support.objects.first()
    assert given_in_window(support.window_id, support.participant_id) == 3  # nothing given is taken away
    assert support_idea(by=aino, idea_id=one.id).left == 0


def test_comments_stay_where_they_were_said_and_a_merged_idea_takes_none(merge, pier, jetty, aino, settle):
    write_comment(by=aino, idea_id=pier.id, text="Hyvä paikka")
    merge(pier, jetty)
    settle()
    assert comment_counts(pier.campaign_id) == {pier.id: 1}
    with pytest.raises(IdeaMergedAlready):
        write_comment(by=aino, idea_id=pier.id, text="Vielä yksi")


def test_the_close_announces_each_person_once(merge, pier, jetty, aino, onni):
    for by, idea in ((aino, pier), (aino, jetty), (onni, pier)):
        support_idea(by=by, idea_id=idea.id)
    merge(pier, jetty)
    window = Support.objects.first().window
    move_window(pier.campaign, opens=window.opens, closes=database_now() - SECOND)
    close_window(window_id=window.id)
    assert list(Outcome.objects.values_list("idea_id", "supports")) == [(jetty.id, 2)]
    assert Event.objects.get(kind="voting_closed").numbers == {"supports": 2, "people": 2, "ideas": 1}


@pytest.mark.parametrize("counted", [True, False])
def test_after_the_vote_nothing_is_merged_or_taken_apart(merge, unmerge, pier, jetty, make_idea, aino, counted):
    other = make_idea(pier.campaign, "Kolmas laituri")
    support_idea(by=aino, idea_id=pier.id)
    merge(other, jetty)
    window = move_window(pier.campaign, closes=database_now() - SECOND)
    if counted:
        close_window(window_id=window.id)
    with pytest.raises(MergeAfterClose):
        merge(pier, jetty)
    with pytest.raises(MergeAfterClose):
        unmerge(other)


def test_chains_circles_and_other_campaigns_are_refused(merge, pier, jetty, make_idea, make_campaign):
    other = make_idea(pier.campaign, "Kolmas laituri")
    merge(pier, jetty)
    for source, target in ((jetty, other), (jetty, pier)):
        with pytest.raises((MergeChain, MergeNotPossible)):
            merge(source, target)
    for source, target in ((pier, other), (other, pier), (other, other)):
        with pytest.raises(MergeNotPossible):
            merge(source, target)
    with pytest.raises(MergeNotPossible):
        merge(other, make_idea(make_campaign("toinen"), "Laituri muualla"))
    assert Merging.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Idea.objects.filter(pk=other.pk).update(merged_into=other, state="merged")


def test_only_organisers_merge_with_a_reason_and_only_what_is_merged_is_taken_apart(
    aino, porvoo_organiser, unmerge, pier, jetty
):
    with pytest.raises(MayNot):
        merge_ideas(by=aino, source_id=pier.id, target_id=jetty.id, reason="Sama laituri")
    with pytest.raises(InvalidInput):
        merge_ideas(by=porvoo_organiser, source_id=pier.id, target_id=jetty.id, reason=" ")
    with pytest.raises(NotMerged):
        unmerge(pier)


def test_authors_change_and_withdraw_neither_a_merged_idea_nor_one_that_includes_others(
    merge, make_campaign, make_idea, onni, aino
):
    campaign = make_campaign("keruu", open_phase="collect")
    source, target = make_idea(campaign, "Laituri rantaan", by=onni), make_idea(campaign, "Laituri joelle", by=aino)
    merge(source, target)
    draft = IdeaDraft(title="Toinen nimi", text="Aivan toinen selitys tästä asiasta.", category="luonto")
    with pytest.raises(IdeaMergedAlready):
        edit_idea(by=onni, idea_id=source.id, draft=draft, version=1)
    with pytest.raises(IdeaMergedAlready):
        withdraw_idea(by=onni, idea_id=source.id)
    with pytest.raises(IdeaIncludesOthers):
        withdraw_idea(by=aino, idea_id=target.id)


def test_who_is_erased_leaves_no_support_and_an_empty_place_that_can_be_taken_apart(
    merge, unmerge, pier, jetty, aino, onni, settle
):
    for by, idea in ((aino, pier), (aino, jetty), (onni, pier)):
        support_idea(by=by, idea_id=idea.id)
    merge(pier, jetty)
    erase_person(account=onni)
    assert counts_after(settle, pier, jetty) == [0, 1]
    unmerge(pier)
    assert counts_after(settle, pier, jetty) == [1, 1]
    pier.refresh_from_db()
    assert (pier.state, pier.title) == ("erased", "")


def test_two_ideas_with_ten_thousand_supporters_each_and_three_thousand_in_common(
    merge, unmerge, pier, jetty, settle, count_queries, make_person
):
    seal_due_windows()
    _crowd(pier, range(10_000))
    _crowd(jetty, range(7_000, 17_000))
    settle()
    assert counts(pier, jetty) == [10_000, 10_000]
    with count_queries() as counted:
        began = time.monotonic()
        merging = merge(pier, jetty)
    print(f"merged in {time.monotonic() - began:.2f} s, {counted()} statements")
    assert counted() <= 12
    assert (merging.supports, merging.added) == (10_000, 7_000)
    assert relay_batch([fold_supports])  # live tallies, without any other follow-up
    assert tallies_of(pier.campaign_id).supports == {pier.id: 0, jetty.id: 17_000}
    assert counts_after(settle, pier, jetty) == [0, 17_000]
    assert Support.objects.filter(counts_for=jetty).values("participant").distinct().count() == 17_000
    assert campaign_statistics(pier.campaign).net.supports == 17_000
    late, elli = make_person("Myöhäinen"), make_person("Elli")
    support_idea(by=late, idea_id=jetty.id)
    support_idea(by=elli, idea_id=jetty.id)
    withdraw_support(by=elli, idea_id=jetty.id)
    with count_queries() as counted:
        began = time.monotonic()
        unmerge(pier)
    print(f"taken apart in {time.monotonic() - began:.2f} s, {counted()} statements")
    assert counted() <= 13
    assert counts_after(settle, pier, jetty) == [10_000, 10_001]
    withdraw_support(by=late, idea_id=jetty.id)
    assert counts_after(settle, pier, jetty) == [10_000, 10_000]
    assert compare_with_ledger().differences == []
    assert campaign_statistics(pier.campaign).net.supports == 20_000


def _crowd(idea, numbers: range) -> None:
    """Supports of one idea by people with these numbers, as if each had given one."""
    values = {"campaign": idea.campaign_id, "idea": idea.id, "first": numbers.start, "last": numbers.stop - 1}
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO participants_participant (id, campaign_id, voter, kind, person_number)"
            " SELECT 10000000 + n, %(campaign)s, decode(lpad(to_hex(n), 64, '0'), 'hex'), 'account', 10000000 + n"
            " FROM generate_series(%(first)s, %(last)s) AS n ON CONFLICT DO NOTHING",
            values,
        )
        cursor.execute(
            "INSERT INTO supports_support (participant_id, idea_id, counts_for_id, window_id)"
            " SELECT 10000000 + n, %(idea)s, %(idea)s, voting.id FROM generate_series(%(first)s, %(last)s) AS n,"
            " campaigns_votingwindow AS voting JOIN campaigns_phase AS phase ON phase.id = voting.phase_id"
            " WHERE phase.campaign_id = %(campaign)s",
            values,
        )
        cursor.execute(
            "INSERT INTO events_event (kind, campaign_id, participant_id, subject_id)"
            " SELECT 'support_given', %(campaign)s, 10000000 + n, %(idea)s"
            " FROM generate_series(%(first)s, %(last)s) AS n",
            values,
        )


@pytest.mark.django_db(transaction=True)
def test_supporting_while_merging_counts_everybody_once(merge, unmerge, pier, jetty, make_person, settle):
    people = [make_person(f"Henkilo{n}") for n in range(40)]
    gives = [lambda by=by, idea=idea: support_idea(by=by, idea_id=idea.id) for by in people for idea in (pier, jetty)]
    acts = [*gives[:20], lambda: merge(pier, jetty), *gives[20:50], lambda: unmerge(pier), *gives[50:]]
    acts += [lambda: merge(pier, jetty)]
    results = at_once(acts, threads=12)
    refused = [result for result in results if isinstance(result, Exception)]
    assert all(isinstance(one, NotMerged | MergeNotPossible) for one in refused), refused
    settle()
    assert tally_differences() == []
    if Idea.objects.get(pk=pier.pk).merged_into_id is None:
        merge(pier, jetty)
    assert counts_after(settle, pier, jetty) == [0, 40]
    assert compare_with_ledger().differences == []


@pytest.mark.django_db(transaction=True)
def test_taking_back_while_merging_leaves_nobody_counted(merge, pier, jetty, make_person, settle):
    people = [make_person(f"Henkilo{n}") for n in range(30)]
    for by in people:
        for idea in (pier, jetty):
            support_idea(by=by, idea_id=idea.id)
    backs = [
        lambda by=by, idea=idea: withdraw_support(by=by, idea_id=idea.id) for by in people for idea in (pier, jetty)
    ]
    results = at_once([*backs[:30], lambda: merge(pier, jetty), *backs[30:]], threads=12)
    assert [result for result in results if isinstance(result, Exception)] == []
    assert counts_after(settle, pier, jetty) == [0, 0]
    assert Support.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_two_mergings_at_once_make_no_chain_and_no_circle(merge, make_idea, campaign, settle):
    for turn in range(5):
        one, two, three = (make_idea(campaign, f"Laituri {turn} {n}") for n in range(3))
        pairs = [(one, two), (two, one), (two, three), (one, three)]
        results = at_once([lambda a=a, b=b: merge(a, b) for a, b in pairs], threads=4)
        assert all(isinstance(one, Merging | MergeNotPossible | MergeChain) for one in results), results
        assert any(isinstance(one, Merging) for one in results)
    merged = Idea.objects.filter(merged_into__isnull=False)
    assert not merged.filter(merged_into__state="merged").exists()
    assert Merging.objects.count() == merged.count()
    settle()
    assert tally_differences() == []
