import datetime

import pytest

from destinations.tests.factories import published
from events import bookings
from events.models import Festival, YearPlan
from events.tests.factories import (
    EditionFactory,
    FestivalFactory,
    OrganiserFactory,
    RoadFactory,
    VenueFactory,
    edition_of_month,
)

pytestmark = pytest.mark.django_db
D = datetime.date
YEAR = D(2027, 1, 1), D(2027, 12, 31)


def days(region):
    return [each.dates.starts_on for each in bookings.of_region(region.home, *YEAR)]


def test_a_live_edition_is_public(region, festival):
    EditionFactory(festival=festival, starts_on=D(2027, 3, 1))
    [found] = bookings.of_region(region.home, *YEAR)
    assert found.dates.starts_on == D(2027, 3, 1)
    assert found.is_public
    assert found.name == "Gandrung Sewu"


def test_an_edition_stands_as_its_latest_draft_has_it(region, festival):
    edition = EditionFactory(festival=festival, starts_on=D(2027, 3, 1))
    edition.starts_on = edition.ends_on = D(2027, 4, 2)
    edition.save_revision()
    [found] = bookings.of_region(region.home, *YEAR)
    assert found.dates.starts_on == D(2027, 4, 2)
    assert not found.is_public


def test_a_draft_that_was_never_published_is_there(region, section):
    draft = FestivalFactory(parent=section, slug="new", live=False)
    EditionFactory(festival=draft, starts_on=D(2027, 3, 1), live=False)
    assert days(region) == [D(2027, 3, 1)]


def test_a_month_is_a_booking_of_the_month(region, festival):
    edition_of_month(festival, 2027, 9)
    [found] = bookings.of_region(region.home, *YEAR)
    assert found.dates.is_month_only
    assert not found.takes_up_days


def test_what_was_announced_counts(region, festival):
    edition = EditionFactory(festival=festival, starts_on=D(2027, 3, 1))
    edition.date_changes.create(
        status="cancelled", made_at=datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC)
    )
    [found] = bookings.of_region(region.home, *YEAR)
    assert found.is_off


def test_what_a_festival_takes_up_is_read_from_its_draft(region, section):
    draft = published(FestivalFactory(parent=section, slug="new"))
    EditionFactory(festival=draft, starts_on=D(2027, 3, 1))
    draft = Festival.objects.get(pk=draft.pk)
    venue, road = VenueFactory(site=region.site), RoadFactory(site=region.site)
    draft.venue, draft.organiser = venue, OrganiserFactory(site=region.site)
    draft.roads = [road]
    draft.audiences = ["families"]
    draft.save_revision()
    [found] = bookings.of_region(region.home, *YEAR)
    assert found.venue == f"venue:{venue.pk}"
    assert found.venue_name == "Taman Blambangan"
    assert found.roads == {str(road.pk)}
    assert found.audiences == {"families"}
    assert found.organiser


def test_parts_belong_to_their_festival(region, festival):
    part = published(FestivalFactory(parent=festival, slug="parade"))
    for each in (festival, part):
        EditionFactory(festival=each, starts_on=D(2027, 3, 1))
    one, other = bookings.of_region(region.home, *YEAR)
    assert one.part_of == other.part_of


def test_another_region_is_not_read(region, section, festival, other_region):
    EditionFactory(festival=festival, starts_on=D(2027, 3, 1))
    assert bookings.of_region(other_region.home, *YEAR) == []


@pytest.mark.parametrize("number", [2, 40])
def test_it_costs_nine_queries_however_many_there_are(
    region, section, number, django_assert_num_queries
):
    for count in range(number):
        festival = FestivalFactory(parent=section, slug=f"f{count}")
        edition = EditionFactory(festival=festival, starts_on=D(2027, 3, 1))
        edition.save_revision()
    with django_assert_num_queries(9):
        assert len(bookings.of_region(region.home, *YEAR)) == number


def test_what_is_kept_back_until_the_launch_is_there(region, festival):
    YearPlan.objects.create(site=region.site, year=2027)
    EditionFactory(festival=festival, starts_on=D(2027, 3, 1))
    [found] = bookings.of_region(region.home, *YEAR)
    assert found.dates.starts_on == D(2027, 3, 1)
    assert not found.is_public
