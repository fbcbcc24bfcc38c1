# SPDX-License-Identifier: EUPL-1.2
"""Files as people and attackers send them."""

import io
import struct
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

GPS_LATITUDE, ORIENTATION = 2, 0x0112
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def photograph(
    kind: str = "JPEG", size: tuple[int, int] = (1600, 1200), *, colour: object = (200, 60, 20), **options: object
) -> bytes:
    """A plain picture in one of Pillow's formats."""
    file = io.BytesIO()
    Image.new("RGBA" if kind == "PNG" else "RGB", size, colour).save(file, kind, **options)
    return file.getvalue()


def from_a_phone() -> bytes:
    """Lying on its side (left half red, right half blue), with place, camera and a comment in its metadata."""
    picture = Image.new("RGB", (1200, 800), (220, 20, 20))
    picture.paste((20, 20, 220), (600, 0, 1200, 800))
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[0x0110] = "PlantedCamera"
    exif.get_ifd(0x8825)[GPS_LATITUDE] = (60.0, 23.0, 35.0)
    file = io.BytesIO()
    picture.save(file, "JPEG", exif=exif, comment=b"PlantedComment", xmp=b"<x>PlantedXmp</x>")
    return file.getvalue()


def bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A PNG of a few hundred bytes that says it has thousands of millions of pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = chunk(b"IDAT", zlib.compress(b"\0" * 100_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + pixels + chunk(b"IEND", b"")


def sent(content: bytes, name: str = "kuva.jpg", kind: str = "image/jpeg") -> SimpleUploadedFile:
    """The file as a form sends it."""
    return SimpleUploadedFile(name, content, kind)
