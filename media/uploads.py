"""What is uploaded as a picture, before anything of it is kept. Pure: bytes in, bytes out."""

import re
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from . import raster, svg
from .enums import EXTENSIONS, PictureFormat

OTHER_KIND = _(
    "Files like this (%(ending)s) cannot be used as pictures. Save the picture as %(formats)s."
)
NOT_A_PICTURE = _(
    "This is no picture, although its name ends in .%(ending)s. Open it in a picture program, and "
    "save it from there."
)
MISLABELLED = _(
    "The name ends in .%(ending)s, but the picture in it is %(format)s. Rename the file so that it "
    "ends in .%(right)s."
)

#: How files of each format begin. SVG is text and is known by being read.
_BEGINNINGS = (
    (re.compile(rb"\xff\xd8\xff"), PictureFormat.JPEG),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), PictureFormat.PNG),
    (re.compile(rb"GIF8[79]a"), PictureFormat.GIF),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), PictureFormat.WEBP),
    (re.compile(rb".{4}ftypavi[fs]", re.DOTALL), PictureFormat.AVIF),
)
_UNSAFE_TO_SHOW = re.compile(r"[^\w]+")


def checked(content: bytes, *, name: str) -> bytes:
    """Return an uploaded picture as it may be kept, or refuse it.

    `name` is the file's own name on the uploader's computer: its ending must be true. Raises
    ValidationError, in words that say what to change; see `raster.cleaned` and `svg.cleaned` for
    what they refuse and put right.
    """
    ending = PurePath(name).suffix[1:].lower()
    format = next((each for each, endings in EXTENSIONS.items() if ending in endings), None)
    if format is None:
        raise ValidationError(
            OTHER_KIND,
            code="other_kind",
            params={
                "ending": _UNSAFE_TO_SHOW.sub("", ending)[:10] or "?",
                "formats": ", ".join(str(each.label) for each in PictureFormat),
            },
        )
    found = sniffed(content)
    if found is not None and found is not format:
        raise ValidationError(
            MISLABELLED,
            code="mislabelled",
            params={"ending": ending, "format": found.label, "right": EXTENSIONS[found][0]},
        )
    if format is PictureFormat.SVG:
        return svg.cleaned(content)
    if found is None:
        raise ValidationError(NOT_A_PICTURE, code="not_a_picture", params={"ending": ending})
    return raster.cleaned(content, format=format)


def sniffed(content: bytes) -> PictureFormat | None:
    """Return the format that a file's first bytes promise, SVG excepted; None for no picture."""
    return next((format for start, format in _BEGINNINGS if start.match(content)), None)
