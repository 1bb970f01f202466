import json

import pytest

from destinations.tests.factories import (
    DestinationIndexPageFactory,
    PlaceCategoryFactory,
    PlaceFactory,
    published,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(region):
    section = published(DestinationIndexPageFactory(parent=region.home))
    nature = PlaceCategoryFactory(site=region.site)
    published(
        PlaceFactory(
            parent=section,
            title="Kawah Ijen",
            slug="kawah-ijen",
            heading_ar="فوهة إيجين",
            category=nature,
            kind="volcano",
            latitude="-8.06240",
            longitude="114.24600",
            position_quality="surveyed",
        )
    )
    published(
        PlaceFactory(parent=section, title="Merah", latitude="-8.6", longitude="114.03", slug="m")
    )
    published(PlaceFactory(parent=section, title="Tanpa posisi", slug="t"))
    return section


def features(reader, path, **headers):
    response = reader.get(path, headers=headers)
    assert response["Content-Type"] == "application/geo+json"
    return json.loads(response.content)["features"]


def test_places_with_a_position_are_points_with_longitude_first(section, reader):
    found = features(reader, "/ar/destinations.geojson")
    assert [each["id"] for each in found] == ["m", "kawah-ijen"]
    assert found[1] == {
        "type": "Feature",
        "id": "kawah-ijen",
        "geometry": {"type": "Point", "coordinates": [114.246, -8.0624]},
        "properties": {
            "name": "فوهة إيجين",
            "summary": "Ringkasan.",
            "url": "http://localhost/ar/destinations/kawah-ijen/",
            "kind": "volcano",
            "category": "nature",
            "district": None,
            "position": "surveyed",
        },
    }


def test_the_lists_filters_hold(section, reader):
    found = features(reader, "/id/destinations.geojson?category=nature")
    assert [each["id"] for each in found] == ["kawah-ijen"]
    assert features(reader, "/id/destinations.geojson?category=nothing") == []


def test_a_region_without_the_section_has_no_file(other_region, section, reader):
    response = reader.get("/id/destinations.geojson", headers={"host": "sabang.example"})
    assert response.status_code == 404


def test_drafts_are_not_on_the_map(section, reader):
    PlaceFactory(
        parent=section, title="Rahasia", slug="r", live=False, latitude="-8", longitude="114"
    ).save_revision()
    assert "r" not in [each["id"] for each in features(reader, "/id/destinations.geojson")]


def test_its_cost_does_not_grow_with_the_places(section, reader, django_assert_max_num_queries):
    def cost():
        with django_assert_max_num_queries(20) as counted:
            features(reader, "/en/destinations.geojson")
        return len(counted.captured_queries)

    cost()
    few = cost()
    for number in range(20):
        published(
            PlaceFactory(parent=section, slug=f"p{number}", latitude="-8.1", longitude="114.1")
        )
    assert cost() == few <= 8
