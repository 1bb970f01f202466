"""The demo's festivals: categories, organisers, pages, editions, and ready sentences."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from destinations.models import District, Place
from events.announcements import News, announce
from events.confirmations import confirm
from events.enums import Admission, DateKind
from events.models import Edition, Festival, FestivalCategory, Organiser, Venue
from events.plan import Confirmed, Times
from events.tests.factories import (
    EditionFactory,
    FestivalCategoryFactory,
    FestivalFactory,
    FestivalIndexPageFactory,
    OrganiserFactory,
    RoadFactory,
    VenueFactory,
)
from notices.models import ReadySentence
from notices.tests.factories import ReadySentenceFactory
from regions.models import RegionSettings

from . import content
from .workshop import Workshop

_AS_THEY_ARE = ("latitude", "longitude", "is_flagship", "is_example", "step_free", "audiences")
_TRANSLATED = (
    "audience", "accessibility", "road_closures", "dress", "photography", "closed_parts",
)  # fmt: skip


def make_groups(shop: Workshop) -> None:
    """Make categories, organisers and venues."""
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
    for each in content.read("festivals/_venues.toml")["venues"]:
        VenueFactory(
            site=shop.site,
            slug=each["slug"],
            name=each["name"],
            district=District.objects.filter(site=shop.site, slug=each.get("district", "")).first(),
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
            _make_edition(shop, festival, edition)
        for part in each.get("parts", []):
            below = _make(shop, festival, {**_inherited(each), **part})
            for edition in part.get("editions", []):
                _make_edition(shop, below, edition)


def _inherited(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a part has of its festival where it says nothing else."""
    names = (
        "kind", "category", "organiser", "audiences", "place", "venue", "picture", "is_example",
    )  # fmt: skip
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
        venue=Venue.objects.filter(site=shop.site, name=data.get("venue", "")).first(),
        roads=[RoadFactory(site=shop.site, name=name) for name in data.get("roads", ())],
        district=District.objects.filter(site=shop.site, slug=data.get("district", "")).first(),
        admission=Admission.FREE if data.get("is_free") else Admission.UNKNOWN,
        **{**texts, **{name: data[name] for name in _AS_THEY_ARE if name in data}},
    )


def _make_edition(shop: Workshop, festival: Festival, data: Mapping[str, Any]) -> None:
    kind = data.get("date_kind") or (DateKind.FIXED if "starts_on" in data else DateKind.MONTH_ONLY)
    edition = EditionFactory.build(
        festival=festival,
        year=data["year"],
        season=data.get("season", ""),
        date_kind=kind,
        starts_on=data.get("starts_on"),
        ends_on=data.get("ends_on", data.get("starts_on")),
        source=data["source"],
        checked_on=data["checked_on"],
        more_dates=[_beside(each) for each in data.get("more_dates", [])],
        **{name: data[name] for name in _RULE if name in data},
        **content.translated("theme", data.get("theme", {})),
        **content.translated("note", data.get("note", {})),
    )
    if "ritual_month" in data:
        setattr(edition, f"{kind}_month", data["ritual_month"])
    edition.full_clean()
    edition.save()
    if "confirmed_on" in data:
        _confirm(edition, data["confirmed_on"])
    for change in data.get("changes", []):
        _announce(shop.region.settings, edition, change)


#: What an edition says of its dates just as the model calls it.
_RULE = (
    "month", "hours", "starts_at", "ends_at", "interval", "weekdays", "day_of", "day", "ordinal",
    "weekday", "pasaran", "windu_year", "offset", "lasts", "uncertainty", "until", "count",
)  # fmt: skip


def _beside(data: Mapping[str, Any]) -> tuple[str, Any]:
    """Return a block of what stands beside a rule: further days, a day less, a further time."""
    if "except" in data:
        return "left_out", data["except"]
    times = {"starts_at": data.get("starts_at"), "ends_at": data.get("ends_at")}
    if "session" in data:
        return "session", times | {"starts_at": data["session"]}
    return "also", times | {"starts_on": data["also"], "ends_on": data.get("until")}


def _confirm(edition: Edition, on: datetime.date) -> None:
    """Confirm the estimate of an edition on its own day, as it was on a day before."""
    estimate = edition.occurrences.get()
    certain = Confirmed(
        estimate.starts_on,
        estimate.ends_on,
        estimate.hours,
        Times(estimate.starts_at, estimate.ends_at),
    )
    moment = datetime.datetime.combine(on, datetime.time(), tzinfo=datetime.UTC)
    confirm(estimate, certain, by=None, now=moment)


def _announce(region: RegionSettings, edition: Edition, data: Mapping[str, Any]) -> None:
    """Say a ready sentence about a date, as an officer would."""
    date = edition.occurrences.select_related("festival", "festival__venue_place", "edition").get(
        planned_on=data["on"]
    )
    sentence = ReadySentence.objects.get(site=region.site_id, slug=data["sentence"])
    news = News(data.get("new_date"), data.get("new_time"), data.get("new_place", ""))
    announce(date, region, sentence, news, by=None, now=timezone.now())
