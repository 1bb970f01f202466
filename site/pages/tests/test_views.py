"""Sitemap, robots, manifest and icons, by region."""

import io
import json
import xml.etree.ElementTree as ET

import pytest
from PIL import Image
from wagtail.models import PageViewRestriction

from destinations.tests.factories import published
from pages.tests.factories import StandardPageFactory

pytestmark = pytest.mark.django_db

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def addresses(reader, **headers):
    response = reader.get("/sitemap.xml", headers=headers)
    assert response["Content-Type"] == "application/xml"
    root = ET.fromstring(response.content)  # noqa: S314 (our own answer)
    return {
        url.find(f"{MAP}loc").text: {
            link.get("hreflang"): link.get("href") for link in url.findall(LINK)
        }
        for url in root
    }


def test_the_sitemap_lists_each_available_language_with_its_alternates(region, reader):
    published(region.home)
    published(
        StandardPageFactory(parent=region.home, slug="ways", heading_en="W", summary_en="By sea.")
    )
    found = addresses(reader)
    assert set(found) == {
        "http://localhost/id/",
        "http://localhost/id/ways/",
        "http://localhost/en/ways/",
    }
    assert found["http://localhost/en/ways/"] == {
        "id": "http://localhost/id/ways/",
        "en": "http://localhost/en/ways/",
        "x-default": "http://localhost/en/ways/",
    }


def test_what_is_not_public_stays_out_of_the_sitemap(region, other_region, reader):
    draft = StandardPageFactory(parent=region.home, slug="draft", live=False)
    draft.save_revision()
    secret = published(StandardPageFactory(parent=region.home, slug="secret"))
    published(StandardPageFactory(parent=secret, slug="below"))
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    held = published(StandardPageFactory(parent=region.home, slug="held", heading_en="H"))
    held.language_versions.update(held_back=True)
    published(StandardPageFactory(parent=other_region.home, slug="elsewhere"))
    assert not [url for url in addresses(reader) if not url.endswith("/id/")]


def test_the_sitemap_costs_the_same_for_three_and_for_thirty_pages(
    region, reader, django_assert_max_num_queries
):
    def cost():
        with django_assert_max_num_queries(20) as counted:
            reader.get("/sitemap.xml")
        return len(counted.captured_queries)

    for number in range(3):
        published(StandardPageFactory(parent=region.home, slug=f"a{number}"))
    reader.get("/sitemap.xml")
    few = cost()
    for number in range(27):
        published(StandardPageFactory(parent=region.home, slug=f"b{number}"))
    assert cost() == few <= 5


def test_robots_know_the_sitemap_and_stay_out_of_search(region, reader):
    lines = reader.get("/robots.txt").content.decode().splitlines()
    assert "Sitemap: http://localhost/sitemap.xml" in lines
    assert "Disallow: /admin/" in lines
    assert "Disallow: /ar/search/" in lines


def test_the_manifest_is_the_regions_own(region, other_region, reader):
    response = reader.get("/manifest.webmanifest", headers={"host": "sabang.example"})
    assert response["Content-Type"] == "application/manifest+json"
    manifest = json.loads(response.content)
    assert (manifest["name"], manifest["theme_color"]) == ("Sabang", "#0F3B4C")
    for icon in manifest["icons"]:
        assert reader.get(icon["src"]).status_code == 200


@pytest.mark.parametrize("size", [180, 192, 512])
def test_icons_are_drawn_in_the_regions_colours(region, reader, size):
    response = reader.get(f"/icons/{size}.png")
    image = Image.open(io.BytesIO(response.content))
    assert (response["Content-Type"], image.size) == ("image/png", (size, size))
    assert image.getpixel((0, 0)) == (0x2B, 0x2A, 0x5E)


@pytest.mark.parametrize("size", [0, 1, 4096, 100000])
def test_icons_come_in_fixed_sizes_only(region, reader, size):
    assert reader.get(f"/icons/{size}.png").status_code == 404


def test_the_favicon_has_the_sizes_that_browsers_want(region, reader):
    image = Image.open(io.BytesIO(reader.get("/favicon.ico").content))
    assert image.format == "ICO"
    assert image.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
