"""Days of the year that festivals have to know of: public holidays, and what an office adds. Pure.

No database, no clock. Who reads the office's rows is `observances.py`.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from events import hijri
from events.enums import Severity

from . import public_holidays
from .values import Occasion

DAY = datetime.timedelta(days=1)
#: What the key of an acceptance has room for.
_MOST = 80


@dataclass(frozen=True)
class Observed:
    """What an office says of days of the year (models.Observance), and how they are found.

    By the name of a public holiday, else by a month of the Hijri calendar, else from `starts_on` to
    `ends_on`. It makes itself felt `days_before` and `days_after`.
    """

    key: str
    name: str
    effect: str = ""
    severity: int = Severity.NOTICE
    holiday: str = ""
    hijri_month: int | None = None
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None
    days_before: int = 0
    days_after: int = 0


#: First and last day, and by how many days both may be off.
Span = tuple[datetime.date, datetime.date, int]


def of_span(
    first: datetime.date,
    last: datetime.date,
    *,
    country: str,
    observed: Iterable[Observed] = (),
    language: str = "",
) -> list[Occasion]:
    """Return the occasions that touch the days from first to last, soonest first.

    A public holiday that the office says something of is told as that, and not once more by itself;
    nor is its second day, which has its name in its own.
    `language` is the reader's: holidays have names in it where the library knows them.
    """
    # A year more at both ends: what is widened reaches over New Year.
    years = range(first.year - 1, last.year + 2)
    holidays = public_holidays.of_years(country, years, language=language)
    observed = list(observed)
    told = {each.holiday for each in observed if each.holiday}
    found = [
        _plain(holiday, ends)
        for holiday, ends in _runs(holidays)
        if not any(name in holiday.name for name in told)
    ]
    for each in observed:
        for begins, ends, doubt in _spans(each, holidays, years):
            found.append(_widened(each, begins, ends, doubt))
    touching = (each for each in found if each.starts_on <= last and each.ends_on >= first)
    return sorted(touching, key=lambda each: (each.starts_on, each.ends_on, each.key))


def _spans(
    observed: Observed, holidays: list[public_holidays.Holiday], years: range
) -> Iterator[Span]:
    if observed.holiday:
        named = [each for each in holidays if each.name == observed.holiday]
        for one, last in _runs(named):
            yield one.day, last, int(one.is_estimated)
    elif observed.hijri_month:
        for year in _hijri_years(years):
            days = hijri.month_days(year, observed.hijri_month)
            yield days[0], days[-1], hijri.UNCERTAINTY
    elif observed.starts_on:
        yield observed.starts_on, observed.ends_on or observed.starts_on, 0


def _hijri_years(years: range) -> range:
    """Return the Hijri years that these years touch, as far as the tables reach."""
    ends = datetime.date(years[0], 1, 1), datetime.date(years[-1], 12, 31)
    first, last = (hijri.of(min(max(day, hijri.FIRST), hijri.LAST)).year for day in ends)
    return range(first, last + 1)


def _runs(
    holidays: Iterable[public_holidays.Holiday],
) -> list[tuple[public_holidays.Holiday, datetime.date]]:
    """Return the first day and the last date of each run of days of one name."""
    runs: dict[str, list[tuple[public_holidays.Holiday, datetime.date]]] = {}
    for each in holidays:
        of_name = runs.setdefault(each.name, [])
        if of_name and of_name[-1][1] + DAY == each.day:
            of_name[-1] = of_name[-1][0], each.day
        else:
            of_name.append((each, each.day))
    return [run for of_name in runs.values() for run in of_name]


def _plain(holiday: public_holidays.Holiday, last: datetime.date) -> Occasion:
    return Occasion(
        key=f"holiday {holiday.name}"[:_MOST],
        name=holiday.shown,
        starts_on=holiday.day,
        ends_on=last,
        is_holiday=True,
        uncertainty=int(holiday.is_estimated),
    )


def _widened(
    observed: Observed, begins: datetime.date, ends: datetime.date, doubt: int
) -> Occasion:
    return Occasion(
        key=observed.key,
        name=observed.name,
        starts_on=begins - observed.days_before * DAY,
        ends_on=ends + observed.days_after * DAY,
        effect=observed.effect,
        severity=observed.severity,
        uncertainty=doubt,
    )
