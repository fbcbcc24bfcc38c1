# SPDX-License-Identifier: EUPL-1.2
"""Planning least-seen-first orders: 64 at a time, each counting what those before it are expected to show.

Were they planned apart, all would open with the same ideas. Only the head of an order is planned;
behind it the others follow as they were seen least, each order beginning elsewhere among them.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

ORDERS = 64
PAGE = 20
HEAD = 400
# how many of a hundred visitors look at the first page, the second, …
_LOOK_ON = (1.0, 0.3, 0.1, 0.03, 0.01)

Numbers = npt.NDArray[np.int64]
Heads = npt.NDArray[np.uint32]


def least_seen_first(ids: Sequence[int], shown: Sequence[int], *, edition: int) -> tuple[Numbers, Numbers]:
    """Ids and how often each was shown, the least seen first; a tie is broken by chance, another one each edition."""
    numbers, seen = np.asarray(ids, np.int64), np.asarray(shown, np.int64)
    order = np.lexsort((_chance(numbers, edition), seen))
    return numbers[order], seen[order]


def _chance(numbers: Numbers, edition: int) -> npt.NDArray[np.uint64]:
    """A number for each that looks like chance (the last steps of splitmix64)."""
    mixed = numbers.astype(np.uint64) + np.uint64(edition * 0x9E37_79B9_7F4A_7C15 % 2**64)
    for shift, factor in ((30, 0xBF58_476D_1CE4_E5B9), (27, 0x94D0_49BB_1331_11EB), (31, 1)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    return mixed


def plan(shown: Numbers, *, visitors: float) -> Heads:
    """The heads of 64 orders, as places in `shown`; `visitors` is how many are expected to come to each order."""
    size = min(len(shown), HEAD)
    looked_at = np.repeat(_LOOK_ON, PAGE)
    looked_at = np.concatenate([looked_at, np.zeros(max(0, size - len(looked_at)))])[:size] * max(visitors, 0.001)
    expected = shown.astype(np.float64)
    heads = np.zeros((ORDERS, size), np.uint32)
    for number in range(ORDERS):
        # the sort is stable: ideas seen as often as each other stay as chance has put them
        heads[number] = np.argsort(expected, kind="stable")[:size]
        expected[heads[number]] += looked_at
    return heads


def whole_order(ids: Numbers, head: npt.NDArray[np.uint32], bucket: int) -> Numbers:
    """An order from its head: all ids, each once."""
    rest = np.delete(ids, head)
    return np.concatenate([ids[head], np.roll(rest, -(len(rest) * bucket // ORDERS))])


def gini(shown: Sequence[int]) -> float:
    """How unequal exposure is: 0 when all are seen as often, towards 1 when one has it all."""
    rising = np.sort(np.asarray(shown, np.float64))
    total, count = float(rising.sum()), len(rising)
    if not total:
        return 0.0
    return float(2 * (rising @ np.arange(1, count + 1)) / (count * total) - (count + 1) / count)
