"""What a place may not be: half located, of two regions, or at an address of the site's own."""

import pytest
from django.core.exceptions import ValidationError

from destinations.tests.factories import (
    DestinationIndexPageFactory,
    DistrictFactory,
    PlaceCategoryFactory,
    PlaceFactory,
)
from destinations.validators import validate_address

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(region):
    return PlaceFactory(parent=DestinationIndexPageFactory(parent=region.home))


def refused(place, **facts):
    for name, value in facts.items():
        setattr(place, name, value)
    with pytest.raises(ValidationError) as caught:
        place.full_clean()
    return sorted(caught.value.message_dict)


def test_half_a_position_is_refused(place):
    assert refused(place, latitude="-8.06240") == ["longitude"]


def test_a_category_of_another_region_is_refused(place, other_region):
    category = PlaceCategoryFactory(site=other_region.site)
    district = DistrictFactory(site=other_region.site)
    assert refused(place, category=category, district=district) == ["category", "district"]


def test_a_place_outside_the_region_is_in_none_of_its_districts(place, region):
    district = DistrictFactory(site=region.site)
    assert refused(place, is_neighbour=True, district=district) == ["district"]
    place.district = None
    place.full_clean()


def test_a_place_takes_no_address_that_the_site_needs(place):
    assert refused(place, slug="sunrise") == ["slug"]


@pytest.mark.parametrize("zone", ["Asia/Atlantis", "../../etc/passwd", "WITA\x00"])
def test_a_zone_that_is_none_is_refused(place, zone):
    assert refused(place, time_zone=zone) == ["time_zone"]


@pytest.mark.parametrize("address", ["Jalan\x00 1", "Jalan\x1b[2J"])
def test_an_address_of_characters_that_cannot_be_seen_is_refused(place, address):
    assert refused(place, address=address) == ["address"]


def test_an_address_may_have_lines():
    validate_address("Jalan Pelabuhan 1\r\n\tKetapang\n")


def test_everything_wrong_is_said_at_once(place):
    wrong = refused(place, latitude="95", telephone="x", email="x", website="x y", slug="sunrise")
    assert wrong == ["email", "latitude", "longitude", "slug", "telephone", "website"]


def test_fields_that_a_form_does_not_have_are_not_held_against_it(place):
    place.latitude, place.telephone, place.slug = "-8.1", "x", "sunrise"
    assert sorted(place.field_errors()) == ["longitude", "slug"]
    place.clean_fields(exclude={"longitude", "telephone", "slug"})
