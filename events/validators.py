"""What must hold for festivals and editions; models, forms and imports share it."""

import datetime
import re
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from regions.trees import foreign_errors, site_id_of

from .calendar_range import OutsideCalendarError, held_years, holds
from .enums import RITUAL, Admission, DateKind, DayOf, Hours
from .recurrence import FIRST_YEAR, LAST_YEAR, MOST_DATES, MOST_TIMES

if TYPE_CHECKING:
    from .models import Festival
    from .models.when import When

#: Addresses below the section that are no festivals: years, months, and these.
RESERVED = ("past", "submit", "this-weekend", "near")
_DIGITS = re.compile(r"\d+")


def festival_errors(festival: "Festival") -> dict[str, Any]:
    """Return what is wrong with a festival, by field, beside its position.

    What contradicts itself, what means something else below the section, and what belongs to
    another region. One query for each of category, organiser, place, venue and district, and for
    roads.
    """
    errors: dict[str, Any] = {}
    slug = festival.slug or ""
    if slug in RESERVED or _DIGITS.fullmatch(slug):
        errors["slug"] = _("This address is taken by a page of the site itself. Choose another.")
    if festival.venue_place and festival.venue:
        errors["venue"] = _("Choose a place or name one, and not both.")
    low, high = festival.price_from, festival.price_to
    if festival.admission != Admission.PAID and (low is not None or high is not None):
        errors["admission"] = _("There are prices: choose “Paid”, or take them away.")
    if high is not None and (low is None or high < low):
        errors["price_to"] = _("The highest price comes with a lowest one, and is not below it.")
    errors |= foreign_errors(festival, "category", "organiser", "venue_place", "venue", "district")
    if foreign := _foreign_roads(festival):
        errors["roads"] = _("These roads belong to another region: %(roads)s.") % {
            "roads": ", ".join(foreign)
        }
    return errors


def _foreign_roads(festival: "Festival") -> list[str]:
    """Return the names of roads of other regions. One query, none for a form's."""
    roads = list(festival.roads.all())
    site_id = site_id_of(festival) if roads else None
    if site_id is None:
        return []
    return [road.name for road in roads if road.site_id != site_id]


def edition_errors(edition: "When") -> dict[str, Any]:
    """Return what an edition's dates and hours lack, or how they contradict each other, by field.

    Each message says what to change. A rule that is whole and finds no day says so. No query.
    """
    checks = (_needed_errors, _span_errors, _hour_errors, _session_errors)
    for check in checks:
        if errors := check(edition):
            return errors
    return _emptiness_errors(edition)


_NEEDED = {
    "starts_on": _("Give the first day."),
    "month": _("Choose the month."),
    "hijri_month": _("Choose the month."),
    "javanese_month": _("Choose the month."),
    "day_of": _("Choose how the day is found."),
    "day": _("Choose the day of the month."),
    "ordinal": _("Choose which one of the month."),
    "weekday": _("Choose the weekday."),
    "pasaran": _("Choose the pasaran."),
}
_NEEDED_BY: dict[str, tuple[str, ...]] = {
    DateKind.FIXED: ("starts_on",),
    DateKind.WEEKLY: ("starts_on",),
    DateKind.MONTHLY: ("starts_on", "day_of"),
    DateKind.YEARLY: ("starts_on", "day_of"),
    DateKind.HIJRI: ("hijri_month", "day_of"),
    DateKind.JAVANESE: ("javanese_month", "day_of"),
    DateKind.MONTH_ONLY: ("month",),
}
_NEEDED_BY_DAY_OF: dict[str, tuple[str, ...]] = {
    DayOf.DAY: ("day",),
    DayOf.WEEKDAY: ("ordinal", "weekday"),
    DayOf.PASARAN: ("weekday", "pasaran"),
}


