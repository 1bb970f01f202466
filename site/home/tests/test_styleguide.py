"""The style guide: every component in every state, for those who build the site alone."""

import datetime
import importlib

import pytest
from django.urls import clear_url_caches

from config import urls
from destinations.tests.factories import DestinationIndexPageFactory, PlaceFactory, published
from events.tests.factories import EditionFactory, FestivalFactory, FestivalIndexPageFactory
from home import styleguide
from media.tests.factories import PictureFactory
from notices.enums import EventStatus
from regions.sunlight import SkyStep

pytestmark = pytest.mark.django_db


@pytest.fixture
def debug(settings):
    """Read the addresses anew, as a developer's server does."""
    settings.DEBUG = True
    importlib.reload(urls)
    clear_url_caches()
    yield
    settings.DEBUG = False
    importlib.reload(urls)
    clear_url_caches()


@pytest.fixture
def content(region):
    places = published(DestinationIndexPageFactory(parent=region.home))
    for number in range(5):
        published(
            PlaceFactory(
                parent=places,
                slug=f"p{number}",
                title=f"Tempat {number}",
                heading_ar=f"مكان {number}",
                picture=PictureFactory(made=True),
            )
        )
    section = published(FestivalIndexPageFactory(parent=region.home))
    festival = published(FestivalFactory(parent=section, slug="f", heading_ar="مهرجان"))
    EditionFactory(festival=festival, starts_on=datetime.date(2026, 10, 24))


def test_it_is_no_address_of_a_site_that_is_in_use(region, reader):
    assert reader.get("/styleguide/", follow=True).status_code == 404


def test_developers_find_it(debug, content, reader):
    response = reader.get("/styleguide/")
    html = response.content.decode()
    assert response.status_code == 200
    assert "<h1>Style guide</h1>" in html
    assert "the content and the colours of Banyuwangi" in html


def test_every_state_of_a_date_is_shown(debug, content, reader):
    response = reader.get("/styleguide/")
    html = response.content.decode()
    states = [(date.status, date.is_month_only) for date in response.context["dates"]]
    assert states == [*((status, False) for status in EventStatus), ("scheduled", True)]
    for status in EventStatus:
        if status != EventStatus.SCHEDULED:
            assert f'<strong class="status status--{status}">' in html
    assert "Oktober 2026" in html


def test_every_sky_and_every_token_is_shown(debug, content, reader):
    html = reader.get("/styleguide/").content.decode()
    for step in SkyStep:
        assert f"skies sky sky--{step}" in html
    for name in (*styleguide.ROLES, "night", "coral"):
        assert f"swatch--{name}" in html
    for name in styleguide.TYPE:
        assert f"specimen--{name}" in html


def test_the_last_card_has_no_picture(debug, content, reader):
    *pictured, bare = reader.get("/styleguide/").context["places"]
    assert [place.slug for place in pictured] == ["p0", "p1", "p2", "p3"]
    assert all(place.picture for place in pictured)
    assert bare.picture is None


def test_another_language_may_be_spoken(debug, content, reader):
    html = reader.get("/styleguide/?language=ar").content.decode()
    assert '<html lang="ar" dir="rtl">' in html
    assert "مهرجان" in html
    assert "مكان 0" in html
    assert '<html lang="ar"' not in reader.get("/styleguide/?language=xx").content.decode()


def test_a_region_without_content_has_a_guide_too(debug, region, reader):
    assert reader.get("/styleguide/").status_code == 200
