"""The demo's places, with what they are grouped by."""

from collections.abc import Mapping
from typing import Any

from wagtail.models import Page

from destinations.models import District, PlaceCategory
from destinations.tests.factories import (
    DestinationIndexPageFactory,
    DistrictFactory,
    PlaceCategoryFactory,
    PlaceFactFactory,
    PlaceFactory,
    PlacePriceFactory,
)

from . import content
from .workshop import Workshop

#: Fields of a place that its data file may name, as they are.
_AS_THEY_ARE = ("latitude", "longitude", "address", "is_neighbour", "time_zone")


def make_groups(shop: Workshop, data: Mapping[str, Any]) -> None:
    """Make categories and districts."""
    for order, each in enumerate(data["categories"]):
        PlaceCategoryFactory(
            site=shop.site,
            slug=each["slug"],
            order=order,
            **content.translated("name", each["name"]),
            **content.translated("description", each["description"]),
        )
    for each in data["districts"]:
        DistrictFactory(site=shop.site, slug=each["slug"], name=each["name"])


def make_section(shop: Workshop, section: Mapping[str, Any]) -> Page:
    """Make the section of places."""
    return shop.page(
        DestinationIndexPageFactory, shop.region.home, section, slug="destinations", in_menu=True
    )


def make_places(shop: Workshop, index: Page) -> None:
    """Make every place, below the section."""
    for each in content.folder("places"):
        _make(shop, index, each)


def _make(shop: Workshop, parent: Page, data: Mapping[str, Any]) -> None:
    place = shop.page(
        PlaceFactory,
        parent,
        data,
        category=PlaceCategory.objects.get(site=shop.site, slug=data["category"]),
        district=District.objects.filter(site=shop.site, slug=data.get("district", "")).first(),
        kind=data["kind"],
        position_quality=data.get("position", "approximate"),
        **{name: data[name] for name in _AS_THEY_ARE if name in data},
    )
    for order, fact in enumerate(data.get("facts", [])):
        PlaceFactFactory(
            place=place,
            sort_order=order,
            source=fact["source"],
            checked_on=fact["checked_on"],
            **content.translated("label", fact["label"]),
            **content.translated("value", fact["value"]),
        )
    for order, price in enumerate(data.get("prices", [])):
        PlacePriceFactory(
            place=place,
            sort_order=order,
            visitor=price["visitor"],
            age=price["age"],
            amount=price["amount"],
            source=price["source"],
            checked_on=price["checked_on"],
            **content.translated("note", price["note"]),
        )
