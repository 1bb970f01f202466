"""The language of an address, by region; and where addresses without one lead."""

import pytest

from destinations.tests.factories import published
from pages.tests.factories import StandardPageFactory

pytestmark = pytest.mark.django_db

OTHER = "sabang.example"


@pytest.fixture
def page(region):
    return published(
        StandardPageFactory(parent=region.home, title="Cara", slug="ways", heading_en="Ways")
    )


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("", "/id/"),
        ("en-GB,en;q=0.9", "/en/"),
        ("zh-CN", "/zh-hans/"),
        ("fr", "/id/"),
        ("ar;q=0.5,ms", "/ms/"),
    ],
)
def test_the_root_redirects_to_the_readers_language(region, reader, header, target):
    response = reader.get("/", headers={"accept-language": header})
    assert (response.status_code, response.url) == (302, target)
    assert response["Cache-Control"] == "private, no-store"
    assert not response.cookies


def test_an_unknown_language_redirects_to_the_nearest_and_keeps_the_rest(page, reader):
    response = reader.get("/zh-CN/ways/?a=1")
    assert (response.status_code, response.url) == (302, "/zh-hans/ways/?a=1")
    response = reader.get("/xx/ways/", headers={"accept-language": "en"})
    assert (response.status_code, response.url) == (302, "/en/ways/")


def test_a_page_address_without_a_language_finds_the_page(page, reader):
    response = reader.get("/ways/", headers={"accept-language": "ar"})
    assert (response.status_code, response.url) == (302, "/ar/ways/")


def test_a_language_that_the_region_does_not_use_is_unknown_there(other_region, reader):
    response = reader.get("/ar/ways/", headers={"host": OTHER, "accept-language": "en"})
    assert (response.status_code, response.url) == (302, "/en/ways/")


@pytest.mark.parametrize(
    "path", ["//evil.example/", "/xx//evil.example/", "/xx/%2F%2Fevil.example"]
)
def test_no_redirect_leaves_the_site(region, reader, path):
    response = reader.get(path)
    assert response.status_code in (302, 404)
    if response.status_code == 302:
        assert response.url.startswith("/id/")


def test_pages_speak_the_language_of_their_address_and_not_the_browsers(page, reader):
    response = reader.get("/en/ways/", headers={"accept-language": "ar"})
    assert response.status_code == 200
    assert response["Content-Language"] == "en"
    assert '<html lang="en" dir="ltr"' in response.content.decode()


@pytest.mark.parametrize("path", ["/en/ways/", "/brand/tokens.json", "/robots.txt", "/sitemap.xml"])
def test_no_answer_varies_by_the_browsers_language(page, reader, path):
    response = reader.get(path, headers={"accept-language": "ar"})
    assert response.status_code == 200
    assert "Accept-Language" not in response.get("Vary", "")


@pytest.mark.parametrize("path", ["/media/nothing.jpg", "/brand/nothing/", "/nothing.txt"])
def test_files_that_do_not_exist_lead_nowhere(region, reader, path):
    assert reader.get(path).status_code == 404


def test_a_post_is_never_redirected_to_another_language(region, reader):
    assert reader.post("/ways/").status_code == 404


def test_an_unknown_page_is_not_found_in_the_readers_language(region, reader):
    response = reader.get("/ar/nothing/")
    assert response.status_code == 404
    assert '<html lang="ar" dir="rtl"' in response.content.decode()


def test_public_pages_set_no_cookie(page, reader):
    for path in ("/id/", "/en/ways/", "/en/search/?q=ways", "/en/nothing/"):
        assert not reader.get(path).cookies
