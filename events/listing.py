"""The list of festivals by date, coming or past, as an address asks for it."""

import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from destinations.models import District, Place
from pages.listing import Choice, Listing
from translations.dates import month_in_words

from .filters import DateFilters
from .models import FestivalCategory, Occurrence, Organiser, Venue
from .years.outcomes import in_force

if TYPE_CHECKING:
    from .models import FestivalIndexPage

#: How far from a place is near it.
NEAR_KM = 10
#: What is chosen or not, without a value of its own.
_SWITCHES = ("free", "accessible")
#: Choices beside which few dates are left.
_LEAVE_LITTLE = frozenset({"category", "district", "organiser", "venue", "near"})


class Month(NamedTuple):
    """Dates of one month, under its name in the reader's language."""

    name: str
    occurrences: list[Occurrence]


class DayField(NamedTuple):
    """A day as a reader has typed it, the day that it is, if it is one, and what is wrong."""

    name: str
    value: str
    day: datetime.date | None
    error: str


class FestivalListing(Listing):
    """The dates that a query string selects in a section, as of a day of the region.

    What repeats by a rule stands once, at its next date. Filters combine; `from` and `to` select
    days, past ones too, `near` what is around a place. Days that cannot be understood select
    nothing, and the field says why. `span` are days that the address itself asks for, as
    `this-weekend/` does. Nothing is counted, so 200,000 dates cost no more than 200.
    """

    filters: ClassVar[tuple[str, ...]] = (
        "category", "district", "organiser", "venue", "near", *_SWITCHES, "from", "to",
    )  # fmt: skip
    is_counted = False

    def __init__(
        self,
        section: "FestivalIndexPage",
        query: QueryDict,
        *,
        today: datetime.date,
        is_past: bool = False,
        span: tuple[datetime.date, datetime.date] | None = None,
    ) -> None:
        super().__init__(query)
        self.section = section
        self.today = today
        self.is_past = is_past
        self.span = span
        for name in _SWITCHES:
            if self.chosen.get(name) not in (None, "1"):
                del self.chosen[name]
        if not self.takes_days:
            self.chosen.pop("from", None)
            self.chosen.pop("to", None)
        self.asked = DateFilters.of(self.chosen)

    # --- What is selected ---

    @property
    def takes_days(self) -> bool:
        """Whether a reader may choose days: not in the archive, nor where the address has."""
        return not self.is_past and self.span is None

    @property
    def days(self) -> list[DayField]:
        """The fields of the form, as they were filled in."""
        return [
            DayField(name, self.chosen.get(name, ""), day, self.asked.errors.get(name, ""))
            for name, day in (("from", self.asked.first), ("to", self.asked.last))
        ]

    @cached_property
    def place(self) -> Place | None:
        """The place that the list is to be near; None for one that is not there. One query."""
        if "near" not in self.chosen:
            return None
        places = Place.objects.published().filter(path__startswith=self._root_path)
        return places.filter(slug=self.chosen["near"]).order_by("path").first()

    def occurrences(self, *, without: str = "") -> Any:
        """The selected dates in order, not yet cut into pages; `without` a filter, if named."""
        dates = Occurrence.objects.published().in_region(self.section).listed()
        dates = self.asked.narrow(dates, without=without)
        if "near" in self.chosen:
            if self.place is None or not self.place.has_position:
                return dates.none()
            here = float(self.place.latitude), float(self.place.longitude)
            dates = dates.near(*here, km=NEAR_KM)
        return self._on_the_days(dates)

    def _on_the_days(self, dates: Any) -> Any:
        if self.is_past:
            return dates.past(self.today).last_of_a_series(self.today).latest_first()
        first, last = self.span or (self.asked.first, self.asked.last)
        if first is None and last is None:
            coming = dates.upcoming_within(self.today, longest=self._longest)
            return coming.once_a_series(self.today, longest=self._longest).soonest_first()
        begin = first or self.today
        chosen = dates.between(begin, last or datetime.date.max, longest=self._longest)
        return chosen.once_a_series(begin, longest=self._longest).soonest_first()

    @cached_property
    def _longest(self) -> int:
        return Occurrence.objects.all().longest()

    @property
    def feed_query(self) -> str:
        """The same choices for a feed, which knows no places; empty where none is made."""
        query = self.query(near=None)
        return query if query != "?" else ""

    @property
    def selected(self) -> Any:
        dates = self.occurrences().for_cards()
        return dates.prefetch_related(in_force("edition__outcomes")) if self.is_past else dates

    @cached_property
    def months(self) -> list[Month]:
        """The dates of this page of the list by month; what began earlier is this month's."""
        return [
            Month(month_in_words(*key), list(each)) for key, each in groupby(self.page, self._month)
        ]

    def _month(self, occurrence: Occurrence) -> tuple[int, int]:
        day = occurrence.starts_on
        if not self.is_past:
            begin = (self.span or (self.asked.first,))[0] or self.today
            day = max(day, begin.replace(day=1))
        return day.year, day.month

    # --- Filters: only what leads somewhere, found without counting ---

    @cached_property
    def categories(self) -> list[Choice]:
        """The links of the filter by category. One query."""
        leads = Q(festival__category=OuterRef("pk"))
        found = self._leading("category", FestivalCategory, leads, of=F("festival__category"))
        return self.choices("category", found)

    @cached_property
    def districts(self) -> list[Choice]:
        """The links of the filter by district: the festival's, else of where it is. One query."""
        leads = Q(festival__district=OuterRef("pk")) | Q(
            Q(festival__venue_place__district=OuterRef("pk"))
            | Q(festival__venue__district=OuterRef("pk")),
            festival__district=None,
        )
        of = Coalesce(
            "festival__district", "festival__venue_place__district", "festival__venue__district"
        )
        return self.choices("district", self._leading("district", District, leads, of=of))

    def _leading(self, name: str, model: Any, leads: Q, *, of: Any) -> Any:
        """Return what is chosen, and what leads somewhere beside all else that is.

        `leads` is what a date of one is known by, `of` which one a date is of. Where other choices
        leave little, that is looked through once: a choice that leads nowhere would look through
        all of it. Else a date of each is found at once.
        """
        dates = self.occurrences(without=name).order_by()
        if self.chosen.keys() & _LEAVE_LITTLE - {name}:
            there = Q(pk__in=dates.annotate(which=of).values("which"))
        else:
            there = Q(Exists(dates.filter(leads)))
        chosen = Q(slug=self.chosen[name]) if name in self.chosen else Q(pk__in=[])
        return model.objects.filter(chosen | there, site__root_page__path=self._root_path)

    @cached_property
    def needs(self) -> list[Choice]:
        """Free, step-free, and by whom, where and near what is chosen. Two queries, and one for
        each of organiser and venue where they are chosen."""
        found = [
            Choice(label, self.query(**{name: None if is_chosen else "1"}), is_chosen)
            for name, label, dates in (
                ("free", _("Free"), self.occurrences(without="free").free()),
                ("accessible", _("Step-free"), self.occurrences(without="accessible").step_free()),
            )
            if (is_chosen := name in self.chosen) or dates.order_by().exists()
        ]
        for name, label, model in (
            ("organiser", _("By %(name)s"), Organiser),
            ("venue", _("At %(name)s"), Venue),
        ):
            if entry := self._entry(name, model):
                text = label % {"name": entry.name}
                found.append(Choice(text, self.query(**{name: None}), is_chosen=True))
        if self.place is not None:
            label = _("Near %(place)s") % {"place": self.place.name}
            found.append(Choice(label, self.query(near=None), is_chosen=True))
        return found

    def _entry(self, name: str, model: Any) -> Any:
        """Return the entry of the region's registry that is chosen; None for none."""
        if name not in self.chosen:
            return None
        entries = model.objects.filter(site__root_page__path=self._root_path)
        return entries.filter(slug=self.chosen[name]).first()

    @property
    def kept(self) -> dict[str, str]:
        """What the form for days carries along: all else that is chosen."""
        return {name: self.chosen[name] for name in self.chosen if name not in ("from", "to")}

    @property
    def _root_path(self) -> str:
        """Where in the tree the region begins: the section stands right below its first page."""
        return self.section.path[: -self.section.steplen]


def weekend(today: datetime.date) -> tuple[datetime.date, datetime.date]:
    """Return Friday and Sunday of this week: on a Sunday still the one that is ending."""
    monday = today - datetime.timedelta(days=today.weekday())
    return monday + datetime.timedelta(days=4), monday + datetime.timedelta(days=6)
