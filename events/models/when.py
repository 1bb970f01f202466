"""When an edition is, as an editor says it: days, a rule, a ritual calendar, or a month alone."""

import calendar
import datetime
from collections.abc import Mapping
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from events import plan, recurrence, rituals
from events.blocks import MoreDatesBlock
from events.enums import (
    SERIES,
    DateKind,
    DayOf,
    HijriMonth,
    Hours,
    JavaneseMonth,
    Ordinal,
    Pasaran,
    Weekday,
    WinduYear,
)
from events.fields import WeekdaysField
from events.schedule import Dates

from .when_panel import WHEN_PANEL

YEARS = [
    MinValueValidator(recurrence.FIRST_YEAR),
    MaxValueValidator(recurrence.LAST_YEAR),
]
#: How far a ritual may lie from the day that its rule names, and how long a date may last.
MOST_OFFSET, MOST_DAYS, MOST_UNCERTAINTY = 60, 366, 15
#: The longest month of a ritual calendar.
MOST_RITUAL_DAYS = 30

_DAYS = [(number, str(number)) for number in range(1, 32)] + [(-1, _("the last"))]


#: Which fields a kind of date uses, beside the hours: all others are emptied.
USED: dict[str, frozenset[str]] = {
    DateKind.FIXED: frozenset({"starts_on", "ends_on", "is_estimated"}),
    DateKind.WEEKLY: frozenset({"starts_on", "interval", "weekdays", "until", "count", "lasts"}),
    DateKind.MONTHLY: frozenset(
        {"starts_on", "interval", "day_of", "day", "ordinal", "weekday", "until", "count", "lasts"}
    ),
    DateKind.YEARLY: frozenset(
        {"starts_on", "interval", "day_of", "ordinal", "weekday", "until", "count", "lasts"}
    ),
    DateKind.HIJRI: frozenset(
        {"hijri_month", "day_of", "day", "ordinal", "weekday", "pasaran", "offset", "lasts"}
        | {"uncertainty"}
    ),
    DateKind.JAVANESE: frozenset(
        {"javanese_month", "windu_year", "day_of", "day", "ordinal", "weekday", "pasaran"}
        | {"offset", "lasts", "uncertainty"}
    ),
    DateKind.MONTH_ONLY: frozenset({"month"}),
}
#: And which of these a way of finding the day in a month uses.
USED_BY_DAY_OF: dict[str, frozenset[str]] = {
    DayOf.DAY: frozenset({"day"}),
    DayOf.WEEKDAY: frozenset({"ordinal", "weekday"}),
    DayOf.PASARAN: frozenset({"weekday", "pasaran"}),
}


