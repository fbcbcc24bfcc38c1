# SPDX-License-Identifier: EUPL-1.2
"""An attacker who tries every history that agrees with what is published: no interval, no formula of ours."""

import dataclasses
import itertools


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
