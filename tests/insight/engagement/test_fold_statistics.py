# SPDX-License-Identifier: EUPL-1.2
"""Folding the ledger into the cubes: whatever the batches, deaths and repeats, equal to a rebuild and the reference."""

import datetime
import uuid

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from backend.insight.engagement import contexts
from backend.insight.engagement.comparison import compare_with_ledger
from backend.insight.engagement.follow_ups import fold_statistics
from backend.insight.engagement.models import ContextPeople, DailyCount, DailyPeople, PersonIndex
from backend.insight.engagement.selectors import campaign_statistics
from backend.insight.engagement.services import rebuild_statistics
from backend.ledger.events.models import Event
from backend.ledger.events.selectors import last_position, place_of
from backend.ledger.events.services import follow, stamp
from backend.participation.campaigns.selectors import campaign_by_slug, with_phases
from backend.participation.discussion.selectors import comment_total
from backend.participation.discussion.services import write_comment
from backend.participation.ideas.selectors import idea_count
from backend.participation.supports.selectors import support_total
from backend.participation.supports.services import support_idea, withdraw_support
from backend.region.places.models import District, Municipality
from tests.insight.engagement.histories import KillAt, histories, load
from tests.insight.engagement.reference import Act

pytestmark = pytest.mark.django_db
MONDAY = datetime.date(2026, 3, 23)


def fold_all(limit=10_000):
    """Stamp and fold until nothing is left."""
    with transaction.atomic():
        stamp()
    while follow("engagement", fold_statistics, limit):
        pass


def counts_of(campaign):
    rows = DailyCount.objects.filter(campaign_id=campaign.id)
    return {(row.day, row.kind, row.channel): (row.net, row.gross) for row in rows}


def people_of(campaign):
    numbers = dict(PersonIndex.objects.values_list("number", "person_number"))
    rows = DailyPeople.objects.filter(campaign_id=campaign.id)
    return {row.day: {numbers[number] for number in BitMap.deserialize(bytes(row.people))} for row in rows}


def contexts_in(campaign):
    numbers = dict(PersonIndex.objects.values_list("number", "person_number"))
    names = {str(place.pk): place.slug for place in [*Municipality.objects.all(), *District.objects.all()]}
    rows = ContextPeople.objects.filter(campaign_id=campaign.id)
    return {
        (row.dimension, names.get(row.value, row.value)): {
            numbers[number] for number in BitMap.deserialize(bytes(row.people))
        }
        for row in rows
    }


def dump():
    """The cubes as bytes."""
    counts = list(DailyCount.objects.order_by("pk").values_list())
    people = [(*row[:-1], bytes(row[-1])) for row in DailyPeople.objects.order_by("pk").values_list()]
    contexts = [(*row[:-1], bytes(row[-1])) for row in ContextPeople.objects.order_by("pk").values_list()]
    return counts, people, contexts


def assert_equals_reference(loaded):
    figures = loaded.figures()
    assert counts_of(loaded.campaign) == {cell: (figures.net[cell], figures.gross[cell]) for cell in figures.net}
    assert people_of(loaded.campaign) == {
        day: {loaded.person_numbers[person] for person in persons} for day, persons in figures.people.items()
    }


def assert_statistics_equal_reference(loaded):
    """Totals and days are what the reference counts; people come from stored releases alone (test_one_way.py)."""
    figures = loaded.figures()
    statistics = campaign_statistics(with_phases(loaded.campaign))
    for index, kind in enumerate(("idea", "support", "comment")):
        total = sum(net for (_, what, _), net in figures.net.items() if what == kind)
        assert (statistics.net.ideas, statistics.net.supports, statistics.net.comments)[index] == total
    assert sum(row.net.supports for row in statistics.days) == statistics.net.supports


def change_people(loaded, changes):
    """Some people are erased, some turn out to be others: once each, in the midst of the fold."""
    touched = set()
    for story, person, other in changes:
        one = loaded[story % len(loaded)]
        people = {(story % len(loaded), person), (story % len(loaded), other)}
        if people & touched or not {person, other} <= one.participants.keys():
            continue
        touched |= people
        one.erase(person) if person == other else one.join(person, other)


