"""What the calendar shows of a month and of a year: looked through by day, fetched if shown."""

import datetime
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q
from django.http import HttpRequest

from regions.clock import now_of
from regions.models import RegionSettings
from regions.sunlight import next_sunrise
from translations.dates import month_in_words, short_weekday, weekday_name

from . import month as grid
from . import ribbon
from .models import Occurrence
from .recurrence import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from .models import FestivalIndexPage

MONTHS = 12
#: What has a month alone: how many are listed below the grid.
OPEN_SHOWN = 24
#: How many dates of a month the year's page lists.
A_MONTH = 25


@dataclass(frozen=True)
class Link:
    """A way to another month or year; engines do not follow it where nothing is there."""

    name: str
    url: str
    is_empty: bool = False


@dataclass(frozen=True)
class Piece:
    """A day's piece of a date in the grid."""

    occurrence: Occurrence
    bar: grid.Bar


@dataclass(frozen=True)
class Day:
    """A day of the grid: what it shows, and how many things more there are."""

    day: datetime.date
    weekday: str
    pieces: list[Piece]
    more: int
    is_today: bool


@dataclass(frozen=True)
class Weekday:
    name: str
    short: str


@dataclass(frozen=True)
class MonthPage:
    """What events/month.html shows."""

    name: str
    weekdays: list[Weekday]
    weeks: list[list[Day | None]]
    open_dates: list[Occurrence]
    is_open_cut: bool
    is_empty: bool
    first: datetime.date
    last: datetime.date
    previous: Link | None
    next: Link | None
    year: Link


@dataclass(frozen=True)
class YearMonth:
    """A month of the year's programme: its first day, its dates, whether there are more."""

    first: datetime.date
    name: str
    url: str
    occurrences: list[Occurrence]
    is_cut: bool

    @property
    def is_empty(self) -> bool:
        return not self.occurrences


def is_year(year: int) -> bool:
    """Whether the calendar has a year: from 1900 to 2200."""
    return FIRST_YEAR <= year <= LAST_YEAR


def dates_of(section: "FestivalIndexPage") -> Any:
    """Return the dates of a section that stand in lists."""
    return Occurrence.objects.published().in_region(section).listed()


# --- A month ---


def month_page(
    section: "FestivalIndexPage", request: HttpRequest, year: int, month: int
) -> MonthPage:
    """Return a month as a grid of days, as of now. Six queries, whatever is in it.

    All of the month is looked through, but only what the grid shows is fetched whole.
    """
    first, last = grid.days_of(year, month)
    dates = dates_of(section)
    longest = Occurrence.objects.all().longest()
    found = list(
        dates.between(first, last, longest=longest)
        .soonest_first()
        .values_list("pk", "starts_on", "ends_on", "is_month_only")
    )
    spans = [grid.Span(pk, begin, end) for pk, begin, end, is_open in found if not is_open]
    weeks = grid.weeks(year, month, spans)
    open_ones = [pk for pk, _begin, _end, is_open in found if is_open]
    shown = {bar.key for week in weeks for cell in week if cell for bar in cell.bars}
    full = dates.with_festival().in_bulk([*shown, *open_ones[:OPEN_SHOWN]])
    today = now_of(request).date()
    before, after = _beside(section, request, dates, first, longest)
    return MonthPage(
        name=month_in_words(year, month),
        weekdays=[Weekday(weekday_name(number), short_weekday(number)) for number in range(7)],
        weeks=[[_day(cell, full, today) for cell in week] for week in weeks],
        open_dates=[full[pk] for pk in open_ones[:OPEN_SHOWN] if pk in full],
        is_open_cut=len(open_ones) > OPEN_SHOWN,
        is_empty=not found,
        first=first,
        last=last,
        previous=before,
        next=after,
        year=Link(f"{year:04}", year_url(section, request, year)),
    )


def _day(cell: grid.Cell | None, full: dict[int, Occurrence], today: datetime.date) -> Day | None:
    if cell is None:
        return None
    pieces = [Piece(full[bar.key], bar) for bar in cell.bars if bar.key in full]
    weekday = weekday_name(cell.day.weekday())
    return Day(cell.day, weekday, pieces, cell.more, is_today=cell.day == today)


