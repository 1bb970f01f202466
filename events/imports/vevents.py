"""The events of an iCalendar file, each cut out and parsed by itself. Pure."""

import datetime
import zoneinfo
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from icalendar import Calendar
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from events.enums import EventStatus

from .expansion import Parsed
from .items import MOST_LETTERS, Refused, RefusedError, UnreadableError

_STATUSES = {"CANCELLED": EventStatus.CANCELLED, "TENTATIVE": EventStatus.ESTIMATED}


@dataclass
class Block:
    """The lines of one VEVENT, and what is needed before they are parsed."""

    number: int
    lines: list[str] = field(default_factory=list)
    is_whole: bool = False
    uid: str = ""
    name: str = ""

    def refused(self, of: str, message: Any) -> Refused:
        return Refused(
            self.number, self.uid[:MOST_LETTERS], self.name[:MOST_LETTERS], of, str(message)
        )


def blocks_of(lines: list[str]) -> tuple[list[Block], list[str]]:
    """Return the events of a file as lines, and the lines of its VTIMEZONEs."""
    found: list[Block] = []
    zones: list[str] = []
    block: Block | None = None
    depth, in_zone, is_calendar = 0, False, False
    for line in lines:
        said = line.strip().upper()
        if said == "BEGIN:VCALENDAR":
            is_calendar, block, in_zone = True, None, False
        elif said == "BEGIN:VEVENT":
            block, depth = Block(len(found) + 1), 0
            found.append(block)
        elif said == "BEGIN:VTIMEZONE":
            block, in_zone = None, True
        if in_zone:
            zones.append(line)
            in_zone = said != "END:VTIMEZONE"
        if block is None:
            continue
        block.lines.append(line)
        depth += said.startswith("BEGIN:") - said.startswith("END:")
        if depth == 1:
            _note(block, line)
        if said == "END:VEVENT":
            block.is_whole, block = depth == 0, None
    if not is_calendar and not found:
        raise UnreadableError(_("This is no calendar: it does not begin with BEGIN:VCALENDAR."))
    return found, zones


def _note(block: Block, line: str) -> None:
    head, colon, value = line.partition(":")
    name = head.partition(";")[0].strip().upper()
    if colon and name == "UID":
        block.uid = value.strip()
    elif colon and name == "SUMMARY":
        block.name = value.strip().replace("\\,", ",").replace("\\;", ";")


def parsed(block: Block, zones: list[str]) -> Parsed:
    lines = ["BEGIN:VCALENDAR", *(zones if _needs(block, zones) else ()), *block.lines]
    try:
        calendar: Any = Calendar.from_ical("\r\n".join([*lines, "END:VCALENDAR", ""]))
        event: Parsed = calendar.walk("VEVENT")[0]
    except Exception as error:
        raise RefusedError(
            "VEVENT", _("It cannot be read: %(error)s") % {"error": error}
        ) from error
    return event


def _needs(block: Block, zones: list[str]) -> bool:
    """Whether an event names a zone that only the file itself explains."""
    if not zones:
        return False
    named = {
        parameter.partition("=")[2].strip('"')
        for line in block.lines
        for parameter in line.partition(":")[0].split(";")[1:]
        if parameter.upper().startswith("TZID=")
    }
    return any(not _is_known(name) for name in named)


def _is_known(name: str) -> bool:
    return name in zoneinfo.available_timezones() or name in WINDOWS_TO_OLSON


def check(event: Parsed) -> None:
    """Raise RefusedError for what must be there and is not, or cannot be read."""
    broken = {name.upper(): message for name, message in event.errors if name}
    for name in ("DTSTART", "DTEND", "DURATION", "RRULE", "EXDATE", "RDATE", "RECURRENCE-ID"):
        if name in broken:
            raise RefusedError(name, _("It cannot be read: %(error)s") % {"error": broken[name]})
    if "DTSTART" not in event:
        raise RefusedError("DTSTART", _("It has none, so nobody knows when it begins."))
    for name in ("DTSTART", "DTEND", "RECURRENCE-ID"):
        given = event.get(name)
        if given is None:
            continue
        if isinstance(given, list):
            raise RefusedError(name, _("It is there twice."))
        zone = given.params.get("TZID")
        moment = given.dt
        if not isinstance(moment, datetime.date):
            raise RefusedError(name, _("It is no day and no moment."))
        if zone and isinstance(moment, datetime.datetime) and moment.tzinfo is None:
            raise RefusedError(
                name,
                _("Nobody knows the time zone “%(zone)s”. Write one such as Asia/Jakarta.")
                % {"zone": zone},
            )


def sequence_of(event: Parsed) -> int:
    try:
        return int(event.get("SEQUENCE", 0))
    except (TypeError, ValueError):
        return 0


def status_of(event: Parsed) -> str:
    return _STATUSES.get(text_of(event, "STATUS").upper(), EventStatus.SCHEDULED)


def text_of(event: Parsed, name: str, *, lines: bool = False) -> str:
    given = event.get(name, "")
    if isinstance(given, list):
        given = given[0]
    text = "".join(
        each for each in str(given) if each in "\n\t" or (each.isprintable() or each.isspace())
    )
    return text.strip() if lines else " ".join(text.split())
