# SPDX-License-Identifier: EUPL-1.2
"""Many titles to compare with: their sketches in one matrix, and their word stems with how rare they are."""

import dataclasses
import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

import numpy as np

from backend.methods.similarity.sketch import DIMENSIONS, PLAIN_WORDS, Vector, vectors

SHOWN_FROM = 0.41
"""From this nearness on a title is shown; chosen on tests/participation/ideas/similar."""
_PIECES, _STEMS, _TOLD = 0.8, 0.2, 0.1
_LOOKED_AT = 60


@dataclasses.dataclass(frozen=True)
class Title:
    """A title's number, its sketch, the stems of its words, and those of a text that goes with it."""

    number: int
    sketch: bytes
    stems: frozenset[str]
    told: frozenset[str] = frozenset()

    @staticmethod
    def of(number: int, sketch: bytes, stems: Iterable[str]) -> "Title":
        """With the stems that tell something."""
        return Title(number, bytes(sketch), frozenset(stems) - PLAIN_WORDS)


@dataclasses.dataclass(frozen=True)
class Near:
    """A title's number and how near it is: 1 is the same."""

    number: int
    nearness: float


class Titles:
    """A collection that does not change: one with other titles in it is another one."""

    def __init__(self, numbers: Sequence[int], matrix: Vector, stems: Sequence[frozenset[str]]) -> None:
        self._numbers = list(numbers)
        self._matrix = matrix
        self._stems = list(stems)
        self._frequency = Counter(stem for row in stems for stem in row)

    @staticmethod
    def of(titles: Iterable[Title]) -> "Titles":
        """The collection of some titles."""
        found = list(titles)
        return Titles([one.number for one in found], _matrix(found), [one.stems for one in found])

    def words(self) -> Iterable[str]:
        """Every stem of every title, once."""
        return self._frequency

    def knows(self, word: str) -> bool:
        """Whether a title has this stem."""
        return word in self._frequency

    def __len__(self) -> int:
        return len(self._numbers)

    def renewed(self, titles: Iterable[Title], gone: Collection[int]) -> "Titles":
        """The collection with these titles added or in place of their former selves, and without what is gone."""
        found = list(titles)
        replaced = {one.number for one in found} | set(gone)
        kept = [place for place, number in enumerate(self._numbers) if number not in replaced]
        return Titles(
            [self._numbers[place] for place in kept] + [one.number for one in found],
            np.concatenate([self._matrix[kept], _matrix(found)]),
            [self._stems[place] for place in kept] + [one.stems for one in found],
        )

    def nearest(self, title: Title, *, limit: int, at_least: float = SHOWN_FROM) -> list[Near]:
        """The nearest titles, the nearest first; itself (by its number) is left out."""
        if not self._numbers:
            return []
        return self._nearest(title, vectors([title.sketch])[0], limit, at_least)

    def nearest_to(self, number: int, *, limit: int, at_least: float = SHOWN_FROM) -> list[Near]:
        """The titles nearest to one of the collection, the nearest first; none where it is not here."""
        if number not in self._numbers:
            return []
        place = self._numbers.index(number)
        return self._nearest(Title(number, b"", self._stems[place]), self._matrix[place], limit, at_least)

    def _nearest(self, title: Title, vector: Vector, limit: int, at_least: float) -> list[Near]:
        pieces = self._matrix @ vector
        # the stems can add so much and no more
        places = np.flatnonzero(pieces >= (at_least - _STEMS - (_TOLD if title.told else 0)) / _PIECES)
        places = places[np.argsort(-pieces[places], kind="stable")[:_LOOKED_AT]]
        near = [
            Near(self._numbers[place], _PIECES * float(pieces[place]) + self._by_stems(title, self._stems[place]))
            for place in places
            if self._numbers[place] != title.number
        ]
        near = [one for one in near if one.nearness >= at_least]
        return sorted(near, key=lambda one: (-one.nearness, one.number))[:limit]

    def _by_stems(self, title: Title, here: frozenset[str]) -> float:
        """What the stems add: those that are shared (the cosine of their weights), and those that the text tells."""
        length = math.sqrt(self._weight(title.stems) * self._weight(here))
        if not length:
            return 0.0
        shared = self._weight(title.stems & here) / length
        return _STEMS * shared + _TOLD * self._weight(title.told & here) / self._weight(here)

    def _weight(self, stems: Iterable[str]) -> float:
        size = len(self._numbers) + 1
        return math.fsum((math.log(size / (self._frequency[stem] + 0.5)) / math.log(size)) ** 2 for stem in stems)


def _matrix(titles: Sequence[Title]) -> Vector:
    if not titles:
        return np.zeros((0, DIMENSIONS), np.float32)
    return vectors(one.sketch for one in titles)
