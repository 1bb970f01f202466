"""A festival in one year, or in one season of it: when, and under which theme."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PublishingPanel
from wagtail.models import DraftStateMixin, RevisionMixin

from events.enums import Season
from events.panels import KeptBackPanel
from pages.sourced import Sourced
from translations.cleaning import CleansTogether
from translations.drafts import TranslatedDrafts
from translations.panels import snippet_edit_handler

from .pages import Festival
from .when import YEARS, When


class Edition(
    CleansTogether, TranslatedDrafts, Sourced, DraftStateMixin, RevisionMixin, When, models.Model
):
    """A festival in one year, in one season of a year, or a series that begins in a year.

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

    edit_handler = snippet_edit_handler(
        fields=translated_fields,
        shared=[
            KeptBackPanel(),
            FieldPanel("festival"),
            FieldRowPanel([FieldPanel("year"), FieldPanel("season")]),
            When.when_panel,
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

    def field_errors(self) -> dict[str, Any]:
        """Return which dates and hours contradict each other. No query."""
        from events.validators import edition_errors

        return edition_errors(self)
