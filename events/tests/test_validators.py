"""Contradictions that the editor's forms and imports refuse, field by field."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from destinations.tests.factories import DestinationIndexPageFactory, PlaceFactory, published
from events.models import Edition
from events.tests.factories import (
    EditionFactory,
    FestivalCategoryFactory,
    FestivalFactory,
    OrganiserFactory,
)

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 10, 24)


def errors_of(thing, **fields):
    for name, value in fields.items():
        setattr(thing, name, value)
    with pytest.raises(ValidationError) as caught:
        thing.full_clean()
    return list(caught.value.message_dict)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"starts_on": None, "ends_on": None}, ["starts_on"]),
        ({"ends_on": datetime.date(2026, 10, 23)}, ["ends_on"]),
        ({"year": 2025}, ["starts_on"]),
        ({"month": 10}, ["month"]),
        ({"date_kind": "month_only"}, ["month", "starts_on"]),
        ({"hours": "times"}, ["starts_at"]),
        ({"starts_at": datetime.time(19)}, ["hours"]),
        (
            {
                "hours": "times",
                "starts_at": datetime.time(22),
                "ends_at": datetime.time(1),
            },
            ["ends_at"],
        ),
        ({"year": 1066}, ["year", "starts_on"]),
    ],
)
def test_dates_that_contradict_each_other_are_refused(festival, fields, wrong):
    edition = EditionFactory.build(festival=festival, starts_on=DAY)
    assert errors_of(edition, **fields) == wrong


def test_what_goes_on_past_midnight_ends_on_the_next_day(festival):
    edition = EditionFactory.build(
        festival=festival,
        starts_on=DAY,
        ends_on=DAY + datetime.timedelta(days=1),
        hours="times",
        starts_at=datetime.time(22),
        ends_at=datetime.time(1),
    )
    edition.full_clean()


def test_a_missing_last_day_is_the_first(festival):
    edition = Edition(festival=festival, year=2026, starts_on=DAY)
    edition.full_clean()
    assert edition.ends_on == DAY


def test_two_editions_do_not_share_year_and_season(festival):
    EditionFactory(festival=festival, starts_on=DAY)
    twin = EditionFactory.build(festival=festival, starts_on=DAY)
    with pytest.raises(ValidationError) as caught:
        twin.full_clean()
    assert "choose another season" in str(caught.value)
    twin.season = "second"
    twin.full_clean()


@pytest.mark.parametrize("slug", ["2027", "07", "past", "submit", "this-weekend"])
def test_a_slug_that_means_something_else_is_refused(section, slug):
    festival = FestivalFactory.build(slug=slug, summary_ind="x")
    with pytest.raises(ValidationError) as caught:
        section.add_child(instance=festival)
    assert "slug" in caught.value.message_dict


def test_two_festivals_do_not_share_a_slug(section, festival):
    twin = FestivalFactory.build(slug="gandrung-sewu")
    with pytest.raises(ValidationError) as caught:
        section.add_child(instance=twin)
    assert "slug" in caught.value.message_dict


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"latitude": "-8.1"}, ["longitude"]),
        ({"longitude": "114.1"}, ["latitude"]),
        ({"price_from": 5}, ["admission"]),
        ({"admission": "paid", "price_to": 5}, ["price_to"]),
        ({"admission": "paid", "price_from": 9, "price_to": 5}, ["price_to"]),
        ({"admission": "paid", "price_from": -1}, ["price_from"]),
    ],
)
def test_a_festival_that_contradicts_itself_is_refused(festival, fields, wrong):
    assert errors_of(festival, **fields) == wrong


def test_what_belongs_to_another_region_is_refused(festival, other_region):
    elsewhere = published(DestinationIndexPageFactory(parent=other_region.home))
    assert errors_of(
        festival,
        category=FestivalCategoryFactory(site=other_region.site),
        organiser=OrganiserFactory(site=other_region.site),
        venue_place=published(PlaceFactory(parent=elsewhere, slug="p")),
    ) == ["category", "organiser", "venue_place"]


def test_a_venue_is_a_place_or_a_name(festival, region):
    section = published(DestinationIndexPageFactory(parent=region.home))
    place = published(PlaceFactory(parent=section, slug="p"))
    assert errors_of(festival, venue_place=place, venue="Aula") == ["venue"]
