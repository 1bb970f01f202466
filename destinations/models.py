"""Places and their section, with the facts, prices and pictures that belong to a place."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Orderable, Site

from media.models import Picture
from pages.models import BodyPage, SitePage
from regions.validators import LATITUDE, LONGITUDE
from translations.models import Translated, TranslatedSnippet
from translations.panels import TranslatedInlinePanel, snippet_edit_handler, translated_panels

from .enums import SCHEMA_TYPES, Age, PlaceKind, PositionQuality, Visitor
from .querysets import PlaceManager, PlaceQuerySet


class PlaceCategory(TranslatedSnippet):
    """What a place is for: nature, beaches, culture. Each region names its own."""

    translated_fields = ("name", "description")

    site = models.ForeignKey(
        Site, verbose_name=_("site"), on_delete=models.CASCADE, related_name="place_categories"
    )
    slug = models.SlugField(
        _("slug"), max_length=60, help_text=_("Used in addresses: ?category=nature.")
    )
    name = models.CharField(_("name"), max_length=80)
    description = models.CharField(_("description"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    edit_handler = snippet_edit_handler(
        fields=translated_fields,
        shared=[FieldPanel("site"), FieldPanel("slug"), FieldPanel("order")],
    )

    class Meta:
        verbose_name = _("place category")
        verbose_name_plural = _("place categories")
        ordering = ["order", "slug"]
        constraints = [models.UniqueConstraint(fields=["site", "slug"], name="one_category_a_slug")]

    def __str__(self) -> str:
        return self.name or self.slug


class District(models.Model):
    """A district of the region. A proper noun: it has one name in all languages."""

    site = models.ForeignKey(
        Site, verbose_name=_("site"), on_delete=models.CASCADE, related_name="districts"
    )
    slug = models.SlugField(
        _("slug"), max_length=60, help_text=_("Used in addresses: ?district=licin.")
    )
    name = models.CharField(_("name"), max_length=80)

    panels = [FieldPanel("site"), FieldPanel("name"), FieldPanel("slug")]

    class Meta:
        verbose_name = _("district")
        verbose_name_plural = _("districts")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["site", "slug"], name="one_district_a_slug")]

    def __str__(self) -> str:
        return self.name


class DestinationIndexPage(SitePage):
    """The section of places: list and map."""

    template = "destinations/destination_index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["destinations.Place"]
    max_count_per_parent = 1
    page_description = _("The section that lists places, with filters and a map.")

    class Meta:
        verbose_name = _("destinations section")
        verbose_name_plural = _("destinations sections")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from .listing import Listing

        context = super().get_context(request, *args, **kwargs)
        context["listing"] = listing = Listing(self, request.GET)
        if listing.is_filtered:
            # One address for search engines, however many filters there are.
            context["head"] = listing.unindexed(context["head"])
        return context


class Place(BodyPage):
    """A place that visitors go to."""

    template = "destinations/place.html"
    parent_page_types = ["destinations.DestinationIndexPage"]
    subpage_types = []
    page_description = _("A place that visitors go to: beach, volcano, village, park.")

    category = models.ForeignKey(
        PlaceCategory,
        verbose_name=_("category"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="places",
    )
    kind = models.CharField(_("kind"), max_length=20, choices=PlaceKind.choices, blank=True)
    district = models.ForeignKey(
        District,
        verbose_name=_("district"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="places",
    )
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=LATITUDE,
        help_text=_("In degrees, south is negative, e.g. -8.0624."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=LONGITUDE,
        help_text=_("In degrees, east is positive, e.g. 114.2460."),
    )
    position_quality = models.CharField(
        _("quality of the position"),
        max_length=20,
        choices=PositionQuality.choices,
        default=PositionQuality.APPROXIMATE,
    )

    objects: ClassVar[Any] = PlaceManager()

    shared_panels = [
        *SitePage.shared_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("category"), FieldPanel("kind")]),
                FieldPanel("district"),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                FieldPanel("position_quality"),
            ],
            heading=_("What and where"),
        ),
        TranslatedInlinePanel("facts", heading=_("Facts"), label=_("Fact")),
        TranslatedInlinePanel("prices", heading=_("Prices"), label=_("Price")),
        TranslatedInlinePanel("gallery", heading=_("Gallery"), label=_("Picture"), max_num=12),
    ]

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")

    def clean(self) -> None:
        """Refuse half a position, and categories and districts of another region."""
        from .validators import validate_place

        super().clean()
        validate_place(self)

    @classmethod
    def for_serving(cls) -> PlaceQuerySet:
        return super().for_serving().select_related("category", "district")

    @cached_property
    def shown_gallery(self) -> list["PlacePicture"]:
        """The gallery, its pictures with it. One query, none for what a draft holds already."""
        items = self.gallery.all()
        return list(items.select_related("picture") if hasattr(items, "query") else items)

    def shown_pictures(self) -> list[Picture | None]:
        return [*super().shown_pictures(), *(item.picture for item in self.shown_gallery)]

    @property
    def has_position(self) -> bool:
        return self.latitude is not None and self.longitude is not None

    def structured_data(self, request: HttpRequest) -> dict[str, Any]:
        data = super().structured_data(request) | {"@type": "TouristAttraction"}
        if more_exact := SCHEMA_TYPES.get(self.kind):  # type: ignore[call-overload]
            data["@type"] = ["TouristAttraction", more_exact]
        if self.latitude is not None and self.longitude is not None:
            data["geo"] = {
                "@type": "GeoCoordinates",
                "latitude": float(self.latitude),
                "longitude": float(self.longitude),
            }
        if self.district:
            data["address"] = {"@type": "PostalAddress", "addressLocality": self.district.name}
        return data


class Sourced(models.Model):
    """Something that was true when somebody looked: where it was read, and when."""

    source = models.CharField(
        _("source"), max_length=255, blank=True, help_text=_("Where this was read. Readers see it.")
    )
    checked_on = models.DateField(_("last checked"), null=True, blank=True)

    sourced_panels = [FieldRowPanel([FieldPanel("source"), FieldPanel("checked_on")])]

    class Meta:
        abstract = True


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
