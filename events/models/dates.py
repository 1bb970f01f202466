"""The dates that follow from editions and announcements: derived, and edited by nobody."""

import datetime
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from events.enums import OFF, EventStatus, Hours
from events.querysets import OccurrenceQuerySet
from events.schedule import Dates

from .announced import DateChange
from .editions import Edition
from .pages import Festival


class Occurrence(models.Model):
    """A date as it stands: derived from an edition and its announcements (occurrences.py).

    `status`, `venue` and the days are what readers are told; `planned_on` and `planned_at` are the
    first day and the time that were planned, by which an announcement finds its date again.
    `is_listed` is false for parts of a festival that stands in the lists itself. `days` and
    `sorts_at` (minutes since the first of January of the year 1) are there for the indexes.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="occurrences")
    festival = models.ForeignKey(Festival, on_delete=models.CASCADE, related_name="occurrences")
    planned_on = models.DateField()
    planned_until = models.DateField()
    planned_at = models.TimeField(null=True)
    was_month_only = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField()
    days = models.PositiveIntegerField()
    sorts_at = models.BigIntegerField()
    is_month_only = models.BooleanField(default=False)
    hours = models.CharField(max_length=20, choices=Hours.choices)
    starts_at = models.TimeField(null=True)
    ends_at = models.TimeField(null=True)
    status = models.CharField(max_length=20, choices=EventStatus.choices)
    uncertainty = models.PositiveSmallIntegerField(default=0)
    key = models.CharField(max_length=60, blank=True)
    is_series = models.BooleanField(default=False)
    is_listed = models.BooleanField(default=True)
    change = models.ForeignKey(
        DateChange, on_delete=models.SET_NULL, null=True, related_name="occurrences"
    )

    objects: ClassVar[Any] = OccurrenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("date")
        verbose_name_plural = _("dates")
        ordering = ["sorts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "planned_on", "planned_at"],
                name="one_occurrence_a_planned_time",
            ),
            models.UniqueConstraint(
                fields=["edition", "planned_on"],
                condition=models.Q(planned_at=None),
                name="one_occurrence_a_planned_day",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="no_date_ends_early"
            ),
        ]
        indexes = [
            models.Index(fields=["starts_on", "ends_on"], name="occurrence_days"),
            models.Index(fields=["sorts_at", "id"], name="occurrence_order"),
            models.Index(fields=["days"], name="occurrence_length"),
            models.Index(fields=["edition", "sorts_at"], name="occurrence_of_edition"),
            models.Index(fields=["festival", "sorts_at"], name="occurrence_of_festival"),
        ]

    def __str__(self) -> str:
        return f"{self.festival_id} {self.starts_on}"

    @property
    def as_planned(self) -> Dates:
        """The days and the time that were planned. No query."""
        return Dates(
            self.planned_on,
            self.planned_until,
            Hours.TIMES if self.planned_at else self.hours,
            self.planned_at,
            is_month_only=self.was_month_only,
        )

    @property
    def planned(self) -> Dates | None:
        """What was planned, where it is on other days now. No query."""
        return None if self.starts_on == self.planned_on else self.as_planned

    @property
    def is_off(self) -> bool:
        """Whether nothing happens on these days: cancelled, or postponed to nobody knows when."""
        return self.status in OFF

    @property
    def is_estimated(self) -> bool:
        return self.status == EventStatus.ESTIMATED

    @property
    def earliest(self) -> datetime.date:
        """The first day on which it may begin."""
        return self.starts_on - datetime.timedelta(days=self.uncertainty)

    @property
    def latest(self) -> datetime.date:
        """The last day on which it may begin."""
        return self.starts_on + datetime.timedelta(days=self.uncertainty)


class CalendarEntry(models.Model):
    """What calendars that subscribe know an edition by, and how often it has changed since.

    Derived (occurrences.py), and no column of the edition: an old draft would bring an old number
    back. `sequence` goes up whenever a date or a status changes, `digest` is what it is seen by.
    """

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="entry")
    uid = models.CharField(max_length=255, unique=True)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("calendar entry")
        verbose_name_plural = _("calendar entries")

    def __str__(self) -> str:
        return self.uid
