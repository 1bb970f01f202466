"""What clashes depend on beside dates: days of the year, rules by category, acceptances."""

from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Site

from events.clashing.observance_form import ObservanceForm
from events.enums import ClashRule, HijriMonth, Severity
from events.querysets import InForceQuerySet
from translations.cleaning import CleansTogether
from translations.models import TranslatedSnippet
from translations.panels import snippet_edit_handler

from .announced import Operational
from .editions import Edition
from .snippets import FestivalCategory


class Observance(CleansTogether, TranslatedSnippet):
    """Days of the year that festivals of a region have to know of, and what they do to it.

    They are found by the name of a public holiday of the region's country, by a month of the Hijri
    calendar, or they are days of one year. `effect` is one sentence: "The crossing is closed."
    """

    translated_fields = ("name", "effect")

    site = models.ForeignKey(
        Site, verbose_name=_("site"), on_delete=models.CASCADE, related_name="observances"
    )
    name = models.CharField(_("name"), max_length=80)
    holiday = models.CharField(
        _("public holiday"),
        max_length=120,
        blank=True,
        help_text=_("The days that have this name among the country’s public holidays."),
    )
    hijri_month = models.PositiveSmallIntegerField(
        _("month of the Hijri calendar"), null=True, blank=True, choices=HijriMonth.choices
    )
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    days_before = models.PositiveSmallIntegerField(
        _("days before"),
        default=0,
        validators=[MaxValueValidator(30)],
        help_text=_("So many days earlier it makes itself felt."),
    )
    days_after = models.PositiveSmallIntegerField(
        _("days after"), default=0, validators=[MaxValueValidator(30)]
    )
    effect = models.CharField(
        _("what it does"),
        max_length=200,
        blank=True,
        help_text=_("One sentence for officers, e.g. The crossing to the island is closed."),
    )
    severity = models.PositiveSmallIntegerField(
        _("severity"), choices=Severity.choices, default=Severity.NOTICE
    )

    edit_handler = snippet_edit_handler(
        fields=translated_fields,
        base_form_class=ObservanceForm,
        shared=[
            FieldPanel("site"),
            MultiFieldPanel(
                [
                    FieldPanel("holiday"),
                    FieldPanel("hijri_month"),
                    FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
                    FieldRowPanel([FieldPanel("days_before"), FieldPanel("days_after")]),
                ],
                heading=_("When"),
            ),
            FieldPanel("severity"),
        ],
    )

    class Meta:
        verbose_name = _("day of the year")
        verbose_name_plural = _("days of the year")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    def field_errors(self) -> dict[str, Any]:
        """Return that it is found in no way or in several, or ends before it begins. No query."""
        ways = [bool(self.holiday), bool(self.hijri_month), self.starts_on is not None]
        if sum(ways) != 1:
            return {"holiday": _("Choose one: a public holiday, a month, or days of one year.")}
        if self.ends_on is not None and (self.starts_on is None or self.ends_on < self.starts_on):
            return {"ends_on": _("The last day is before the first.")}
        return {}


class ClashSetting(models.Model):
    """How much a rule matters for festivals of a category, where that is not what it is by itself.

    Without a category: for all of the region's festivals.
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="clash_settings")
    category = models.ForeignKey(
        FestivalCategory,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="clash_settings",
    )
    rule = models.CharField(max_length=20, choices=ClashRule.choices)
    severity = models.PositiveSmallIntegerField(choices=Severity.choices)

    class Meta:
        verbose_name = _("clash rule")
        verbose_name_plural = _("clash rules")
        constraints = [
            models.UniqueConstraint(
                fields=["site", "category", "rule"],
                condition=models.Q(category__isnull=False),
                name="one_clash_setting_a_category_and_rule",
            ),
            models.UniqueConstraint(
                fields=["site", "rule"],
                condition=models.Q(category__isnull=True),
                name="one_clash_setting_a_rule_for_all",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.severity}"


class ClashAcceptance(Operational):
    """That somebody knows of a clash and lives with it: silent as long as the dates stay.

    `key` names the rule and the two sides, `days` the days of both as they were
    (events/clashes.py): other days are another clash.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="clash_acceptances")
    key = models.CharField(max_length=120, db_index=True)
    days = models.CharField(max_length=120)
    note = models.CharField(_("note"), max_length=300)

    objects = InForceQuerySet.as_manager()

    class Meta(Operational.Meta):
        verbose_name = _("accepted clash")
        verbose_name_plural = _("accepted clashes")

    def __str__(self) -> str:
        return self.key
