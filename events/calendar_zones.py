"""A zone as calendars are told of it: VTIMEZONE (RFC 5545 §3.6.5). Pure.

The iCalendar library's own ones miss changes that lie less than two months apart, as Morocco's in
Ramadan (a test shows it), so they are found here, day by day.
"""

import datetime
import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

DAY, SECOND = datetime.timedelta(days=1), datetime.timedelta(seconds=1)


@dataclass(frozen=True)
class _Clock:
    """How clocks of a zone go at a moment."""

    offset: datetime.timedelta
    name: str
    is_daylight: bool


@dataclass(frozen=True)
class _Change:
    """A change of clocks: `at` by the old clock."""

    at: datetime.datetime
    before: datetime.timedelta
    clock: _Clock


def vtimezone(zone: zoneinfo.ZoneInfo, first_year: int, last_year: int) -> Timezone:
    """Return a zone with the changes of its clocks in these years, both included.

    Before them it is as it is at their beginning, after them as at their end.
    """
    grouped: dict[tuple[datetime.timedelta, _Clock], list[datetime.datetime]] = {}
    for change in _changes(zone, first_year, last_year):
        grouped.setdefault((change.before, change.clock), []).append(change.at)
    timezone = Timezone()
    timezone.add("tzid", zone.key)
    for (before, clock), moments in grouped.items():
        kind = TimezoneDaylight if clock.is_daylight else TimezoneStandard
        observance = kind()
        observance.add("dtstart", moments[0])
        observance.add("tzname", clock.name)
        observance.add("tzoffsetfrom", before)
        observance.add("tzoffsetto", clock.offset)
        # Each on a line of its own: ical.js, and so Thunderbird, reads no more than one of a line.
        for moment in moments[1:]:
            observance.add("rdate", moment)
        timezone.add_component(observance)
    return timezone


@lru_cache(maxsize=64)
def _changes(zone: zoneinfo.ZoneInfo, first_year: int, last_year: int) -> tuple[_Change, ...]:
    """Return how clocks go when the years begin, and then their changes in order."""
    begin = datetime.datetime(first_year, 1, 1, tzinfo=datetime.UTC)
    clock = _clock(zone, begin)
    start = _Change(datetime.datetime(first_year, 1, 1), clock.offset, clock)  # noqa: DTZ001
    end = datetime.datetime(last_year, 12, 31, tzinfo=datetime.UTC)
    return (start, *_changes_between(zone, begin, end))


def _changes_between(
    zone: zoneinfo.ZoneInfo, begin: datetime.datetime, end: datetime.datetime
) -> Iterator[_Change]:
    clock, moment = _clock(zone, begin), begin
    while moment < end:
        after = _clock(zone, moment + DAY)
        if after != clock:
            at = _moment_of_change(zone, clock, moment, moment + DAY)
            yield _Change((at + clock.offset).replace(tzinfo=None), clock.offset, after)
            clock = after
        moment += DAY


def _moment_of_change(
    zone: zoneinfo.ZoneInfo, clock: _Clock, before: datetime.datetime, after: datetime.datetime
) -> datetime.datetime:
    """Return the first second at which the clock is another one."""
    while after - before > SECOND:
        middle = before + (after - before) // 2
        middle = middle.replace(microsecond=0)
        if _clock(zone, middle) == clock:
            before = middle
        else:
            after = middle
    return after


def _clock(zone: zoneinfo.ZoneInfo, moment: datetime.datetime) -> _Clock:
    local = moment.astimezone(zone)
    offset = local.utcoffset() or datetime.timedelta()
    return _Clock(offset, local.tzname() or "", bool(local.dst()))
