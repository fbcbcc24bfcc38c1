# SPDX-License-Identifier: EUPL-1.2
"""An attacker who has every file and page of a campaign's people, a calendar and a solver: no code of ours.

Reads nothing but what is published. Every person is of one place and one age band, one language; they are
there in a week, a phase, the whole. What follows from that is written down as linear inequalities over the
numbers of people of each (place, band) of each period, also of weeks, whose tables have margins only; then
the smallest and the largest value of each hidden number is looked for.
"""

import dataclasses
import datetime
import itertools
import math

import highspy

TOTAL, THRESHOLD = "total", 5


@dataclasses.dataclass(frozen=True)
class Told:
    """One period as it is published; None is hidden. Cells by (axis, row, column)."""

    name: str
    kind: str
    first: datetime.date
    last: datetime.date
    people: int | None
    at_least: int
    new: int | None
    returning: int | None
    cells: dict[tuple[str, str, str], int | None]


@dataclasses.dataclass(frozen=True)
class Found:
    """A hidden number and what can be said of it."""

    what: str
    low: int
    high: float


class Attack:
    """The inequalities of everything that is published of a campaign between two days."""

    def __init__(self, told: list[Told], begins: datetime.date, ends: datetime.date) -> None:
        self.told, self.solver = told, highspy.Highs()
        self.solver.setOptionValue("output_flag", False)
        self.days = {one.name: (max(one.first, begins), min(one.last, ends)) for one in told}
        self.hidden = []
        self.people = {one.name: self._number(one.name, one.people, least=max(one.at_least, 1)) for one in told}
        weeks = [one for one in told if one.kind == "week"]
        self.new = {one.name: self._number(f"{one.name} new", one.new, least=0) for one in weeks}
        self.back = {one.name: self._number(f"{one.name} returning", one.returning, least=0) for one in weeks}
        self._who_came_before(weeks)
        for axis in sorted({axis for one in told for axis, _, _ in one.cells}):
            self._axis(axis)

    def _number(self, what, shown, *, least):
        if shown is not None:
            return self.solver.addVariable(lb=shown, ub=shown)
        variable = self.solver.addVariable(lb=least)
        self.hidden.append((what, variable))
        return variable

    def _who_came_before(self, weeks):
        for number, week in enumerate(weeks):
            self.solver.addConstr(self.people[week.name] == self.new[week.name] + self.back[week.name])
            before = [self.new[one.name] for one in weeks[:number]]
            self.solver.addConstr(
                self.back[week.name] <= sum(before[1:], before[0]) if before else self.back[week.name] <= 0
            )
        for wide in (one for one in self.told if one.kind != "week"):
            within = [self.new[week.name] for week in weeks if self._within(week, wide)]
            until = [self.new[week.name] for week in weeks if self.days[week.name][0] <= self.days[wide.name][1]]
            if within:
                self.solver.addConstr(sum(within[1:], within[0]) <= self.people[wide.name])
            if until:
                self.solver.addConstr(self.people[wide.name] <= sum(until[1:], until[0]))
        for part, wide in itertools.permutations(self.told, 2):
            if wide.kind != "week" and self._within(part, wide):
                self.solver.addConstr(self.people[part.name] <= self.people[wide.name])
        for wide in (one for one in self.told if one.kind != "week"):
            meeting = [self.people[week.name] for week in weeks if self._meet(week, wide)]
            if self._covered(weeks, wide):
                self.solver.addConstr(self.people[wide.name] <= sum(meeting[1:], meeting[0]))

    def _axis(self, axis):
        """A variable for the people of each row and column of each period; margins are sums."""
        rows = sorted({row for one in self.told for at, row, _ in one.cells if at == axis} - {TOTAL})
        columns = sorted({column for one in self.told for at, _, column in one.cells if at == axis} - {TOTAL}) or [
            TOTAL
        ]
        rows = rows or [TOTAL]
        inner = {
            (one.name, row, column): self.solver.addVariable(lb=0)
            for one in self.told for row in rows for column in columns
        }  # fmt: skip
        for one in self.told:
            every = [inner[one.name, row, column] for row in rows for column in columns]
            self.solver.addConstr(sum(every[1:], every[0]) == self.people[one.name])
            for (at, row, column), people in one.cells.items():
                if at != axis:
                    continue
                parts = [
                    inner[one.name, r, c]
                    for r in rows for c in columns if row in {r, TOTAL} and column in {c, TOTAL}
                ]  # fmt: skip
                cell = self._number(f"{one.name} {axis} {row}/{column}", people, least=1)
                self.solver.addConstr(sum(parts[1:], parts[0]) == cell)
        weeks = [one for one in self.told if one.kind == "week"]
        for row, column in itertools.product(rows, columns):
            for wide in (one for one in self.told if one.kind != "week"):
                for part in self.told:
                    if part is not wide and self._within(part, wide):
                        self.solver.addConstr(inner[part.name, row, column] <= inner[wide.name, row, column])
                meeting = [inner[week.name, row, column] for week in weeks if self._meet(week, wide)]
                if meeting and self._covered(weeks, wide):
                    self.solver.addConstr(inner[wide.name, row, column] <= sum(meeting[1:], meeting[0]))

    def _within(self, part, wide):
        (first, last), (begin, end) = self.days[part.name], self.days[wide.name]
        return begin <= first and last <= end

    def _meet(self, one, other):
        (first, last), (begin, end) = self.days[one.name], self.days[other.name]
        return first <= end and begin <= last

    def _covered(self, weeks, wide):
        days = {
            self.days[week.name][0] + datetime.timedelta(days=number)
            for week in weeks
            for number in range((self.days[week.name][1] - self.days[week.name][0]).days + 1)
        }
        begin, end = self.days[wide.name]
        return all(begin + datetime.timedelta(days=n) in days for n in range((end - begin).days + 1))

    def recovered(self) -> list[Found]:
        """The hidden numbers that can be only one, or are surely below five."""
        found = []
        for what, variable in self.hidden:
            low, high = self._end(variable, 1), self._end(variable, -1)
            whole_low = math.ceil(low - 1e-6)
            whole_high = high if math.isinf(high) else math.floor(high + 1e-6)
            if whole_low == whole_high or whole_high < THRESHOLD:
                found.append(Found(what, whole_low, whole_high))
        return found

    def _end(self, variable, direction):
        """The smallest (1) or largest (-1) value; infinite where there is none."""
        self.solver.minimize(variable * direction)
        status = self.solver.getModelStatus()
        if status in {highspy.HighsModelStatus.kUnbounded, highspy.HighsModelStatus.kUnboundedOrInfeasible}:
            return math.inf * -direction
        assert status == highspy.HighsModelStatus.kOptimal, status
        return self.solver.getSolution().col_value[variable.index]
