# SPDX-License-Identifier: EUPL-1.2
"""A resident's drawing for the demonstration: a swimming jetty on a river, made of shapes."""

import io

import numpy as np
from django.core.files.base import ContentFile
from PIL import Image, ImageDraw, ImageFilter

WIDTH, HEIGHT = 1600, 1067
_HORIZON = 430
_SKY, _LOW_SKY = (205, 225, 232), (247, 236, 214)
_WATER, _NEAR_WATER = (150, 186, 194), (44, 92, 108)
_FAR_TREES, _TREES, _REEDS = (121, 150, 128), (74, 109, 86), (96, 120, 70)
_PLANK, _PLANK_EDGE, _POST = (205, 172, 124), (168, 134, 90), (104, 80, 56)

Colour = tuple[int, int, int]


def jetty() -> "ContentFile[bytes]":
    """The drawing as a PNG file, the same bytes each time."""
    randomness = np.random.default_rng(1907)
    picture = _shaded(HEIGHT, _SKY, _LOW_SKY, upto=_HORIZON)
    picture.paste(_shaded(HEIGHT - _HORIZON, _WATER, _NEAR_WATER, upto=HEIGHT - _HORIZON), (0, _HORIZON))
    pen = ImageDraw.Draw(picture)
    _shore(pen, randomness, _FAR_TREES, height=120, width=90)
    _shore(pen, randomness, _TREES, height=70, width=60)
    picture = picture.filter(ImageFilter.GaussianBlur(1.6))
    pen = ImageDraw.Draw(picture)
    _ripples(pen, randomness)
    _deck(pen)
    _reeds(pen, randomness)
    file = io.BytesIO()
    picture.save(file, "PNG")
    return ContentFile(file.getvalue(), name="jetty.png")


def _shaded(height: int, top: Colour, bottom: Colour, *, upto: int) -> Image.Image:
    """A field that turns from one colour to another on its first `upto` rows."""
    share = np.clip(np.arange(height) / upto, 0, 1)[:, None, None]
    rows = np.array(top) * (1 - share) + np.array(bottom) * share
    return Image.fromarray(np.broadcast_to(rows, (height, WIDTH, 3)).astype(np.uint8))


def _shore(
    pen: ImageDraw.ImageDraw, randomness: np.random.Generator, colour: Colour, *, height: int, width: int
) -> None:
    """Trees of the other bank, side by side, with their light reflection on the water."""
    for left in range(-width, WIDTH + width, width // 2):
        tall = height * randomness.uniform(0.55, 1.0)
        pen.ellipse((left, _HORIZON - tall, left + width, _HORIZON + tall / 3), fill=colour)
    water = tuple((one + other) // 2 for one, other in zip(colour, _WATER, strict=True))
    pen.rectangle((0, _HORIZON, WIDTH, _HORIZON + height * 2 // 5), fill=water)


def _ripples(pen: ImageDraw.ImageDraw, randomness: np.random.Generator) -> None:
    for _ in range(230):
        depth = randomness.uniform(0.05, 1.0) ** 1.5
        y = _HORIZON + 30 + depth * (HEIGHT - _HORIZON - 40)
        x, half = randomness.uniform(0, WIDTH), 20 + 110 * depth
        light = tuple(int(one + 26 - 30 * depth) for one in (120, 164, 174))
        pen.arc(
            (x - half, y - 5 - 6 * depth, x + half, y + 5 + 6 * depth), 200, 340, fill=light, width=1 + int(3 * depth)
        )


def _deck(pen: ImageDraw.ImageDraw) -> None:
    """A jetty from the lower right to the middle of the river, with a ladder and a bench."""
    near, far = ((820, HEIGHT), (1480, HEIGHT)), ((700, 600), (850, 600))
    for share in (0.12, 0.4, 0.75):
        for side in (0, 1):
            x = far[side][0] + (near[side][0] - far[side][0]) * share**1.4
            y = far[side][1] + (near[side][1] - far[side][1]) * share**1.4
            wide = 10 + 26 * share
            pen.rectangle((x - wide / 2, y - 10, x + wide / 2, y + 60 + 150 * share), fill=_POST)
    steps = 26
    for step in range(steps):
        upper, lower = (step / steps) ** 1.7, ((step + 1) / steps) ** 1.7
        corners = [_between(far, near, upper, 0), _between(far, near, upper, 1)]
        corners += [_between(far, near, lower, 1), _between(far, near, lower, 0)]
        shade = 6 if step % 2 else -6
        pen.polygon(corners, fill=tuple(one + shade for one in _PLANK), outline=_PLANK_EDGE)
    for x in (712, 752):
        pen.line((x, 560, x, 690), fill=(232, 236, 238), width=7)
    for y in (605, 635, 665):
        pen.line((712, y, 752, y), fill=(232, 236, 238), width=6)
    pen.polygon([(925, 790), (1060, 790), (1082, 822), (934, 822)], fill=(176, 138, 92), outline=_POST)
    for x in (944, 1058):
        pen.rectangle((x, 822, x + 14, 866), fill=_POST)


def _between(
    far: tuple[tuple[int, int], ...], near: tuple[tuple[int, int], ...], share: float, side: int
) -> tuple[float, float]:
    (x, y), (to_x, to_y) = far[side], near[side]
    return x + (to_x - x) * share, y + (to_y - y) * share


def _reeds(pen: ImageDraw.ImageDraw, randomness: np.random.Generator) -> None:
    for _ in range(170):
        foot = randomness.normal(190, 130)
        tall = randomness.uniform(150, 420)
        lean = randomness.normal(0, 34)
        green = tuple(int(one + randomness.normal(0, 10)) for one in _REEDS)
        pen.line((foot, HEIGHT, foot + lean / 3, HEIGHT - tall * 0.6, foot + lean, HEIGHT - tall), fill=green, width=4)
