"""When something is, in the reader's words."""

import datetime
from typing import Any
from urllib.parse import urlencode

from django import template
from django.template import Context
from django.utils.translation import ngettext

from events.enums import RITUAL, DateKind, FestivalKind, Hours
from events.models import Confirmation, DateChange, Festival, Occurrence
from events.ritual_words import ritual_day, weekday_with_pasaran
from events.rule_words import in_words
from events.schedule import Dates
from pages.templatetags.navigation import section_of
from regions.clock import lives_until, next_midnight, now_of
from regions.models import RegionSettings
from translations.dates import clock_in_words, day_in_words, days_in_words, month_in_words

register = template.Library()


@register.inclusion_tag("events/when.html", takes_context=True)
def when(context: Context, occurrence: Occurrence, *, with_hours: bool = True) -> dict[str, Any]:
    """Show the days, and the hours, of a date: ``{% when occurrence %}``.

    One day is said with its weekday, a month alone as such. No query once the region is known.
    """
    region = RegionSettings.for_request(context["request"]) if with_hours else None
    return when_in_region(occurrence, region)


@register.inclusion_tag("events/when.html")
def when_in_region(occurrence: Occurrence, region: RegionSettings | None = None) -> dict[str, Any]:
    """Show the days of a date, and its hours by the clocks of a region: for the admin, whose host
    may be another region's. Without a region there are no hours. No query.
    """
    return {
        "occurrence": occurrence,
        "days": days(occurrence),
        "hours": hours(occurrence, region) if region else "",
        "machine": f"{occurrence.starts_on:%Y-%m}"
        if occurrence.is_month_only
        else occurrence.starts_on.isoformat(),
    }


@register.filter
def days(occurrence: Occurrence | Dates | Confirmation) -> str:
    """Return the days of a date, as it stands or as it was planned, in the active language."""
    first, last = occurrence.starts_on, occurrence.ends_on
    if getattr(occurrence, "is_month_only", False):
        return month_in_words(first.year, first.month)
    return day_in_words(first) if first == last else days_in_words(first, last)


@register.filter
def first_day(occurrence: Occurrence) -> str:
    """Return the first day of a date with its weekday; of a month alone the month."""
    first = occurrence.starts_on
    if occurrence.is_month_only:
        return month_in_words(first.year, first.month)
    return day_in_words(first)


@register.filter
def span(occurrence: Occurrence | Dates) -> str:
    """Return the days of a date without weekdays, for where there is little room."""
    if occurrence.is_month_only:
        return month_in_words(occurrence.starts_on.year, occurrence.starts_on.month)
    return days_in_words(occurrence.starts_on, occurrence.ends_on)


@register.filter
def rule(occurrence: Occurrence) -> str:
    """Return the rule by which a date repeats, in words: "every Saturday, until …".

    Empty for a date that follows from none. No query where the edition is loaded.
    """
    if not occurrence.is_series:
        return ""
    return in_words(occurrence.edition.plan(occurrence.edition.year))


@register.filter
def ritual(occurrence: Occurrence) -> str:
    """Return the weekday with its pasaran, and the day by the edition's ritual calendar.

    By the Javanese one for an edition that follows from neither. Empty for a month alone. No query
    where the edition is loaded.
    """
    if occurrence.is_month_only:
        return ""
    kind = occurrence.edition.date_kind
    calendar = kind if kind in RITUAL else DateKind.JAVANESE
    day = occurrence.starts_on
    said = (weekday_with_pasaran(day), ritual_day(day, calendar))
    return " · ".join(each for each in said if each)


@register.filter
def is_ritual(occurrence: Occurrence, festival: Festival) -> bool:
    """Whether a date's ritual day is told: it follows from one, or the festival is a ritual."""
    return occurrence.edition.date_kind in RITUAL or festival.kind == FestivalKind.RITUAL


@register.filter
def doubt(occurrence: Occurrence) -> str:
    """Return how far an estimated date may be off, with its first and last day; else nothing."""
    if not occurrence.is_estimated or not occurrence.uncertainty:
        return ""
    days = {
        "number": occurrence.uncertainty,
        "earliest": days_in_words(occurrence.earliest, occurrence.earliest),
        "latest": days_in_words(occurrence.latest, occurrence.latest),
    }
    return (
        ngettext(
            "It may begin a day earlier or later: on %(earliest)s at the earliest, on %(latest)s "
            "at the latest.",
            "It may begin %(number)s days earlier or later: on %(earliest)s at the earliest, on "
            "%(latest)s at the latest.",
            occurrence.uncertainty,
        )
        % days
    )


