# SPDX-License-Identifier: EUPL-1.2
"""What can be concluded about hidden counts from everything that is published: asked of an integer program.

Every count of a campaign is a sum of whole numbers of people in base classes of periods. What an
attacker knows is written down as linear rules: counts that are shown, hidden ones that are not zero,
and how periods hang together. People are not additive over weeks; what is true of each class is:

- of a week within a phase, no more people than of the phase;
- of a phase, no more people than of all weeks that meet it together;
- the new people of the weeks within a phase, added, are no more than the phase's, and the phase's no
  more than all that were new until its end; nobody returns who has not come before.

A hidden count is safe when the rules allow it another value, and one of at least the threshold. For
each we look for one solution in whole numbers that shows it; one solution often serves many counts.
"""

import dataclasses
import datetime
import math
import time
from collections.abc import Iterable, Mapping, Sequence

import highspy
import numpy as np
import numpy.typing as npt

from backend.methods.disclosure.people import THRESHOLD
from backend.methods.disclosure.tables import Base, Cell, Known, Period

SECONDS = 120.0
"""How long an audit may take before the next rung of the ladder is taken."""
_ENOUGH = 1_000
"""So far above the true number solutions are looked for: to look no further finds no leak less."""
_NEAR = 1e-6
_DAY = datetime.timedelta(days=1)


Solution = npt.NDArray[np.float64]


class OutOfTime(Exception):
    """The audit did not come to its end: what it was to judge is not published."""


@dataclasses.dataclass(frozen=True)
class Leak:
    """A hidden count that can be concluded, or bounded below the threshold."""

    period: str
    axis: str
    row: str
    column: str
    people: int


@dataclasses.dataclass
class _Hidden:
    rule: int
    terms: list[int]
    leak: Leak


def leaks(periods: Sequence[Period], *, seconds: float = SECONDS) -> list[Leak]:
    """The hidden counts of some periods of one campaign that are not safe; raises OutOfTime."""
    return _Rules(periods).leaks(time.monotonic() + seconds)


