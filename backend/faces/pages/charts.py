# SPDX-License-Identifier: EUPL-1.2
"""The geometry of charts: shapes in percent, words at a fixed size, no style attributes."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from backend.faces.pages import wording

_WEEKS_BASE, _WEEKS_TALL = 138.0, 116.0
_DAYS_BASE, _DAYS_TALL = 190.0, 140.0
_WIDE = 1000.0


def _n(value: float) -> str:
    """A number for an SVG attribute: a point whatever the language, no needless decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _percent(value: float) -> str:
    return f"{_n(value)}%"


@dataclass(frozen=True)
class Bar:
    """One bar with its number above and its name below."""

    x: str
    middle: str
    width: str
    y: str
    height: str
    label_y: str
    name: str
    words: str
    value: int
    unfinished: bool


def bars(values: Sequence[tuple[str, int]], *, last_unfinished: bool = False) -> list[Bar]:
    """Bars from zero for (name, value), at most about eight; the last may be hatched as unfinished."""
    top = max((value for _, value in values), default=0) or 1
    slot = 100 / max(len(values), 1)
    drawn = []
    for index, (name, value) in enumerate(values):
        height = _WEEKS_TALL * value / top
        drawn.append(
            Bar(
                x=_percent(slot * index + slot * 0.14),
                middle=_percent(slot * index + slot * 0.5),
                width=_percent(slot * 0.72),
                y=_n(_WEEKS_BASE - height),
                height=_n(height),
                label_y=_n(_WEEKS_BASE - height - 6),
                name=name,
                words=wording.number(value),
                value=value,
                unfinished=last_unfinished and index == len(values) - 1,
            )
        )
    return drawn


@dataclass(frozen=True)
class Share:
    """One horizontal bar of a list, as long as its part of the longest."""

    name: str
    value: int
    width: str


def shares(values: Sequence[tuple[str, int]]) -> list[Share]:
    """Horizontal bars, longest first, the longest being the whole width."""
    ordered = sorted(values, key=lambda item: -item[1])
    top = max((value for _, value in ordered), default=0) or 1
    return [Share(name, value, _percent(100 * value / top)) for name, value in ordered]


@dataclass(frozen=True)
class Part:
    """One part of a bar that is cut in parts."""

    kind: str
    value: int
    x: str
    width: str


def parts(values: Sequence[tuple[str, int]]) -> list[Part]:
    """A bar cut in parts by their share, with a small gap between two; nothing when all are zero."""
    total = sum(value for _, value in values)
    drawn, x = [], 0.0
    shown = [(kind, value) for kind, value in values if value]
    gap = 0.4 if len(shown) > 1 else 0.0
    for kind, value in shown:
        width = (100 - gap * (len(shown) - 1)) * value / total
        drawn.append(Part(kind, value, _percent(x), _percent(width)))
        x += width + gap
    return drawn


@dataclass(frozen=True)
class Band:
    """A phase behind a chart of days."""

    name: str
    x: str
    width: str
    label_x: str
    kind: str


@dataclass(frozen=True)
class Mark:
    """A word at a place of the chart."""

    x: str
    y: str
    words: str


@dataclass(frozen=True)
class Line:
    """A line of the grid with its number."""

    y: str
    label_y: str
    words: str


@dataclass(frozen=True)
class DayChart:
    """Daily bars with phases behind; the last day may be unfinished."""

    path: str
    unfinished: Bar | None
    bands: list[Band]
    grid: list[Line]
    ticks: list[Mark]
    peak: Mark | None


@dataclass(frozen=True)
class Phase:
    """What a chart needs of a phase: name, first day, day after the last."""

    name: str
    first: datetime.date
    after: datetime.date


def _steps(top: int) -> list[int]:
    """Two or three round values for the grid."""
    size = 1
    while size * 10 <= top:
        size *= 10
    step = next((size * part for part in (1, 2, 5, 10) if top / (size * part) <= 3), size)
    return list(range(step, top + 1, step)) if top >= 3 else [top] * bool(top)


def _bands(phases: Sequence[Phase], first: datetime.date, count: int, today: datetime.date) -> list[Band]:
    drawn = []
    for index, phase in enumerate(phases):
        start = min(max((phase.first - first).days, 0), count)
        end = min(max((phase.after - first).days, 0), count)
        if end > start:
            now = phase.first <= today < phase.after
            kind = "bandn" if now else ("bandf" if index % 2 == 0 else "bandw")
            x, width = 100 * start / count, 100 * (end - start) / count
            # A name only where it has room: about a seventh of the width.
            drawn.append(Band(phase.name if width > 14 else "", _percent(x), _percent(width), _percent(x + 1), kind))
    return drawn


def days(
    values: Sequence[tuple[datetime.date, int]], phases: Sequence[Phase], *, today: datetime.date
) -> DayChart | None:
    """Bars for consecutive days, first to last; None when there is no day."""
    if not values:
        return None
    count, first = len(values), values[0][0]
    top = max(value for _, value in values)
    slot, scale = _WIDE / count, _DAYS_TALL / (top or 1)
    done = [(index, value) for index, (date, value) in enumerate(values) if date != today]
    tall = [(_n(index * slot + slot * 0.12), _n(value * scale)) for index, value in done if value]
    path = "".join(f"M{x} {_n(_DAYS_TALL)}v-{height}h{_n(slot * 0.76)}v{height}z" for x, height in tall)
    peak_index = max(range(count), key=lambda index: values[index][1])
    every = max(1, round(count / 6))
    return DayChart(
        path=path,
        unfinished=_unfinished_day(values, scale, today),
        bands=_bands(phases, first, count, today),
        grid=[_line(step, _DAYS_BASE - step * scale) for step in _steps(top)],
        ticks=[
            Mark(_percent(100 * (index + 0.5) / count), "210", wording.day(values[index][0], year=False))
            for index in range(every // 2, count, every)
        ],
        peak=Mark(_percent(100 * (peak_index + 0.5) / count), _n(_DAYS_BASE - top * scale - 6), wording.number(top))
        if top
        else None,
    )


def _line(step: int, y: float) -> Line:
    return Line(_n(y), _n(y - 4), wording.number(step))


def _unfinished_day(values: Sequence[tuple[datetime.date, int]], scale: float, today: datetime.date) -> Bar | None:
    date, value = values[-1]
    if date != today or not value:
        return None
    slot = 100 / len(values)
    return Bar(
        x=_percent(100 - slot + slot * 0.12),
        middle=_percent(100 - slot / 2),
        width=_percent(slot * 0.76),
        y=_n(_DAYS_BASE - value * scale),
        height=_n(value * scale),
        label_y="",
        name="",
        words=wording.number(value),
        value=value,
        unfinished=True,
    )
