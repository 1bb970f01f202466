"""What an address asks for of the dates of festivals: what kind, where, and when."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from .recurrence import FIRST_YEAR, LAST_YEAR

#: What an address may carry, in the order in which links write it.
NAMES = ("category", "district", "organiser", "venue", "from", "to", "free", "accessible")
_SLUG = re.compile(r"[-\w]{1,255}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True)
class DateFilters:
    """What a query string selects.

    `first` and `last` are the days of `from` and `to`, both belonging to the selection. `errors`
    says in words, by the name in the address, what cannot be understood; with any of them nothing
    is selected. A category, district, organiser or venue that there is not is no error and selects
    nothing.
    """

    category: str = ""
    district: str = ""
    organiser: str = ""
    venue: str = ""
    free: bool = False
    accessible: bool = False
    first: datetime.date | None = None
    last: datetime.date | None = None
    errors: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "DateFilters":
        """Read a QueryDict; what it does not know is ignored. Raises nothing, asks nothing."""
        errors: dict[str, str] = {}
        first, last = _day(query, "from", errors), _day(query, "to", errors)
        if first and last and first > last:
            errors["to"] = _("The last day is before the first.")
        return cls(
            category=_slug(query, "category", errors),
            district=_slug(query, "district", errors),
            organiser=_slug(query, "organiser", errors),
            venue=_slug(query, "venue", errors),
            free=_switch(query, "free", errors),
            accessible=_switch(query, "accessible", errors),
            first=first,
            last=last,
            errors=errors,
        )

    @property
    def has_days(self) -> bool:
        """Whether it asks for days at all."""
        return self.first is not None or self.last is not None

    def apply(self, dates: Any) -> Any:
        """Return what is selected of a queryset of dates. One query where `from` is given, to know
        how long a date can be; else none."""
        return self._in_time(self.narrow(dates))

    def narrow(self, dates: Any, *, without: str = "") -> Any:
        """Return what is selected whenever it is; `without` a filter, if named. No query."""
        if self.errors:
            return dates.none()
        if self.category and without != "category":
            dates = dates.in_category(self.category)
        if self.district and without != "district":
            dates = dates.in_district(self.district)
        if self.organiser and without != "organiser":
            dates = dates.held_by(self.organiser)
        if self.venue and without != "venue":
            dates = dates.at_venue(self.venue)
        if self.free and without != "free":
            dates = dates.free()
        if self.accessible and without != "accessible":
            dates = dates.step_free()
        return dates

    def _in_time(self, dates: Any) -> Any:
        if self.first is not None:
            last = self.last or datetime.date.max
            return dates.between(self.first, last, longest=dates.longest())
        return dates.filter(starts_on__lte=self.last) if self.last else dates


def _day(query: Mapping[str, str], name: str, errors: dict[str, str]) -> datetime.date | None:
    text = query.get(name) or ""
    if not text:
        return None
    try:
        day = datetime.date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        errors[name] = _("Write the day like this: 2027-10-24.")
    elif not FIRST_YEAR <= day.year <= LAST_YEAR:
        errors[name] = _("No calendar of ours reaches that year.")
        return None
    return day


def _slug(query: Mapping[str, str], name: str, errors: dict[str, str]) -> str:
    text = query.get(name) or ""
    if text and not _SLUG.fullmatch(text):
        errors[name] = _("Letters, digits and hyphens only.")
        return ""
    return text


def _switch(query: Mapping[str, str], name: str, errors: dict[str, str]) -> bool:
    text = query.get(name) or ""
    if text not in ("", "0", "1"):
        errors[name] = _("Write 1 or leave it out.")
    return text == "1"