@given(
    stories=st.lists(histories(), min_size=1, max_size=12),
    batches=st.lists(st.integers(1, 40), max_size=12),
    deaths=st.lists(st.integers(1, 9), max_size=12),
    stamped=st.integers(1, 200),
    changes=st.lists(st.tuples(st.integers(0, 11), st.integers(0, 9), st.integers(0, 9)), max_size=6),
)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a failure is shown at once, not after minutes of shrinking
)
def test_incremental_equals_rebuild_equals_reference(spearhead, stories, batches, deaths, stamped, changes):
    loaded = load(stories, spearhead=spearhead, name=uuid.uuid4().hex[:8])
    with transaction.atomic():
        stamp(stamped)
    for limit, death in zip(batches, deaths, strict=False):
        with KillAt(death):
            follow("engagement", fold_statistics, limit)
    for limit in batches:
        follow("engagement", fold_statistics, limit)
    change_people(loaded, changes)
    fold_all(limit=50)
    for one in loaded:
        assert_equals_reference(one)
        assert_statistics_equal_reference(one)
    before = dump()
    assert compare_with_ledger().differences == []
    rebuild_statistics()
    assert dump() == before
    rebuild_statistics(campaign_id=loaded[0].campaign.id)
    assert dump() == before
    assert place_of("engagement") == last_position()


def test_every_death_within_a_fold_leaves_nothing_behind(spearhead):
    acts = [Act("support_given", person, 1, MONDAY) for person in range(6)]
    load([acts], spearhead=spearhead, name="kuolema")
    with transaction.atomic():
        stamp()
    before, survived = dump(), False
    for statement in range(1, 20):
        with KillAt(statement) as kill:
            follow("engagement", fold_statistics)
        if kill.left > 0:  # it came to its end before the n-th statement
            survived = True
            break
        assert dump() == before
        assert place_of("engagement") == 0
        assert PersonIndex.objects.count() == 0
    assert survived
    assert statement > 8
    assert DailyCount.objects.get().net == 6


def test_whoever_is_erased_moves_to_unknown_and_the_numbers_of_people_stay(spearhead):
    acts = [Act("support_given", person, 1, MONDAY) for person in range(6)]
    (one,) = load([acts], spearhead=spearhead, name="unohdettu")
    fold_all()
    assert contexts_in(one.campaign)["municipality", "porvoo"] == {1_001, 1_004}
    for person in (1, 4):
        one.erase(person)
    fold_all()
    assert ("municipality", "porvoo") not in contexts_in(one.campaign)
    assert contexts_in(one.campaign)["municipality", ""] == {1_001, 1_002, 1_004, 1_005}
    assert_equals_reference(one)
    before = dump()
    assert compare_with_ledger().differences == []
    rebuild_statistics()
    assert dump() == before


def test_two_participants_who_are_one_person_have_one_context(spearhead):
    acts = [Act("support_given", person, 1, MONDAY) for person in range(4)]
    (one,) = load([acts], spearhead=spearhead, name="sama-ihminen")
    fold_all()
    one.join(1, 0)
    fold_all()
    assert contexts_in(one.campaign)["municipality", "helsinki"] == {1_000, 1_003}
    assert ("municipality", "porvoo") not in contexts_in(one.campaign)
    assert_equals_reference(one)
    assert compare_with_ledger().differences == []


def test_a_damaged_context_is_found(spearhead):
    (one,) = load([[Act("support_given", 1, 1, MONDAY)]], spearhead=spearhead, name="vaara")
    fold_all()
    ContextPeople.objects.filter(dimension="language").delete()
    found = compare_with_ledger(campaign_id=one.campaign.id)
    assert [difference.what for difference in found.differences] == ["language sv (1 missing, 0 too many)"]
    rebuild_statistics()
    assert compare_with_ledger().differences == []


def test_a_second_call_adds_nothing(spearhead):
    load([[Act("support_given", 1, 1, MONDAY)]], spearhead=spearhead, name="kahdesti")
    fold_all()
    before = dump()
    assert not follow("engagement", fold_statistics)
    assert dump() == before


def test_a_withdrawal_lowers_net_only_and_the_person_still_took_part(spearhead):
    tuesday = MONDAY + datetime.timedelta(days=1)
    acts = [Act("support_given", 1, 1, MONDAY), Act("support_withdrawn", 1, 1, tuesday)]
    (one,) = load([acts], spearhead=spearhead, name="peruttu")
    fold_all()
    assert counts_of(one.campaign) == {(MONDAY, "support", "web"): (1, 1), (tuesday, "support", "web"): (-1, 0)}
    assert people_of(one.campaign) == {MONDAY: {1_001}}


