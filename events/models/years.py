"""The programme of a year as the office prepares it, and what became of editions."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from events.enums import Held
from events.querysets import InForceQuerySet

from .announced import Operational
from .editions import Edition
from .when import YEARS


class YearPlan(models.Model):
    """A year that readers see none of until launch day (occurrences.py keeps its dates back).

    `as_launched` is what was public at the launch, to tell what changed since (years/changed.py).
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="year_plans")
    year = models.PositiveSmallIntegerField(_("year"), validators=YEARS)
    is_embargoed = models.BooleanField(_("kept back until the launch"), default=True)
    launches_on = models.DateField(_("launch day"), null=True, blank=True)
    launched_at = models.DateTimeField(null=True)
    launched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    as_launched = models.JSONField(default=list)

    class Meta:
        verbose_name = _("year’s programme")
        verbose_name_plural = _("years’ programmes")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["site", "year"], name="one_year_plan_a_year")
        ]

    def __str__(self) -> str:
        return str(self.year)


class Outcome(Operational):
    """What became of an edition: live at once, and logged. The newest not taken back counts."""

    edition = models.ForeignKey(
        Edition, verbose_name=_("edition"), on_delete=models.CASCADE, related_name="outcomes"
    )
    held = models.CharField(_("what became of it"), max_length=10, choices=Held.choices)
    attendance = models.PositiveIntegerField(
        _("how many came"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    attendance_source = models.CharField(
        _("who says so"),
        max_length=200,
        blank=True,
        help_text=_("Readers see it beside the number, e.g. tickets sold, counted by the police."),
    )
    notes = models.TextField(_("notes"), blank=True, help_text=_("For officers alone."))

    objects = InForceQuerySet.as_manager()

    class Meta(Operational.Meta):
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")

    def __str__(self) -> str:
        return f"{self.edition}: {self.get_held_display()}"
