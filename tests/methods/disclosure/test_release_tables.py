# SPDX-License-Identifier: EUPL-1.2
"""Tables of people by place, age and language: nobody finds a hidden count, in one of them or in all together."""

import bisect
import collections
import dataclasses
import datetime
import hashlib
import itertools

import pytest

from backend.methods.disclosure.audit import OutOfTime, leaks
from backend.methods.disclosure.ladder import FOUR_BANDS, Rung, ladder
from backend.methods.disclosure.people import THRESHOLD
from backend.methods.disclosure.release import HOME, _Clock, _safely, decide
from backend.methods.disclosure.suppression import suppress
from backend.methods.disclosure.tables import TOTAL, Known, Period, share_hidden, table_of
from tests.methods.disclosure.attacker import tables_that_agree

MONDAY = datetime.date(2026, 3, 2)
PLACES, BANDS = ("espoo", "hanko", "porvoo"), ("15-24", "25-34", "75+")
SAME = Rung({place: place for place in PLACES}, {band: band for band in BANDS})
TOTALS = Rung(dict.fromkeys(PLACES, TOTAL), dict.fromkeys(BANDS, TOTAL))


def days(first, last):
    return {"first": MONDAY + datetime.timedelta(days=first), "last": MONDAY + datetime.timedelta(days=last)}


def phase(cells, *, name="phase", first=0, last=27):
    counted = {base: cells.get(base, 0) for base in itertools.product(PLACES, BANDS)}
    people = sum(counted.values())
    return Period(name, **days(first, last), people=Known.exactly(people), counted={HOME: counted})


def week(cells, number, *, new):
    counted = {base: cells.get(base, 0) for base in itertools.product(PLACES, BANDS)}
    people = sum(counted.values())
    return Period(
        f"week {number}",
        **days(7 * number, 7 * number + 6),
        people=Known.exactly(people),
        counted={HOME: counted},
        new=Known.exactly(new),
        returning=Known.exactly(people - new),
    )


def shown_of(period):
    return {(c.row, c.column): c.people if c.shown else None for table in period.tables for c in table.cells}


def told_of(period):
    """The period with the table of place and age, whatever share of it must be hidden; None where none is safe."""
    return _safely(period, (table_of(HOME, period.counted[HOME], SAME.places, SAME.bands),), [], _Clock(60))


def attack(period, most, guess):
    """Every way to fill what is hidden of one table, from its margins and the total that are shown, with a guess."""
    shown = shown_of(period) | {guess[0]: guess[1]}
    rows, columns = {row for row, _ in shown} - {TOTAL}, {column for _, column in shown} - {TOTAL}
    sums = [([(row, column) for column in columns], shown[row, TOTAL]) for row in rows]
    sums += [([(row, column) for row in rows], shown[TOTAL, column]) for column in columns]
    sums += [([(row, TOTAL) for row in rows], period.people.people)]
    sums += [([(TOTAL, column) for column in columns], period.people.people)]
    inner = {place: people for place, people in shown.items() if TOTAL not in place}
    told = [(cells, total) for cells, total in sums if total is not None and TOTAL not in cells[0]]
    return tables_that_agree(inner, told, most)


def test_a_small_cell_takes_others_with_it_so_that_no_sum_gives_it_away():
    cells = {("espoo", "15-24"): 3, ("espoo", "25-34"): 40, ("porvoo", "15-24"): 20, ("porvoo", "25-34"): 9}
    shown = shown_of(told_of(phase(cells)))
    assert shown["espoo", "15-24"] is None
    assert sum(people is None for people in shown.values()) >= 4
    assert shown["hanko", TOTAL] == 0


