"""Reads iCalendar (RFC 5545), however badly written: event by event, each on its own. Pure."""

import datetime
import zoneinfo
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _
from icalendar import Calendar
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from events.enums import DateKind, EventStatus, Hours
from events.plan import DAY, Plan, Run, Times
from events.recurrence import FIRST_YEAR, LAST_YEAR, MOST_DATES
from events.schedule import Change, Dates
from translations import languages

from . import expansion, rules
from .expansion import Parsed
from .items import MOST_LETTERS, Item, Refused, RefusedError, UnreadableError, span_of
from .raw import decoded

#: What may be written of a name or a place beside the field's own length: the rest is cut.
MOST_VENUE, MOST_SUMMARY = 160, 300
_STATUSES = {"CANCELLED": EventStatus.CANCELLED, "TENTATIVE": EventStatus.ESTIMATED}
_LONGEST = 366


def read(data: bytes, zone: zoneinfo.ZoneInfo) -> Iterator[Item | Refused]:
    """Yield what is in a calendar, times by the clocks of a zone.

    Several calendars in one file are read as one. Raises UnreadableError for what is none.
    """
    blocks, zones = _blocks(decoded(data, folds=True))
    groups: dict[str, list[_Block]] = {}
    for block in blocks:
        if not block.is_whole:
            yield block.refused("END:VEVENT", _("The event does not end."))
        elif not block.uid:
            yield block.refused("UID", _("It has none, so it could not be found again."))
        elif len(block.uid) > MOST_LETTERS:
            yield block.refused(
                "UID", _("It has %(number)s letters at most.") % {"number": MOST_LETTERS}
            )
        else:
            groups.setdefault(block.uid, []).append(block)
    for group in groups.values():
        yield from _items(group, zones, zone)


# --- Lines to blocks ---


@dataclass
class _Block:
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


def _blocks(lines: list[str]) -> tuple[list[_Block], list[str]]:
    """Return the events of a file as lines, and the lines of its VTIMEZONEs."""
    found: list[_Block] = []
    zones: list[str] = []
    block: _Block | None = None
    depth, in_zone, is_calendar = 0, False, False
    for line in lines:
        said = line.strip().upper()
        if said == "BEGIN:VCALENDAR":
            is_calendar, block, in_zone = True, None, False
        elif said == "BEGIN:VEVENT":
            block, depth = _Block(len(found) + 1), 0
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


def _note(block: _Block, line: str) -> None:
    head, colon, value = line.partition(":")
    name = head.partition(";")[0].strip().upper()
    if colon and name == "UID":
        block.uid = value.strip()
    elif colon and name == "SUMMARY":
        block.name = value.strip().replace("\\,", ",").replace("\\;", ";")


# --- Blocks of one UID to an item ---


def _items(
    group: list[_Block], zones: list[str], zone: zoneinfo.ZoneInfo
) -> Iterator[Item | Refused]:
    """Yield the item of one UID, or why there is none. Whatever happens here, the rest goes on."""
    first = group[0]
    try:
        yield _Reading(group, zones, zone).item()
    except RefusedError as error:
        yield first.refused(error.field, error.message)
    except Exception as error:  # noqa: BLE001 (what others have written may break any parser)
        yield first.refused("VEVENT", _("It cannot be read: %(error)s") % {"error": error})


