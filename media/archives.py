"""ZIP archives, and the office formats that are such, judged by their tables of contents.

Pure: a file in, errors out. Nothing is unpacked, so an archive that would fill a disk fills none
here; what it says of itself is enough to keep it from readers' disks, too.
"""

import re
import zipfile
from collections.abc import Iterable
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .errors import NotAsSaidError

#: What all files of an archive may come to when unpacked.
MAX_BYTES = 500 * 1024 * 1024
MAX_FILES = 5_000

TOO_MUCH = _(
    "Unpacked, the archive would have more than %(files)s files or %(limit)s MB. Split it up."
)
LEADS_OUT = _(
    "The archive holds a file that would be written elsewhere than where it is unpacked "
    "(%(name)s). Pack it again, from inside its folder."
)
LOCKED = _("The file has a password, which readers do not have. Save it without one.")
RUNS = _(
    "There is something in the file that a computer would run (%(name)s). Remove it, or save the "
    "document in a format without macros."
)

#: Endings of what Windows, macOS or a Linux desktop runs on a double click.
_RUN = re.compile(
    r"\.(apk|app|bat|bin|cmd|com|cpl|deb|dll|dmg|exe|hta|iso|jar|js|jse|lnk|msi|msp|pif|pkg|ps1|reg"
    r"|rpm|scr|sh|svgz|sys|vb|vbe|vbs|wsf|wsh"
    r"|docm|dotm|xlsm|xltm|xlam|pptm|potm|ppam|ppsm|sldm)$",
    re.IGNORECASE,
)
_MACROS = re.compile(r"(^|/)(vbaProject\.bin|vbaData\.xml|activeX/.*|Basic/.*|Scripts/.*)$", re.I)
_UNSAFE_TO_SHOW = re.compile(r"[^\w.,:;/#?@%+=() -]+")
_ODT = b"application/vnd.oasis.opendocument.text"
#: A file's local header (APPNOTE.TXT, section 4.3.7).
_START = b"PK\x03\x04"


def check_zip(file: IO[bytes]) -> None:
    """Refuse an archive that is none, runs something, leads out of its folder or bursts.

    Raises NotAsSaidError or ValidationError. Costs the table of contents.
    """
    entries = _entries(file)
    for entry in entries:
        _refuse_leading_out(entry.filename)
        if _RUN.search(entry.filename):
            raise _error(RUNS, "runs", entry.filename)


def check_word(file: IO[bytes]) -> None:
    """Refuse what is no Word document, or has macros. Raises NotAsSaidError or ValidationError."""
    _check_office(file, "word/document.xml")


def check_excel(file: IO[bytes]) -> None:
    """Refuse what is no Excel workbook, or has macros. Raises NotAsSaidError or ValidationError."""
    _check_office(file, "xl/workbook.xml")


def check_powerpoint(file: IO[bytes]) -> None:
    """Refuse what is no PowerPoint, or has macros. Raises NotAsSaidError or ValidationError."""
    _check_office(file, "ppt/presentation.xml")


def check_open_document(file: IO[bytes]) -> None:
    """Refuse what is no OpenDocument text, or has macros. Raises NotAsSaidError or ValidationError.

    The first entry names the format, uncompressed, right behind its header (OpenDocument 1.3,
    part 2, section 3.3).
    """
    entries = _entries(file)
    file.seek(0)
    head = file.read(30 + len("mimetype") + len(_ODT))
    if entries[0].filename != "mimetype" or head[30:] != b"mimetype" + _ODT:
        raise NotAsSaidError
    if "content.xml" not in {entry.filename for entry in entries}:
        raise NotAsSaidError
    _refuse_macros(entries)


def _check_office(file: IO[bytes], main_part: str) -> None:
    entries = _entries(file)
    names = {entry.filename for entry in entries}
    if not {"[Content_Types].xml", main_part} <= names:
        raise NotAsSaidError
    _refuse_macros(entries)


def _refuse_macros(entries: Iterable[zipfile.ZipInfo]) -> None:
    for entry in entries:
        _refuse_leading_out(entry.filename)
        if _MACROS.search(entry.filename):
            raise _error(RUNS, "runs", entry.filename)


def _entries(file: IO[bytes]) -> list[zipfile.ZipInfo]:
    """Return an archive's table of contents. Nothing may stand before the archive: a program may.

    Raises NotAsSaidError where there is none or it is empty, ValidationError for too much and for a
    lock.
    """
    if file.read(len(_START)) != _START:
        raise NotAsSaidError
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
    except Exception as error:  # a damaged table fails in many ways, and all mean the same
        raise NotAsSaidError from error
    if not entries or min(entry.header_offset for entry in entries) != 0:
        raise NotAsSaidError
    if len(entries) > MAX_FILES or sum(entry.file_size for entry in entries) > MAX_BYTES:
        raise ValidationError(
            TOO_MUCH,
            code="too_much",
            params={"files": MAX_FILES, "limit": MAX_BYTES // (1024 * 1024)},
        )
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise ValidationError(LOCKED, code="locked")
    return entries


def _refuse_leading_out(name: str) -> None:
    if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
        raise _error(LEADS_OUT, "leads_out", name)


def _error(message: object, code: str, name: str) -> ValidationError:
    shown = _UNSAFE_TO_SHOW.sub(" ", name)[-60:].strip() or "?"
    return ValidationError(message, code=code, params={"name": shown})  # type: ignore[arg-type]