def test_no_file_is_left_behind(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert told_of(phase({("espoo", "15-24"): 3, ("porvoo", "25-34"): 30, ("hanko", "75+"): 4})) is not None
    assert list(tmp_path.iterdir()) == []


def test_the_audit_finds_a_small_cell_that_was_left_alone():
    cells = {("espoo", "15-24"): 3, ("espoo", "25-34"): 40, ("porvoo", "15-24"): 20}
    table = table_of(HOME, phase(cells).counted[HOME], SAME.places, SAME.bands)
    careless = table.with_shown(frozenset({("espoo", "15-24")}))
    found = leaks([dataclasses.replace(phase(cells), tables=(careless,))])
    assert [(leak.row, leak.column, leak.people) for leak in found] == [("espoo", "15-24", 3)]


def test_two_cells_whose_sum_is_four_are_bounded_below_five_and_found():
    cells = {("espoo", "15-24"): 2, ("hanko", "15-24"): 2, ("porvoo", "15-24"): 30}
    table = table_of(HOME, phase(cells).counted[HOME], SAME.places)
    hidden = table.with_shown(frozenset({("espoo", TOTAL), ("hanko", TOTAL)}))
    assert len(leaks([dataclasses.replace(phase(cells), tables=(hidden,))])) == 2
    wider = table.with_shown(frozenset({("espoo", TOTAL), ("hanko", TOTAL), ("porvoo", TOTAL)}))
    assert leaks([dataclasses.replace(phase(cells), tables=(wider,))]) == []


def test_a_week_bounds_the_cells_of_its_phase_and_the_audit_knows():
    """Hanko's people of the phase are hidden with Porvoo's; the week tells that Porvoo has at least 20 of the 23."""
    first = week({("porvoo", "15-24"): 20, ("espoo", "15-24"): 30}, 0, new=50)
    first = dataclasses.replace(first, tables=(table_of(HOME, first.counted[HOME], SAME.places),))
    cells = {("porvoo", "15-24"): 20, ("hanko", "15-24"): 3, ("espoo", "15-24"): 30}
    later = phase(cells)
    table = table_of(HOME, later.counted[HOME], SAME.places)
    later = dataclasses.replace(later, tables=(table.with_shown(frozenset({("hanko", TOTAL), ("porvoo", TOTAL)})),))
    assert leaks([later]) == []
    assert {(leak.row, leak.people) for leak in leaks([first, later])} >= {("hanko", 3)}
    again = decide(dataclasses.replace(later, tables=()), [first], [SAME, TOTALS])
    assert leaks([first, again.period]) == []


def test_without_time_nothing_finer_than_totals_is_published():
    cells = {("espoo", "15-24"): 3, ("espoo", "25-34"): 40, ("porvoo", "15-24"): 20, ("porvoo", "25-34"): 9}
    table = table_of(HOME, phase(cells).counted[HOME], SAME.places, SAME.bands)
    with pytest.raises(OutOfTime):
        leaks([dataclasses.replace(phase(cells), tables=(suppress(table),))], seconds=0)
    decided = decide(phase(cells), [], [SAME, TOTALS], seconds=0)
    assert decided.period.tables == ()


@pytest.mark.parametrize("seed", range(40))
def test_the_attacker_who_fills_every_table_recovers_nothing(seed):
    """Small enough to try everything: each hidden count may be another one, and five or more."""
    chance = Chance(seed)
    cells = {base: chance.one_of((0, 1, 3, 4, 5, 6, 9, 12)) for base in itertools.product(PLACES, BANDS[:2])}
    told = told_of(phase(cells))
    if told is None:
        return
    shown = shown_of(told)
    assert all(people in {None, 0} or people >= THRESHOLD for people in shown.values())
    hidden = {place for place, people in shown.items() if people is None and TOTAL not in place}
    for place in hidden:
        values = {people for people in range(1, 21) if next(attack(told, 20, (place, people)), None)}
        assert len(values) > 1
        assert max(values) >= THRESHOLD


class Chance:
    """Numbers that look like chance, the same each time."""

    def __init__(self, seed):
        self.seed, self.asked = seed, 0

    def share(self):
        self.asked += 1
        digest = hashlib.sha256(f"{self.seed} {self.asked}".encode()).digest()
        return int.from_bytes(digest[:6], "big") / 2**48

    def one_of(self, choices, weights=None):
        weights = list(itertools.accumulate(weights or [1] * len(choices)))
        return choices[bisect.bisect(weights, self.share() * weights[-1])]


SHARES = (0.24, 0.12, 0.15, 0.2, 0.21, 0.22, 0.18, 0.17, 0.22, 0.07, 0.18, 0.25)


def region(people, seed=4):
    """Who takes part in twelve weeks in a region of 26 places of very unlike size."""
    chance = Chance(seed)
    places = [f"m{number:02}" for number in range(26)]
    sizes = [min(int((1 - chance.share()) ** -1.25 * 6_000), 600_000) for _ in places]
    regions = {place: f"region:{number % 4}" for number, place in enumerate(places)}
    bands = list(FOUR_BANDS)
    eligible = {(place, band): size // 8 for place, size in zip(places, sizes, strict=True) for band in bands}
    everybody = [
        (
            "" if chance.share() < 0.03 else chance.one_of(places, sizes),
            "" if chance.share() < 0.05 else chance.one_of(bands, (1, 8, 12, 10, 8, 6, 4, 2)),
        )
        for _ in range(people)
    ]
    weeks = [[number for number in range(people) if chance.share() < share] for share in SHARES]
    return ladder(eligible, regions), everybody, weeks


def counted_of(rung, people):
    everywhere = itertools.product(sorted(set(rung.places.values())), sorted(set(rung.bands.values())))
    found = collections.Counter((rung.places[place], rung.bands[band]) for place, band in people)
    return {base: found[base] for base in everywhere}


def test_of_nine_thousand_people_at_most_a_twentieth_is_hidden_by_place_and_by_age():
    rungs, everybody, weeks = region(10_500)
    ids = set().union(*weeks)
    assert len(ids) >= 9_000
    counted = counted_of(rungs[0], [everybody[number] for number in ids])
    whole = Period("campaign", **days(0, 83), people=Known.exactly(len(ids)), counted={HOME: counted})
    decided = decide(whole, [], rungs)
    assert not rungs[decided.rung].totals_only
    share = share_hidden(decided.period.tables)
    print(f"\n{len(ids):,} people, rung {decided.rung}: {share:.1%} hidden")
    assert share <= 0.05


def test_the_ladder_begins_where_two_thousand_are_eligible_and_ends_with_totals():
    regions = {"espoo": "region:1", "siuntio": "region:1", "myrskyla": "region:2", "pukkila": "region:2"}
    people = {"espoo": 80_000, "siuntio": 6_000, "myrskyla": 1_500, "pukkila": 1_500}
    rungs = ladder({(p, b): n // 8 for p, n in people.items() for b in FOUR_BANDS}, regions)
    assert rungs[0].places["espoo"] == "espoo"
    assert rungs[0].places["siuntio"] == "siuntio"
    assert rungs[0].places["myrskyla"] == rungs[0].places["pukkila"] == "region:2"
    assert set(rungs[0].bands.values()) == {*FOUR_BANDS, ""}
    assert rungs[-1].totals_only
    assert ladder(None, regions)[0].places["espoo"] == "region:1"
