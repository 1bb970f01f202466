"""Festivals to search engines: https://schema.org/Festival."""

import datetime

import pytest
from django.utils import timezone
from django.utils.translation import override

from destinations.tests.factories import DestinationIndexPageFactory, PlaceFactory, published
from events.models import DateChange, Festival
from events.occurrences import rebuild
from events.tests.factories import (
    EditionFactory,
    FestivalFactory,
    OrganiserFactory,
    edition_of_month,
)

pytestmark = pytest.mark.django_db


def data_of(festival, rf, language="en"):
    with override(language):
        fresh = Festival.objects.get(pk=festival.pk)
        return fresh.structured_data(rf.get("/", headers={"host": "localhost"}))


def test_a_festival_is_a_festival_with_its_next_date(festival, region, rf):
    section = published(DestinationIndexPageFactory(parent=region.home))
    place = PlaceFactory(
        parent=section, slug="b", heading_en="Boom Beach", latitude="-8.21", longitude="114.38"
    )
    Festival.objects.filter(pk=festival.pk).update(
        kind="dance",
        venue_place=place,
        organiser=OrganiserFactory(site=region.site),
        admission="free",
    )
    EditionFactory(
        festival=festival,
        starts_on=datetime.date(2027, 10, 23),
        hours="times",
        starts_at=datetime.time(19),
        ends_at=datetime.time(22),
    )
    EditionFactory(festival=festival, starts_on=datetime.date(2025, 10, 25))
    assert data_of(festival, rf) == {
        "@context": "https://schema.org",
        "@type": ["Festival", "DanceEvent"],
        "name": "A Thousand Gandrung",
        "description": "A thousand dancers.",
        "url": "http://localhost/en/events/gandrung-sewu/",
        "inLanguage": "en",
        "location": {
            "@type": "Place",
            "name": "Boom Beach",
            "geo": {"@type": "GeoCoordinates", "latitude": -8.21, "longitude": 114.38},
        },
        "eventStatus": "https://schema.org/EventScheduled",
        "startDate": "2027-10-23T19:00",
        "endDate": "2027-10-23T22:00",
        "organizer": {"@type": "Organization", "name": "Dinas Pariwisata"},
        "isAccessibleForFree": True,
        "offers": {"@type": "Offer", "price": "0", "priceCurrency": "IDR"},
    }


def test_a_month_alone_is_said_as_a_month(festival, rf):
    edition_of_month(festival, 2027, 10)
    data = data_of(festival, rf)
    assert data["startDate"] == "2027-10"
    assert "endDate" not in data


def test_where_nothing_is_planned_the_last_date_is_told(festival, rf):
    EditionFactory(festival=festival, starts_on=datetime.date(2025, 10, 25))
    EditionFactory(festival=festival, starts_on=datetime.date(2024, 10, 19))
    assert data_of(festival, rf)["startDate"] == "2025-10-25"


def test_without_any_date_none_is_invented(festival, rf):
    data = data_of(festival, rf)
    assert "startDate" not in data
    assert "eventStatus" not in data


def test_parts_are_events_of_the_whole(festival, rf):
    part = published(FestivalFactory(parent=festival, slug="parade", heading_en="Parade"))
    EditionFactory(festival=part, starts_on=datetime.date(2027, 7, 11))
    (below,) = data_of(festival, rf)["subEvent"]
    assert (below["name"], below["startDate"]) == ("Parade", "2027-07-11")
    assert below["url"].endswith("/events/gandrung-sewu/parade/")


@pytest.mark.parametrize(
    ("fields", "offer"),
    [
        ({}, None),
        ({"admission": "paid"}, None),
        (
            {"admission": "paid", "price_from": 50000},
            {"@type": "Offer", "price": "50000", "priceCurrency": "IDR"},
        ),
        (
            {"admission": "paid", "price_from": 50000, "price_to": 1250000},
            {
                "@type": "AggregateOffer",
                "lowPrice": "50000",
                "highPrice": "1250000",
                "priceCurrency": "IDR",
            },
        ),
    ],
)
def test_prices_are_offers_and_unknown_ones_are_none(festival, rf, fields, offer):
    Festival.objects.filter(pk=festival.pk).update(**fields)
    assert data_of(festival, rf).get("offers") == offer


def announced(festival, status, **fields):
    edition = EditionFactory(
        festival=festival,
        starts_on=datetime.date(2027, 10, 23),
        ends_on=datetime.date(2027, 10, 24),
        **{"hours": "times", "starts_at": datetime.time(19), **fields.pop("edition", {})},
    )
    DateChange.objects.create(edition=edition, status=status, made_at=timezone.now(), **fields)
    rebuild(edition)


def said(festival, rf):
    data = data_of(festival, rf)
    names = ("eventStatus", "startDate", "endDate", "previousStartDate")
    return [data.get(name) for name in names]


def test_what_is_postponed_keeps_its_days(festival, rf):
    announced(festival, "postponed")
    assert said(festival, rf) == [
        *("https://schema.org/EventPostponed", "2027-10-23T19:00", "2027-10-24", None),
    ]


def test_what_moves_says_where_it_was(festival, rf):
    announced(festival, "rescheduled", new_starts_on=datetime.date(2027, 11, 6))
    assert said(festival, rf) == [
        *("https://schema.org/EventRescheduled", "2027-11-06T19:00", "2027-11-07"),
        "2027-10-23T19:00",
    ]


def test_an_hour_that_nobody_knows_is_not_invented(festival, rf):
    unknown = {"hours": "to_be_announced", "starts_at": None}
    day = datetime.date(2027, 11, 6)
    announced(festival, "rescheduled", new_starts_on=day, edition=unknown)
    assert said(festival, rf)[1:] == ["2027-11-06", "2027-11-07", "2027-10-23"]