@register.inclusion_tag("events/announced.html", takes_context=True)
def announced(context: Context, change: DateChange) -> dict[str, Any]:
    """Show when something was announced, by the region's clocks: ``{% announced change %}``.

    No query once the region is known.
    """
    region = RegionSettings.for_request(context["request"])
    moment = change.made_at.astimezone(region.zone)
    day = days_in_words(moment.date(), moment.date())
    time = time_in_words(moment.time(), moment.date(), region)
    return {"machine": moment.isoformat(timespec="minutes"), "day": day, "time": time}


@register.simple_tag(takes_context=True)
def hours_of(context: Context, occurrence: Occurrence) -> str:
    """Return the hours of a date alone: ``{% hours_of occurrence as hours %}``."""
    return hours(occurrence, RegionSettings.for_request(context["request"]))


@register.filter
def planned_days(change: DateChange) -> str:
    """Return which planned dates an announcement is about; empty for all of an edition.

    ``{{ change|planned_days }}``. No query where the edition is loaded.
    """
    if change.on is None:
        return ""
    before = change.on + datetime.timedelta(days=1)
    planned = change.edition.planned(before=before)
    found = next((each for each in planned if each.starts_on == change.on), None)
    return days(found) if found else day_in_words(change.on)


@register.filter
def day_words(day: datetime.date) -> str:
    """Return a day with its weekday in the active language: ``{{ day|day_words }}``."""
    return day_in_words(day)


@register.filter
def clock_time(time: datetime.time) -> str:
    """Return a time of day as the language writes it: ``{{ dates.starts_at|clock_time }}``."""
    return clock_in_words(time)


def hours(occurrence: Occurrence, region: RegionSettings) -> str:
    """Return the hours of a date by local clocks, with the zone; empty where there are none."""
    if occurrence.hours != Hours.TIMES or occurrence.starts_at is None:
        return ""
    begins = time_in_words(occurrence.starts_at, occurrence.starts_on, region)
    if occurrence.ends_at is None:
        return begins
    return f"{clock_in_words(occurrence.starts_at)}–" + time_in_words(
        occurrence.ends_at, occurrence.ends_on, region
    )


def time_in_words(time: datetime.time, on: datetime.date, region: RegionSettings) -> str:
    """Return a time of the region's clocks, with the name of its zone on that day: "19:00 WIB"."""
    zone = datetime.datetime.combine(on, time, tzinfo=region.zone).tzname() or ""
    clock = clock_in_words(time)
    return f"{clock} {zone}" if zone.isalpha() else clock


@register.simple_tag(takes_context=True)
def now_day(context: Context) -> datetime.date:
    """Return the day that it is in the region: ``{% now_day as today %}``.

    Says on the request that the next midnight changes it (`clock.lives_until`).
    """
    now = now_of(context["request"])
    lives_until(context["request"], next_midnight(now))
    return now.date()


@register.simple_tag(takes_context=True)
def festivals_at(context: Context, place: Any, number: int = 6) -> list[Occurrence]:
    """Return the next dates of festivals at a place, without their pictures. One query.

    ``{% festivals_at page as dates %}``: so a place can show what is held there, though it knows
    nothing of festivals.
    """
    if not place.pk:
        return []
    dates = Occurrence.objects.published().filter(festival__venue_place_id=place.pk)
    today = now_of(context["request"]).date()
    return list(dates.upcoming(today).soonest_first().with_festival()[:number])


@register.simple_tag(takes_context=True)
def festivals_near(context: Context, place: Any, dates: list[Occurrence]) -> str:
    """Return the address of what is held around a place; empty where it has no position.

    ``{% festivals_near page dates as near %}``, `dates` being those of `festivals_at`. No query for
    a section of festivals in the menu, else one.
    """
    section = section_of(context, [each.festival for each in dates]) if place.has_position else None
    return f"{section.url}?{urlencode({'near': place.slug})}" if section else ""
