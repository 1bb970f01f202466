"""With what a proposal would clash, before it is a festival at all."""

import datetime
from collections.abc import Iterable

from wagtail.models import Page

from events import bookings
from events.calendar_range import OutsideCalendarError
from events.clashes import Booking, Clash, concerning
from events.models import Submission

from .matching import Registry


def clashes_of(
    submissions: Iterable[Submission], root: Page, registry: Registry
) -> dict[int, list[Clash]]:
    """Return the clashes of each proposal with what is planned in its region, by key.

    In the proposal's year. Nine queries, however many proposals there are; none without any.
    """
    asked = list(submissions)
    if not asked:
        return {}
    first = datetime.date(min(each.year for each in asked), 1, 1)
    last = datetime.date(max(each.year for each in asked), 12, 31)
    others = bookings.of_region(root, first, last)
    return {
        each.pk: concerning(bookings_of(each, registry), others) if each.is_open else []
        for each in asked
    }


def bookings_of(submission: Submission, registry: Registry) -> list[Booking]:
    """Return the dates of a proposal in its year, with what they would take up. No query."""
    known = registry.known(submission)
    where = known.place or known.venue
    position = None
    if where is not None and where.latitude is not None and where.longitude is not None:
        position = (float(where.latitude), float(where.longitude))
    venue = ""
    if known.place:
        venue = f"place:{known.place.pk}"
    elif known.venue:
        venue = f"venue:{known.venue.pk}"
    try:
        planned = submission.planned(before=datetime.date(submission.year + 1, 1, 1))
    except OutsideCalendarError:
        return []
    return [
        Booking(
            edition=0,
            festival=0,
            part_of=f"submission:{submission.pk}",
            name=submission.name,
            dates=dates,
            planned_on=dates.starts_on,
            is_series=submission.is_series,
            roads=frozenset(str(road.pk) for road in known.roads.values()),
            venue=venue,
            venue_name=submission.venue_name,
            organiser=known.organiser.pk if known.organiser else 0,
            district=submission.district_id or (where.district_id if where else None) or 0,
            position=position,
        )
        for dates in planned
    ]
