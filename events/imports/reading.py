"""Which kind of file it is, and the items in it. Pure."""

import zoneinfo
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from . import ics, mapping, rows, tables
from .items import Item, Refused, UnreadableError, label
from .raw import decoded

#: The largest file that is looked into, in bytes.
MOST_BYTES = 10 * 1024 * 1024
#: How much of a file is looked at to see what it is.
_BEGINNING = 4096
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"


def check_size(size: int) -> None:
    """Raise UnreadableError for a file that is too large to be read."""
    if size > MOST_BYTES:
        raise UnreadableError(
            _("The file is larger than %(number)s MB. Import it in parts.")
            % {"number": MOST_BYTES // 1024 // 1024}
        )


def table_of(data: bytes) -> tables.Table | None:
    """Return the table in a file, None for a calendar. Raises UnreadableError."""
    check_size(len(data))
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise UnreadableError(_("The file is empty."))
    if data.startswith(b"PK"):
        return tables.read_xlsx(data)
    if data.startswith(_OLD_WORKBOOK):
        raise UnreadableError(_("This is an old Excel workbook. Save it as XLSX or CSV."))
    beginning = "\n".join(decoded(data[:_BEGINNING])).upper()
    if "BEGIN:VCALENDAR" in beginning or "BEGIN:VEVENT" in beginning:
        return None
    return tables.read_csv(data)


def items(
    data: bytes, zone: zoneinfo.ZoneInfo, columns: Mapping[str, str] | None = None
) -> Iterator[Item | Refused]:
    """Yield what is in a file, times by the clocks of a zone.

    `columns` say which heading a field has, by default a guess. Raises UnreadableError, also for a
    table without a name or a day.
    """
    table = table_of(data)
    if table is None:
        yield from ics.read(data, zone)
        return
    columns = mapping.guess(table.headings) if columns is None else columns
    if missing := mapping.lacks(columns):
        raise UnreadableError(
            _("No column has this: %(fields)s. The table has these: %(headings)s.")
            % {
                "fields": ", ".join(label(each) for each in missing),
                "headings": ", ".join(table.headings[:20]),
            }
        )
    yield from rows.items(table, columns)