def test_undoing_a_withdrawal_raises_net_only_on_both_sides_of_the_comparison(spearhead):
    acts = [Act(kind, 1, 1, MONDAY) for kind in ("idea_proposed", "idea_withdrawn")]
    tuesday = MONDAY + datetime.timedelta(days=1)
    (one,) = load([[*acts, Act("idea_restored", 1, 1, tuesday)]], spearhead=spearhead, name="palautettu")
    fold_all()
    assert counts_of(one.campaign) == {(MONDAY, "idea", "web"): (0, 1), (tuesday, "idea", "web"): (1, 0)}
    assert compare_with_ledger().differences == []


def test_an_act_of_nobody_is_counted_without_a_person(spearhead):
    (one,) = load([[Act("idea_proposed", None, 1, MONDAY, "import")]], spearhead=spearhead, name="tuotu")
    fold_all()
    assert counts_of(one.campaign) == {(MONDAY, "idea", "import"): (1, 1)}
    assert people_of(one.campaign) == {}


def test_one_person_has_one_number_in_all_campaigns_and_numbers_have_no_gaps(spearhead):
    acts = [Act("support_given", person, 1, MONDAY) for person in range(5)]
    load([acts, acts, acts], spearhead=spearhead, name="sama")
    fold_all(limit=2)
    numbers = sorted(PersonIndex.objects.values_list("number", flat=True))
    assert numbers == list(range(numbers[0], numbers[0] + 5))
    region = BitMap().union(*(BitMap.deserialize(bytes(row.people)) for row in DailyPeople.objects.all()))
    assert len(region) == 5


def test_the_day_is_the_calendar_day_in_helsinki_of_the_act(aino, idea, settle):
    settle()
    with connection.cursor() as cursor:
        cursor.execute("SELECT (clock_timestamp() AT TIME ZONE 'Europe/Helsinki')::date")
        today = cursor.fetchone()[0]
    assert set(DailyCount.objects.filter(kind="idea").values_list("day", flat=True)) == {today}


def test_a_damaged_cube_is_found_and_a_rebuild_heals_it(spearhead):
    acts = [Act("support_given", person, 1, MONDAY) for person in range(6)]
    (one,) = load([acts], spearhead=spearhead, name="rikki")
    fold_all()
    DailyCount.objects.update(net=7)
    DailyPeople.objects.update(people=BitMap([999]).serialize())
    found = compare_with_ledger(campaign_id=one.campaign.id)
    assert [difference.what for difference in found.differences] == [
        "people (6 missing, 1 too many)",
        "support by web, net",
    ]
    rebuild_statistics(campaign_id=one.campaign.id)
    assert compare_with_ledger().differences == []


def test_what_is_not_folded_yet_is_no_difference_but_is_said(spearhead):
    load([[Act("support_given", 1, 1, MONDAY)]], spearhead=spearhead, name="odottaa")
    found = compare_with_ledger()
    assert (found.differences, found.not_folded) == ([], Event.objects.filter(kind="support_given").count())


def test_statistics_agree_with_the_tallies_of_the_page(aino, onni, idea, campaign, settle):
    support_idea(by=aino, idea_id=idea.id)
    support_idea(by=onni, idea_id=idea.id)
    withdraw_support(by=onni, idea_id=idea.id)
    write_comment(by=onni, idea_id=idea.id, text="Hyvä idea, laituri on tarpeen.", stance="for")
    settle()
    statistics = campaign_statistics(campaign_by_slug(campaign.slug))
    assert statistics.net.supports == support_total(campaign.id) == 1
    assert statistics.net.comments == comment_total(campaign.id) == 1
    assert statistics.net.ideas == idea_count(campaign.id) == 1
    assert statistics.gross.supports == 2


def test_people_are_stored_in_the_same_bytes_however_they_came_about():
    numbers = [0, 3, 5, 6, 7, 8, 9, 14, 23, 24, 25, 27, 28, 30, 31, 34, 35, 37, 38]
    stored = {contexts.stored(BitMap(numbers))}
    for first in range(1, len(numbers)):
        for kept in (numbers[:first], numbers[first:], numbers[::2]):
            known = BitMap.deserialize(contexts.stored(BitMap(kept)))
            stored.add(contexts.stored(known | BitMap(numbers)))
    assert len(stored) == 1
