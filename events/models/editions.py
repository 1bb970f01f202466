"""When a festival is: what is planned, what was announced since, and the dates that follow."""

import calendar
import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PublishingPanel
from wagtail.models import DraftStateMixin, RevisionMixin

from events.enums import DateKind, EventStatus, Hours, Season
from events.querysets import DateChangeQuerySet, OccurrenceQuerySet
from events.schedule import Dates
from notices.models import ReadySentence
from pages.sourced import Sourced
from translations.cleaning import CleansTogether
from translations.drafts import TranslatedDrafts
from translations.fields import Translated
from translations.panels import snippet_edit_handler

from .pages import Festival

YEARS = [MinValueValidator(1900), MaxValueValidator(2200)]


class Edition(
    CleansTogether, TranslatedDrafts, Sourced, DraftStateMixin, RevisionMixin, models.Model
):
    """A festival in one year, or in one season of a year: when, and under which theme.

    A row of its own with drafts of its own, and no inline child: else an old draft of the page
    would bring back old dates.
    """

    translated_fields = ("theme", "note")

    festival = models.ForeignKey(
        Festival, verbose_name=_("festival"), on_delete=models.CASCADE, related_name="editions"
    )
    year = models.PositiveSmallIntegerField(_("year"), validators=YEARS)
    season = models.CharField(
        _("season"),
        max_length=10,
        choices=Season.choices,
        blank=True,
        default=Season.ONLY,
        help_text=_("Only for a festival that is held several times a year."),
    )
    theme = models.CharField(_("theme"), max_length=160, blank=True)
    note = models.CharField(
        _("note"),
        max_length=200,
        blank=True,
        help_text=_("What readers should know of the date, e.g. who decides it."),
    )
    date_kind = models.CharField(
        _("when"), max_length=20, choices=DateKind.choices, default=DateKind.FIXED
    )
    month = models.PositiveSmallIntegerField(
        _("month"),
        null=True,
        blank=True,
        choices=[(number, _(calendar.month_name[number])) for number in range(1, 13)],
    )
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Left empty: the first day.")
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

    edit_handler = snippet_edit_handler(
        fields=translated_fields,
        shared=[
            FieldPanel("festival"),
            FieldRowPanel([FieldPanel("year"), FieldPanel("season")]),
            MultiFieldPanel(
                [
                    FieldPanel("date_kind"),
                    FieldPanel("month"),
                    FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
                    FieldPanel("hours"),
                    FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                ],
                heading=_("When"),
            ),
            *Sourced.sourced_panels,
            PublishingPanel(),
        ],
    )

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-year", "-starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["festival", "year", "season"],
                name="one_edition_a_season",
                violation_error_message=_(
                    "This festival has an edition of that year and season already. Change that "
                    "one, or choose another season."
                ),
            )
        ]

    def __str__(self) -> str:
        season = f" ({self.get_season_display()})" if self.season else ""
        return f"{self.festival.title} {self.year}{season}"

    def clean_fields(self, exclude: Any = None) -> None:
        """A missing last day is the first."""
        if self.date_kind == DateKind.FIXED and self.ends_on is None:
            self.ends_on = self.starts_on
        super().clean_fields(exclude=exclude)

    def field_errors(self) -> dict[str, Any]:
        """Return which dates and hours contradict each other. No query."""
        from events.validators import edition_errors

        return edition_errors(self)

    def planned(self) -> list[Dates]:
        """Return the dates that this row plans; none for a draft that is half typed. No query."""
        if self.date_kind == DateKind.MONTH_ONLY:
            return [Dates.of_month(self.year, self.month)] if self.month else []
        if self.starts_on is None:
            return []
        has_times = self.hours == Hours.TIMES
        return [
            Dates(
                starts_on=self.starts_on,
                ends_on=self.ends_on or self.starts_on,
                hours=self.hours,
                starts_at=self.starts_at if has_times else None,
                ends_at=self.ends_at if has_times else None,
            )
        ]

    def planned_on(self, day: datetime.date) -> Dates | None:
        """Return the planned dates that begin on a day, None where nothing is planned. No query."""
        return next((each for each in self.planned() if each.starts_on == day), None)


class DateChange(Translated):
    """What the office announced of one date, or of all of an edition: live at once, and logged.

    Rows are added and never changed, so that they are the log as well: of those that concern a
    date the newest that was not taken back counts. `message` is the sentence as it was said, in
    each language, whatever becomes of the sentence later.
    """

    translated_fields = ("message",)

    edition = models.ForeignKey(
        Edition, verbose_name=_("edition"), on_delete=models.CASCADE, related_name="date_changes"
    )
    #: The planned first day, which stays the same however often the date moves; None: all dates.
    on = models.DateField(_("date"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=20, choices=EventStatus.choices)
    new_starts_on = models.DateField(_("new first day"), null=True, blank=True)
    new_starts_at = models.TimeField(_("new time"), null=True, blank=True)
    new_venue = models.CharField(_("new place"), max_length=160, blank=True)
    sentence = models.ForeignKey(
        ReadySentence,
        verbose_name=_("ready sentence"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    message = models.TextField(_("message"), blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("announced by"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    made_at = models.DateTimeField(_("announced at"))
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("taken back by"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    withdrawn_at = models.DateTimeField(_("taken back at"), null=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("checked by"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    checked_at = models.DateTimeField(_("checked at"), null=True)

    objects = DateChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["made_at"], name="date_change_made_at")]
        permissions = [("check_datechange", "Can check announcements")]

    def __str__(self) -> str:
        return f"{self.edition} {self.on or ''} {self.get_status_display()}"


class Occurrence(models.Model):
    """A date as it stands: derived from an edition and its announcements (occurrences.py).

    Nobody edits it. `status`, `venue` and the days are what readers are told; `planned_on` is the
    first day that was planned, by which an announcement finds its date again.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="occurrences")
    festival = models.ForeignKey(Festival, on_delete=models.CASCADE, related_name="occurrences")
    planned_on = models.DateField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    is_month_only = models.BooleanField(default=False)
    hours = models.CharField(max_length=20, choices=Hours.choices)
    starts_at = models.TimeField(null=True)
    ends_at = models.TimeField(null=True)
    status = models.CharField(max_length=20, choices=EventStatus.choices)
    change = models.ForeignKey(
        DateChange, on_delete=models.SET_NULL, null=True, related_name="occurrences"
    )

    objects: ClassVar[Any] = OccurrenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("date")
        verbose_name_plural = _("dates")
        ordering = ["starts_on", "starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "planned_on"], name="one_occurrence_a_planned_day"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="no_date_ends_early"
            ),
        ]
        indexes = [models.Index(fields=["starts_on", "ends_on"], name="occurrence_days")]

    def __str__(self) -> str:
        return f"{self.festival_id} {self.starts_on}"

    @property
    def planned(self) -> Dates | None:
        """What was planned, where it is on other days now. No query where the edition is loaded."""
        if self.starts_on == self.planned_on:
            return None
        return self.edition.planned_on(self.planned_on)

    @property
    def is_off(self) -> bool:
        """Whether nothing happens on these days: cancelled, or postponed to nobody knows when."""
        return self.status in (EventStatus.CANCELLED, EventStatus.POSTPONED)
