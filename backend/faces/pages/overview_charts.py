# SPDX-License-Identifier: EUPL-1.2
"""The shapes of the region's overview: years in parts, months as a line, targets as bars; in percent, without style."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import formats

SHADES = ("d1", "p2", "d3", "p4")
"""The spearheads' colours and patterns, in the strategy's order."""
_LABEL, _ROOM = 12.0, 76.0
"""Percent of the width for a year's name, and for the longest bar."""
_ROW, _TALL = 36, 26
_WIDE, _HIGH, _AIR = 1000.0, 44.0, 4.0


def millions(euros: float) -> str:
    """Euros as millions with one decimal."""
    return formats.number_format(euros / 1_000_000, decimal_pos=1)


def percent(value: float) -> str:
    """For an SVG attribute: a point whatever the language, no needless decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"


@dataclass(frozen=True)
class Piece:
    """One spearhead's part of a year."""

    shade: str
    x: str
    width: str


@dataclass(frozen=True)
class YearBar:
    """A year: its parts one after the other, and the sum at the end."""

    year: str
    y: int
    label_y: int
    pieces: list[Piece]
    end: str
    words: str
    is_unfinished: bool


def year_bars(granted: Mapping[str, Mapping[str, float]], order: Sequence[str], this_year: int) -> list[YearBar]:
    """A bar for each year; the longest is the whole room, parts of nothing are left out."""
    longest = max((sum(parts.values()) for parts in granted.values()), default=0) or 1
    drawn = []
    for row, (year, parts) in enumerate(granted.items()):
        x, pieces = _LABEL, []
        for shade, slug in zip(SHADES, order, strict=False):
            width = _ROOM * parts.get(slug, 0) / longest
            if width:
                pieces.append(Piece(shade, percent(x), percent(max(width - 0.3, 0.1))))
            x += width
        drawn.append(
            YearBar(
                year=year,
                y=row * _ROW,
                label_y=row * _ROW + 18,
                pieces=pieces,
                end=percent(x + 1),
                words=millions(sum(parts.values())),
                is_unfinished=int(year) == this_year,
            )
        )
    return drawn


def height_of(bars: Sequence[YearBar]) -> int:
    """Of a chart of years."""
    return len(bars) * _ROW - (_ROW - _TALL)


@dataclass(frozen=True)
class Spark:
    """A line of months from zero, with its area."""

    line: str
    area: str


def spark(values: Sequence[float]) -> Spark:
    """The line of at least two values, the highest near the top."""
    top = max(values) or 1
    step = _WIDE / (len(values) - 1)
    points = [f"{_n(at * step)} {_n(_HIGH - (_HIGH - _AIR) * value / top)}" for at, value in enumerate(values)]
    line = "M" + "L".join(points)
    return Spark(line, f"{line}L{_n(_WIDE)} {_n(_HIGH)}L0 {_n(_HIGH)}Z")


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


@dataclass(frozen=True)
class TargetBar:
    """How far something is: the bar, the milestone's dashed line and the target's."""

    width: str
    milestone: str
    target: str


def target_bar(*, achieved: float, milestone: float | None, target: float) -> TargetBar:
    """The target stands at seven eighths of the width, or less where more is achieved."""
    whole = max(target / 0.875, achieved, milestone or 0) or 1
    return TargetBar(
        width=percent(100 * max(achieved, 0) / whole),
        milestone="" if milestone is None else percent(100 * milestone / whole),
        target=percent(100 * target / whole),
    )
