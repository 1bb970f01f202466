"""Which festivals do not go together, and which days of the year are in their way. Pure.

No database, no clock. Days are the region's own. `clashing/rules.py` says what two dates raise,
`clashing/reading.py` reads the rows, `clashing/words.py` says it in words.

False alarms annoy, so:

- what is called off, and what has a month alone, takes up no days;
- dates of one edition, and those of a festival and its parts, never clash;
- two editions clash once a rule and year, however many of their dates do;
- a part says nothing of a day of the year that its festival says already;
- what a stronger rule says of two dates is not said again by a weaker one;
- what somebody accepted is silent as long as the days stay.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from .clashing.rules import REACH, of_bookings, of_occasion
from .clashing.values import Acceptance, Booking, Clash, Occasion, Rules, order
from .enums import ClashRule
from .schedule import Dates


def find(
    bookings: Sequence[Booking], occasions: Iterable[Occasion] = (), rules: Rules | None = None
) -> list[Clash]:
    """Return every clash among bookings, and with occasions, the most serious first.

    What it costs grows with how many dates lie close to each other, not with the square of all.
    """
    once = dict.fromkeys(bookings)
    return _found(_meeting(once), once, occasions, rules or Rules())


def concerning(
    some: Sequence[Booking],
    others: Sequence[Booking],
    occasions: Iterable[Occasion] = (),
    rules: Rules | None = None,
) -> list[Clash]:
    """Return the clashes of some bookings: with others, with each other, and with occasions.

    As `find` does, without those that are among the others alone.
    """
    mine = set(some)
    pairs = (
        (one, other) for one, other in _meeting(mine.union(others)) if one in mine or other in mine
    )
    return _found(pairs, mine, occasions, rules or Rules())


def accepted(clashes: Iterable[Clash], acceptances: Iterable[Acceptance]) -> list[Clash]:
    """Return the clashes, those marked that somebody accepted on just these days."""
    known = {(each.key, each.days): each for each in acceptances}
    return [_marked(each, known.get((each.key, each.days))) for each in clashes]


def _marked(clash: Clash, acceptance: Acceptance | None) -> Clash:
    if acceptance is None:
        return clash
    return replace(clash, is_accepted=True, note=acceptance.note, acceptance=acceptance.pk)


def _found(
    pairs: Iterable[tuple[Booking, Booking]],
    bookings: Iterable[Booking],
    occasions: Iterable[Occasion],
    rules: Rules,
) -> list[Clash]:
    groups: dict[tuple[str, int], list[Clash]] = defaultdict(list)
    for one, other in pairs:
        for clash in of_bookings(one, other, rules):
            groups[clash.key, clash.year].append(clash)
    held = [(*_window(each.dates), each) for each in bookings if each.takes_up_days]
    for occasion in occasions:
        first, last = _window(occasion)
        touching = [each for begins, ends, each in held if begins <= last and ends >= first]
        for booking in _without_parts(touching):
            found = of_occasion(booking, occasion, rules)
            if found is not None:
                groups[found.key, found.year].append(found)
    return sorted((_as_one(each) for each in groups.values()), key=order)


def _without_parts(bookings: Iterable[Booking]) -> list[Booking]:
    """Leave out parts whose days lie within those of their festival, or of a longer part."""
    longest_first = sorted(
        bookings, key=lambda each: (each.dates.starts_on - each.dates.ends_on, each.side)
    )
    told: dict[str, list[Booking]] = defaultdict(list)
    for booking in longest_first:
        of_festival = told[booking.part_of or booking.side]
        if not any(_covers(each, booking) for each in of_festival):
            of_festival.append(booking)
    return [each for of_festival in told.values() for each in of_festival]


def _covers(longer: Booking, booking: Booking) -> bool:
    if longer.side == booking.side:
        return longer == booking
    ours, theirs = booking.dates, longer.dates
    return theirs.starts_on <= ours.starts_on and ours.ends_on <= theirs.ends_on


def _as_one(clashes: list[Clash]) -> Clash:
    """Return the first of the same two's clashes, with the others as what comes further."""
    first, *further = sorted(clashes, key=lambda each: (*order(each), each.days, _times(each)))
    return replace(first, further=tuple(further)) if further else first


def _times(clash: Clash) -> str:
    return " ".join(f"{each.dates.starts_at} {each.dates.ends_at}" for each in clash.bookings)


def _meeting(bookings: Iterable[Booking]) -> Iterator[tuple[Booking, Booking]]:
    """Yield every two that a rule can be about, going through the days once."""
    ahead = [(*_window(each.dates), each) for each in bookings if each.takes_up_days]
    near: list[tuple[int, Booking]] = []
    for first, last, booking in sorted(ahead, key=lambda each: each[0]):
        near = [each for each in near if each[0] + REACH >= first]
        for _last, other in near:
            if not booking.belongs_with(other):
                yield other, booking
        near.append((last, booking))


def _window(dates: Dates | Occasion) -> tuple[int, int]:
    """Return the first and the last day on which it can be, as ordinals."""
    doubt = dates.uncertainty
    return dates.starts_on.toordinal() - doubt, dates.ends_on.toordinal() + doubt


__all__ = [
    "Acceptance",
    "Booking",
    "Clash",
    "ClashRule",
    "Occasion",
    "Rules",
    "accepted",
    "concerning",
    "find",
]
