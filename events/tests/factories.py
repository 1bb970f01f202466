import datetime
from typing import Any

import factory
import wagtail_factories
from django.utils.text import slugify

from events.enums import DateKind
from events.models import (
    Edition,
    Festival,
    FestivalCategory,
    FestivalIndexPage,
    Organiser,
    Road,
    Venue,
)
from pages.tests.factories import SitePageFactory


class FestivalCategoryFactory(factory.django.DjangoModelFactory):
    site = factory.SubFactory(wagtail_factories.SiteFactory)
    slug = "dance"
    name_ind = "Tari"
    name_en = "Dance"

    class Meta:
        model = FestivalCategory


class OrganiserFactory(factory.django.DjangoModelFactory):
    site = factory.SubFactory(wagtail_factories.SiteFactory)
    slug = "office"
    name = "Dinas Pariwisata"

    class Meta:
        model = Organiser


class VenueFactory(factory.django.DjangoModelFactory):
    site = factory.SubFactory(wagtail_factories.SiteFactory)
    name = "Taman Blambangan"
    slug = factory.LazyAttribute(lambda venue: slugify(venue.name))

    class Meta:
        model = Venue
        django_get_or_create = ("site", "slug")


class RoadFactory(factory.django.DjangoModelFactory):
    site = factory.SubFactory(wagtail_factories.SiteFactory)
    name = "Jalan Raya Banyuwangi"
    slug = factory.LazyAttribute(lambda road: slugify(road.name))

    class Meta:
        model = Road


class FestivalIndexPageFactory(SitePageFactory):
    title = "Festival"
    slug = "events"
    heading_en = "Festivals"

    class Meta:
        model = FestivalIndexPage


class FestivalFactory(SitePageFactory):
    title = "Gandrung Sewu"

    class Meta:
        model = Festival


class EditionFactory(factory.django.DjangoModelFactory):
    """An edition on one day; its year is that of the day."""

    starts_on = datetime.date(2026, 10, 24)
    ends_on = factory.SelfAttribute("starts_on")
    year = factory.LazyAttribute(lambda edition: edition.starts_on.year)

    class Meta:
        model = Edition


def edition_of_month(festival: Festival, year: int, month: int, **fields: Any) -> Edition:
    """Make an edition of which the month alone is known."""
    return EditionFactory(
        festival=festival,
        year=year,
        date_kind=DateKind.MONTH_ONLY,
        month=month,
        starts_on=None,
        ends_on=None,
        **fields,
    )


def venue_named(page: Any, name: str) -> Venue | None:
    """Return the venue of this name in a page's region, made where there is none yet."""
    if not name:
        return None
    return VenueFactory(site=page.get_site(), name=name)
