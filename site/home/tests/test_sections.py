"""What the first page shows of each section: by rule, and never what is not for everybody."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from destinations.enums import PlaceKind
from destinations.models import Place
from destinations.tests.factories import (
    DestinationIndexPageFactory,
    PlaceCategoryFactory,
    PlaceFactory,
    published,
)
from events.models import Occurrence
from events.tests.factories import (
    EditionFactory,
    FestivalFactory,
    FestivalIndexPageFactory,
    edition_of_month,
)
from home.models import HomePage, HomePlace
from home.sections import sections
from media.tests.factories import PictureFactory
from media.tests.files import drawing
from notices.enums import EventStatus
from pages.tests.factories import StandardPageFactory, StoryIndexPageFactory, StoryPageFactory
from regions import clock

pytestmark = pytest.mark.django_db

#: Wednesday 25 November 2026, 00:30 in Jakarta; the day before in UTC.
NOW = datetime.datetime(2026, 11, 24, 17, 30, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _still_clock(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def home(region):
    published(region.home)
    return HomePage.objects.get(pk=region.home.pk)


@pytest.fixture
def shown(home, reader):
    """Return what the first page shows, as a reader of English asks for it."""
    return lambda: reader.get("/en/").context


@pytest.fixture
def place(home):
    """Make a published place; the later it is made, the newer it is."""
    section = published(DestinationIndexPageFactory(parent=home, show_in_menus=True))
    made = []

    def make(slug, **facts):
        found = published(PlaceFactory(parent=section, slug=slug, **facts))
        made.append(found)
        Page.objects.filter(pk=found.pk).update(
            first_published_at=NOW - datetime.timedelta(days=100 - len(made))
        )
        return found

    return make


@pytest.fixture
def festival(home):
    """Make a published festival with an edition on each of some days."""
    section = published(FestivalIndexPageFactory(parent=home, show_in_menus=True))

    def make(slug, *days, **facts):
        found = published(FestivalFactory(parent=section, slug=slug, **facts))
        for day in days:
            EditionFactory(festival=found, starts_on=datetime.date.fromisoformat(day))
        return found

    return make


def put(home, *places):
    home.highlights.set(
        [HomePlace(place=each, sort_order=number) for number, each in enumerate(places)]
    )
    published(home)


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def slugs(pages):
    return [page.slug for page in pages]


def festivals(dates):
    return [date.festival.slug for date in dates]


# --- Places ---


def test_chosen_places_stand_in_the_order_that_the_editor_gave_them(home, place, shown):
    a, b, c = place("a"), place("b"), place("c")
    put(home, c, a, b)
    assert slugs(shown()["places"]) == ["c", "a", "b"]


def test_nothing_fills_up_what_an_editor_chose(home, place, shown):
    put(home, place("a"))
    place("b", category=PlaceCategoryFactory(site=home.get_site()))
    assert slugs(shown()["places"]) == ["a"]


def test_without_a_choice_the_newest_of_each_category_stand_there(home, place, shown):
    beach, forest = (
        PlaceCategoryFactory(site=home.get_site(), slug=slug) for slug in ("beach", "forest")
    )
    place("old-beach", category=beach)
    place("forest", category=forest)
    place("new-beach", category=beach)
    place("harbour", category=forest, kind=PlaceKind.HARBOUR)
    context = shown()
    assert slugs(context["places"]) == ["new-beach", "forest"]
    assert slugs(context["moods"]) == ["beach", "forest"]


def test_without_categories_the_newest_five_stand_there(place, shown):
    for number in range(7):
        place(f"p{number}")
    context = shown()
    assert slugs(context["places"]) == ["p6", "p5", "p4", "p3", "p2"]
    assert context["moods"] == []


def test_a_mood_is_offered_where_it_leads_to_a_place(home, place, shown):
    site = home.get_site()
    place("a", category=PlaceCategoryFactory(site=site, slug="beach"))
    PlaceCategoryFactory(site=site, slug="empty")
    place("port", category=PlaceCategoryFactory(site=site, slug="ways"), kind=PlaceKind.AIRPORT)
    assert slugs(shown()["moods"]) == ["beach"]


@pytest.mark.parametrize("is_chosen", [False, True])
def test_places_that_are_not_for_everybody_are_not_shown(home, place, shown, is_chosen):
    category = PlaceCategoryFactory(site=home.get_site())
    draft, secret = place("draft", category=category), place("secret", category=category)
    if is_chosen:
        put(home, draft, secret)
    draft.unpublish()
    restrict(secret)
    context = shown()
    assert (context["places"], context["moods"], context["marks"]) == ([], [], [])


def test_another_regions_place_is_not_shown_even_if_chosen(home, other_region, shown):
    section = published(DestinationIndexPageFactory(parent=other_region.home))
    put(home, published(PlaceFactory(parent=section, slug="weh")))
    assert shown()["places"] == []


# --- The map ---


@pytest.fixture
def mapped(home):
    """Give the first page a map of one degree each way, 760 units wide and high."""
    content = drawing(attributes='width="100" height="100"')
    home.map_picture = PictureFactory(file=ContentFile(content, name="map.svg"), made=True)
    home.map_north, home.map_south, home.map_west, home.map_east = -8, -9, 114, 115
    return published(home)


def test_the_map_numbers_the_places_shown_and_then_the_ways_in(mapped, place, shown):
    shown_place = place("ijen", latitude="-8.5", longitude="114.25")
    place("other", latitude="-8.6", longitude="114.6")
    ways = {"kind": PlaceKind.HARBOUR, "latitude": "-8.25", "longitude": "114.75"}
    place("harbour", **ways)
    place("nearby", is_neighbour=True, **ways)
    place("nowhere", kind=PlaceKind.AIRPORT)
    put(mapped, shown_place)
    context = shown()
    assert context["map_height"] == 760
    assert [
        (mark.number, mark.place.slug, mark.x, mark.y, mark.line) for mark in context["marks"]
    ] == [(1, "ijen", 190, 380, 390), (2, "harbour", 570, 190, 200)]


def test_a_place_beyond_the_edges_has_no_number(mapped, place, shown):
    put(mapped, place("far", latitude="-7.9", longitude="114.5"), place("without"))
    context = shown()
    assert slugs(context["places"]) == ["far", "without"]
    assert context["marks"] == []


def test_four_ways_in_are_enough(mapped, place, shown):
    for number in range(6):
        place(f"w{number}", kind=PlaceKind.STATION, latitude="-8.5", longitude=f"114.{number}")
    assert slugs(mark.place for mark in shown()["marks"]) == ["w0", "w1", "w2", "w3"]


# --- Festivals ---


def test_what_comes_first_is_named_first_and_each_festival_once(festival, shown):
    festival("weekly", "2026-12-01", "2027-12-01")
    for number in range(2, 7):
        festival(f"f{number}", f"2026-12-0{number}")
    festival("over", "2026-11-24")
    context = shown()
    assert festivals(context["coming"]) == ["weekly", "f2", "f3", "f4"]
    assert slugs(context["festivals"]) == ["weekly", "f2", "f3", "f4"]
    named = {month.first.month: festivals(month.dates) for month in context["months"]}
    assert named[12] == ["weekly", "f2", "f3"]
    assert sum(map(len, named.values())) == 3


@pytest.mark.parametrize(
    ("day", "is_on"),
    [("2026-11-25", True), ("2026-11-29", True), ("2026-11-30", False)],
)
def test_this_weekend_ends_on_sunday(festival, shown, day, is_on):
    festival("f", day)
    assert shown()["is_on"] is is_on


def test_what_is_called_off_is_not_on(festival, shown):
    festival("f", "2026-11-26")
    Occurrence.objects.update(status=EventStatus.CANCELLED)
    context = shown()
    assert (festivals(context["coming"]), context["is_on"]) == (["f"], False)


def test_a_month_alone_is_not_on(festival, shown):
    edition_of_month(festival("f"), 2026, 11)
    context = shown()
    assert (festivals(context["coming"]), context["is_on"]) == (["f"], False)


def test_posters_are_of_flagships_four_at_the_most(festival, shown):
    festival("small", "2026-12-01")
    for number in range(6, 0, -1):
        festival(f"great-{number}", f"2027-0{number}-01", "2028-01-01", is_flagship=True)
    posters = shown()["posters"]
    assert festivals(posters) == ["great-1", "great-2", "great-3", "great-4"]
    assert posters[0].starts_on == datetime.date(2027, 1, 1)


def test_a_flagship_beyond_the_year_has_its_poster(festival, shown):
    festival("great", "2028-06-01", is_flagship=True)
    context = shown()
    assert festivals(context["posters"]) == ["great"]
    assert [month.dates for month in context["months"]] == [()] * 12


def test_festivals_that_are_not_for_everybody_are_not_shown(festival, shown):
    festival("draft", "2026-12-01", is_flagship=True).unpublish()
    restrict(festival("secret", "2026-12-02", is_flagship=True))
    context = shown()
    assert (context["coming"], context["posters"]) == ([], [])
    assert [month.dates for month in context["months"]] == [()] * 12


def test_the_ribbon_tells_the_hours_of_the_regions_own_zone(region, home, shown):
    assert {month.sunrise for month in shown()["months"]} == {None}
    region.settings.sunrise_latitude, region.settings.sunrise_longitude = "-8.0946", "114.4117"
    region.settings.save()
    november = shown()["months"][0]
    assert (november.first, november.is_now) == (datetime.date(2026, 11, 1), True)
    assert f"{november.sunrise:%Y-%m-%d %H:%M %z}" == "2026-11-15 04:52 +0700"


# --- Ways on ---


def page(home, slug, **facts):
    return published(StandardPageFactory(parent=home, slug=slug, **facts))


@pytest.mark.parametrize("in_menu", [False, True])
def test_the_ways_on_are_named_with_the_pages_below(home, shown, in_menu):
    plan = page(home, "plan", title="Rencana", heading_en="Plan", show_in_menus=in_menu)
    page(plan, "safety", title="Aman", heading_en="Safety")
    page(page(plan, "money", title="Uang", heading_en="Money"), "banks", title="Bank")
    page(plan, "draft", title="Draf").unpublish()
    restrict(page(plan, "secret", title="Rahasia"))
    home.plan_page = plan
    home.brand_page = page(home, "brand", title="Merek", heading_en="Brand")
    published(home)
    context = shown()
    plan = context["plan"]
    assert (plan["link"].name, plan["link"].url) == ("Plan", "/en/plan/")
    assert [(link.name, link.url) for link in plan["below"]] == [
        ("Safety", "/en/plan/safety/"),
        ("Money", "/en/plan/money/"),
    ]
    assert (context["brand"].name, context["brand"].url) == ("Brand", "/en/brand/")


def test_a_page_about_the_brand_may_stand_below_the_one_for_planning(home, shown):
    home.plan_page = page(home, "plan", title="Rencana")
    home.brand_page = page(home.plan_page, "brand", title="Merek")
    published(home)
    context = shown()
    assert [link.name for link in context["plan"]["below"]] == ["Merek"]
    assert context["brand"].name == "Merek"


@pytest.mark.parametrize("hide", [lambda page: page.unpublish(), restrict])
def test_ways_on_that_are_not_for_everybody_are_not_offered(home, shown, hide):
    home.plan_page, home.brand_page = page(home, "plan"), page(home, "brand")
    page(home.plan_page, "safety")
    published(home)
    hide(home.plan_page)
    hide(home.brand_page)
    context = shown()
    assert (context["plan"], context["brand"]) == (None, None)


def test_nothing_chosen_leads_nowhere(home, shown):
    context = shown()
    assert (context["plan"], context["brand"]) == (None, None)


# --- Stories, time, cost ---


def test_the_three_newest_stories_stand_there(home, shown):
    section = published(StoryIndexPageFactory(parent=home))
    for number in range(1, 6):
        day = datetime.date(2026, 1, number)
        published(StoryPageFactory(parent=section, slug=f"s{number}", published_on=day))
    Page.objects.get(slug="s5").specific.unpublish()
    restrict(Page.objects.get(slug="s4"))
    assert slugs(shown()["stories"]) == ["s3", "s2", "s1"]


def test_the_page_lives_until_midnight_in_the_region(home, rf):
    request = rf.get("/en/", headers={"host": "localhost"})
    sections(home, request)
    assert clock.end_of_life(request).isoformat() == "2026-11-26T00:00:00+07:00"


def test_listed_pictures_come_with_their_renditions(home, place, shown):
    picture = PictureFactory(made=True)
    put(home, *(place(f"p{number}", picture=picture) for number in range(2)))
    for each in shown()["places"]:
        assert {"fill-320x240|format-avif", "fill-240x320|format-avif"} <= {
            rendition.filter_spec for rendition in each.picture.prefetched_renditions
        }


@pytest.mark.parametrize("number", [1, 12])
def test_it_costs_seven_queries_however_much_there_is(
    home, place, festival, rf, django_assert_num_queries, number
):
    category = PlaceCategoryFactory(site=home.get_site())
    chosen = [place(f"p{each}", category=category) for each in range(number)]
    for each in range(number):
        festival(f"f{each}", "2026-12-01", "2027-02-01", is_flagship=True)
    home.plan_page, home.brand_page = page(home, "plan"), page(home, "brand")
    put(home, *chosen[:5])
    home = HomePage.objects.get(pk=home.pk)
    request = rf.get("/en/", headers={"host": "localhost"})
    sections(home, request)
    with django_assert_num_queries(7):
        found = sections(home, request)
    assert len(found["places"]) == min(number, 5)
    assert Place.objects.count() == number
