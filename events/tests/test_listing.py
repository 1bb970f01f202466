"""Coming and past festivals: the right ones, in the right order, in few queries."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from destinations.tests.factories import published
from events.tests.factories import (
    EditionFactory,
    FestivalCategoryFactory,
    FestivalFactory,
    FestivalIndexPageFactory,
    edition_of_month,
)
from media.tests.factories import PictureFactory

pytestmark = pytest.mark.django_db


def made(section, slug, *days, **fields):
    """Make a published festival with an edition for each day."""
    festival = published(FestivalFactory(parent=section, slug=slug, title=slug, **fields))
    for day in days:
        EditionFactory(festival=festival, starts_on=datetime.date.fromisoformat(day))
    return festival


def shown(reader, path, **headers):
    response = reader.get(path, headers=headers)
    assert response.status_code == 200
    listing = response.context["listing"]
    return [
        (month.name, [each.festival.slug for each in month.occurrences]) for month in listing.months
    ]


def test_coming_festivals_stand_under_their_month_the_unknown_day_last(section, reader):
    made(section, "late", "2027-02-20")
    made(section, "early", "2027-02-03")
    edition_of_month(made(section, "some-day"), 2027, 2)
    assert shown(reader, "/en/events/") == [("February 2027", ["early", "late", "some-day"])]


def test_what_is_today_in_the_region_is_coming_though_the_server_lives_in_yesterday(
    section, reader
):
    made(section, "today", "2026-11-25")
    made(section, "yesterday", "2026-11-24")
    assert shown(reader, "/en/events/") == [("November 2026", ["today"])]
    assert shown(reader, "/en/events/past/") == [("November 2026", ["yesterday"])]


def test_what_began_last_month_and_goes_on_is_this_months(section, reader):
    festival = published(FestivalFactory(parent=section, slug="long"))
    EditionFactory(
        festival=festival,
        starts_on=datetime.date(2026, 10, 20),
        ends_on=datetime.date(2026, 11, 30),
    )
    assert shown(reader, "/en/events/") == [("November 2026", ["long"])]


def test_the_archive_begins_with_the_latest_and_has_an_address_of_its_own(section, reader):
    made(section, "old", "2024-07-21")
    made(section, "newer", "2025-07-06")
    assert shown(reader, "/en/events/past/") == [
        ("July 2025", ["newer"]),
        ("July 2024", ["old"]),
    ]
    html = reader.get("/en/events/past/").content.decode()
    assert '<link rel="canonical" href="http://localhost/en/events/past/">' in html


def test_drafts_restricted_pages_and_unpublished_editions_are_nowhere(section, reader):
    FestivalFactory(parent=section, slug="draft", live=False)
    hidden = made(section, "hidden", "2027-01-01")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    draft = FestivalFactory(parent=section, slug="draft-2", live=False)
    EditionFactory(festival=draft, starts_on=datetime.date(2027, 1, 2))
    festival = made(section, "f")
    EditionFactory(festival=festival, starts_on=datetime.date(2027, 1, 3), live=False)
    assert shown(reader, "/en/events/") == []


def test_another_regions_festivals_are_not_here(section, other_region, reader):
    elsewhere = published(FestivalIndexPageFactory(parent=other_region.home, summary_en="x"))
    made(elsewhere, "weh", "2027-01-01")
    made(section, "here", "2027-01-01")
    assert shown(reader, "/en/events/") == [("January 2027", ["here"])]
    found = shown(reader, "/en/events/", host="sabang.example")
    assert found == [("January 2027", ["weh"])]


def test_a_category_narrows_the_list_and_counts_what_is_there(section, region, reader):
    dance = FestivalCategoryFactory(site=region.site)
    FestivalCategoryFactory(site=region.site, slug="empty", name_en="Empty")
    made(section, "a", "2027-01-01", "2028-01-01", category=dance)
    made(section, "b", "2027-01-02")
    made(section, "c", "2025-01-01", category=dance)
    assert shown(reader, "/en/events/?category=dance") == [
        ("January 2027", ["a"]),
        ("January 2028", ["a"]),
    ]
    choices = reader.get("/en/events/").context["listing"].categories
    assert [(each.label, each.count) for each in choices] == [("Dance", 2)]
    past = reader.get("/en/events/past/").context["listing"].categories
    assert [(each.label, each.count) for each in past] == [("Dance", 1)]


def test_an_unknown_category_selects_nothing_and_shows_the_way_out(section, reader):
    made(section, "a", "2027-01-01")
    html = reader.get("/en/events/?category=nothing").content.decode()
    assert "No festival answers to this choice." in html
    assert 'href="/en/events/"' in html
    assert '<meta name="robots" content="noindex">' in html


@pytest.mark.parametrize("query", ["category=%00", "page=x", "page=-1", "page=999", "category="])
def test_no_query_breaks_the_list(section, reader, query):
    made(section, "a", "2027-01-01")
    assert reader.get(f"/en/events/?{query}").status_code in (200, 400)


def test_an_empty_list_says_what_to_do(section, reader):
    assert "No dates have been announced yet." in reader.get("/en/events/").content.decode()
    assert "No past festival is on record yet." in reader.get("/en/events/past/").content.decode()


@pytest.mark.parametrize("path", ["/en/events/past/x/", "/en/events/nothing/", "/en/events/2027/"])
def test_what_is_no_address_is_not_found(section, reader, path):
    assert reader.get(path).status_code == 404


def test_the_list_costs_the_same_for_one_and_for_many(section, region, reader):
    dance = FestivalCategoryFactory(site=region.site)
    pictures = [PictureFactory(title=f"p{number}", made=True) for number in range(3)]
    made(section, "first", "2027-01-01", "2025-01-01", category=dance, picture=pictures[0])

    def cost(path):
        reader.get(path)
        with CaptureQueriesContext(connection) as counted:
            assert reader.get(path).status_code == 200
        return len(counted)

    paths = ["/ar/events/", "/en/events/past/", "/en/", "/zh-hans/events/first/"]
    few = [cost(path) for path in paths]
    for number in range(12):
        days = ["2027-01-02", "2025-01-02", "2024-02-02"]
        made(section, f"f{number}", *days, category=dance, picture=pictures[number % 3])
    assert [cost(path) for path in paths] == few
    assert few[0] <= 15
    assert few[2] <= 15
    assert few[3] <= 12
