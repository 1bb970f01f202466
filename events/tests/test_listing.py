"""Coming and past festivals: the right ones, in the right order, in few queries."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from destinations.tests.factories import (
    DestinationIndexPageFactory,
    DistrictFactory,
    PlaceFactory,
    published,
)
from events.listing import FestivalListing, weekend
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


def test_a_category_narrows_the_list_and_only_those_that_lead_somewhere_are_offered(
    section, region, reader
):
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
    assert [(each.label, each.count) for each in choices] == [("Dance", None)]
    past = reader.get("/en/events/past/").context["listing"].categories
    assert [(each.label, each.count) for each in past] == [("Dance", None)]


def test_an_unknown_category_selects_nothing_and_shows_the_way_out(section, reader):
    made(section, "a", "2027-01-01")
    html = reader.get("/en/events/?category=nothing").content.decode()
    assert "No festival answers to this choice." in html
    assert 'href="/en/events/"' in html
    assert '<meta name="robots" content="noindex">' in html


@pytest.mark.parametrize(
    "query",
    [
        *("category=%00", "page=x", "page=-1", "page=999", "page=9999999999999999999", "page=٣"),
        *("from=x&to=2027", "from=0001-01-01", "to=9999-12-31", "free=2", "near=x", "category="),
    ],
)
def test_no_query_breaks_the_list(section, reader, query):
    made(section, "a", "2027-01-01")
    assert reader.get(f"/en/events/?{query}").status_code in (200, 400)


def test_an_empty_list_says_what_to_do(section, reader):
    assert "No dates have been announced yet." in reader.get("/en/events/").content.decode()
    assert "No past festival is on record yet." in reader.get("/en/events/past/").content.decode()


@pytest.mark.parametrize(
    "path", ["/en/events/past/x/", "/en/events/nothing/", "/en/events/this-weekend/x/"]
)
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


# --- Filters ---


def choices(reader, path):
    listing = reader.get(path).context["listing"]
    return [
        (each.label, each.query, each.is_chosen)
        for each in (*listing.categories, *listing.districts, *listing.needs)
    ]


def slugs(reader, path):
    return [slug for _month, found in shown(reader, path) for slug in found]


def test_what_repeats_stands_once_at_its_next_date_with_its_rule(section, reader):
    festival = published(FestivalFactory(parent=section, slug="market"))
    EditionFactory(
        festival=festival,
        date_kind="weekly",
        starts_on=datetime.date(2026, 11, 7),
        ends_on=None,
        weekdays=[5],
        until=datetime.date(2027, 11, 27),
    )
    assert shown(reader, "/en/events/") == [("November 2026", ["market"])]
    html = reader.get("/en/events/").content.decode()
    assert "every Saturday, until 27 November 2027" in html
    assert "Saturday, 28 November 2026" in html
    assert shown(reader, "/en/events/past/") == [("November 2026", ["market"])]
    assert "Saturday, 21 November 2026" in reader.get("/en/events/past/").content.decode()
    # On days that the reader names it stands at the first of these.
    assert shown(reader, "/en/events/?from=2027-01-03&to=2027-02-28") == [
        ("January 2027", ["market"])
    ]


def test_a_part_of_what_is_listed_is_not_listed(section, festival, reader):
    part = published(FestivalFactory(parent=festival, slug="parade"))
    for each in (festival, part):
        EditionFactory(festival=each, starts_on=datetime.date(2027, 1, 5))
    assert slugs(reader, "/en/events/") == ["gandrung-sewu"]


def test_filters_combine_and_lead_somewhere_beside_what_is_chosen(section, region, reader):
    dance, sea = (
        FestivalCategoryFactory(site=region.site, slug=slug, name_en=slug.title())
        for slug in ("dance", "sea")
    )
    licin, muncar = (
        DistrictFactory(site=region.site, slug=slug, name=slug.title())
        for slug in ("licin", "muncar")
    )
    made(section, "a", "2027-01-01", category=dance, district=licin, admission="free")
    made(section, "b", "2027-01-02", category=sea, district=muncar, step_free="yes")
    made(section, "c", "2027-01-03", category=dance, district=muncar)
    assert choices(reader, "/en/events/") == [
        ("Dance", "?category=dance", False),
        ("Sea", "?category=sea", False),
        ("Licin", "?district=licin", False),
        ("Muncar", "?district=muncar", False),
        ("Free", "?free=1", False),
        ("Step-free", "?accessible=1", False),
    ]
    assert choices(reader, "/en/events/?category=dance&district=muncar") == [
        ("Dance", "?district=muncar", True),
        ("Sea", "?category=sea&district=muncar", False),
        ("Licin", "?category=dance&district=licin", False),
        ("Muncar", "?category=dance", True),
    ]
    assert slugs(reader, "/en/events/?category=dance&district=muncar") == ["c"]
    assert slugs(reader, "/en/events/?free=1") == ["a"]
    assert slugs(reader, "/en/events/?accessible=1") == ["b"]
    assert slugs(reader, "/en/events/?free=1&accessible=1") == []


def test_days_are_chosen_in_a_form_that_carries_the_rest_along(section, region, reader):
    dance = FestivalCategoryFactory(site=region.site)
    for day in ("2026-10-01", "2027-01-01", "2027-01-05", "2027-02-01"):
        made(section, day, day, category=dance)
    assert slugs(reader, "/en/events/?from=2027-01-01&to=2027-01-05") == [
        "2027-01-01",
        "2027-01-05",
    ]
    assert slugs(reader, "/en/events/?to=2027-01-01") == ["2027-01-01"]
    assert slugs(reader, "/en/events/?from=2026-10-01&to=2026-10-01") == ["2026-10-01"]
    html = reader.get("/en/events/?category=dance&from=2027-01-02").content.decode()
    assert '<input type="hidden" name="category" value="dance">' in html
    assert 'name="from" value="2027-01-02" type="date"' in html
    assert '<meta name="robots" content="noindex">' in html


@pytest.mark.parametrize(
    ("query", "value", "message"),
    [
        (
            "from=2027-02-02&to=2027-01-01",
            'value="2027-01-01"',
            "The last day is before the first.",
        ),
        ("from=2027-02-30", 'value="2027-02-30"', "Write the day like this"),
        ("to=soon", 'value="soon"', "Write the day like this"),
        ("to=9999-01-01", 'value="9999-01-01"', "No calendar of ours reaches that year."),
    ],
)
def test_days_that_are_none_select_nothing_and_say_why(section, reader, query, value, message):
    made(section, "a", "2027-01-01")
    assert slugs(reader, f"/en/events/?{query}") == []
    html = reader.get(f"/en/events/?{query}").content.decode()
    assert value in html
    assert message in html
    assert html.count('aria-invalid="true"') == 1
    assert "Show all festivals" in html


def test_near_a_place_is_what_lies_around_it_with_a_way_out(section, region, reader):
    index = published(DestinationIndexPageFactory(parent=region.home))
    ijen = published(
        PlaceFactory(
            parent=index,
            slug="ijen",
            heading_en="Kawah Ijen",
            latitude="-8.058",
            longitude="114.242",
        )
    )
    made(section, "own", "2027-01-01", latitude="-8.10", longitude="114.25")
    made(section, "at-place", "2027-01-02", venue_place=ijen)
    made(section, "far", "2027-01-03", latitude="-8.2192", longitude="114.3691")
    made(section, "corner", "2027-01-05", latitude="-8.143", longitude="114.327")
    made(section, "nowhere", "2027-01-04")
    assert slugs(reader, "/en/events/?near=ijen") == ["own", "at-place"]
    assert choices(reader, "/en/events/?near=ijen")[-1] == ("Near Kawah Ijen", "?", True)
    assert slugs(reader, "/en/events/?near=nothing") == []
    html = reader.get(ijen.get_url()).content.decode()
    assert 'href="/id/events/?near=ijen">' in html


@pytest.mark.parametrize(
    ("today", "days"),
    [("2026-11-25", (27, 29)), ("2026-11-27", (27, 29)), ("2026-11-29", (27, 29))],
)
def test_a_weekend_is_friday_to_sunday_and_on_sunday_still_this_one(today, days):
    first, last = weekend(datetime.date.fromisoformat(today))
    assert (first.day, last.day) == days


def test_this_weekend_has_an_address(section, reader):
    for day in ("2026-11-26", "2026-11-27", "2026-11-29", "2026-11-30"):
        made(section, day, day)
    assert slugs(reader, "/en/events/this-weekend/") == ["2026-11-27", "2026-11-29"]
    html = reader.get("/en/events/this-weekend/").content.decode()
    assert '<link rel="canonical" href="http://localhost/en/events/this-weekend/">' in html
    assert "<title>This weekend · Festivals" in html


def test_pages_are_leafed_through_without_counting(section, reader, monkeypatch):
    monkeypatch.setattr(FestivalListing, "per_page", 2)
    for number in range(1, 6):
        made(section, f"f{number}", f"2027-01-0{number}")
    with CaptureQueriesContext(connection) as counted:
        html = reader.get("/en/events/?page=2").content.decode()
    assert not [each for each in counted.captured_queries if "COUNT(" in each["sql"]]
    assert "Page 2" in html
    assert 'rel="prev" href="?"' in html
    assert 'rel="next" href="?page=3"' in html
    assert slugs(reader, "/en/events/?page=3") == ["f5"]
    assert slugs(reader, "/en/events/?page=4") == ["f1", "f2"]