class When(models.Model):
    """The fields that say when something is, and the plan that follows from them.

    What has them has a `year` besides.
    """

    year: Any

    date_kind = models.CharField(
        _("when"), max_length=20, choices=DateKind.choices, default=DateKind.FIXED
    )
    month = models.PositiveSmallIntegerField(
        _("month"),
        null=True,
        blank=True,
        choices=[(number, _(calendar.month_name[number])) for number in range(1, 13)],
    )
    starts_on = models.DateField(
        _("first day"),
        null=True,
        blank=True,
        help_text=_("Of what repeats: the day from which the rule holds."),
    )
    ends_on = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Left empty: the first day.")
    )
    interval = models.PositiveSmallIntegerField(
        _("every"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(52)],
        help_text=_("1: each week, month or year; 2: every other one."),
    )
    weekdays = WeekdaysField(_("on these days of the week"))
    day_of = models.CharField(
        _("on"), max_length=10, choices=DayOf.choices, default=DayOf.DAY, blank=True
    )
    day = models.SmallIntegerField(_("day of the month"), null=True, blank=True, choices=_DAYS)
    ordinal = models.SmallIntegerField(_("which"), null=True, blank=True, choices=Ordinal.choices)
    weekday = models.PositiveSmallIntegerField(
        _("weekday"), null=True, blank=True, choices=Weekday.choices
    )
    pasaran = models.PositiveSmallIntegerField(
        _("pasaran"), null=True, blank=True, choices=Pasaran.choices
    )
    hijri_month = models.PositiveSmallIntegerField(
        _("Hijri month"), null=True, blank=True, choices=HijriMonth.choices
    )
    javanese_month = models.PositiveSmallIntegerField(
        _("Javanese month"), null=True, blank=True, choices=JavaneseMonth.choices
    )
    windu_year = models.PositiveSmallIntegerField(
        _("year of the windu"),
        null=True,
        blank=True,
        choices=WinduYear.choices,
        help_text=_("Only for what is held once in eight years."),
    )
    offset = models.SmallIntegerField(
        _("days after"),
        default=0,
        validators=[MinValueValidator(-MOST_OFFSET), MaxValueValidator(MOST_OFFSET)],
        help_text=_("Below zero: days before."),
    )
    lasts = models.PositiveSmallIntegerField(
        _("lasts"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_DAYS)],
        help_text=_("In days."),
    )
    uncertainty = models.PositiveSmallIntegerField(
        _("uncertain by"),
        default=1,
        validators=[MaxValueValidator(MOST_UNCERTAINTY)],
        help_text=_(
            "In days, either way: readers are told. The ministry’s Hijri dates can lie a day "
            "beside the computed ones, and elders may choose another day."
        ),
    )
    until = models.DateField(
        _("until"), null=True, blank=True, help_text=_("Left empty: with no end.")
    )
    count = models.PositiveSmallIntegerField(
        _("or so many times"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(recurrence.MOST_DATES)],
    )
    is_estimated = models.BooleanField(
        _("estimated"),
        default=False,
        help_text=_(
            "Moved from another year, and nobody has confirmed it. Readers are told; confirm it "
            "under “Publish now”, or untick this."
        ),
    )
    hours = models.CharField(
        _("hours"), max_length=20, choices=Hours.choices, default=Hours.TO_BE_ANNOUNCED
    )
    starts_at = models.TimeField(
        _("begins at"), null=True, blank=True, help_text=_("On the first day, by local clocks.")
    )
    ends_at = models.TimeField(
        _("ends at"), null=True, blank=True, help_text=_("On the last day, by local clocks.")
    )
    more_dates = StreamField(MoreDatesBlock(), verbose_name=_("more dates"), blank=True)

    when_panel = WHEN_PANEL

    class Meta:
        abstract = True

    def clean_fields(self, exclude: Any = None) -> None:
        """Empty what the kind of date does not use; a missing last day is the first."""
        self._forget_unused()
        if self.date_kind == DateKind.FIXED and self.ends_on is None:
            self.ends_on = self.starts_on
        super().clean_fields(exclude=exclude)

    def _forget_unused(self) -> None:
        used = USED.get(self.date_kind)
        if used is None:
            return
        finds_day = frozenset().union(*USED_BY_DAY_OF.values())
        if "day_of" in used:
            kept = USED_BY_DAY_OF.get(self.day_of, frozenset())
            used = (used - finds_day) | (used & kept)
        for name in frozenset().union(*USED.values()) - used:
            field: Any = self._meta.get_field(name)
            setattr(self, name, field.get_default())
        if self.date_kind == DateKind.MONTH_ONLY:
            self.hours = Hours.TO_BE_ANNOUNCED
            self.more_dates = []
        if self.hours != Hours.TIMES:
            self.starts_at = self.ends_at = None

    # --- The plan ---

    @property
    def is_series(self) -> bool:
        """Whether it repeats by a rule."""
        return self.date_kind in SERIES

    def planned(
        self,
        *,
        before: datetime.date = recurrence.END,
        confirmed: Mapping[int, plan.Confirmed] | None = None,
    ) -> list[Dates]:
        """Return the dates that this row plans before a day; none for a draft that is half typed.

        `confirmed` is what the office confirmed of a ritual (occurrences.confirmed). Raises
        OutsideCalendarError where the ritual calendar does not reach the year. No query.
        """
        return plan.planned(self.plan(self.year), before=before, confirmed=confirmed)

    def plan(self, year: int) -> plan.Plan:
        """Return what these fields say, for the pure calculations. No query."""
        return plan.Plan(
            kind=self.date_kind,
            year=year,
            month=self.month,
            run=plan.Run(self.starts_on, self.ends_on or self.starts_on)
            if self.starts_on
            else None,
            rule=self._rule(),
            ritual=self._ritual(),
            lasts=self.lasts,
            uncertainty=self.uncertainty,
            hours=self.hours,
            times=plan.Times(self.starts_at, self.ends_at),
            sessions=tuple(
                plan.Times(value["starts_at"], value["ends_at"])
                for _key, value in self._more("session")
                if value["starts_at"]
            ),
            also=tuple(_run(key, value) for key, value in self._more("also")),
            left_out=tuple(sorted({value for _key, value in self._more("left_out")})),
            is_estimated=self.is_estimated,
        )

    def _more(self, kind: str) -> list[tuple[str, Any]]:
        return [
            (str(each.id or ""), each.value) for each in self.more_dates if each.block_type == kind
        ]

    def _rule(self) -> recurrence.Rule | None:
        if self.date_kind not in SERIES or self.starts_on is None:
            return None
        return recurrence.Rule(
            kind=self.date_kind,
            first=self.starts_on,
            interval=self.interval or 1,
            weekdays=tuple(self.weekdays or ()),
            day_of=self.day_of,
            day=self.day,
            ordinal=self.ordinal,
            weekday=self.weekday,
            until=self.until,
            count=self.count,
        )

    def _ritual(self) -> rituals.RitualRule | None:
        months = {DateKind.HIJRI: self.hijri_month, DateKind.JAVANESE: self.javanese_month}
        month = months.get(self.date_kind)  # type: ignore[call-overload]
        if not month or not self._knows_its_day():
            return None
        return rituals.RitualRule(
            calendar=self.date_kind,
            month=month,
            day_of=self.day_of,
            day=self.day,
            ordinal=self.ordinal,
            weekday=self.weekday,
            pasaran=self.pasaran,
            windu_year=self.windu_year if self.date_kind == DateKind.JAVANESE else None,
            offset=self.offset,
        )

    def _knows_its_day(self) -> bool:
        needed = USED_BY_DAY_OF.get(self.day_of, frozenset())
        known = bool(needed) and all(getattr(self, name) is not None for name in needed)
        return known and (self.day_of != DayOf.DAY or 1 <= (self.day or 0) <= MOST_RITUAL_DAYS)


def _run(key: str, value: Any) -> plan.Run:
    first: datetime.date = value["starts_on"]
    times = None
    if value["starts_at"]:
        times = plan.Times(value["starts_at"], value["ends_at"])
    return plan.Run(first, value["ends_on"] or first, key, times)
