"""Files as people and attackers upload them, made on the spot."""

import io
import struct
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from PIL import Image, ImageCms

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def picture(
    format: str = "JPEG",
    *,
    size: tuple[int, int] = (24, 16),
    mode: str = "RGB",
    color: Any = (232, 88, 58),
    **options: Any,
) -> bytes:
    """Return an encoded picture of one colour."""
    return encoded(Image.new(mode, size, color), format, **options)


def encoded(image: Image.Image, format: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, format, **options)
    return out.getvalue()


def noise(format: str = "JPEG", *, size: tuple[int, int] = (160, 120), **options: Any) -> bytes:
    """Return a picture with so much in it that half of its file is half of its pixels."""
    return encoded(Image.effect_noise(size, 90).convert("RGB"), format, **options)


def decoded(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(
    width: int, height: int, rows: bytes = b"", *, depth: int = 8, color_type: int = 2
) -> bytes:
    """Return a PNG by hand: whatever size its header claims, whatever rows it holds."""
    header = struct.pack(">IIBBBBB", width, height, depth, color_type, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", header)
        + png_chunk(b"IDAT", zlib.compress(rows))
        + png_chunk(b"IEND", b"")
    )


def stored_at(orientation: int, x: int, y: int, size: tuple[int, int]) -> tuple[int, int]:
    """Return where a file of this EXIF orientation keeps the pixel that is shown at (x, y).

    `size` is the upright picture's. TIFF 6.0, tag 274, says it as the side of the scene that the
    file's first row and first column stand for.
    """
    right, below = size[0] - 1 - x, size[1] - 1 - y
    return {
        1: (x, y),
        2: (right, y),
        3: (right, below),
        4: (x, below),
        5: (y, x),
        6: (y, right),
        7: (below, right),
        8: (below, x),
    }[orientation]


def as_held(image: Image.Image, orientation: int, block: int = 1) -> Image.Image:
    """Return an upright image as a camera stores it that is held so, each pixel a block."""
    w, h = image.size
    stored = Image.new("RGB", (h, w) if orientation > 4 else (w, h))
    for x in range(w):
        for y in range(h):
            stored.putpixel(stored_at(orientation, x, y, (w, h)), image.getpixel((x, y)))
    return stored.resize((stored.width * block, stored.height * block), Image.Resampling.NEAREST)


def exif(*, orientation: int | None = None, artist: str = "", copyright: str = "") -> Image.Exif:
    """Return EXIF as a phone writes it: with the place, the phone and the owner's notes."""
    notes = Image.Exif()
    if orientation:
        notes[0x0112] = orientation
    if artist:
        notes[0x013B] = artist.encode()
    if copyright:
        notes[0x8298] = copyright.encode()
    notes[0x010F] = "SECRETPHONE"
    notes[0x010E] = "SECRETDESCRIPTION"
    place = notes.get_ifd(0x8825)
    place[1], place[2] = "S", (8.0, 3.0, 30.5)
    place[3], place[4] = "E", (114.0, 14.0, 31.0)
    place[29] = "2027:01:31"
    inner = notes.get_ifd(0x8769)
    inner[0x927C] = b"SECRETMAKERNOTE"
    inner[0xA430] = "SECRETOWNER"
    inner[0x9003] = "2027:01:31 04:58:00"
    return notes


def rights(image: Image.Image) -> dict[int, str]:
    """Return all of a picture's EXIF as text; Pillow reads UTF-8 as Latin-1."""
    return {tag: value.encode("latin-1").decode() for tag, value in image.getexif().items()}


def with_segment(jpeg: bytes, marker: int, data: bytes) -> bytes:
    """Return a JPEG with one more segment behind its first two bytes."""
    return jpeg[:2] + bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data + jpeg[2:]


def iptc(records: Iterable[tuple[int, bytes]]) -> bytes:
    """Return a Photoshop segment's data with IPTC application records."""
    body = b"".join(
        bytes([0x1C, 2, number]) + struct.pack(">H", len(text)) + text for number, text in records
    )
    return (
        b"Photoshop 3.0\x008BIM\x04\x04\x00\x00"
        + struct.pack(">I", len(body))
        + body
        + b"\x00" * (len(body) % 2)
    )


def drawing(
    content: str = '<path d="M0 0h5v5z"/>', attributes: str = 'viewBox="0 0 30 20"'
) -> bytes:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f"{attributes}>{content}</svg>"
    ).encode()


def stored_files() -> list[str]:
    """Return every file in the store, by its name in it."""
    root = Path(settings.MEDIA_ROOT)
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())
