# SPDX-License-Identifier: EUPL-1.2
"""Drawing the card that stands for an idea where its link is shared: 1200 × 630 pixels, PNG."""

import dataclasses
import io
import json
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 630
_EDGE, _FIELD, _INK, _SOFT = 72, "#0b3f55", "#ffffff", "#cfe3ea"
_TITLE_SIZES, _MOST_LINES = (84, 72, 62, 54), 4
# what the Latin part of the typeface has, as its style sheet says
_MISSING = re.compile(
    "[^\x20-\xff\u0131\u0152\u0153\u02c6\u02da\u02dc\u2010-\u2026\u2030\u2039\u203a\u20ac\u2122\u2212]"
)
_DROPS = (
    "M11.0 23.0C8.1 19.4 3.5 18.8 3.1 22.0C2.7 25.2 7.3 25.8 11.0 23.0Z",
    "M12.6 19.9C12.6 14.5 8.9 10.5 6.2 13.1C3.5 15.6 7.2 19.6 12.6 19.9Z",
    "M15.7 18.6C19.4 13.8 19.0 7.6 14.9 7.8C10.8 8.1 11.3 14.4 15.7 18.6Z",
    "M18.9 19.6C25.5 18.2 29.5 12.6 25.9 10.0C22.3 7.4 18.2 12.9 18.9 19.6Z",
    "M20.9 22.6C26.3 26.3 32.6 25.1 31.7 20.5C30.8 16.0 24.6 17.3 20.9 22.6Z",
)

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


@dataclasses.dataclass(frozen=True)
class CardWords:
    """What stands on a card; no figures, for they would go stale."""

    title: str
    campaign: str
    municipality: str


def card_of(words: CardWords) -> bytes:
    """The card as a PNG file; letters that the typeface has not are left out."""
    card = Image.new("RGB", (WIDTH, HEIGHT), _FIELD)
    pen = ImageDraw.Draw(card)
    room = WIDTH - 2 * _EDGE
    above = next(_lines(pen, _written(f"{words.municipality} · {words.campaign}"), _font(400, 34), room), "")
    pen.text((_EDGE, _EDGE), above, font=_font(400, 34), fill=_SOFT)
    font, lines = _fitting(pen, _written(words.title), room)
    step = int(_size(font) * 1.16)
    for number, line in enumerate(lines):
        pen.text((_EDGE, 148 + number * step), line, font=font, fill=_INK)
    mark = _mark(2.6)
    card.paste(_INK, (_EDGE, HEIGHT - _EDGE - 62), mask=mark)
    pen.text((_EDGE + 104, HEIGHT - _EDGE - 48), "Parvi", font=_font(700, 48), fill=_INK)
    file = io.BytesIO()
    card.quantize(64, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def _fitting(pen: ImageDraw.ImageDraw, title: str, room: int) -> tuple[Font, list[str]]:
    """The largest size in which the title has at most four lines; in the smallest one it is cut."""
    font, lines = _font(700, _TITLE_SIZES[-1]), [""]
    for size in _TITLE_SIZES:
        font = _font(700, size)
        lines = list(_lines(pen, title, font, room))
        if len(lines) * size * 1.16 <= 300:
            return font, lines
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], f"{lines[_MOST_LINES - 1]} …"]
    return font, lines


def _lines(pen: ImageDraw.ImageDraw, text: str, font: Font, room: int) -> Iterator[str]:
    """The text broken between words, and inside a word that is longer than a line."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if pen.textlength(longer, font=font) <= room:
            line = longer
            continue
        if line:
            yield line
        line = word
        while pen.textlength(line, font=font) > room:
            cut = next(
                end for end in range(len(line) - 1, 0, -1) if pen.textlength(f"{line[:end]}-", font=font) <= room
            )
            yield f"{line[:cut]}-"
            line = line[cut:]
    if line:
        yield line


def _written(text: str) -> str:
    """The text in letters that the typeface has: š becomes s, what is left over goes."""
    plain = "".join(
        letter if not _MISSING.match(letter) else unicodedata.normalize("NFKD", letter)[0] for letter in text
    )
    return " ".join(_MISSING.sub("", plain).split())


def _size(font: Font) -> float:
    return font.size if isinstance(font, ImageFont.FreeTypeFont) else 20.0


@cache
def _font(weight: int, size: int) -> Font:
    """The typeface as the browser side's build left it; without a build Pillow's own."""
    dist = Path(settings.FRONTEND_DIST)
    manifest = dist / "manifest.json"
    if not manifest.exists():
        return ImageFont.load_default(size)
    built = json.loads(manifest.read_text("utf-8"))
    name = f"node_modules/@fontsource/finlandica/files/finlandica-latin-{weight}-normal.woff2"
    return ImageFont.truetype(str(dist / built[name]["file"]), size)


def _mark(scale: float, finer: int = 4) -> Image.Image:
    """The five drops as a mask: drawn larger and shrunk, so that their edges are smooth."""
    side = int(32 * scale)
    mask = Image.new("L", (side * finer, side * finer))
    for drop in _DROPS:
        ImageDraw.Draw(mask).polygon([(x * scale * finer, y * scale * finer) for x, y in _corners(drop)], fill=255)
    return mask.resize((side, side), Image.Resampling.LANCZOS)


def _corners(path: str, steps: int = 16) -> Iterator[tuple[float, float]]:
    """Points along cubic curves."""
    numbers = [float(number) for number in re.findall(r"[\d.]+", path)]
    points = list(zip(numbers[::2], numbers[1::2], strict=True))
    for start in range(0, len(points) - 1, 3):
        a, b, c, d = points[start : start + 4]
        for step in range(steps):
            t = step / steps
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            x, y = (sum(w * p[axis] for w, p in zip(weights, (a, b, c, d), strict=True)) for axis in (0, 1))
            yield x, y
