# SPDX-License-Identifier: EUPL-1.2
"""How long something takes when part of it is not over yet.

Source: Kaplan and Meier, "Nonparametric estimation from incomplete observations", JASA 53 (1958).
"""

from collections import Counter
from collections.abc import Iterable


def kaplan_meier(durations: Iterable[tuple[float, bool]], quantile: float) -> float | None:
    """The duration by which the given part is over; None while so many are not.

    `durations` are (length, whether it is over): one that lasts still is censored at its length. Those
    that end at a length are told before those censored at the same one.
    """
    ended: Counter[float] = Counter()
    left: Counter[float] = Counter()
    for length, over in durations:
        left[length] += 1
        ended[length] += over
    at_risk, surviving = sum(left.values()), 1.0
    for length in sorted(left):
        surviving *= 1 - ended[length] / at_risk
        if surviving <= 1 - quantile + 1e-12:
            return length
        at_risk -= left[length]
    return None