def _beside(
    section: "FestivalIndexPage",
    request: HttpRequest,
    dates: Any,
    first: datetime.date,
    longest: int,
) -> tuple[Link | None, Link | None]:
    """Return the ways to the months before and after, from the first that has a date to the last.

    Three queries. From outside of these they lead to the nearest.
    """
    by_day = dates.order_by("starts_on").values_list("starts_on", flat=True)
    earliest, latest = by_day.first(), by_day.last()
    if earliest is None or latest is None:
        return None, None
    this = (first.year, first.month)
    lowest, highest = (earliest.year, earliest.month), (latest.year, latest.month)
    before = min(grid.next_month(*this, -1), highest)
    after = max(grid.next_month(*this), lowest)
    is_before, is_after = before >= lowest, after <= highest
    counts = {
        name: Count("pk", filter=Q(starts_on__lte=end, ends_on__gte=begin))
        for name, (begin, end), is_there in (
            ("before", grid.days_of(*before), is_before),
            ("after", grid.days_of(*after), is_after),
        )
        if is_there
    }
    if not counts:
        return None, None
    begin = grid.days_of(*(before if is_before else after))[0]
    end = grid.days_of(*(after if is_after else before))[1]
    found = dates.between(begin, end, longest=longest).order_by().aggregate(**counts)
    return (
        _month_link(section, request, before, not found["before"]) if is_before else None,
        _month_link(section, request, after, not found["after"]) if is_after else None,
    )


def _month_link(
    section: "FestivalIndexPage", request: HttpRequest, at: tuple[int, int], is_empty: bool
) -> Link:
    return Link(month_in_words(*at), month_url(section, request, *at), is_empty)


# --- A year ---


def year_months(
    section: "FestivalIndexPage", request: HttpRequest, year: int, *, most: int = A_MONTH
) -> list[YearMonth]:
    """Return the months of a year with their dates, at most so many each. Three queries.

    What repeats by a rule stands once a month; what began in the year before stands in January.
    """
    first, last = datetime.date(year, 1, 1), datetime.date(year, MONTHS, 31)
    dates = dates_of(section)
    longest = Occurrence.objects.all().longest()
    chosen: dict[int, dict[tuple[str, int], int]] = defaultdict(dict)
    for pk, edition, begin, is_series in (
        dates.between(first, last, longest=longest)
        .soonest_first()
        .values_list("pk", "edition", "starts_on", "is_series")
    ):
        key = ("series", edition) if is_series else ("date", pk)
        chosen[max(begin, first).month].setdefault(key, pk)
    by_month = {month: list(keys.values()) for month, keys in chosen.items()}
    wanted = [pk for keys in by_month.values() for pk in keys[:most]]
    full = dates.with_festival().select_related("festival__category").in_bulk(wanted)
    return [
        YearMonth(
            first=datetime.date(year, month, 1),
            name=month_in_words(year, month),
            url=month_url(section, request, year, month),
            occurrences=[full[pk] for pk in by_month.get(month, ())[:most] if pk in full],
            is_cut=len(by_month.get(month, ())) > most,
        )
        for month in range(1, MONTHS + 1)
    ]


def year_page(section: "FestivalIndexPage", request: HttpRequest, year: int) -> dict[str, Any]:
    """Return what events/year.html shows: the ribbon and the list of each month. Five queries."""
    months = year_months(section, request, year)
    dates = (occurrence for month in months for occurrence in month.occurrences)
    today = now_of(request).date()
    shown = ribbon.year(today, dates, sunrises(request), begins=datetime.date(year, 1, 1))
    before, after = _years_beside(section, request, year)
    return {
        "year": f"{year:04}",
        "months": shown,
        "bands": ribbon.bands([month.sunrise for month in shown]),
        "programme": months,
        "is_empty": all(month.is_empty for month in months),
        "previous_year": before,
        "next_year": after,
        "pdf_url": f"{section.get_url(request)}{year:04}.pdf",
    }


def _years_beside(
    section: "FestivalIndexPage", request: HttpRequest, year: int
) -> tuple[Link | None, Link | None]:
    """Return the ways to the nearest year before that has a date, and after. Two queries."""
    dates = dates_of(section).order_by("starts_on").values_list("starts_on", flat=True)
    before = dates.filter(starts_on__lt=datetime.date(year, 1, 1)).last()
    after = dates.filter(starts_on__gt=datetime.date(year, MONTHS, 31)).first()
    return _year_link(section, request, before), _year_link(section, request, after)


def _year_link(
    section: "FestivalIndexPage", request: HttpRequest, day: datetime.date | None
) -> Link | None:
    return Link(f"{day.year:04}", year_url(section, request, day.year)) if day else None


def sunrises(
    request: HttpRequest,
) -> Callable[[datetime.date], datetime.datetime | None]:
    """Return what tells the region's sunrise of a day, in its zone; None where there is none."""
    region = RegionSettings.for_request(request)
    point, _place = region.sunrise_place or (None, "")

    def sunrise_on(day: datetime.date) -> datetime.datetime | None:
        midnight = datetime.datetime.combine(day, datetime.time(), tzinfo=region.zone)
        found = next_sunrise(point, midnight) if point else None
        return found.astimezone(region.zone) if found else None

    return sunrise_on


# --- Addresses ---


def month_url(section: "FestivalIndexPage", request: HttpRequest, year: int, month: int) -> str:
    return f"{section.get_url(request)}{year:04}/{month:02}/"


def year_url(section: "FestivalIndexPage", request: HttpRequest, year: int) -> str:
    return f"{section.get_url(request)}{year:04}/"
