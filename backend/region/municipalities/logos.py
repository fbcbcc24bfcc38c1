# SPDX-License-Identifier: EUPL-1.2
"""A logo that somebody sent becomes a small WebP of our own making; nothing of the file itself is kept."""

import dataclasses
import io

from PIL import Image

from backend.region.municipalities.errors import LogoUnreadable

LARGEST_BYTES = 2 * 1024 * 1024
WIDEST, HIGHEST = 640, 192
_MOST_PIXELS = 12_000_000
_FORMATS = ("PNG", "JPEG", "WEBP")


@dataclasses.dataclass(frozen=True)
class Logo:
    """A WebP file and its size in pixels."""

    content: bytes
    width: int
    height: int


def logo_of(content: bytes) -> Logo:
    """Decode, shrink and encode anew, see-through parts kept. Raises LogoUnreadable."""
    refused = LogoUnreadable(fields={"logo": LogoUnreadable.message})
    if len(content) > LARGEST_BYTES:
        raise refused
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as sent:
            is_huge = sent.width * sent.height > _MOST_PIXELS
            picture = None if is_huge else sent.convert("RGBA")
    except Exception as error:  # a decoder that was fed rubbish may raise anything at all
        raise refused from error
    if picture is None:
        raise refused
    picture.thumbnail((WIDEST, HIGHEST))
    file = io.BytesIO()
    picture.save(file, "WEBP", lossless=True, method=4)
    return Logo(file.getvalue(), picture.width, picture.height)