class _Reading:
    """The events of one UID: the one that says when it is, and the changes of single dates."""

    def __init__(self, group: list[_Block], zones: list[str], zone: zoneinfo.ZoneInfo) -> None:
        self.zone = zone
        self.number = group[0].number
        events = [_parsed(block, zones) for block in group]
        masters = [each for each in events if "RECURRENCE-ID" not in each]
        self.overrides = [each for each in events if "RECURRENCE-ID" in each]
        # A higher number is a newer version of the same event.
        self.master = max(masters, key=_sequence) if masters else None
        self.uid = group[0].uid

    def item(self) -> Item:
        event = self.master or self.overrides[0]
        for each in (event, *self.overrides):
            _check(each)
        plan, changes = self._dates()
        return Item(
            number=self.number,
            uid=self.uid,
            name=self._name(event),
            plan=plan,
            changes=tuple(changes),
            **self._said(event),
        )

    def _name(self, event: Parsed) -> str:
        name = _text(event, "SUMMARY")
        if not name:
            raise RefusedError("SUMMARY", _("It has no name."))
        if len(name) > MOST_LETTERS:
            raise RefusedError(
                "SUMMARY", _("It has %(number)s letters at most.") % {"number": MOST_LETTERS}
            )
        return name

    def _said(self, event: Parsed) -> dict[str, Any]:
        facts, hints = {}, {}
        if venue := _text(event, "LOCATION")[:MOST_VENUE].strip():
            facts["venue"] = venue
        given = event.get("CATEGORIES") or []
        categories = [
            str(name).strip()
            for each in (given if isinstance(given, list) else [given])
            for name in getattr(each, "cats", [each])
        ]
        if any(categories):
            hints["category"] = tuple(filter(None, categories))
        summary = _text(event, "DESCRIPTION", lines=True)
        texts = {"summary": {languages.SOURCE: _cut(summary)}} if summary else {}
        return {"facts": facts, "hints": hints, "texts": texts}

    # --- When ---

    def _dates(self) -> tuple[Plan, list[Change]]:
        master = self.master
        if master is None:
            return self._listed(self.overrides)
        for each in self.overrides:
            if str(each["RECURRENCE-ID"].params.get("RANGE", "")).upper() == "THISANDFUTURE":
                raise RefusedError(
                    "RECURRENCE-ID", _("It changes all later dates. Make two events of it.")
                )
        given = master.get("RRULE")
        many = isinstance(given, list)
        if not given and not expansion.further(master):
            plan = self._single(master)
        elif given and not many and (rule := self._rule(master, given)) is not None:
            plan = rule
        else:
            for each in (given if many else [given]) if given else []:
                rules.check(each)
                if rules.is_endless(each):
                    raise RefusedError("RRULE", self._never_ends(master))
            return self._listed(expansion.expanded(master, self.overrides), master)
        plan, changes = self._changed(plan)
        return plan, [*_of_all(master), *changes]

    def _single(self, event: Parsed) -> Plan:
        dates = self._span(event)
        plan = _plan_of(dates)
        return replace(plan, left_out=tuple(self._left_out(event, {dates.starts_on})))

    def _rule(self, master: Parsed, given: Any) -> Plan | None:
        """Return the plan of a rule that we have, None where it must be written out."""
        rules.check(given)
        dates = self._span(master)
        if (dates.ends_on - dates.starts_on).days >= _LONGEST:
            return None
        if not self._keeps_days(master["DTSTART"].dt):
            return None
        until = (given.get("UNTIL") or [None])[0]
        last = self._last_day(until, dates) if until is not None else None
        rule = rules.rule_of(given, dates.starts_on, until=last)
        if rule is None:
            return None
        further = [self._further(day, dates) for day in expansion.further(master)]
        return Plan(
            rule.kind,
            dates.starts_on.year,
            rule=rule,
            lasts=(dates.ends_on - dates.starts_on).days + 1,
            hours=dates.hours,
            times=Times(dates.starts_at, dates.ends_at),
            also=tuple(further),
            left_out=tuple(self._left_out(master)),
        )

    def _keeps_days(self, begins: datetime.date) -> bool:
        """Whether the days and hours of a rule are the same by the region's clocks: then its
        weekdays are, too."""
        if not isinstance(begins, datetime.datetime) or begins.tzinfo is None:
            return True
        if begins.astimezone(self.zone).date() != begins.date():
            return False
        return all(
            moment.utcoffset() == moment.astimezone(self.zone).utcoffset()
            or (
                moment.utcoffset() == begins.utcoffset()
                and moment.astimezone(self.zone).utcoffset()
                == begins.astimezone(self.zone).utcoffset()
            )
            for moment in (begins + month * 30 * DAY for month in range(37))
        )

    def _never_ends(self, master: Parsed) -> str:
        begins = master["DTSTART"].dt
        if isinstance(begins, datetime.datetime) and not self._keeps_days(begins):
            return _(
                "It repeats without an end by the clocks of another zone (%(zone)s). Give it an "
                "end, or the times of %(ours)s."
            ) % {"zone": getattr(begins.tzinfo, "key", begins.tzname()), "ours": self.zone.key}
        return _(
            "It repeats without an end, in a way that no rule here can say. Give it an end, or a "
            "rule by week, month or year."
        )

    def _last_day(self, until: datetime.date, dates: Dates) -> datetime.date:
        """Return the last day on which a date may begin."""
        if not isinstance(until, datetime.datetime):
            return until
        local = until.astimezone(self.zone) if until.tzinfo else until
        if dates.starts_at is None:
            return local.date()
        return local.date() - (DAY if local.time() < dates.starts_at else 0 * DAY)

    def _further(self, day: datetime.date, dates: Dates) -> Run:
        length = dates.ends_on - dates.starts_on
        if not isinstance(day, datetime.datetime):
            return Run(day, day + length)
        local = self._local(day)
        times = Times(local.time().replace(second=0, microsecond=0), dates.ends_at)
        same = times.starts_at == dates.starts_at or dates.starts_at is None
        return Run(local.date(), local.date() + length, times=None if same else times)

    def _left_out(
        self, event: Parsed, days: set[datetime.date] | None = None
    ) -> Iterator[datetime.date]:
        given = event.get("EXDATE", [])
        found = set()
        for each in given if isinstance(given, list) else [given]:
            for one in each.dts:
                day = one.dt
                found.add(self._local(day).date() if isinstance(day, datetime.datetime) else day)
        if days is not None and days <= found:
            raise RefusedError("EXDATE", _("All of its dates are left out."))
        yield from sorted(found if days is None else found & days)

    def _changed(self, plan: Plan) -> tuple[Plan, list[Change]]:
        """Return a plan with what became of single dates of it, and what was called off."""
        changes, moved, left_out = [], list(plan.also), set(plan.left_out)
        lasts = (plan.run.ends_on - plan.run.starts_on).days + 1 if plan.run else plan.lasts
        for each in self.overrides:
            planned = self._day(each["RECURRENCE-ID"].dt)
            if _status(each) == EventStatus.CANCELLED:
                changes.append(Change(0, planned, EventStatus.CANCELLED))
                continue
            dates = self._span(each)
            if (dates.hours == Hours.TIMES) != (plan.hours == Hours.TIMES):
                raise RefusedError("DTSTART", _mixed())
            usual = Dates(
                planned,
                planned + (lasts - 1) * DAY,
                plan.hours,
                plan.times.starts_at,
                plan.times.ends_at,
            )
            if dates == usual:
                continue
            left_out.add(planned)
            times = Times(dates.starts_at, dates.ends_at)
            moved.append(
                Run(
                    dates.starts_on,
                    dates.ends_on,
                    times=times if dates.starts_at and times != plan.times else None,
                )
            )
        if len(moved) > MOST_DATES:
            raise RefusedError("RECURRENCE-ID", expansion.too_many())
        return replace(plan, also=tuple(moved), left_out=tuple(sorted(left_out))), changes

    def _listed(
        self, events: Sequence[Parsed], master: Parsed | None = None
    ) -> tuple[Plan, list[Change]]:
        """Return the plan of dates one by one, soonest first; what was called off stays planned."""
        spans = sorted(
            ((self._span(each), _status(each)) for each in events),
            key=lambda pair: (pair[0].starts_on, pair[0].starts_at or datetime.time()),
        )
        if len({dates.hours for dates, _status_ in spans}) > 1:
            raise RefusedError("DTSTART", _mixed())
        if len(spans) > MOST_DATES:
            raise RefusedError("RRULE", expansion.too_many())
        head = spans[0][0]
        plan = _plan_of(head)
        usual = plan.times
        also = []
        for dates, _state in spans[1:]:
            times = Times(dates.starts_at, dates.ends_at)
            own = times if dates.starts_at and times != usual else None
            also.append(Run(dates.starts_on, dates.ends_on, times=own))
        if master is not None and _status(master) == EventStatus.CANCELLED:
            return replace(plan, also=tuple(also)), _of_all(master)
        off = [
            Change(0, dates.starts_on, EventStatus.CANCELLED, at=dates.starts_at)
            for dates, status in spans
            if status == EventStatus.CANCELLED
        ]
        if off and len(off) == len(spans):
            off = [Change(0, None, EventStatus.CANCELLED)]
        return replace(plan, also=tuple(also)), [*(_of_all(master) if master else []), *off]

    def _span(self, event: Parsed) -> Dates:
        begins = event["DTSTART"].dt
        ends = event["DTEND"].dt if "DTEND" in event else None
        if ends is None and "DURATION" in event:
            length = event["DURATION"].dt
            if length < datetime.timedelta(0):
                raise RefusedError("DURATION", _("It ends before it begins."))
            ends = begins + length
            if isinstance(begins, datetime.datetime):
                ends = self._local(begins).replace(tzinfo=None) + length
        if isinstance(begins, datetime.datetime):
            dates = self._timed(begins, ends)
        else:
            last = ends.date() if isinstance(ends, datetime.datetime) else ends
            if last is not None and last < begins:
                raise RefusedError("DTEND", _("It ends before it begins."))
            dates = Dates(begins, max(begins, last - DAY) if last is not None else begins)
        for name, day in (("DTSTART", dates.starts_on), ("DTEND", dates.ends_on)):
            if not FIRST_YEAR <= day.year <= LAST_YEAR:
                raise RefusedError(
                    name,
                    _("The calendar holds the years from %(first)s to %(last)s.")
                    % {"first": FIRST_YEAR, "last": LAST_YEAR},
                )
        return dates

    def _timed(self, begins: datetime.datetime, ends: datetime.date | None) -> Dates:
        local = self._local(begins)
        if ends is None:
            return span_of(local, None)
        if not isinstance(ends, datetime.datetime):
            ends = datetime.datetime.combine(ends, datetime.time())
        last = self._local(ends)
        if last.replace(tzinfo=None) < local.replace(tzinfo=None):
            raise RefusedError("DTEND", _("It ends before it begins."))
        return span_of(local, last)

    def _local(self, moment: datetime.datetime) -> datetime.datetime:
        """Return a moment by the region's clocks; one without a zone is meant by them."""
        local = moment.astimezone(self.zone) if moment.tzinfo else moment
        return local.replace(tzinfo=None)

    def _day(self, moment: datetime.date) -> datetime.date:
        if isinstance(moment, datetime.datetime):
            return self._local(moment).date()
        return moment