class _Rules:
    """The integer program: one column a base class and count, one row a rule."""

    def __init__(self, periods: Sequence[Period]) -> None:
        self._periods = sorted(periods, key=lambda period: (period.first, period.last))
        self._low: list[float] = []
        self._high: list[float] = []
        self._true: list[int] = []
        self._rows: list[tuple[dict[int, float], float, float]] = []
        self._hidden: list[_Hidden] = []
        self._people = {p.name: self._known(p.people, p.name, "people") for p in periods}
        self._new = {p.name: self._known(p.new, p.name, "new") for p in periods if p.new}
        self._returning = {p.name: self._known(p.returning, p.name, "returning") for p in periods if p.returning}
        self._classes: dict[str, dict[frozenset[Base], int]] = {}
        self._weeks()
        for axis in sorted({table.axis for period in periods for table in period.tables}):
            self._axis(axis)
        self._together({period.name: [self._people[period.name]] for period in periods})

    def leaks(self, deadline: float) -> list[Leak]:
        """Ask for each hidden count whether it may be another one."""
        found: list[Leak] = []
        left = list(self._hidden)
        if not left:
            return found
        quick, exact = self._solver(whole=False), self._solver(whole=True)
        while left:
            asked = left.pop(0)
            other = self._furthest(quick, asked, deadline)
            if other is None:
                other = self._other(exact, asked, deadline)
            if other is None:
                found.append(asked.leak)
            else:
                left = [one for one in left if not _covers(other, one)]
        return found

    def _variable(self, low: float, high: float, true: int) -> int:
        self._low.append(low)
        self._high.append(min(high, true + _ENOUGH))
        self._true.append(true)
        return len(self._low) - 1

    def _known(self, known: Known, period: str, what: str) -> int:
        variable = self._variable(known.low, known.high, known.people)
        if not known.is_shown:
            self._hide([variable], Leak(period, what, what, "", known.people))
        return variable

    def _hide(self, terms: list[int], leak: Leak) -> None:
        self._rows.append((dict.fromkeys(terms, 1.0), 0, math.inf))
        self._hidden.append(_Hidden(len(self._rows) - 1, terms, leak))

    def _rule(self, plus: Iterable[int], minus: Iterable[int], low: float, high: float) -> None:
        """Low ≤ plus − minus ≤ high; left out where it is not true, as after an erasure that made somebody unknown."""
        terms: dict[int, float] = {}
        for sign, variables in ((1.0, plus), (-1.0, minus)):
            for variable in variables:
                terms[variable] = terms.get(variable, 0.0) + sign
        if low <= sum(self._true[variable] * factor for variable, factor in terms.items()) <= high:
            self._rows.append((terms, low, high))

    def _weeks(self) -> None:
        weeks = [period for period in self._periods if period.is_week]
        for number, week in enumerate(weeks):
            before = [self._new[one.name] for one in weeks[:number]]
            parts = [self._new[week.name], self._returning[week.name]]
            self._rule(parts, [self._people[week.name]], 0, 0)
            self._rule(before, [self._returning[week.name]], 0, math.inf)
        for wide in self._periods:
            if wide.is_week:
                continue
            inside = [self._new[week.name] for week in weeks if week.within(wide)]
            until = [self._new[week.name] for week in weeks if week.first <= wide.last]
            self._rule([self._people[wide.name]], inside, 0, math.inf)
            if until and _cover(weeks, weeks[0].first, wide.last):
                self._rule(until, [self._people[wide.name]], 0, math.inf)

    def _axis(self, axis: str) -> None:
        """The classes of all periods on an axis, their sums, and what is shown of them."""
        for period in self._periods:
            columns = self._classes[period.name] = self._counted(period, axis)
            for cell in (cell for table in period.tables if table.axis == axis for cell in table.cells):
                terms = [columns[cell.of]] if cell.of in columns else [columns[frozenset([b])] for b in sorted(cell.of)]
                self._cell(cell, terms, period.name, axis)
        weeks = {of for period in self._periods if period.is_week for of in self._classes[period.name]}
        wide = {of for period in self._periods if not period.is_week for of in self._classes[period.name]}
        for of in sorted(weeks | wide, key=sorted):
            self._together({period.name: self._terms(period, of) for period in self._periods})
        self._at_least_both(axis)

    def _counted(self, period: Period, axis: str) -> dict[frozenset[Base], int]:
        """A variable for each cell of a week's tables, for each base class of a longer time; they sum up to the people.

        That a week's tables are margins of one table that nobody sees is known by `_at_least_both`.
        """
        counted = period.counted.get(axis, {})
        classes = [[frozenset([base]) for base in sorted(counted)]]
        if period.is_week:
            classes = [[cell.of for cell in table.cells] for table in period.tables if table.axis == axis]
        columns: dict[frozenset[Base], int] = {}
        for parts in classes:
            made = {of: self._variable(0, math.inf, sum(counted[base] for base in of)) for of in parts}
            if made:
                self._rule(made.values(), [self._people[period.name]], 0, 0)
            columns |= made
        return columns

    def _terms(self, period: Period, of: frozenset[Base]) -> list[int] | None:
        """The variables of which a class is the sum; None where the period does not tell it."""
        columns = self._classes[period.name]
        if of in columns:
            return [columns[of]]
        parts = [columns.get(frozenset([base])) for base in sorted(of)]
        return None if not parts or None in parts else [part for part in parts if part is not None]

    def _at_least_both(self, axis: str) -> None:
        """Of a week's 100 people 90 in one place and 80 in one band are at least 70 in both; so of longer times."""
        for week in (period for period in self._periods if period.is_week):
            by_table = [[c.of for c in t.cells] for t in week.tables if t.axis == axis]
            for one, other in ((one, other) for one in by_table[:1] for other in by_table[1:]):
                for row, column in ((row, column) for row in one for column in other if row & column):
                    columns = self._classes[week.name]
                    both = self._true[columns[row]] + self._true[columns[column]] - week.people.people
                    for wide in self._periods if both > 0 else ():
                        terms = self._terms(wide, row & column)
                        if not wide.is_week and week.within(wide) and terms:
                            self._rule([*terms, self._people[week.name]], [columns[row], columns[column]], 0, math.inf)

    def _cell(self, cell: Cell, terms: list[int], period: str, axis: str) -> None:
        if cell.shown:
            self._rows.append((dict.fromkeys(terms, 1.0), cell.people, cell.people))
            return
        self._hide(terms, Leak(period, axis, cell.row, cell.column, cell.people))
        self._rows.append((dict.fromkeys(terms, 1.0), 1, math.inf))  # a zero would be shown

    def _together(self, of: Mapping[str, list[int] | None]) -> None:
        """One class in all periods: not more within than in the whole, not more in the whole than in all parts."""
        for wide in self._periods:
            whole = of[wide.name]
            if wide.is_week or whole is None:
                continue
            others = [one for one in self._periods if one.name != wide.name]
            for one in others:
                part = of[one.name]
                if part is not None and one.within(wide):
                    self._rule(whole, part, 0, math.inf)
            for is_week in (True, False):
                parts = [one for one in others if one.is_week == is_week and one.meets(wide)]
                parts = [one for one in parts if is_week or not wide.within(one)]
                if _cover(parts, wide.first, wide.last):
                    together = [term for one in parts for term in of[one.name] or [self._people[one.name]]]
                    self._rule(together, whole, 0, math.inf)

    def _solver(self, *, whole: bool) -> highspy.Highs:
        """The program in whole numbers, or without that: then the next question goes on from the last answer."""
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("threads", 1)
        count = len(self._low)
        solver.addVars(count, np.array(self._low), np.array(self._high))
        if whole:
            columns = np.arange(count, dtype=np.int32)
            solver.changeColsIntegrality(count, columns, np.full(count, highspy.HighsVarType.kInteger))
        for terms, low, high in self._rows:
            named = np.array(list(terms), dtype=np.int32)
            solver.addRow(low, high, len(named), named, np.array(list(terms.values())))
        return solver

    def _furthest(self, solver: highspy.Highs, asked: _Hidden, deadline: float) -> Solution | None:
        """A solution with the asked count as large, or as small, as can be, if it is one in whole numbers."""
        for direction in (-1.0, 1.0):
            for variable in asked.terms:
                solver.changeColCost(variable, direction)
            solution = _solve(solver, deadline)
            for variable in asked.terms:
                solver.changeColCost(variable, 0.0)
            if solution is not None and _is_whole(solution) and _covers(np.rint(solution), asked):
                return _rounded(solution)
        return None

    def _other(self, solver: highspy.Highs, asked: _Hidden, deadline: float) -> Solution | None:
        """A solution in which the asked count is another one that says nothing."""
        people = asked.leak.people
        wanted = [(THRESHOLD, math.inf)] if people < THRESHOLD else [(people + 1, math.inf), (0, people - 1)]
        for low, high in wanted:
            solver.changeRowBounds(asked.rule, low, high)
            solution = _solve(solver, deadline)
            solver.changeRowBounds(asked.rule, 0, math.inf)
            if solution is not None:
                return _rounded(solution)
        return None


def _solve(solver: highspy.Highs, deadline: float) -> Solution | None:
    left = deadline - time.monotonic()
    if left <= 0:
        raise OutOfTime
    # the solver's clock goes on from one question to the next
    solver.setOptionValue("time_limit", solver.getRunTime() + left)
    solver.run()
    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kTimeLimit:
        raise OutOfTime
    if status != highspy.HighsModelStatus.kOptimal:
        return None
    return np.array(solver.getSolution().col_value, dtype=np.float64)


def _rounded(solution: Solution) -> Solution:
    whole: Solution = np.rint(solution)
    return whole


def _is_whole(solution: Solution) -> bool:
    return bool(np.abs(solution - np.rint(solution)).max() < _NEAR)


def _covers(solution: Solution, hidden: _Hidden) -> bool:
    people, true = int(solution[hidden.terms].sum()), hidden.leak.people
    return people != true and max(people, true) >= THRESHOLD


def _cover(periods: Sequence[Period], first: datetime.date, last: datetime.date) -> bool:
    """Whether every day from first to last is one of some period."""
    reached = first
    for period in sorted(periods, key=lambda one: one.first):
        if period.first <= reached:
            reached = max(reached, period.last + _DAY)
    return reached > last
