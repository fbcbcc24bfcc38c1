# SPDX-License-Identifier: EUPL-1.2
"""What in a text, and in what else was written lately, looks like spam: each sign with the numbers that show it.

No sign decides anything: a person reads it. The same texts give the same signs, in any order of reading.
"""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from backend.methods.similarity.sketch import sketch, vectors, words_of

WINDOW = datetime.timedelta(hours=1)
"""How far back others' texts are compared, and one's own counted."""
SAME_TIMES = 4
"""So often the same text in the window is a sign."""
SAME_WORDS = 4
"""A shorter text says nothing by being said again: "Hyvä idea!"."""
SAME_FROM = 0.9
"""Cosine of two sketches from which texts are the same: a changed name or number does not make another text."""
MANY_LINKS = 3
MOSTLY_LINK = 20
"""Fewer characters than this beside a link, and the text is mostly the link."""
FAST_TIMES, FAST_WITHIN = 8, datetime.timedelta(minutes=10)
NEW_ACCOUNT = datetime.timedelta(hours=24)
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>]+", re.IGNORECASE)


@dataclass(frozen=True)
class Written:
    """A text: `key` names it, `writer` is a number of who wrote it, `joined` when their account was made (or None)."""

    key: tuple[int, int | None]
    writer: int
    text: str
    at: datetime.datetime
    joined: datetime.datetime | None = None


@dataclass(frozen=True)
class Sign:
    """A kind of sign with its numbers; `others` are the texts that show it, the one in question among them."""

    kind: str
    numbers: dict[str, int]
    others: tuple[tuple[int, int | None], ...] = ()


def links_in(text: str) -> list[str]:
    """The web addresses that a text names."""
    return _LINK.findall(text)


def signs_of(one: Written, lately: Sequence[Written]) -> list[Sign]:
    """The signs of a text among those written lately, itself left out or not; in the order of their kinds."""
    before = [other for other in lately if other.key != one.key and one.at - WINDOW <= other.at <= one.at]
    found = [_same_text(one, before), _fast(one, before), *_links(one)]
    return sorted((sign for sign in found if sign is not None), key=lambda sign: sign.kind)


def _same_text(one: Written, before: Sequence[Written]) -> Sign | None:
    if len(words_of(one.text)) < SAME_WORDS or len(before) < SAME_TIMES - 1:
        return None
    rows = vectors(sketch(text) for text in (one.text, *(other.text for other in before)))
    alike = np.flatnonzero(rows[1:] @ rows[0] >= SAME_FROM)
    same = [one, *(before[int(place)] for place in alike)]
    if len(same) < SAME_TIMES:
        return None
    first = min(other.at for other in same)
    numbers = {
        "times": len(same),
        "people": len({other.writer for other in same}),
        "minutes": _minutes(one.at - first),
    }
    return Sign("same_text", numbers, tuple(sorted((other.key for other in same), key=_by_key)))


def _fast(one: Written, before: Sequence[Written]) -> Sign | None:
    own = [other for other in before if other.writer == one.writer and other.at >= one.at - FAST_WITHIN]
    if len(own) + 1 < FAST_TIMES:
        return None
    return Sign("fast", {"times": len(own) + 1, "minutes": _minutes(FAST_WITHIN)})


def _links(one: Written) -> list[Sign]:
    links = links_in(one.text)
    if not links:
        return []
    signs = []
    beside = len(" ".join(_LINK.sub(" ", one.text).split()))
    if len(links) >= MANY_LINKS:
        signs.append(Sign("many_links", {"links": len(links)}))
    if beside < MOSTLY_LINK:
        signs.append(Sign("mostly_link", {"characters": beside}))
    if one.joined is not None and datetime.timedelta() <= one.at - one.joined < NEW_ACCOUNT:
        signs.append(Sign("new_account", {"hours": int((one.at - one.joined).total_seconds() // 3600)}))
    return signs


def _minutes(span: datetime.timedelta) -> int:
    """Whole minutes, at least one."""
    return max(1, -int(-span.total_seconds() // 60))


def _by_key(key: tuple[int, int | None]) -> tuple[int, int]:
    return key[0], key[1] or 0
