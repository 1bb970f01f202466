"""Reads tables, as CSV or as XLSX, into rows of cells. Pure.

Nothing in a table is carried out: of a formula the value counts that was kept with it.
"""

import csv
import datetime
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from events.spreadsheets import unquoted

from .items import UnreadableError
from .raw import decoded

#: What a table may have.
MOST_ROWS, MOST_COLUMNS, MOST_LETTERS = 20_000, 100, 10_000
#: What an XLSX may come to when it is unpacked, and of how many parts it may be.
MOST_UNPACKED, MOST_PARTS, MOST_RATIO = 200 * 1024 * 1024, 2_000, 200
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_DELIMITERS = ",;\t|"
#: A row as it is read: its number, its cells, and which of them have formulas.
_Numbered = tuple[int, list[Any], frozenset[int]]


@dataclass(frozen=True)
class Row:
    """A row by its headings. `number` is the one that spreadsheets show."""

    number: int
    cells: dict[str, Any]
    #: Headings whose cell has a formula.
    formulas: frozenset[str] = frozenset()


@dataclass
class Table:
    """Headings, in order, and what is below them."""

    headings: list[str]
    rows: list[Row] = field(default_factory=list)


def read_csv(data: bytes) -> Table:
    """Return the table in a CSV. Raises UnreadableError where there is none."""
    lines = decoded(data)
    text = "\n".join(lines)
    try:
        found = list(_counted(csv.reader(io.StringIO(text), delimiter=_delimiter(lines))))
    except csv.Error as error:
        raise UnreadableError(
            _("The table cannot be read: %(error)s") % {"error": error}
        ) from error
    return _table(found)


def _delimiter(lines: list[str]) -> str:
    """Return the sign between the headings that there are most of."""
    if lines and lines[0].lower().startswith("sep=") and len(lines[0]) == 5:
        return lines.pop(0)[4]
    first = next((line for line in lines if line.strip()), "")
    return max(_DELIMITERS, key=first.count)


def _counted(reader: Iterable[list[str]]) -> Iterator[_Numbered]:
    for number, cells in enumerate(reader, start=1):
        _refuse_more_than_enough(number)
        yield number, [_text(cell) for cell in cells], _formulas(cells)


def _formulas(cells: Iterable[Any]) -> frozenset[int]:
    """Return which cells of a row have a formula."""
    return frozenset(
        at
        for at, cell in enumerate(cells)
        if isinstance(cell, str) and cell.lstrip().startswith("=")
    )


def _text(cell: str) -> str:
    return unquoted(cell[:MOST_LETTERS].strip())


# --- XLSX ---


def read_xlsx(data: bytes) -> Table:
    """Return the first sheet of a workbook. Raises UnreadableError where there is none.

    A merged cell has its value in every row and column that it spans.
    """
    _guard(data)
    try:
        merged = _merged(data)
        values = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        formulas = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        rows = list(_sheet_rows(values, formulas))
    except UnreadableError:
        raise
    except Exception as error:
        raise UnreadableError(
            _("The workbook cannot be read: %(error)s") % {"error": error}
        ) from error
    _spread(rows, merged)
    return _table(rows)


