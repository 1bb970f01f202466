import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from destinations.enums import PlaceKind
from destinations.models import Place, PlacePrice
from destinations.tests.factories import (
    DestinationIndexPageFactory,
    DistrictFactory,
    PlaceCategoryFactory,
    PlaceFactFactory,
    PlaceFactory,
    PlacePriceFactory,
    published,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(region):
    return published(DestinationIndexPageFactory(parent=region.home))


def test_half_a_position_is_refused(section):
    place = PlaceFactory(parent=section)
    place.latitude = "-8.06240"
    with pytest.raises(ValidationError) as caught:
        place.full_clean()
    assert list(caught.value.message_dict) == ["longitude"]


def test_a_category_of_another_region_is_refused(section, other_region):
    place = PlaceFactory(parent=section)
    place.category = PlaceCategoryFactory(site=other_region.site)
    place.district = DistrictFactory(site=other_region.site)
    with pytest.raises(ValidationError) as caught:
        place.full_clean()
    assert sorted(caught.value.message_dict) == ["category", "district"]


@pytest.mark.parametrize("amount", [-1, "-0.01"])
def test_a_price_is_not_negative(section, amount):
    price = PlacePrice(place=PlaceFactory(parent=section), amount=amount)
    with pytest.raises(ValidationError):
        price.full_clean()


def test_a_place_is_a_tourist_attraction_to_search_engines(section, region, rf):
    place = published(
        PlaceFactory(
            parent=section,
            slug="kawah-ijen",
            heading_en="Ijen Crater",
            summary_en="An acid lake.",
            kind=PlaceKind.VOLCANO,
            latitude="-8.06240",
            longitude="114.24600",
            district=DistrictFactory(site=region.site),
        )
    )
    with override("en"):
        data = place.structured_data(rf.get("/", headers={"host": "localhost"}))
    assert data == {
        "@context": "https://schema.org",
        "@type": ["TouristAttraction", "Volcano"],
        "name": "Ijen Crater",
        "description": "An acid lake.",
        "url": "http://localhost/en/destinations/kawah-ijen/",
        "inLanguage": "en",
        "geo": {"@type": "GeoCoordinates", "latitude": -8.0624, "longitude": 114.246},
        "address": {"@type": "PostalAddress", "addressLocality": "Licin"},
    }


def test_a_place_without_a_position_claims_none(section, rf):
    place = published(PlaceFactory(parent=section))
    data = place.structured_data(rf.get("/", headers={"host": "localhost"}))
    assert data["@type"] == "TouristAttraction"
    assert "geo" not in data


def test_the_page_shows_facts_and_prices_with_their_sources(section, reader):
    place = PlaceFactory(parent=section, slug="kawah-ijen", heading_en="Ijen")
    checked = datetime.date(2026, 11, 1)
    PlaceFactFactory(
        place=place, label_en="Climb", value_en="1.5-4 hours", source="Kantor", checked_on=checked
    )
    PlacePriceFactory(
        place=place, visitor="foreigner", amount=100000, note_en="weekdays", checked_on=checked
    )
    published(Place.objects.get(pk=place.pk))
    html = reader.get("/en/destinations/kawah-ijen/").content.decode()
    for text in ("Climb", "1.5-4 hours", "Kantor", "weekdays", "100,000"):
        assert text in html
    assert "100.000" in reader.get("/id/destinations/kawah-ijen/").content.decode()


def test_every_kind_has_a_name():
    assert all(kind.label for kind in PlaceKind)
