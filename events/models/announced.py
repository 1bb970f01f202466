"""What the office announced of dates: changes, and the confirmation of a ritual."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.enums import EventStatus, Hours
from events.plan import Confirmed, Times
from events.querysets import InForceQuerySet
from events.schedule import Change
from notices.models import ReadySentence
from translations.fields import Translated

from .editions import Edition


class Operational(models.Model):
    """What somebody said at a moment: a row that is added and never changed, but taken back."""

    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("said by"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    made_at = models.DateTimeField(_("said at"))
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("taken back by"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    withdrawn_at = models.DateTimeField(_("taken back at"), null=True)

    class Meta:
        abstract = True
        ordering = ["-made_at", "-pk"]


class DateChange(Operational, Translated):
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
    #: And its planned time, where a day has several; None: all of that day.
    at = models.TimeField(_("time"), null=True, blank=True)
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
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("checked by"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    checked_at = models.DateTimeField(_("checked at"), null=True)

    objects = InForceQuerySet.as_manager()

    class Meta(Operational.Meta):
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        indexes = [models.Index(fields=["made_at"], name="date_change_made_at")]
        permissions = [("check_datechange", "Can check announcements")]

    def __str__(self) -> str:
        return f"{self.edition} {self.on or ''} {self.get_status_display()}"

    @property
    def as_change(self) -> Change:
        """What it says of the schedule, for the pure calculations. No query."""
        return Change(
            key=self.pk,
            on=self.on,
            at=self.at,
            status=self.status,
            new_starts_on=self.new_starts_on,
            new_starts_at=self.new_starts_at,
        )


class Confirmation(Operational):
    """What the office confirmed of an estimated date: live at once, and logged.

    Rows are added and never changed. `number` says which date of the year it is about, so the
    confirmation stays whatever becomes of the estimate. The newest that was not taken back counts.
    """

    edition = models.ForeignKey(
        Edition, verbose_name=_("edition"), on_delete=models.CASCADE, related_name="confirmations"
    )
    number = models.PositiveSmallIntegerField(default=1, validators=[MinValueValidator(1)])
    estimated_on = models.DateField(_("estimated day"))
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    hours = models.CharField(_("hours"), max_length=20, choices=Hours.choices)
    starts_at = models.TimeField(_("begins at"), null=True, blank=True)
    ends_at = models.TimeField(_("ends at"), null=True, blank=True)

    objects = InForceQuerySet.as_manager()

    class Meta(Operational.Meta):
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="no_confirmation_ends_early",
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.starts_on}"

    @property
    def as_confirmed(self) -> Confirmed:
        """What it says of the plan, for the pure calculations. No query."""
        times = Times(self.starts_at, self.ends_at)
        return Confirmed(self.starts_on, self.ends_on, self.hours, times)
