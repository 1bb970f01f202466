"""Renamed and moved pages keep their old addresses, in every language."""

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from destinations.tests.factories import published
from pages.tests.factories import StandardPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(region):
    return published(StandardPageFactory(parent=region.home, title="Cara", slug="old"))


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    """Publish a page under another slug; Wagtail tells of it once the change has committed."""

    def rename(page, slug):
        page = type(page).objects.get(pk=page.pk)
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            return published(page)

    return rename


def where(reader, path):
    response = reader.get(path)
    assert response.status_code == 301
    return response.url


def test_a_renamed_page_redirects_in_every_language(page, reader, rename):
    rename(page, "new")
    for code in ("id", "en", "ms", "zh-hans", "ar"):
        assert where(reader, f"/{code}/old/") == f"/{code}/new/"


def test_the_pages_under_it_come_along(page, reader, rename):
    published(StandardPageFactory(parent=page, title="Feri", slug="ferry"))
    rename(page, "new")
    assert where(reader, "/ar/old/ferry/") == "/ar/new/ferry/"


def test_a_moved_page_redirects_in_every_language(page, region, reader):
    parent = published(StandardPageFactory(parent=region.home, title="Induk", slug="parent"))
    page.move(Page.objects.get(pk=parent.pk), pos="last-child")
    assert where(reader, "/en/old/") == "/en/parent/old/"


def test_there_and_back_again_leaves_no_loop(page, reader, rename):
    rename(page, "new")
    rename(page, "old")
    assert reader.get("/en/old/").status_code == 200
    assert where(reader, "/en/new/") == "/en/old/"
    assert Redirect.objects.filter(old_path="/en/old").count() == 0


def test_twice_renamed_pages_redirect_from_both_names(page, reader, rename):
    rename(page, "new")
    rename(page, "newest")
    assert where(reader, "/ms/old/") == "/ms/newest/"
    assert where(reader, "/ms/new/") == "/ms/newest/"


def test_only_the_languages_in_use_get_redirects(other_region, rename):
    page = published(StandardPageFactory(parent=other_region.home, title="Cara", slug="old"))
    rename(page, "new")
    assert sorted(Redirect.objects.values_list("old_path", flat=True)) == ["/en/old", "/id/old"]


def test_another_regions_addresses_are_left_alone(page, other_region, reader, rename):
    rename(page, "new")
    assert reader.get("/en/old/", headers={"host": "sabang.example"}).status_code == 404
