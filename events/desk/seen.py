"""What the calendar shows beside its entries: days of the year, and clashes.

The one place where it meets what finds them (events/clashes.py, reading.py, observances.py).
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from wagtail.models import Site

from events import bookings, clashes
from events.bookings import Planned
from events.clashing import observances, reading
from events.clashing.values import Booking, Clash, Occasion
from events.clashing.words import Told, told
from events.models import Edition

from .entries import Severities


@dataclass(frozen=True)
class Seen:
    """The days of the year in a span, and the severity of clashes by edition and first day."""

    occasions: list[Occasion]
    severities: Severities


def seen(
    site: Site,
    country: str,
    planned: Iterable[Planned],
    first: datetime.date,
    last: datetime.date,
) -> Seen:
    """Return what is to be seen beside the dates that are planned, from first to last.

    `planned` are those of `reading.span`. What somebody accepted is silent. Three queries.
    """
    begin, end = reading.span(first.year, last.year)
    occasions = observances.of_site(site, begin, end, country=country)
    booked = [
        each
        for edition in planned
        for each in edition.bookings
        if each.dates.starts_on <= end and each.dates.ends_on >= begin
    ]
    found = clashes.find(booked, occasions, reading.rules_of(site))
    severities: dict[tuple[int, datetime.date], int] = {}
    for clash in reading.accepted(site, found):
        if not clash.is_accepted:
            _mark(severities, clash)
    touching = [each for each in occasions if each.starts_on <= last and each.ends_on >= first]
    return Seen(touching, severities)


def _mark(severities: dict[tuple[int, datetime.date], int], clash: Clash) -> None:
    for date in clash.each():
        for booking in date.bookings:
            key = booking.edition, booking.dates.starts_on
            severities[key] = max(severities.get(key, 0), date.severity)


def booked_on(edition: Edition, day: datetime.date, site: Site) -> list[Booking]:
    """Return the bookings of an edition, just as it is given, that are planned on a day.

    Nine queries at most.
    """
    before = day + datetime.timedelta(days=1)
    mine = bookings.of_edition(edition, site.root_page, before=before)
    return [each for each in mine if each.planned_on == day]


def clashes_of(mine: list[Booking], edition: Edition, site: Site, country: str) -> list[Told]:
    """Return the clashes of some bookings of an edition with all others, in words. 14 queries."""
    if not mine:
        return []
    begin, end = reading.span(mine[0].dates.starts_on.year, mine[-1].dates.ends_on.year)
    others = bookings.of_region(site.root_page, begin, end, leaving_out=[edition.pk])
    occasions = observances.of_site(site, begin, end, country=country)
    found = clashes.concerning(mine, others, occasions, reading.rules_of(site))
    return told(found, reading.roads_of(found))
