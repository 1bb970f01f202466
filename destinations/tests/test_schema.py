"""Places as search engines are told of them."""

import pytest
from django.utils.translation import override

from destinations.enums import GATEWAYS, SCHEMA_TYPES, PlaceKind
from destinations.models import Place
from destinations.schema import place_data
from destinations.tests.factories import (
    DestinationIndexPageFactory,
    DistrictFactory,
    PlaceFactory,
    published,
)

# A page asks for its content type when it is made.
pytestmark = pytest.mark.django_db


def test_a_place_is_a_tourist_attraction_to_search_engines(region, rf):
    place = published(
        PlaceFactory(
            parent=published(DestinationIndexPageFactory(parent=region.home)),
            slug="kawah-ijen",
            heading_en="Ijen Crater",
            summary_en="An acid lake.",
            kind=PlaceKind.VOLCANO,
            latitude="-8.06240",
            longitude="114.24600",
            district=DistrictFactory(site=region.site),
            address="Paltuding\nLicin",
            telephone="+62333425001",
            email="ijen@example.org",
            website="https://ijen.example.org/",
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
        "geo": {"@type": "GeoCoordinates", "latitude": -8.0624, "longitude": 114.246},
        "telephone": "+62333425001",
        "sameAs": "https://ijen.example.org/",
        "address": {
            "@type": "PostalAddress",
            "streetAddress": "Paltuding, Licin",
            "addressLocality": "Licin",
            "email": "ijen@example.org",
            "addressCountry": "ID",
        },
    }


def test_what_is_not_known_is_not_claimed():
    assert place_data(Place(), country="ID") == {"@type": "TouristAttraction"}


def test_a_neighbour_may_lie_in_another_country():
    place = Place(address="Gilimanuk", is_neighbour=True)
    assert place_data(place, country="ID")["address"] == {
        "@type": "PostalAddress",
        "streetAddress": "Gilimanuk",
    }


@pytest.mark.parametrize(
    ("kind", "schema_type"),
    [("harbour", "BoatTerminal"), ("airport", "Airport"), ("station", "TrainStation")],
)
def test_a_gateway_is_what_it_is_and_no_attraction(kind, schema_type):
    assert place_data(Place(kind=kind), country="") == {"@type": schema_type}


def test_every_gateway_has_a_type_of_its_own():
    assert set(SCHEMA_TYPES) >= GATEWAYS
