# SPDX-License-Identifier: EUPL-1.2
"""A title as 512 small numbers: its words' pieces of 3–5 letters, hashed.

Inflected forms, compounds and words with a typing error share most of their pieces, in any of the
languages, so that no dictionary is needed. A title cannot be read back from its sketch.
"""

import re
import zlib
from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

DIMENSIONS = 512
_SHORTEST, _LONGEST = 3, 5
_WORD = re.compile(r"[^\W_]+")
# words that say nothing of what a title is about
_PLAIN = """
ja tai myös sekä on ei että kun joka jokainen kaikille kaikki lisää enemmän varten och eller vid på
i för till med en ett som av åt den det de om är ska borde fler mer alla från a an the of in on at
to for and with by from near next every each more our some is are be that which into
"""
PLAIN_WORDS = frozenset(_PLAIN.split())


Vector = npt.NDArray[np.float32]


def words_of(text: str) -> list[str]:
    """The words that tell something, in small letters; all of them where none does."""
    words = _WORD.findall(text.casefold())
    return [word for word in words if word not in PLAIN_WORDS] or words


def sketch(text: str) -> bytes:
    """512 signed bytes; zeros for a text without words."""
    sums = np.zeros(DIMENSIONS, np.float32)
    for piece in _pieces(words_of(text)):
        hashed = zlib.crc32(piece.encode())
        # half of the pieces count down, so that those that fall together by chance cancel out
        sums[hashed % DIMENSIONS] += 1 if hashed & 0x8000_0000 else -1
    damped = np.sign(sums) * np.sqrt(np.abs(sums))
    largest = float(np.abs(damped).max())
    return np.rint(damped * (127 / largest if largest else 0)).astype(np.int8).tobytes()


def vectors(sketches: Iterable[bytes]) -> Vector:
    """Sketches as rows of length one."""
    joined = b"".join(sketches)
    rows = np.frombuffer(joined, np.int8).reshape(-1, DIMENSIONS).astype(np.float32)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    lengths[lengths == 0] = 1
    rows /= lengths
    return rows


def _pieces(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        marked = f"_{word}_"
        for length in range(_SHORTEST, _LONGEST + 1):
            for start in range(len(marked) - length + 1):
                yield marked[start : start + length]
