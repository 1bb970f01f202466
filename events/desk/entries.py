"""What the office plans, as entries of its calendar. Pure: no database, no clock."""

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping

from events.bookings import Planned
from events.clashes import Booking
from events.enums import EventStatus

from .calendar import Entry
from .enums import Mark
from .moves import MOVABLE, part_on

#: How serious the clashes of a date are: by edition and first day.
Severities = Mapping[tuple[int, datetime.date], int]

_STATUSES = {
    EventStatus.CANCELLED: Mark.CANCELLED,
    EventStatus.POSTPONED: Mark.POSTPONED,
    EventStatus.RESCHEDULED: Mark.RESCHEDULED,
    EventStatus.ESTIMATED: Mark.ESTIMATED,
}
#: Who was told something of a date moves it by telling something else.
_ANNOUNCED = frozenset({Mark.CANCELLED, Mark.POSTPONED, Mark.RESCHEDULED})


def entries_of(
    planned: Iterable[Planned],
    first: datetime.date,
    last: datetime.date,
    *,
    severities: Severities | None = None,
    kept_back: Collection[int] = (),
) -> list[Entry]:
    """Return the dates that touch the days from first to last as entries, soonest first.

    Several times of one day are one entry. `kept_back` are the years that wait for their launch.
    """
    found = [
        entry
        for each in planned
        for entry in _entries(each, severities or {}, is_kept_back=each.edition.year in kept_back)
        if entry.starts_on <= last and entry.ends_on >= first
    ]
    return sorted(found, key=lambda each: (each.starts_on, each.name, each.edition))


def _entries(planned: Planned, severities: Severities, *, is_kept_back: bool) -> Iterator[Entry]:
    by_day: dict[object, list[Booking]] = {}
    for each in planned.bookings:
        dates = each.dates
        by_day.setdefault((each.planned_on, dates.starts_on, dates.ends_on), []).append(each)
    for same in by_day.values():
        yield _entry(planned, same, severities, is_kept_back=is_kept_back)


def _entry(
    planned: Planned, same: list[Booking], severities: Severities, *, is_kept_back: bool
) -> Entry:
    booking, edition = same[0], planned.edition
    dates = booking.dates
    marks = tuple(_marks(planned, booking, is_kept_back=is_kept_back))
    can_move = part_on(edition, booking.planned_on) in MOVABLE and not _ANNOUNCED & set(marks)
    times = [each.dates.starts_at for each in same if each.dates.starts_at]
    return Entry(
        edition=edition.pk,
        name=booking.name,
        starts_on=dates.starts_on,
        ends_on=dates.ends_on,
        planned_on=booking.planned_on,
        is_month_only=dates.is_month_only,
        is_series=booking.is_series,
        is_public=booking.is_public and not is_kept_back,
        can_move=can_move,
        marks=marks,
        severity=severities.get((edition.pk, dates.starts_on), 0),
        venue=booking.venue_name,
        times=tuple(sorted(times)),
    )


def _marks(planned: Planned, booking: Booking, *, is_kept_back: bool) -> Iterator[Mark]:
    if booking.status in _STATUSES:
        yield _STATUSES[EventStatus(booking.status)]
    if not (planned.edition.live and planned.festival.live):
        yield Mark.DRAFT
    elif is_kept_back:
        yield Mark.KEPT_BACK
    elif not booking.is_public:
        yield Mark.CHANGED
    if booking.is_series:
        yield Mark.SERIES
