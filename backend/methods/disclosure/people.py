# SPDX-License-Identifier: EUPL-1.2
"""A count of people as it is published: a number, or that it is hidden.

Source: the threshold rule and secondary suppression of statistical disclosure control, as in
Hundepool et al., "Statistical Disclosure Control" (Wiley, 2012), chapter 4. The threshold is five.
"""

import dataclasses

THRESHOLD = 5
"""A published count of people is zero or at least this."""


@dataclasses.dataclass(frozen=True)
class PersonCount:
    """How many people; `value` None means that it is hidden.

    Hidden says one of two things and never which: there are one to four people, or a hidden number
    would follow from this one. A mark of its own for "fewer than five" would tell too much: of two
    such cells whose sum is eight, both are four. `at_least` is what may still be said of a hidden
    count, 0 when nothing.
    """

    value: int | None
    at_least: int = 0

    @property
    def suppressed(self) -> bool:
        """Whether the number is hidden."""
        return self.value is None


HIDDEN = PersonCount(None)


def is_small(people: int) -> bool:
    """Whether a count is of one person to four."""
    return 0 < people < THRESHOLD
