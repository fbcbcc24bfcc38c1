# SPDX-License-Identifier: EUPL-1.2
"""An attacker who tries every history that agrees with what is published: no interval, no formula of ours."""

import dataclasses
import itertools
from collections.abc import Iterator


@dataclasses.dataclass(frozen=True)
class Seen:
    """A period as published; None is hidden."""

    people: int | None
    new: int | None
    returning: int | None

    def agrees(self, new: int, returning: int) -> bool:
        if (self.people, self.new, self.returning) == (None, None, None) or self.people is None:
            # a hidden period is not empty, else it would say 0
            if new + returning == 0:
                return False
        elif self.people != new + returning:
            return False
        return self.new in {None, new} and self.returning in {None, returning}


def possible_values(seen: list[Seen], totals: range, most: int) -> list[tuple[set[int], set[int], set[int]]]:
    """For each period the values (people, new, returning) may have, trying all numbers up to `most`."""
    acts = [
        [(new, back) for new, back in itertools.product(range(most + 1), repeat=2) if period.agrees(new, back)]
        for period in seen
    ]
    reached: list[set[int]] = [{0}]
    for choices in acts:
        reached.append({known + new for known in reached[-1] for new, back in choices if back <= known})
    leads_on: list[set[int]] = [{known for known in reached[-1] if known in totals}]
    for choices, before in zip(reversed(acts), reversed(reached[:-1]), strict=True):
        leads_on.append({k for k in before if any(back <= k and k + new in leads_on[-1] for new, back in choices)})
    leads_on.reverse()
    found = []
    for index, choices in enumerate(acts):
        ways = [
            (new, back)
            for known in leads_on[index]
            for new, back in choices
            if back <= known and known + new in leads_on[index + 1]
        ]
        found.append(({n + b for n, b in ways}, {n for n, _ in ways}, {b for _, b in ways}))
    return found


Place = tuple[str, str]
Sums = list[tuple[list[Place], int]]
"""Cells, and what they add up to, as published."""


def tables_that_agree(shown: dict[Place, int | None], sums: Sums, most: int) -> Iterator[dict[Place, int]]:
    """Every table of whole numbers up to `most` that agrees with what is published; hidden ones are not zero.

    Cell by cell, given up as soon as a sum is exceeded: nothing is known here of programs or bounds.
    """
    places = [place for place, people in shown.items() if people is None]

    def fits(filled: dict[Place, int]) -> bool:
        for cells, total in sums:
            known = [filled.get(cell, shown[cell]) for cell in cells]
            rest = total - sum(people for people in known if people is not None)
            missing = known.count(None)
            if rest < missing or rest > missing * most:
                return False
        return True

    def fill(filled: dict[Place, int]) -> Iterator[dict[Place, int]]:
        if len(filled) == len(places):
            yield dict(filled)
            return
        place = places[len(filled)]
        for people in range(1, most + 1):
            filled[place] = people
            if fits(filled):
                yield from fill(filled)
            del filled[place]

    if fits({}):
        yield from fill({})
