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
    VenueFactory,
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
        ({"date_kind": "month_only"}, ["month"]),
        ({"hours": "times"}, ["starts_at"]),
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


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"date_kind": "weekly"}, ["weekdays"]),
        ({"date_kind": "weekly", "starts_on": None}, ["starts_on", "weekdays"]),
        ({"date_kind": "weekly", "weekdays": [7]}, ["weekdays"]),
        ({"date_kind": "weekly", "weekdays": [5], "until": datetime.date(2026, 1, 1)}, ["until"]),
        ({"date_kind": "weekly", "weekdays": [5], "until": datetime.date(2026, 10, 24)}, None),
        ({"date_kind": "weekly", "weekdays": [4], "until": datetime.date(2026, 10, 25)}, ["until"]),
        ({"date_kind": "weekly", "weekdays": [5], "count": 0}, ["count"]),
        ({"date_kind": "weekly", "weekdays": [5], "count": 1001}, ["count"]),
        ({"date_kind": "weekly", "weekdays": [5], "count": 1000}, None),
        (
            {
                "date_kind": "weekly",
                "weekdays": [5],
                "count": 3,
                "until": datetime.date(2027, 1, 1),
            },
            ["count"],
        ),
        ({"date_kind": "weekly", "weekdays": [5], "interval": 0}, ["interval"]),
        ({"date_kind": "weekly", "weekdays": [5], "until": datetime.date(2201, 1, 1)}, ["until"]),
        ({"date_kind": "monthly", "day_of": "day"}, ["day"]),
        ({"date_kind": "monthly", "day_of": "weekday"}, ["ordinal", "weekday"]),
        (
            {"date_kind": "monthly", "day_of": "pasaran", "weekday": 4, "pasaran": 0},
            ["day_of"],
        ),
        ({"date_kind": "hijri", "day_of": "day", "day": 2}, ["hijri_month"]),
        ({"date_kind": "hijri", "hijri_month": 10, "day_of": "day", "day": 31}, ["day"]),
        ({"date_kind": "hijri", "hijri_month": 10, "day_of": "day", "day": 2}, None),
        (
            {"date_kind": "hijri", "year": 2100, "hijri_month": 1, "day_of": "day", "day": 2},
            ["hijri_month"],
        ),
        (
            {"date_kind": "javanese", "javanese_month": 2, "day_of": "pasaran"},
            ["pasaran", "weekday"],
        ),
        (
            # Sapar of 2024 has no Jumat Legi.
            {
                "date_kind": "javanese",
                "year": 2024,
                "javanese_month": 2,
                "day_of": "pasaran",
                "weekday": 4,
                "pasaran": 0,
            },
            ["javanese_month"],
        ),
    ],
)
def test_a_rule_that_is_not_whole_or_finds_no_day_says_at_which_field(festival, fields, wrong):
    edition = EditionFactory.build(festival=festival, starts_on=DAY)
    if wrong is None:
        for name, value in fields.items():
            setattr(edition, name, value)
        edition.full_clean()
    else:
        assert sorted(errors_of(edition, **fields)) == wrong


def test_a_calendar_that_does_not_reach_a_year_says_so(festival):
    edition = EditionFactory.build(festival=festival, starts_on=None, year=2100)
    edition.date_kind, edition.hijri_month, edition.day = "hijri", 1, 2
    with pytest.raises(ValidationError) as caught:
        edition.full_clean()
    assert "1925 to 2076" in caught.value.message_dict["hijri_month"][0]


def test_a_day_holds_fifty_times_and_not_one_more(festival):
    edition = EditionFactory.build(festival=festival, starts_on=DAY, hours="times")
    edition.starts_at = datetime.time(0, 0)
    times = [datetime.time(minute // 60, minute % 60) for minute in range(1, 51)]
    session = [("session", {"starts_at": time, "ends_at": None}) for time in times]
    edition.more_dates = session[:49]
    edition.full_clean()
    edition.more_dates = session
    assert errors_of(edition) == ["more_dates"]


def test_what_the_kind_of_date_does_not_use_is_emptied(festival):
    edition = EditionFactory.build(festival=festival, starts_on=DAY, month=10)
    edition.weekdays, edition.pasaran, edition.starts_at = [5], 3, datetime.time(19)
    edition.full_clean()
    assert (edition.month, edition.weekdays, edition.pasaran) == (None, [], None)
    assert edition.starts_at is None


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
    assert errors_of(
        FestivalFactory(parent=festival.get_parent(), slug="x"),
        venue=VenueFactory(site=other_region.site),
    ) == ["venue"]


def test_a_venue_is_a_place_or_a_name(festival, region):
    section = published(DestinationIndexPageFactory(parent=region.home))
    place = published(PlaceFactory(parent=section, slug="p"))
    assert errors_of(festival, venue_place=place, venue=VenueFactory(site=region.site)) == ["venue"]
