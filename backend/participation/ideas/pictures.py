# SPDX-License-Identifier: EUPL-1.2
"""A file that somebody sent becomes two pictures of our own making; nothing of the file itself is kept."""

import dataclasses
import io
from typing import cast

from PIL import Image, ImageCms, ImageOps

from backend.participation.ideas.errors import PhotoTooLarge, PhotoTooManyPixels, PhotoUnreadable

LARGEST_BYTES = 10 * 1024 * 1024
LARGE, SMALL = 1440, 720
"""Longest sides in pixels: a photo in a column of text, on a fine and on a coarse screen."""
_FORMATS = ("JPEG", "PNG", "WEBP")
# A JPEG is decoded at an eighth to a half of its size, the others whole: 25 million pixels are 100 MB.
_MOST_PIXELS = {"JPEG": 60_000_000, "MPO": 60_000_000}
_MOST_PIXELS_ELSE = 25_000_000
_SRGB = ImageCms.createProfile("sRGB")


@dataclasses.dataclass(frozen=True)
class Picture:
    """A WebP file and its size in pixels."""

    content: bytes
    width: int
    height: int


@dataclasses.dataclass(frozen=True)
class Pictures:
    """The same photo, large and small."""

    large: Picture
    small: Picture


def pictures_of(content: bytes) -> Pictures:
    """Decode, turn upright, shrink and encode anew as WebP.

    EXIF, GPS, profiles, comments and whatever hides behind the pixels stay behind.
    Raises PhotoTooLarge, PhotoTooManyPixels, PhotoUnreadable.
    """
    if len(content) > LARGEST_BYTES:
        raise PhotoTooLarge(fields={"photo": PhotoTooLarge.message})
    try:
        decoded = _decoded(content)
        return Pictures(large=_encoded(decoded, LARGE), small=_encoded(decoded, SMALL))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PhotoTooManyPixels(fields={"photo": PhotoTooManyPixels.message}) from error
    except (PhotoTooManyPixels, MemoryError):
        raise
    except Exception as error:  # a decoder that was fed rubbish may raise anything at all
        raise PhotoUnreadable(fields={"photo": PhotoUnreadable.message}) from error


def _decoded(content: bytes) -> Image.Image:
    """The pixels alone, upright, in sRGB, on white where they were transparent."""
    with Image.open(io.BytesIO(content), formats=_FORMATS) as sent:
        if sent.width * sent.height > _MOST_PIXELS.get(sent.format or "", _MOST_PIXELS_ELSE):
            raise PhotoTooManyPixels(fields={"photo": PhotoTooManyPixels.message})
        sent.draft("RGB", (LARGE, LARGE))
        upright = ImageOps.exif_transpose(sent)
        upright.thumbnail((LARGE, LARGE))
        coloured = _in_srgb(upright, sent.info.get("icc_profile"))
    opaque = Image.new("RGB", coloured.size, "white")
    opaque.paste(coloured, mask=coloured.getchannel("A") if coloured.mode == "RGBA" else None)
    return opaque


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours as they were meant, RGB or RGBA; a profile that cannot be read is left out."""
    see_through = "A" in picture.getbands() or "transparency" in picture.info
    if profile and picture.mode in {"RGB", "CMYK"}:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            turned = ImageCms.profileToProfile(picture, source, _SRGB, outputMode="RGB")
            return cast("Image.Image", turned)
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass
    return picture.convert("RGBA" if see_through else "RGB")


def _encoded(picture: Image.Image, longest: int) -> Picture:
    shrunk = picture.copy()
    shrunk.thumbnail((longest, longest))
    file = io.BytesIO()
    shrunk.save(file, "WEBP", quality=80, method=4)
    return Picture(file.getvalue(), shrunk.width, shrunk.height)