def _needed_errors(edition: "When") -> dict[str, Any]:
    needed = list(_NEEDED_BY.get(edition.date_kind, ()))
    if "day_of" in needed:
        needed += _NEEDED_BY_DAY_OF.get(edition.day_of, ())
        if edition.date_kind not in RITUAL and edition.day_of == DayOf.PASARAN:
            needed = needed[:-2]
        if edition.date_kind == DateKind.YEARLY and edition.day_of == DayOf.DAY:
            # It has the day of the first one.
            needed.remove("day")
    errors = {name: _NEEDED[name] for name in needed if getattr(edition, name) in (None, "")}
    if edition.day_of == DayOf.PASARAN and edition.date_kind in (DateKind.MONTHLY, DateKind.YEARLY):
        errors["day_of"] = _("The pasaran goes with the Hijri and the Javanese calendar.")
    if edition.date_kind == DateKind.WEEKLY and not edition.weekdays:
        errors["weekdays"] = _("Tick at least one day of the week.")
    if edition.date_kind in RITUAL and edition.day is not None and not 1 <= edition.day <= 30:
        errors["day"] = _("A month of this calendar has 30 days at most.")
    return errors


def _span_errors(edition: "When") -> dict[str, Any]:
    first, until = edition.starts_on, edition.until
    errors: dict[str, Any] = {}
    if first is not None and edition.year and first.year != edition.year:
        errors["starts_on"] = _("The first day is not in the edition’s year, %(year)s.") % {
            "year": edition.year
        }
    if first is not None and edition.ends_on is not None and edition.ends_on < first:
        errors["ends_on"] = _("The last day is before the first.")
    for name, day in (("starts_on", first), ("ends_on", edition.ends_on), ("until", until)):
        if day is not None and not holds(day):
            errors[name] = held_years()
    if until is not None and edition.count is not None:
        errors["count"] = _("Give the last day or the number of times, and not both.")
    if first is not None and until is not None and until < first:
        errors.setdefault("until", _("The rule would end before it begins."))
    return errors


def _hour_errors(edition: "When") -> dict[str, Any]:
    if edition.hours != Hours.TIMES:
        return {}
    if edition.starts_at is None:
        return {"starts_at": _("Give the time when it begins.")}
    is_one_day = (
        edition.ends_on in (None, edition.starts_on)
        if edition.date_kind == DateKind.FIXED
        else edition.lasts == 1
    )
    if is_one_day and edition.ends_at is not None and edition.ends_at <= edition.starts_at:
        return {
            "ends_at": _(
                "It ends before it begins. What goes on past midnight ends on the next day."
            )
        }
    return {}


def _session_errors(edition: "When") -> dict[str, Any]:
    plan = edition.plan(edition.year or FIRST_YEAR)
    if plan.sessions and edition.hours != Hours.TIMES:
        return {"hours": _("There are further times in the day: choose “At these times”.")}
    if len(plan.sessions) >= MOST_TIMES:
        return {"more_dates": _("A day holds %(number)s times at most.") % {"number": MOST_TIMES}}
    if len(plan.also) > MOST_DATES:
        return {
            "more_dates": _("An edition has %(number)s dates at most.") % {"number": MOST_DATES}
        }
    if not all(holds(day) for run in plan.also for day in (run.starts_on, run.ends_on)):
        return {"more_dates": held_years()}
    return {}


def _emptiness_errors(edition: "When") -> dict[str, Any]:
    """Return that a rule finds no day at all, at the field that would have to change."""
    if not edition.year or edition.date_kind == DateKind.MONTH_ONLY:
        return {}
    field = _CALENDAR_FIELDS.get(edition.date_kind, "starts_on")
    try:
        found = next(iter(edition.planned(before=_a_while_after(edition))), None)
    except OutsideCalendarError as error:
        return {field: str(error)}
    if found is not None:
        return {}
    if edition.date_kind in RITUAL:
        message = _("There is no such day in %(year)s. Choose another day, or the month alone.")
        return {field: message % {"year": edition.year}}
    if edition.until:
        return {"until": _("No date of the rule lies before this day.")}
    return {field: _("The rule finds no day.")}


_CALENDAR_FIELDS: dict[str, str] = {
    DateKind.HIJRI: "hijri_month",
    DateKind.JAVANESE: "javanese_month",
}


def _a_while_after(edition: "When") -> datetime.date:
    """Return a day by which a rule that finds any day at all has found one.

    The rarest is 29 February every few years: leap years can be eight years apart.
    """
    year = (edition.starts_on.year if edition.starts_on else edition.year) + 9 * edition.interval
    return datetime.date(min(year, LAST_YEAR), 12, 31)
