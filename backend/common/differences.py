# SPDX-License-Identifier: EUPL-1.2
"""What changed between two texts, word by word."""

import dataclasses
import difflib
import re
from collections.abc import Iterator
from typing import Literal

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")


@dataclasses.dataclass(frozen=True)
class Part:
    """A stretch of text that both have, that only the later one has, or only the earlier one."""

    kind: Literal["same", "added", "removed"]
    text: str


def differences(before: str, after: str) -> list[Part]:
    """The parts in reading order, what was removed before what came instead; both texts can be put together again.

    Words that are everywhere (in more than one in a hundred places of a long text) are no anchors, so
    the time grows with the length and not with its square.
    """
    return list(_parts(_WORDS.findall(before), _WORDS.findall(after)))


def _parts(before: list[str], after: list[str]) -> Iterator[Part]:
    for tag, start, end, from_, upto in difflib.SequenceMatcher(None, before, after).get_opcodes():
        if tag == "equal":
            yield Part("same", "".join(before[start:end]))
            continue
        if start < end:
            yield Part("removed", "".join(before[start:end]))
        if from_ < upto:
            yield Part("added", "".join(after[from_:upto]))