def _guard(data: bytes) -> None:
    """Refuse what would burst when it is unpacked, before anything is."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise UnreadableError(_("This is no XLSX workbook.")) from error
    unpacked = sum(each.file_size for each in parts)
    bursts = unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * max(len(data), 1)
    if len(parts) > MOST_PARTS or (bursts and unpacked > 1024 * 1024):
        raise UnreadableError(
            _("The workbook is far larger inside than outside. Save its table as CSV instead.")
        )


def _sheet_rows(values: Any, formulas: Any) -> Iterator[_Numbered]:
    sheets = values.worksheets
    if not sheets:
        raise UnreadableError(_("The workbook has no table."))
    values_of, formulas_of = sheets[0], formulas.worksheets[0]
    # What a file says of its own size may be a lie.
    values_of.reset_dimensions()
    formulas_of.reset_dimensions()
    pairs = zip(
        values_of.iter_rows(max_col=MOST_COLUMNS, values_only=True),
        formulas_of.iter_rows(max_col=MOST_COLUMNS, values_only=True),
        strict=False,
    )
    for number, (cells, raw) in enumerate(pairs, start=1):
        _refuse_more_than_enough(number)
        yield number, [_cell(each) for each in cells], _formulas(raw)


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return _text(value.replace("\x00", ""))
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _merged(data: bytes) -> list[tuple[int, int, int, int]]:
    """Return the merged cells of the first sheet: first and last column, first and last row.

    Reading row by row, openpyxl does not say them.
    """
    found: list[tuple[int, int, int, int]] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = sorted(
            (
                each
                for each in archive.namelist()
                if re.match(r"xl/worksheets/sheet\d+\.xml$", each)
            ),
            key=lambda name: int(re.sub(r"\D", "", name.rsplit("/", 1)[-1])),
        )
        if not names:
            return []
        with archive.open(names[0]) as sheet:
            for _event, element in iterparse(sheet, forbid_dtd=True):
                if element.tag == f"{_MAIN}mergeCell" and len(found) < MOST_ROWS:
                    first_column, first_row, last_column, last_row = range_boundaries(
                        element.get("ref", "A1")
                    )
                    found.append((first_column, last_column, first_row, last_row))
                element.clear()
    return found


def _spread(rows: list[_Numbered], merged: list[tuple[int, int, int, int]]) -> None:
    for first_column, last_column, first_row, last_row in merged:
        if first_row > len(rows) or first_column > len(rows[first_row - 1][1]):
            continue
        value = rows[first_row - 1][1][first_column - 1]
        for at in range(first_row - 1, min(last_row, len(rows))):
            cells = rows[at][1]
            cells.extend([None] * (min(last_column, MOST_COLUMNS) - len(cells)))
            for column in range(first_column - 1, min(last_column, len(cells))):
                cells[column] = value


# --- What they share ---


def _refuse_more_than_enough(number: int) -> None:
    if number > MOST_ROWS + 1:
        raise UnreadableError(
            _("The table has more than %(number)s rows. Import it in parts.")
            % {"number": f"{MOST_ROWS:,}".replace(",", " ")}
        )


def _table(found: list[_Numbered]) -> Table:
    """Return the table whose headings are the first row that has two cells, or any at all."""
    filled = [each for each in found if any(map(_is_filled, each[1]))]
    if not filled:
        raise UnreadableError(_("The table is empty."))
    at = next((at for at, row in enumerate(filled) if len(set(_headings(row[1]))) > 1), 0)
    given = _headings_of(filled[at][1])[:MOST_COLUMNS]
    while given and not given[-1]:
        given.pop()
    headings: list[str] = []
    for column, heading in enumerate(given):
        # A heading that is there twice, or not at all, has its column's number.
        is_own = heading and heading not in headings
        headings.append(heading if is_own else f"{heading or '?'} ({column + 1})")
    table = Table(headings)
    for number, cells, marks in filled[at + 1 :]:
        table.rows.append(
            Row(
                number,
                dict(zip(headings, cells, strict=False)),
                frozenset(headings[each] for each in marks if each < len(headings)),
            )
        )
    return table


def _headings_of(cells: list[Any]) -> list[str]:
    return [" ".join(str("" if cell is None else cell).split())[:80] for cell in cells]


def _headings(cells: list[Any]) -> list[str]:
    return [heading for heading in _headings_of(cells) if heading]


def _is_filled(cell: Any) -> bool:
    return cell is not None and cell != ""


def sample(table: Table, heading: str) -> str:
    """Return what a column has in its first row that has anything there."""
    for row in table.rows:
        value = row.cells.get(heading)
        if _is_filled(value):
            return value.isoformat() if isinstance(value, datetime.date) else str(value)[:60]
    return ""