def _plan_of(dates: Dates) -> Plan:
    return Plan(
        DateKind.FIXED,
        dates.starts_on.year,
        run=Run(dates.starts_on, dates.ends_on),
        hours=dates.hours,
        times=Times(dates.starts_at, dates.ends_at),
    )


def _mixed() -> str:
    return _("Some of its dates have hours and others none. Make two events of it.")


def _parsed(block: _Block, zones: list[str]) -> Parsed:
    lines = ["BEGIN:VCALENDAR", *(zones if _needs(block, zones) else ()), *block.lines]
    try:
        calendar: Any = Calendar.from_ical("\r\n".join([*lines, "END:VCALENDAR", ""]))
        event: Parsed = calendar.walk("VEVENT")[0]
    except Exception as error:
        raise RefusedError(
            "VEVENT", _("It cannot be read: %(error)s") % {"error": error}
        ) from error
    return event


def _needs(block: _Block, zones: list[str]) -> bool:
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


def _check(event: Parsed) -> None:
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


def _sequence(event: Parsed) -> int:
    try:
        return int(event.get("SEQUENCE", 0))
    except (TypeError, ValueError):
        return 0


def _status(event: Parsed) -> str:
    return _STATUSES.get(_text(event, "STATUS").upper(), EventStatus.SCHEDULED)


def _of_all(event: Parsed) -> list[Change]:
    status = _status(event)
    return [] if status == EventStatus.SCHEDULED else [Change(0, None, status)]


def _text(event: Parsed, name: str, *, lines: bool = False) -> str:
    given = event.get(name, "")
    if isinstance(given, list):
        given = given[0]
    text = "".join(
        each for each in str(given) if each in "\n\t" or (each.isprintable() or each.isspace())
    )
    return text.strip() if lines else " ".join(text.split())


def _cut(text: str) -> str:
    """Return a text as a summary: its first words, as many as a summary may have."""
    flat = " ".join(text.split())
    if len(flat) <= MOST_SUMMARY:
        return flat
    return flat[: MOST_SUMMARY - 1].rpartition(" ")[0] + "…"
