"""Menu, trail and languages: the right names, marked where they are foreign, in few queries."""

import pytest
from django.template import Context, Template
from django.utils.translation import override
from wagtail.models import PageViewRestriction, Site

from destinations.tests.factories import DestinationIndexPageFactory, PlaceFactory, published
from home.models import HomePage
from pages.models import StoryPage
from pages.templatetags import navigation
from pages.templatetags.navigation import LanguageLink, Link
from pages.tests.factories import StandardPageFactory, StoryIndexPageFactory, StoryPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree(region):
    """Two sections in the menu, one page that is not, a draft, and a place under the first."""
    destinations = published(
        DestinationIndexPageFactory(
            parent=region.home, show_in_menus=True, summary_en="All.", heading_ar="الأماكن"
        )
    )
    published(
        StandardPageFactory(parent=region.home, title="Cara", slug="ways", show_in_menus=True)
    )
    published(StandardPageFactory(parent=region.home, title="Sunyi", slug="quiet"))
    StandardPageFactory(parent=region.home, title="Draf", slug="d", show_in_menus=True, live=False)
    place = published(PlaceFactory(parent=destinations, slug="kawah-ijen"))
    return region, destinations, place


@pytest.fixture
def context(rf):
    """Return the context of a request for an address."""
    return lambda path="/en/": Context({"request": rf.get(path, headers={"host": "localhost"})})


def test_the_menu_names_live_sections_in_the_readers_language(tree, context):
    with override("en"):
        assert navigation.main_menu(context("/en/destinations/kawah-ijen/")) == [
            Link("Destinations", "/en/destinations/", current="true"),
            Link("Cara", "/en/ways/", language="id"),
        ]


def test_a_name_without_a_translation_is_marked_with_the_language_it_is_in(tree, context):
    with override("ar"):
        found = navigation.main_menu(context("/ar/ways/"))
    assert [(link.name, link.language, link.direction, link.current) for link in found] == [
        ("الأماكن", "", "", ""),
        ("Cara", "id", "ltr", "page"),
    ]
    with override("ms"):
        assert navigation.main_menu(context("/ms/"))[0].language == "en"


def test_what_is_restricted_is_in_no_menu(tree, context):
    _region, destinations, _place = tree
    PageViewRestriction.objects.create(page=destinations, restriction_type="login")
    with override("en"):
        assert [link.name for link in navigation.main_menu(context())] == ["Cara"]


def test_another_regions_sections_are_in_no_menu(tree, other_region, rf):
    published(StandardPageFactory(parent=other_region.home, title="Weh", show_in_menus=True))
    request = rf.get("/id/", headers={"host": "sabang.example"})
    assert [link.name for link in navigation.main_menu(Context({"request": request}))] == ["Weh"]


def test_without_a_site_there_is_no_menu_and_no_trail(db, rf):
    Site.objects.all().delete()
    context = Context({"request": rf.get("/id/")})
    assert navigation.main_menu(context) == []
    assert navigation.breadcrumbs(context, None) == []


def test_the_menu_costs_one_query_once_the_site_is_known(tree, context, django_assert_num_queries):
    here = context()
    Site.find_for_request(here["request"])
    with override("en"):
        # Wagtail keeps the sites' root paths in the cache.
        navigation.main_menu(context())
        with django_assert_num_queries(1):
            navigation.main_menu(here)
        with django_assert_num_queries(0):
            navigation.main_menu(here)


def test_the_trail_leads_from_home_to_the_page_above(tree, context, django_assert_num_queries):
    _region, destinations, place = tree
    with override("en"):
        here = context("/en/destinations/kawah-ijen/")
        navigation.main_menu(here)
        with django_assert_num_queries(0):
            assert navigation.breadcrumbs(here, place) == [
                Link("Home", "/en/"),
                Link("Destinations", "/en/destinations/", current="true"),
            ]
            assert navigation.breadcrumbs(here, destinations) == [Link("Home", "/en/")]


def test_the_home_page_and_pages_elsewhere_have_no_trail(tree, context, other_region):
    region, _destinations, _place = tree
    assert navigation.breadcrumbs(context(), region.home) == []
    assert navigation.breadcrumbs(context(), other_region.home) == []
    assert navigation.breadcrumbs(context(), "") == []


def test_a_trail_beyond_the_menu_costs_one_query(region, context, django_assert_num_queries):
    above = published(
        StandardPageFactory(parent=region.home, title="Atas", slug="a", show_in_menus=True)
    )
    middle = published(StandardPageFactory(parent=above, title="Tengah", slug="m"))
    page = published(StandardPageFactory(parent=middle, slug="p"))
    here = context()
    navigation.main_menu(here)
    with django_assert_num_queries(1):
        trail = navigation.breadcrumbs(here, page)
    assert [link.url for link in trail] == ["/id/", "/id/a/", "/id/a/m/"]


def test_children_are_the_live_pages_right_below(tree, region, context):
    _region, destinations, _place = tree
    assert [link.name for link in navigation.children(context(), destinations)] == ["Kawah Ijen"]
    assert [link.name for link in navigation.children(context(), region.home)] == [
        "Destinasi",
        "Cara",
        "Sunyi",
    ]
    assert navigation.children(context(), HomePage(title="Belum ada")) == []


def test_listed_pages_know_their_section(tree, context):
    _region, _destinations, place = tree
    with override("en"):
        section = navigation.section_of(context("/en/"), [place])
    assert section == Link("Destinations", "/en/destinations/")
    assert navigation.section_of(context(), []) is None


def test_languages_keep_the_page_and_its_query(region, context):
    region.settings.languages = ["id", "en", "ar"]
    region.settings.save()
    with override("en"):
        found = navigation.language_links(context("/en/destinations/?category=nature"))
    assert found == [
        LanguageLink(
            "id", "Bahasa Indonesia", "ltr", "/id/destinations/?category=nature", is_current=False
        ),
        LanguageLink("en", "English", "ltr", "/en/destinations/?category=nature", is_current=True),
        LanguageLink("ar", "العربية", "rtl", "/ar/destinations/?category=nature", is_current=False),
    ]


def test_stories_come_newest_first_and_page_by_page(region, rf, monkeypatch, reader):
    monkeypatch.setattr("pages.templatetags.stories.PER_PAGE", 1)
    section = published(StoryIndexPageFactory(parent=region.home))
    for day in (1, 3, 2):
        published(StoryPageFactory(parent=section, slug=f"s{day}", published_on=f"2026-10-0{day}"))
    StoryPageFactory(parent=section, slug="draft", live=False)
    template = Template("{% load stories %}{% stories page as listed %}")
    found = []
    for number in (1, 2, 3):
        here = Context({"request": rf.get("/", {"page": str(number)}), "page": section})
        template.render(here)
        found += [story.slug for story in here["listed"]]
    assert found == ["s3", "s2", "s1"]
    assert StoryPage.objects.count() == 4
    html = reader.get("/id/stories/?page=2").content.decode()
    assert 'rel="prev" href="?page=1"' in html
    assert 'rel="next" href="?page=3"' in html
