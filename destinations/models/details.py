"""What a place has several of: facts, prices, pictures."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from destinations.enums import Age, Visitor
from pages.sourced import Sourced
from translations.models import Translated
from translations.panels import translated_panels

from .pages import Place


class PlaceFact(Translated, Sourced, Orderable):
    """One fact in two columns: what, and the fact."""

    translated_fields = ("label", "value")

    place = ParentalKey(Place, on_delete=models.CASCADE, related_name="facts")
    label = models.CharField(_("what"), max_length=80)
    value = models.CharField(_("fact"), max_length=200)

    panels = [*translated_panels(translated_fields), *Sourced.sourced_panels]

    class Meta(Orderable.Meta):
        verbose_name = _("fact")
        verbose_name_plural = _("facts")


class PlacePrice(Translated, Sourced, Orderable):
    """What one visitor pays."""

    translated_fields = ("note",)

    place = ParentalKey(Place, on_delete=models.CASCADE, related_name="prices")
    visitor = models.CharField(
        _("for"), max_length=20, choices=Visitor.choices, default=Visitor.CITIZEN
    )
    age = models.CharField(_("age"), max_length=20, choices=Age.choices, default=Age.ADULT)
    amount = models.DecimalField(
        _("amount"), max_digits=12, decimal_places=2, help_text=_("Nothing to pay: 0.")
    )
    currency = models.CharField(_("currency"), max_length=3, default="IDR")
    note = models.CharField(
        _("note"), max_length=120, blank=True, help_text=_("When it holds, e.g. on weekdays.")
    )

    panels = [
        FieldRowPanel([FieldPanel("visitor"), FieldPanel("age")]),
        FieldRowPanel([FieldPanel("amount"), FieldPanel("currency")]),
        *translated_panels(translated_fields),
        *Sourced.sourced_panels,
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("price")
        verbose_name_plural = _("prices")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount__gte=0),
                name="no_negative_price",
                violation_error_message=_("A price is not negative."),
            )
        ]


class PlacePicture(Translated, Orderable):
    """A picture of the place, with a caption of its own where the picture's does not fit."""

    translated_fields = ("caption",)

    place = ParentalKey(Place, on_delete=models.CASCADE, related_name="gallery")
    picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("picture"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    caption = models.CharField(_("caption"), max_length=255, blank=True)

    panels = [FieldPanel("picture"), *translated_panels(translated_fields)]

    class Meta(Orderable.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
