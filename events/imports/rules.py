"""From an RRULE (RFC 5545) to a rule of our own, where we have one that means the same. Pure.

The inverse of `recurrence.rrule`. What has no rule here is expanded instead (expansion.py), if it
ends.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from events import recurrence
from events.enums import DateKind, DayOf, Ordinal
from events.plan import DAY

from .items import RefusedError

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEK, _MOST_INTERVAL = 7, 52
_SUB_DAILY = ("SECONDLY", "MINUTELY", "HOURLY")
_TIME_PARTS = ("BYHOUR", "BYMINUTE", "BYSECOND")
_ORDINALS = frozenset(Ordinal.values)

Parts = Mapping[str, Sequence[Any]]


def check(parts: Parts) -> None:
    """Raise RefusedError for a rule that repeats within a day or has no frequency."""
    frequency = _one(parts, "FREQ")
    if frequency in _SUB_DAILY or any(len(parts.get(name, ())) > 1 for name in _TIME_PARTS):
        raise RefusedError(
            "RRULE", _("It repeats within a day. Write one event for each time of the day.")
        )
    if frequency not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY"):
        raise RefusedError("RRULE", _("The rule cannot be read."))


def is_endless(parts: Parts) -> bool:
    return not parts.get("COUNT") and not parts.get("UNTIL")


def rule_of(
    parts: Parts, first: datetime.date, *, until: datetime.date | None
) -> recurrence.Rule | None:
    """Return the rule that finds the same days from a first day on; None where we have none.

    `until` is the last day on which a date may begin, as the region's clocks have it. A first day
    that the rule does not find itself is nothing that ours can say.
    """
    known = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", *_TIME_PARTS}
    shapes = {"DAILY": _daily, "WEEKLY": _weekly, "MONTHLY": _monthly, "YEARLY": _yearly}
    shape = shapes[str(_one(parts, "FREQ")).upper()]
    found = shape({name: parts[name] for name in parts if name not in known}, parts, first)
    if found is None or not 1 <= found.interval <= _MOST_INTERVAL:
        return None
    count = _number(_one(parts, "COUNT"))
    if count is not None and not 1 <= count <= recurrence.MOST_DATES:
        return None
    rule = _ending(found, until, count if until is None else None)
    begins = recurrence.days(rule, before=first + DAY)
    return rule if begins == [first] else None


def _ending(
    rule: recurrence.Rule, until: datetime.date | None, count: int | None
) -> recurrence.Rule:
    # Whatever ends after the calendar does has no end here.
    return replace(
        rule, until=until if until is None or until <= recurrence.END else None, count=count
    )


def _daily(by: Parts, parts: Parts, first: datetime.date) -> recurrence.Rule | None:
    interval = _interval(parts)
    if interval % _WEEK == 0 and not by:
        return recurrence.Rule(
            DateKind.WEEKLY, first, interval // _WEEK, weekdays=(first.weekday(),)
        )
    if interval != 1 or set(by) - {"BYDAY"}:
        return None
    weekdays = _weekdays(by.get("BYDAY", WEEKDAYS))
    return recurrence.Rule(DateKind.WEEKLY, first, weekdays=weekdays) if weekdays else None


def _weekly(by: Parts, parts: Parts, first: datetime.date) -> recurrence.Rule | None:
    if set(by) - {"BYDAY"}:
        return None
    weekdays = _weekdays(by.get("BYDAY", (WEEKDAYS[first.weekday()],)))
    interval = _interval(parts)
    begins_on_monday = str(_one(parts, "WKST") or "MO").upper() == "MO"
    if not weekdays or (interval > 1 and len(weekdays) > 1 and not begins_on_monday):
        return None
    if interval > 1 and not begins_on_monday and weekdays != (first.weekday(),):
        return None
    return recurrence.Rule(DateKind.WEEKLY, first, interval, weekdays=weekdays)


def _monthly(by: Parts, parts: Parts, first: datetime.date) -> recurrence.Rule | None:
    found = _in_month(by, first)
    if found is None:
        return None
    return recurrence.Rule(DateKind.MONTHLY, first, _interval(parts), **found)


def _yearly(by: Parts, parts: Parts, first: datetime.date) -> recurrence.Rule | None:
    months = [_number(each) for each in by.get("BYMONTH", ())]
    rest = {name: by[name] for name in by if name != "BYMONTH"}
    if months not in ([], [first.month]) or ("BYDAY" in rest and not months):
        return None
    found = _in_month(rest, first)
    if found is None or found.get("day", first.day) != first.day:
        return None
    found.pop("day", None)
    return recurrence.Rule(DateKind.YEARLY, first, _interval(parts), **found)


def _in_month(by: Parts, first: datetime.date) -> dict[str, Any] | None:
    """Return how a rule finds its one day in a month, as fields of `recurrence.Rule`."""
    names = set(by)
    if not names:
        return {"day_of": DayOf.DAY, "day": first.day}
    if names == {"BYMONTHDAY"} and len(by["BYMONTHDAY"]) == 1:
        day = _number(by["BYMONTHDAY"][0])
        known = day is not None and (1 <= day <= 31 or day == Ordinal.LAST)
        return {"day_of": DayOf.DAY, "day": day} if known else None
    if names not in ({"BYDAY"}, {"BYDAY", "BYSETPOS"}) or len(by["BYDAY"]) != 1:
        return None
    ordinal, weekday = _weekday(by["BYDAY"][0])
    if "BYSETPOS" in by:
        chosen = [_number(each) for each in by["BYSETPOS"]]
        ordinal = chosen[0] if len(chosen) == 1 and ordinal is None else None
    if ordinal not in _ORDINALS or weekday is None:
        return None
    return {"day_of": DayOf.WEEKDAY, "ordinal": ordinal, "weekday": weekday}


def _weekdays(names: Sequence[Any]) -> tuple[int, ...]:
    """Return plain days of the week, sorted; none where one of them is counted, as in 2SA."""
    found = [_weekday(each) for each in names]
    if any(ordinal is not None or weekday is None for ordinal, weekday in found):
        return ()
    return tuple(sorted({weekday for _ordinal, weekday in found if weekday is not None}))


def _weekday(name: Any) -> tuple[int | None, int | None]:
    text = str(name).upper().strip()
    number, day = text[:-2], text[-2:]
    weekday = WEEKDAYS.index(day) if day in WEEKDAYS else None
    return _number(number) if number else None, weekday


def _interval(parts: Parts) -> int:
    given = _one(parts, "INTERVAL")
    return 1 if given is None else _number(given) or 0


def _one(parts: Parts, name: str) -> Any:
    found = parts.get(name) or [None]
    return found[0]


def _number(value: Any) -> int | None:
    try:
        return int(value)
    except (TypeError, ValueError):
        return None
