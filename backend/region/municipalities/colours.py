# SPDX-License-Identifier: EUPL-1.2
"""Contrast of a brand colour (WCAG 2.2: 1.4.3 text 4.5, 1.4.11 controls 3), in light and dark, and what comes of it."""

import colorsys
import dataclasses
import re
from collections.abc import Callable

TEXT, CONTROLS = 4.5, 3.0
WHITE = "#ffffff"
LIGHT_SURFACES = ("#fcfbf8", "#ffffff", "#f3f1ea")
DARK_SURFACES = ("#10171b", "#182127", "#1b262c")
"""Of frontend/styles/tokens.css: paper, surface, sunk."""
DARK_INK = "#06202b"
_HEX = re.compile(r"#[0-9a-f]{6}")
_HALVES = 12


@dataclasses.dataclass(frozen=True)
class Check:
    """One question about a colour: the figure, and the least that it may be; `is_text` says which rule."""

    theme: str
    is_text: bool
    figure: float
    least: float

    @property
    def passes(self) -> bool:
        """Whether it is enough."""
        return self.figure >= self.least


@dataclasses.dataclass(frozen=True)
class Palette:
    """What a brand colour becomes: for text and controls, their ink, and a soft ground, in light and in dark."""

    accent: str
    accent_dark: str
    ink_dark: str
    tint: str
    tint_dark: str
    field: str
    field_dark: str


def normal_colour(value: str) -> str | None:
    """A colour as "#0a5470"; also "0A5470" and "#07a" are read; None for what is none."""
    text = "#" + value.strip().lower().lstrip("#")
    if re.fullmatch(r"#[0-9a-f]{3}", text):
        text = "#" + "".join(digit * 2 for digit in text[1:])
    return text if _HEX.fullmatch(text) else None


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    first, second = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (first + 0.05) / (second + 0.05)


def palette(colour: str) -> Palette:
    """The colours that a page uses; the dark ones are the same hue, as light as dark needs."""
    dark = _nearest(colour, lambda one: _in_dark(one, TEXT), lighter=True)
    return Palette(
        accent=colour,
        accent_dark=dark,
        ink_dark=DARK_INK,
        tint=_mixed(colour, WHITE, 0.09),
        tint_dark=_mixed(dark, DARK_SURFACES[0], 0.16),
        field=colour,
        field_dark=_mixed(colour, "#000000", 0.65),
    )


def checks(colour: str) -> list[Check]:
    """Every question about a brand colour, the light theme first."""
    made = palette(colour)
    light = [*LIGHT_SURFACES, made.tint, WHITE]
    dark = [*DARK_SURFACES, made.tint_dark, made.ink_dark]
    return [
        Check("light", is_text=True, figure=min(contrast(colour, one) for one in light), least=TEXT),
        Check("light", is_text=False, figure=min(contrast(colour, one) for one in LIGHT_SURFACES), least=CONTROLS),
        Check("dark", is_text=True, figure=min(contrast(made.accent_dark, one) for one in dark), least=TEXT),
        Check(
            "dark", is_text=False, figure=min(contrast(made.accent_dark, one) for one in DARK_SURFACES), least=CONTROLS
        ),
        Check("dark", is_text=True, figure=contrast(WHITE, made.field_dark), least=TEXT),
    ]


def passes(colour: str) -> bool:
    """Whether a brand colour can be read everywhere."""
    return all(one.passes for one in checks(colour))


def nearest_that_passes(colour: str) -> str:
    """The colour of the same hue, as little darker as it takes."""
    return _nearest(colour, passes, lighter=False)


def _in_dark(colour: str, least: float) -> bool:
    tint = _mixed(colour, DARK_SURFACES[0], 0.16)
    return all(contrast(colour, one) >= least for one in (*DARK_SURFACES, tint, DARK_INK))


def _nearest(colour: str, good: Callable[[str], bool], *, lighter: bool) -> str:
    """By halving: `good` holds from some lightness on, towards white or towards black."""
    if good(colour):
        return colour
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    wrong, right = lightness, 1.0 if lighter else 0.0
    found = WHITE if lighter else "#000000"
    for _half in range(_HALVES):
        middle = (wrong + right) / 2
        candidate = _hex(colorsys.hls_to_rgb(hue, middle, saturation))
        if good(candidate):
            right, found = middle, candidate
        else:
            wrong = middle
    return found


def _mixed(colour: str, other: str, part: float) -> str:
    """`part` of a colour in another one."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return _hex(tuple(one * part + two * (1 - part) for one, two in pairs))


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def _hex(channels: tuple[float, ...]) -> str:
    return "#" + "".join(f"{round(min(max(one, 0), 1) * 255):02x}" for one in channels)


def _luminance(colour: str) -> float:
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
