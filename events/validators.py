"""What must hold for festivals and editions; models, forms and imports share it."""

import re
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from regions.trees import foreign_errors

from .enums import Admission, DateKind, Hours

if TYPE_CHECKING:
    from .models import Edition, Festival

#: Addresses below the section that are no festivals: years, months, and these.
RESERVED = ("past", "submit", "this-weekend")
_DIGITS = re.compile(r"\d+")


def festival_errors(festival: "Festival") -> dict[str, Any]:
    """Return what is wrong with a festival, by field, beside its position.

    What contradicts itself, what means something else below the section, and what belongs to
    another region. One query for each of category, organiser and place.
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
    return errors | foreign_errors(festival, "category", "organiser", "venue_place")


def edition_errors(edition: "Edition") -> dict[str, Any]:
    """Return which dates and hours of an edition contradict each other, by field. No query."""
    if edition.date_kind == DateKind.MONTH_ONLY:
        return _month_errors(edition)
    return {**_day_errors(edition), **_hour_errors(edition)}


def _month_errors(edition: "Edition") -> dict[str, Any]:
    errors: dict[str, Any] = {}
    if edition.month is None:
        errors["month"] = _("Choose the month.")
    if edition.starts_on is not None or edition.ends_on is not None:
        errors["starts_on"] = _("Only the month is known: leave the days empty.")
    return errors


def _day_errors(edition: "Edition") -> dict[str, Any]:
    errors: dict[str, Any] = {}
    if edition.month is not None:
        errors["month"] = _("The days are known: leave the month empty.")
    if edition.starts_on is None:
        errors["starts_on"] = _("Give the first day.")
    elif edition.year and edition.starts_on.year != edition.year:
        errors["starts_on"] = _("The first day is not in the edition’s year, %(year)s.") % {
            "year": edition.year
        }
    elif edition.ends_on is not None and edition.ends_on < edition.starts_on:
        errors["ends_on"] = _("The last day is before the first.")
    return errors


def _hour_errors(edition: "Edition") -> dict[str, Any]:
    if edition.hours != Hours.TIMES:
        if edition.starts_at is not None or edition.ends_at is not None:
            return {"hours": _("There are times: choose “At these times”, or take them away.")}
        return {}
    if edition.starts_at is None:
        return {"starts_at": _("Give the time when it begins.")}
    is_one_day = edition.ends_on in (None, edition.starts_on)
    if is_one_day and edition.ends_at is not None and edition.ends_at <= edition.starts_at:
        return {
            "ends_at": _(
                "It ends before it begins. What goes on past midnight ends on the next day."
            )
        }
    return {}
