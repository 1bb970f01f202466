"""The page that is shown to a driver: large, in the source language, and as closed as its place."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.models import PageViewRestriction

from destinations.models import Place
from destinations.tests.factories import (
    DestinationIndexPageFactory,
    DistrictFactory,
    PlaceFactory,
    published,
)

pytestmark = pytest.mark.django_db

FACTS = {
    "title": "Pelabuhan Ketapang",
    "slug": "ketapang",
    "heading_en": "Ketapang Harbour",
    "heading_ar": "ميناء كيتابانغ",
    "address": "Jalan Gatot Subroto 1\nKetapang",
    "telephone": "+62333425001",
    "latitude": "-8.14300",
    "longitude": "114.40000",
}


@pytest.fixture
def section(region):
    return published(DestinationIndexPageFactory(parent=region.home, show_in_menus=True))


@pytest.fixture
def harbour(section):
    return published(PlaceFactory(parent=section, **FACTS))


def card(html):
    """Return the words of the part that the driver reads, line by line."""
    part = re.search(r'<div class="driver__card".*?</div>', html, re.DOTALL)[0]
    lines = re.split(r"<br>|</(?:p|h2|address)>", part)
    return [" ".join(re.sub(r"<[^>]+>", "", line).split()) for line in lines][:-1]


def test_the_driver_reads_the_source_language_and_the_reader_their_own(harbour, reader):
    html = reader.get("/ar/destinations/ketapang/driver/").content.decode()
    assert '<html lang="ar" dir="rtl">' in html
    assert "<title>For the driver: ميناء كيتابانغ ·" in html
    assert 'id="driver-card" lang="id" dir="ltr" translate="no">' in html
    assert card(html) == [
        "Please take me to",
        "Pelabuhan Ketapang",
        "Jalan Gatot Subroto 1",
        "Ketapang",
        "Telephone +62 333 425001",
        "Position -8.143, 114.4",
    ]
    assert '<a href="geo:-8.143,114.4">' in html
    assert '<a href="tel:+62333425001">' in html
    assert '<a class="onward" href="/ar/destinations/ketapang/">' in html


def test_it_says_in_which_language_the_driver_is_addressed(harbour, reader):
    hint = "It says in Indonesian where you want to go."
    assert hint in reader.get("/en/destinations/ketapang/driver/").content.decode()
    assert hint not in reader.get("/id/destinations/ketapang/driver/").content.decode()


def test_the_place_leads_there_where_there_is_something_to_show(section, harbour, reader):
    published(PlaceFactory(parent=section, slug="nowhere", telephone="+62333425001"))
    link = '<a class="onward" href="/en/destinations/{}/driver/" rel="nofollow">'
    html = reader.get("/en/destinations/ketapang/").content.decode()
    assert link.format("ketapang") in html
    html = reader.get("/en/destinations/nowhere/").content.decode()
    assert link.format("nowhere") not in html


@pytest.mark.parametrize(
    ("known", "lines"),
    [
        ({"address": "Ketapang"}, ["Please take me to", "Kawah Ijen", "Ketapang"]),
        (
            {"latitude": "-8.1", "longitude": "114.2"},
            ["Please take me to", "Kawah Ijen", "Position -8.1, 114.2"],
        ),
    ],
)
def test_an_address_or_a_position_is_enough(section, reader, known, lines):
    published(PlaceFactory(parent=section, slug="p", **known))
    assert card(reader.get("/en/destinations/p/driver/").content.decode()) == lines


def test_without_an_address_the_district_helps(section, region, reader):
    district = DistrictFactory(site=region.site)
    published(
        PlaceFactory(parent=section, slug="p", latitude="-8", longitude="114", district=district)
    )
    html = reader.get("/en/destinations/p/driver/").content.decode()
    assert card(html)[2] == "Licin, Banyuwangi"


def test_search_engines_leave_it_alone(harbour, reader):
    html = reader.get("/en/destinations/ketapang/driver/").content.decode()
    assert '<meta name="robots" content="noindex">' in html
    assert 'rel="canonical"' not in html
    assert "driver" not in reader.get("/sitemap.xml").content.decode()


def test_every_language_links_to_the_same_page_in_the_others(harbour, reader):
    html = reader.get("/en/destinations/ketapang/driver/").content.decode()
    for code in ("id", "en", "ms", "zh-hans", "ar"):
        assert f'href="/{code}/destinations/ketapang/driver/" hreflang="{code}"' in html


@pytest.mark.parametrize(
    "path", ["nowhere/driver/", "ketapang/driver/x/", "ketapang/drivers/", "driver/", "x/driver/"]
)
def test_what_there_is_not_is_a_404_in_the_readers_language(section, harbour, reader, path):
    published(PlaceFactory(parent=section, slug="nowhere", address=" \n ", telephone="121"))
    response = reader.get(f"/ar/destinations/{path}")
    assert response.status_code == 404
    assert '<html lang="ar" dir="rtl">' in response.content.decode()


def test_a_draft_is_shown_to_nobody(section, harbour, reader):
    hidden = PlaceFactory(parent=section, slug="secret", live=False, address="Jalan Rahasia 1")
    hidden.save_revision()
    assert reader.get("/en/destinations/secret/driver/").status_code == 404
    draft = Place.objects.get(pk=harbour.pk)
    draft.address = "Jalan Rahasia 2"
    draft.save_revision()
    html = reader.get("/en/destinations/ketapang/driver/").content.decode()
    assert "Rahasia" not in html
    harbour.unpublish()
    assert reader.get("/en/destinations/ketapang/driver/").status_code == 404


@pytest.mark.parametrize("above", [False, True])
def test_it_is_as_closed_as_its_place(section, harbour, reader, above):
    PageViewRestriction.objects.create(page=section if above else harbour, restriction_type="login")
    response = reader.get("/en/destinations/ketapang/driver/")
    assert response.status_code == 302
    assert response.url.endswith("?next=/en/destinations/ketapang/driver/")
    member = Client()
    member.force_login(get_user_model().objects.create_user("member"))
    assert member.get("/en/destinations/ketapang/driver/").status_code == 200


def test_another_region_does_not_show_it(harbour, other_region, reader):
    published(DestinationIndexPageFactory(parent=other_region.home))
    response = reader.get("/en/destinations/ketapang/driver/", headers={"host": "sabang.example"})
    assert response.status_code == 404


def test_a_renamed_place_takes_it_along(harbour, reader, django_capture_on_commit_callbacks):
    harbour.slug = "pelabuhan"
    with django_capture_on_commit_callbacks(execute=True):
        published(harbour)
    response = reader.get("/zh-hans/destinations/ketapang/driver/")
    assert response.status_code == 301
    assert response.url == "/zh-hans/destinations/pelabuhan/driver/"


def test_the_copy_button_is_for_browsers_that_run_scripts(harbour, reader):
    html = reader.get("/en/destinations/ketapang/driver/").content.decode()
    button = re.search(r"<button class=\"button\"[^>]* data-copy=[^>]*>", html)[0]
    assert " hidden " in button
    assert 'data-copy="driver-card"' in button
    assert 'data-copied="Copied."' in button
    scripts = re.findall(r'<script type="module" src="/static/js/(\w+)\.js"></script>', html)
    assert scripts == ["site", "copy"]
    assert html.count("<script") == 2


def test_markup_in_an_address_stays_text(section, reader):
    published(PlaceFactory(parent=section, slug="p", address="<script>alert(1)</script>"))
    for path in ("p/", "p/driver/"):
        html = reader.get(f"/en/destinations/{path}").content.decode()
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert" in html
