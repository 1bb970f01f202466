"""The dates of an event of a calendar, where its rule is none of ours: one by one, and not many.

Pure. A rule that somebody else has written is bounded before it is followed: by years, by dates.
"""

import datetime
import warnings
from itertools import islice
from typing import Any

import recurring_ical_events
from dateutil.rrule import rrulestr
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vRecur

from events.recurrence import MOST_DATES

from .items import RefusedError

#: A VEVENT; what is in it, nobody knows before it is looked at.
Parsed = Any
#: How far after its first date a rule is followed.
MOST_YEARS = 50
#: How many days its periods may hold, before those of its dates are found among them.
_MOST_PARTS = 400


def expanded(master: Parsed, overrides: list[Parsed]) -> list[Parsed]:
    """Return the dates of an event that ends, with what was changed of single ones, in order.

    Each is an event of its own. Raises RefusedError for more than an edition can have, and for a
    rule that goes on for ever or cannot be followed.
    """
    first = master["DTSTART"].dt
    bounded: Any = Event.from_ical(master.to_ical())
    rules = master.get("RRULE", [])
    rules = rules if isinstance(rules, list) else [rules]
    bounded.pop("RRULE", None)
    latest = _as_moment(first) + datetime.timedelta(days=MOST_YEARS * 366)
    for rule in rules:
        bounded.add("rrule", _bounded(rule, first, latest))
    calendar = Calendar()
    for each in (bounded, *overrides):
        calendar.add_component(each)
    begins, ends = _as_moment(first), latest
    moved = [_as_moment(each["DTSTART"].dt) for each in overrides if "DTSTART" in each]
    extra = [_as_moment(day) for day in further(master)]
    begins = min([begins, *moved, *extra]) - datetime.timedelta(days=1)
    ends = max([ends, *moved, *extra]) + datetime.timedelta(days=1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = recurring_ical_events.of(calendar, keep_recurrence_attributes=False).between(
            begins, ends
        )
    if len(found) > MOST_DATES:
        raise RefusedError("RRULE", too_many())
    if not found:
        raise RefusedError("RRULE", _("The rule finds no day."))
    return sorted(found, key=lambda each: _as_moment(each["DTSTART"].dt))


def further(event: Parsed) -> list[datetime.date]:
    """Return the RDATEs of an event; of a period its beginning."""
    found = []
    given = event.get("RDATE", [])
    for each in given if isinstance(given, list) else [given]:
        for one in each.dts:
            found.append(one.dt[0] if isinstance(one.dt, tuple) else one.dt)
    return found


def too_many() -> str:
    return _("It has more than %(number)s dates. Give the rule an earlier end.") % {
        "number": MOST_DATES
    }


def _bounded(rule: Any, first: datetime.date, latest: datetime.datetime) -> vRecur:
    """Return a rule that ends by a day, whatever it said: at its last date where it counts them."""
    if sum(len(each) for each in rule.values()) > _MOST_PARTS:
        raise RefusedError("RRULE", _("The rule cannot be read."))
    parts = {name: list(values) for name, values in rule.items()}
    counted = parts.pop("COUNT", None)
    until = parts.get("UNTIL", [None])[0]
    if until is None or _as_moment(until) > latest:
        parts["UNTIL"] = [_like(first, latest)]
    if counted is None:
        return vRecur(parts)
    count = int(counted[0])
    if not 1 <= count <= MOST_DATES:
        raise RefusedError("RRULE", too_many())
    naive = dict(parts)
    naive["UNTIL"] = [latest.replace(tzinfo=None)]
    start = _as_moment(first, keep=True).replace(tzinfo=None)
    text = vRecur(naive).to_ical().decode()
    last = list(islice(rrulestr(text, dtstart=start), count))[-1:]
    parts["UNTIL"] = [_like(first, (last or [start])[0])]
    return vRecur(parts)


def _like(first: datetime.date, moment: datetime.datetime) -> datetime.date:
    """Return a moment in the form that an UNTIL has beside a DTSTART: a day, a local time, UTC."""
    if not isinstance(first, datetime.datetime):
        return moment.date()
    if first.tzinfo is None:
        return moment.replace(tzinfo=None)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=first.tzinfo)
    return moment.astimezone(datetime.UTC)


def _as_moment(day: datetime.date, *, keep: bool = False) -> datetime.datetime:
    """Return a day or moment as one that can be compared; without a zone it is taken for UTC."""
    if not isinstance(day, datetime.datetime):
        day = datetime.datetime.combine(day, datetime.time())
    if keep:
        return day
    return day.replace(tzinfo=datetime.UTC) if day.tzinfo is None else day
