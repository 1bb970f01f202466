"""With what proposals would clash, before they are festivals at all."""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from wagtail.models import Site

from events import bookings
from events.calendar_range import OutsideCalendarError
from events.clashes import concerning
from events.clashing import observances, reading
from events.clashing.values import Booking, Clash
from events.clashing.words import Told, told
from events.models import Submission
from events.registry.names import key_of
from regions.models import RegionSettings

from .matching import Registry


def clashes_of(
    submissions: Iterable[Submission], site: Site, registry: Registry
) -> dict[int, list[Told]]:
    """Return what the open ones of a region's proposals clash with, in words, by key.

    In the proposals' own years: with what is planned, with days of the year, and with each other.
    At most 14 queries, however many proposals there are; none without any.
    """
    asked = [each for each in submissions if each.is_open]
    if not asked:
        return {}
    first = datetime.date(min(each.year for each in asked), 1, 1)
    last = datetime.date(max(each.year for each in asked), 12, 31)
    country = RegionSettings.for_site(site).country
    found = concerning(
        [booking for each in asked for booking in bookings_of(each, registry)],
        bookings.of_region(site.root_page, first, last),
        observances.of_site(site, first, last, country=country),
        reading.rules_of(site),
    )
    roads = reading.roads_of(found)
    clashes: dict[int, list[Told]] = defaultdict(list)
    for each in found:
        for pk in _whose(each):
            clashes[pk].extend(told([each], roads))
    return dict(clashes)


_PREFIX = "submission:"


def _whose(clash: Clash) -> set[int]:
    """Return the keys of the proposals that a clash is about."""
    parts = {each.part_of for each in clash.bookings}
    return {int(part.removeprefix(_PREFIX)) for part in parts if part.startswith(_PREFIX)}


def bookings_of(submission: Submission, registry: Registry) -> list[Booking]:
    """Return the dates of a proposal in its year, with what they would take up. No query."""
    known = registry.known(submission)
    where = known.place or known.venue
    position = None
    if where is not None and where.latitude is not None and where.longitude is not None:
        position = (float(where.latitude), float(where.longitude))
    # Two proposals may name the same place that nobody has entered yet.
    venue = f"named:{key_of(submission.venue_name)}"
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
            part_of=f"{_PREFIX}{submission.pk}",
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
