"""The demo's festivals: categories, organisers, pages, editions, and ready sentences."""

from collections.abc import Mapping
from typing import Any

from wagtail.models import Page

from destinations.models import Place
from events.enums import Admission, DateKind
from events.models import Festival, FestivalCategory, Organiser
from events.tests.factories import (
    EditionFactory,
    FestivalCategoryFactory,
    FestivalFactory,
    FestivalIndexPageFactory,
    OrganiserFactory,
)
from notices.tests.factories import ReadySentenceFactory

from . import content
from .workshop import Workshop

_AS_THEY_ARE = ("venue", "latitude", "longitude", "is_flagship", "is_example")
_TRANSLATED = ("audience", "accessibility", "road_closures")


def make_groups(shop: Workshop) -> None:
    """Make categories and organisers."""
    for order, each in enumerate(content.read("festivals/_categories.toml")["categories"]):
        FestivalCategoryFactory(
            site=shop.site,
            slug=each["slug"],
            order=order,
            **content.translated("name", each["name"]),
            **content.translated("description", each["description"]),
        )
    for each in content.read("festivals/_organisers.toml")["organisers"]:
        OrganiserFactory(
            site=shop.site,
            slug=each["slug"],
            name=each["name"],
            **content.translated("description", each["description"]),
        )


def make_sentences(shop: Workshop) -> None:
    """Make the ready sentences. No native reader has read them, and none is said to have."""
    for order, each in enumerate(content.read("sentences.toml")["sentences"]):
        sentence = ReadySentenceFactory.build(
            site=shop.site,
            slug=each["slug"],
            status=each["status"],
            order=order,
            **content.translated("name", each["name"]),
            **content.translated("text", each["text"]),
        )
        sentence.full_clean()
        sentence.save()


def make_section(shop: Workshop, section: Mapping[str, Any]) -> Page:
    """Make the section of festivals."""
    return shop.page(
        FestivalIndexPageFactory, shop.region.home, section, slug="events", in_menu=True
    )


def make_festivals(shop: Workshop, index: Page) -> None:
    """Make every festival below the section, after the places that they are held at."""
    for each in content.folder("festivals"):
        festival = _make(shop, index, each)
        for edition in each.get("editions", []):
            _make_edition(festival, edition)
        for part in each.get("parts", []):
            below = _make(shop, festival, {**_inherited(each), **part})
            for edition in part.get("editions", []):
                _make_edition(below, edition)


def _inherited(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a part has of its festival where it says nothing else."""
    names = ("kind", "category", "organiser", "place", "venue", "picture", "is_example")
    return {name: data[name] for name in names if name in data}


def _make(shop: Workshop, parent: Page, data: Mapping[str, Any]) -> Festival:
    place = Place.objects.descendant_of(shop.region.home).filter(slug=data.get("place", ""))
    texts: dict[str, Any] = {}
    for name in _TRANSLATED:
        texts |= content.translated(name, data.get(name, {}))
    return shop.page(
        FestivalFactory,
        parent,
        data,
        kind=data["kind"],
        category=FestivalCategory.objects.get(site=shop.site, slug=data["category"]),
        organiser=Organiser.objects.filter(site=shop.site, slug=data.get("organiser", "")).first(),
        venue_place=place.first(),
        admission=Admission.FREE if data.get("is_free") else Admission.UNKNOWN,
        **{**texts, **{name: data[name] for name in _AS_THEY_ARE if name in data}},
    )


def _make_edition(festival: Festival, data: Mapping[str, Any]) -> None:
    known = "starts_on" in data
    starts_on = data.get("starts_on")
    edition = EditionFactory.build(
        festival=festival,
        year=data["year"],
        season=data.get("season", ""),
        date_kind=DateKind.FIXED if known else DateKind.MONTH_ONLY,
        month=None if known else data["month"],
        starts_on=starts_on,
        ends_on=data.get("ends_on", starts_on),
        source=data["source"],
        checked_on=data["checked_on"],
        **content.translated("theme", data.get("theme", {})),
        **content.translated("note", data.get("note", {})),
    )
    edition.full_clean()
    edition.save()
