"""What an address of the calendar asks for: how much of it, when, and which entries."""

import datetime
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from destinations.models import District
from events import month as grid
from events.bookings import Planned
from events.enums import Severity
from events.models import FestivalCategory, Organiser
from events.recurrence import FIRST_YEAR, LAST_YEAR

from .calendar import MONTHS, QUARTER, Entry, quarter_of
from .enums import Mark, State, View

_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


class MonthField(forms.Field):
    """A month as addresses write it, "2027-07"; its value is the first day."""

    def to_python(self, value: Any) -> datetime.date | None:
        text = str(value or "").strip()
        if not text:
            return None
        found = _MONTH.fullmatch(text)
        year, month = map(int, found.groups()) if found else (0, 0)
        if not 1 <= month <= MONTHS:
            raise ValidationError(_("Write the month like this: 2027-07."))
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValidationError(_("No calendar of ours reaches that year."))
        return datetime.date(year, month, 1)


class CalendarFilters(forms.Form):
    """The calendar's filters. What cannot be read is said at its field, and counts as left out.

    Choices are the region's own, in three queries. `today` is the day of the region.
    """

    view = forms.ChoiceField(
        choices=View.choices, required=False, label=_("View"), widget=forms.HiddenInput
    )
    month = MonthField(
        required=False, label=_("Month"), widget=forms.TextInput(attrs={"type": "month"})
    )
    q = forms.CharField(required=False, max_length=100, label=_("Name or place"))
    category = forms.ChoiceField(required=False, label=_("Category"))
    district = forms.ChoiceField(required=False, label=_("District"))
    organiser = forms.ChoiceField(required=False, label=_("Organiser"))
    state = forms.ChoiceField(choices=State.choices, required=False, label=_("State"))
    clashes = forms.BooleanField(required=False, label=_("Only what clashes"))

    NARROWING = ("q", "category", "district", "organiser", "state", "clashes")

    def __init__(self, data: Any, *, site: Site, today: datetime.date) -> None:
        super().__init__(data, auto_id="calendar-%s")
        self.today = today
        self._keys: dict[str, dict[str, int]] = {}
        named = _named(site)
        for name, empty in (
            ("category", _("All categories")),
            ("district", _("All districts")),
            ("organiser", _("All organisers")),
        ):
            field: Any = self.fields[name]
            field.choices = [("", empty), *((each.slug, str(each)) for each in named[name])]
            self._keys[name] = {each.slug: each.pk for each in named[name]}

    @cached_property
    def asked(self) -> dict[str, Any]:
        """What can be read of the address."""
        self.full_clean()
        return self.cleaned_data

    @property
    def shown(self) -> View:
        return View(self.asked.get("view") or View.MONTH)

    @property
    def at(self) -> datetime.date:
        """The first day of the month that is asked for, by default the present one."""
        return self.asked.get("month") or self.today.replace(day=1)

    @property
    def is_narrowed(self) -> bool:
        return any(self.asked.get(name) for name in self.NARROWING)

    # --- Days ---

    @property
    def days(self) -> tuple[datetime.date, datetime.date]:
        """The first and the last day that are shown."""
        at = self.at
        if self.shown == View.YEAR:
            return datetime.date(at.year, 1, 1), datetime.date(at.year, MONTHS, 31)
        if self.shown == View.QUARTER:
            begins = quarter_of(at.month)
            return (
                datetime.date(at.year, begins, 1),
                grid.days_of(at.year, begins + QUARTER - 1)[1],
            )
        return grid.days_of(at.year, at.month)

    def beside(self, by: int) -> str:
        """Return the address of what comes after (1) or before (-1); empty beyond the calendar."""
        months = {View.MONTH: 1, View.QUARTER: QUARTER, View.YEAR: MONTHS}[self.shown]
        year, month = grid.next_month(self.days[0].year, self.days[0].month, by * months)
        return self.query(month=f"{year:04}-{month:02}") if FIRST_YEAR <= year <= LAST_YEAR else ""

    def query(self, **other: str) -> str:
        """Return the query string that asks for the same, but for what is given."""
        values = {
            "view": "" if self.shown == View.MONTH else self.shown,
            "month": "" if self.at == self.today.replace(day=1) else f"{self.at:%Y-%m}",
            **{name: self.asked.get(name) or "" for name in self.NARROWING},
            **other,
        }
        values["clashes"] = "1" if values["clashes"] else ""
        return urlencode({name: value for name, value in values.items() if value})

    # --- Entries ---

    def keep(self, planned: Iterable[Planned]) -> list[Planned]:
        """Keep what is of the category, the district and the organiser that are asked for."""
        wanted = {
            name: keys[self.asked[name]]
            for name, keys in self._keys.items()
            if self.asked.get(name)
        }
        # All bookings of an edition say the same of its festival.
        return [
            each
            for each in planned
            for booking in each.bookings[:1]
            if all(getattr(booking, name) == key for name, key in wanted.items())
        ]

    def narrow(self, entries: Iterable[Entry]) -> list[Entry]:
        """Keep the entries that have the words, the state and the clashes that are asked for."""
        words = (self.asked.get("q") or "").casefold()
        state = self.asked.get("state") or State.ANY
        return [
            each
            for each in entries
            if words in each.name.casefold() or words in each.venue.casefold()
            if _is_in(state, each)
            if each.severity >= Severity.WARNING or not self.asked.get("clashes")
        ]


def _is_in(state: str, entry: Entry) -> bool:
    if state == State.ESTIMATED:
        return Mark.ESTIMATED in entry.marks
    return not state or entry.is_public == (state == State.PUBLIC)


def _named(site: Site) -> dict[str, list[Any]]:
    """Return what entries are filtered by, under the names of the fields. Three queries."""
    return {
        "category": list(FestivalCategory.objects.filter(site=site)),
        "district": list(District.objects.filter(site=site)),
        "organiser": list(Organiser.objects.kept().filter(site=site)),
    }
