"""What is uploaded as a document, before anything of it is kept. Pure: a file in, errors out.

The file itself stays as it is: readers get what the office wrote, or nothing.
"""

import re
from collections.abc import Callable
from pathlib import PurePath
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from . import archives, pdf
from .enums import DocumentFormat
from .errors import NotAsSaidError

OTHER_KIND = _(
    "Files like this (%(ending)s) cannot be used as documents. Save it as one of %(formats)s."
)
NOT_WHAT_IT_SAYS = _(
    "This is no %(format)s file, although its name ends in .%(ending)s. Open it in the program "
    "that it is for, and save it from there."
)
NOT_UTF_8 = _(
    "The text is not in UTF-8, so some readers would see wrong letters. Save it as UTF-8."
)

_UNSAFE_TO_SHOW = re.compile(r"[^\w]+")
#: C0 control characters that no text has: all but tab, the ends of lines and of pages.
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def check(file: IO[bytes], *, name: str) -> None:
    """Refuse a document that is not what its name says, or that does more than be read.

    `name` is the file's own name on the uploader's computer: what is in the file must be what its
    ending promises. Nothing is unpacked. Raises ValidationError, in words that say what to change;
    see `pdf.check` and `archives` for what they refuse.
    """
    ending = PurePath(name).suffix[1:].lower()
    if ending not in DocumentFormat.values:
        raise ValidationError(
            OTHER_KIND,
            code="other_kind",
            params={
                "ending": _UNSAFE_TO_SHOW.sub("", ending)[:10] or "?",
                "formats": ", ".join(str(each.label) for each in DocumentFormat),
            },
        )
    format = DocumentFormat(ending)
    try:
        _CHECKS[format](file)
    except NotAsSaidError as error:
        raise ValidationError(
            NOT_WHAT_IT_SAYS,
            code="not_what_it_says",
            params={"format": format.label, "ending": ending},
        ) from error


def _check_text(file: IO[bytes]) -> None:
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValidationError(NOT_UTF_8, code="not_utf_8") from error
    if _NO_TEXT.search(text):
        raise NotAsSaidError


_CHECKS: dict[DocumentFormat, Callable[[IO[bytes]], None]] = {
    DocumentFormat.CSV: _check_text,
    DocumentFormat.DOCX: archives.check_word,
    DocumentFormat.ODT: archives.check_open_document,
    DocumentFormat.PDF: pdf.check,
    DocumentFormat.PPTX: archives.check_powerpoint,
    DocumentFormat.TXT: _check_text,
    DocumentFormat.XLSX: archives.check_excel,
    DocumentFormat.ZIP: archives.check_zip,
}
