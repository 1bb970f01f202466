"""A place, and the section that lists places."""

import zoneinfo
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from destinations import clocks
from destinations.enums import PlaceKind, PositionQuality
from destinations.querysets import PlaceManager, PlaceQuerySet
from destinations.schema import place_data
from destinations.validators import place_errors, validate_address
from media.models import Picture
from notices.contacts import Contacts
from pages.models import BodyPage, SitePage
from regions.models import RegionSettings
from regions.positions import Positioned
from regions.validators import validate_time_zone
from translations import languages
from translations.cleaning import CleansTogether
from translations.panels import TranslatedInlinePanel

from .groups import District, PlaceCategory

if TYPE_CHECKING:
    from .details import PlacePicture


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
        from destinations.listing import Listing

        context = super().get_context(request, *args, **kwargs)
        context["listing"] = listing = Listing(self, request.GET)
        if listing.is_filtered:
            # One address for search engines, however many filters there are.
            context["head"] = listing.unindexed(context["head"])
        return context


class Place(CleansTogether, RoutablePageMixin, Contacts, Positioned, BodyPage):
    """A place that visitors go to, or come through: harbours, airports and stations are places."""

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
    position_quality = models.CharField(
        _("quality of the position"),
        max_length=20,
        choices=PositionQuality.choices,
        default=PositionQuality.APPROXIMATE,
    )
    address = models.TextField(
        _("address"),
        max_length=300,
        blank=True,
        validators=[validate_address],
        help_text=_(
            "As on a letter, in one line or more. It is not translated: it is what a driver reads."
        ),
    )
    is_neighbour = models.BooleanField(
        _("outside the region"),
        default=False,
        help_text=_("For a harbour or airport across the border. Readers are told."),
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        blank=True,
        validators=[validate_time_zone],
        help_text=_(
            "Only where the clocks differ from the region's, e.g. Asia/Makassar. Readers are told."
        ),
    )

    objects: ClassVar[Any] = PlaceManager()

    shared_panels = [
        *SitePage.shared_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("category"), FieldPanel("kind")]),
                FieldPanel("district"),
                *Positioned.position_panels,
                FieldPanel("position_quality"),
                FieldPanel("address"),
                FieldRowPanel([FieldPanel("is_neighbour"), FieldPanel("time_zone")]),
            ],
            heading=_("What and where"),
        ),
        *Contacts.contact_panels,
        TranslatedInlinePanel("facts", heading=_("Facts"), label=_("Fact")),
        TranslatedInlinePanel("prices", heading=_("Prices"), label=_("Price")),
        TranslatedInlinePanel("gallery", heading=_("Gallery"), label=_("Picture"), max_num=12),
    ]

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")

    # A draft's preview is the page itself, in the language asked for: not the mixin's index route.
    serve_preview = BodyPage.serve_preview

    def field_errors(self) -> dict[str, Any]:
        """Return what contradicts itself or belongs to another region. Two queries at most."""
        return {**self.position_errors(), **place_errors(self)}

    def telephone_country(self) -> str:
        """Return the country of the region that the place stands in. One query."""
        region = RegionSettings.of_page(self)
        return region.country if region else ""

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
    def address_lines(self) -> list[str]:
        return [line.strip() for line in self.address.splitlines() if line.strip()]

    @property
    def can_be_driven_to(self) -> bool:
        """Whether there is anything to show a driver: a position or an address."""
        return self.has_position or bool(self.address_lines)

    @property
    def zone(self) -> zoneinfo.ZoneInfo | None:
        """The time zone of the place where it has one of its own, else None."""
        return zoneinfo.ZoneInfo(self.time_zone) if self.time_zone else None

    # --- Serving ---

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        home = RegionSettings.for_request(request).zone
        context["clock"] = clocks.difference(self.zone or home, home, now=timezone.now())
        return context | _source_language()

    @path("driver/", name="driver")
    def driver(self, request: HttpRequest) -> HttpResponse:
        """Where the place is, large and in the source language, to be shown to a driver.

        Without a head, so that no search engine keeps it. Raises Http404 where there is nothing to
        show. No query of its own.
        """
        if not self.can_be_driven_to:
            raise Http404
        context = {
            **_source_language(),
            "page": self,
            "source_name": get_language_info(languages.SOURCE)["name_translated"],
        }
        return TemplateResponse(request, "destinations/driver.html", context)

    def get_route_paths(self) -> list[str]:
        return [*super().get_route_paths(), "/driver/"]

    def structured_data(self, request: HttpRequest) -> dict[str, Any]:
        region = RegionSettings.for_request(request)
        data = super().structured_data(request) | place_data(self, country=region.country)
        del data["inLanguage"]  # a page is in a language, a place is not
        return data


def _source_language() -> dict[str, str]:
    """Return the language that titles and addresses are written in, for templates that mark it."""
    source = languages.SOURCE
    return {"source": source, "source_direction": languages.direction(source)}
