# SPDX-License-Identifier: EUPL-1.2
"""Which known word somebody meant who mistyped one: the one that shares most pieces of two and three letters."""

import itertools
from collections.abc import Iterable

NEAR_ENOUGH = 0.5
_SHORTEST = 4
_ONE_SLIP = 0.9


def closest(word: str, known: Iterable[str]) -> str | None:
    """The nearest known word, or None where none is near or the word is too short to tell."""
    if len(word) < _SHORTEST:
        return None
    pieces = _pieces(word)
    near, best = None, NEAR_ENOUGH
    for other in known:
        if len(other) < _SHORTEST or abs(len(other) - len(word)) > _slack(word):
            continue
        others = _pieces(other)
        shared = 2 * len(pieces & others) / (len(pieces) + len(others))
        shared = max(shared, _ONE_SLIP) if _is_one_slip(word, other) else shared
        if shared > best or (shared == best and (near is None or other < near)):
            near, best = other, shared
    return near


def _is_one_slip(word: str, other: str) -> bool:
    """Whether one letter is missing, too many or another one, or two neighbours changed places."""
    same = _same(word, other)
    word, other = word[same:], other[same:]
    same = _same(word[::-1], other[::-1])
    word, other = word[: len(word) - same], other[: len(other) - same]
    return max(len(word), len(other)) <= 1 or (len(word) == 2 and word == other[::-1])


def _same(word: str, other: str) -> int:
    """How many letters are the same from the beginning."""
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(word, other, strict=False)))


def _slack(word: str) -> int:
    """How much longer or shorter the other may be: a stem is shorter than what is typed."""
    return 2 + len(word) // 4


def _pieces(word: str) -> set[str]:
    # two letters that changed places leave few pieces whole, so the pairs count whatever their order is
    marked = f"_{word}_"
    pairs = {"".join(sorted(marked[start : start + 2])) for start in range(len(marked) - 1)}
    return pairs | {marked[start : start + 3] for start in range(len(marked) - 2)}
