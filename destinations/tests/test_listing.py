"""What an address selects, and the way out of an empty result."""

import pytest
from django.http import QueryDict
from django.utils.translation import override

from destinations.listing import Listing
from destinations.tests.factories import (
    DestinationIndexPageFactory,
    DistrictFactory,
    PlaceCategoryFactory,
    PlaceFactory,
    published,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(region):
    """Three places: two of nature in Licin and Glagah, one beach in no district."""
    section = published(DestinationIndexPageFactory(parent=region.home))
    nature = PlaceCategoryFactory(site=region.site)
    beach = PlaceCategoryFactory(
        site=region.site, slug="beach", name_ind="Pantai", name_en="Beaches", order=1
    )
    PlaceCategoryFactory(site=region.site, slug="empty", name_ind="Kosong")
    licin = DistrictFactory(site=region.site)
    glagah = DistrictFactory(site=region.site, slug="glagah", name="Glagah")
    for title, category, district in (
        ("Kawah Ijen", nature, licin),
        ("Djawatan", nature, glagah),
        ("Pulau Merah", beach, None),
    ):
        published(PlaceFactory(parent=section, title=title, category=category, district=district))
    return section


def listing(section, query=""):
    return Listing(section, QueryDict(query))


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Djawatan", "Kawah Ijen", "Pulau Merah"]),
        ("category=nature", ["Djawatan", "Kawah Ijen"]),
        ("category=nature&district=licin", ["Kawah Ijen"]),
        ("district=glagah", ["Djawatan"]),
        ("category=beach&district=licin", []),
        ("category=nothing", []),
        ("category=%27%22%3B--", []),
        ("unknown=filter", ["Djawatan", "Kawah Ijen", "Pulau Merah"]),
        ("category=", ["Djawatan", "Kawah Ijen", "Pulau Merah"]),
        ("page=99", ["Djawatan", "Kawah Ijen", "Pulau Merah"]),
        ("page=x", ["Djawatan", "Kawah Ijen", "Pulau Merah"]),
    ],
)
def test_an_address_selects_places_by_name(section, query, titles):
    assert [place.title for place in listing(section, query).page] == titles


def test_filters_lead_only_where_something_is(section):
    with override("en"):
        choices = listing(section, "district=licin").categories
    assert [(each.label, each.count, each.query, each.is_chosen) for each in choices] == [
        ("Nature", 2, "?category=nature&district=licin", False),
        ("Beaches", 1, "?category=beach&district=licin", False),
    ]


def test_a_chosen_filter_leads_back(section):
    chosen = [each for each in listing(section, "category=nature").categories if each.is_chosen]
    assert [(each.label, each.query) for each in chosen] == [("Alam", "?")]


def test_pages_keep_the_filters(section, region, monkeypatch):
    monkeypatch.setattr("destinations.listing.Listing.per_page", 1)
    first = listing(section, "category=nature")
    assert (first.next_query, first.previous_query) == ("?category=nature&page=2", "")
    second = listing(section, "category=nature&page=2")
    assert (second.next_query, second.previous_query) == ("", "?category=nature")


def test_drafts_and_other_regions_stay_out(section, region, other_region):
    PlaceFactory(parent=section, title="Rahasia", live=False).save_revision()
    elsewhere = DestinationIndexPageFactory(parent=other_region.home)
    published(PlaceFactory(parent=elsewhere, title="Rahasia Sabang"))
    assert "Rahasia" not in " ".join(place.title for place in listing(section).page)


def test_a_filtered_list_is_not_indexed(section, reader):
    plain = reader.get("/id/destinations/").content.decode()
    filtered = reader.get("/id/destinations/?category=nature").content.decode()
    assert "noindex" not in plain
    assert '<meta name="robots" content="noindex' in filtered
    assert '<link rel="canonical" href="http://localhost/id/destinations/"' in filtered


def test_an_empty_result_says_how_to_get_out(section, reader):
    response = reader.get("/id/destinations/?category=nothing")
    assert response.status_code == 200
    assert 'href="/id/destinations/"' in response.content.decode().split("<main")[1]
