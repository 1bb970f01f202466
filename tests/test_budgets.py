"""What a reader's page costs in queries: the same at 20 and at 500 places and festivals, in five
languages.

Wagtail's own demo site, measured: home 43, list 48, detail 19.
"""

import datetime
import json
import uuid

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from destinations.enums import PlaceKind
from destinations.models import DestinationIndexPage, Place
from destinations.tests.factories import (
    DestinationIndexPageFactory,
    DistrictFactory,
    PlaceCategoryFactory,
    PlaceFactFactory,
    PlaceFactory,
    PlacePictureFactory,
    PlacePriceFactory,
    published,
)
from events.models import Edition, Festival, FestivalIndexPage, Occurrence
from events.querysets import sorts_at
from events.tests.factories import (
    EditionFactory,
    FestivalCategoryFactory,
    FestivalFactory,
    FestivalIndexPageFactory,
    OrganiserFactory,
)
from home.models import HomePage, HomePlace
from home.scene import SCENE
from home.tests.factories import Region
from media.tests.factories import PictureFactory
from media.tests.files import picture
from pages.models import StandardPage
from pages.tests.factories import StandardPageFactory, StoryIndexPageFactory, StoryPageFactory
from translations.languages import codes, localized

pytestmark = pytest.mark.django_db

BUDGETS = {
    "/{code}/": 15,
    "/{code}/events/": 15,
    "/{code}/events/?category=dance&page=2": 15,
    "/{code}/events/past/": 15,
    "/{code}/events/festival-0/": 12,
    "/{code}/destinations/": 15,
    "/{code}/destinations/?category=nature&page=2": 15,
    "/{code}/destinations/place-0/": 12,
    "/{code}/destinations/place-0/driver/": 12,
}


@pytest.fixture
def site(region):
    """A region in which every page has pictures, categories, facts and prices."""
    published(region.home)
    section = published(
        DestinationIndexPageFactory(
            parent=region.home, show_in_menus=True, picture=PictureFactory(made=True)
        )
    )
    stories = published(StoryIndexPageFactory(parent=region.home, show_in_menus=True))
    for number in range(4):
        published(
            StoryPageFactory(parent=stories, slug=f"s{number}", picture=PictureFactory(made=True))
        )
        published(StandardPageFactory(parent=region.home, slug=f"p{number}", show_in_menus=True))
    category = PlaceCategoryFactory(site=region.site)
    district = DistrictFactory(site=region.site)
    texts = {localized("summary", code): f"summary {code}" for code in codes()}
    pictures = [PictureFactory(title=f"picture {number}", made=True) for number in range(12)]
    for number in range(20):
        place = PlaceFactory(
            parent=section,
            slug=f"place-{number}",
            title=f"Tempat {number:03}",
            category=category,
            district=district,
            latitude="-8.1",
            longitude="114.1",
            address="Jalan Raya 1",
            telephone="+62333425001",
            time_zone="Asia/Makassar",
            picture=pictures[number % 12],
            **texts,
        )
        if number == 0:
            place.body_ind = place.body_ar = json.dumps(body(pictures, section))
            for order in range(5):
                PlaceFactFactory(place=place, sort_order=order)
                PlacePriceFactory(place=place, sort_order=order)
                PlacePictureFactory(place=place, sort_order=order, picture=pictures[order])
            place.save()
        published(Place.objects.get(pk=place.pk))
    add_festivals(region, pictures, Place.objects.get(slug="place-0"))
    furnish(region)
    return region


def furnish(region: Region) -> None:
    """Give the first page all that it can have: a scene, a map, places, pages to go on to."""
    content = picture("PNG", mode="RGBA", color=(9, 9, 9, 9), size=(1300, 900))
    cutouts = {
        name: PictureFactory(file=ContentFile(content, name=f"{name}.png"), made=True)
        for name in SCENE
    }
    plan, brand = StandardPage.objects.filter(slug__in=["p0", "p1"]).order_by("slug")
    for number in range(4):
        published(StandardPageFactory(parent=plan, slug=f"below-{number}"))
    ways_in = Place.objects.filter(slug__in=[f"place-{number}" for number in range(15, 20)])
    ways_in.update(kind=PlaceKind.HARBOUR)
    home = HomePage.objects.get(pk=region.home.pk)
    for name, made in cutouts.items():
        setattr(home, name, made)
    home.picture = PictureFactory(made=True)
    home.map_picture = PictureFactory(made=True)
    home.map_north, home.map_south, home.map_west, home.map_east = "-7", "-9", "113", "115"
    home.plan_page, home.brand_page = plan, brand
    home.slogan_ind = "Setiap pagi dimulai di sini"
    for number, place in enumerate(Place.objects.filter(slug__in=[f"place-{n}" for n in range(5)])):
        home.highlights.add(HomePlace(place=place, sort_order=number))
    published(home)


def add_festivals(region: Region, pictures: list, place: Place) -> None:
    """Twenty festivals at a place, each with a coming edition and a past one; one has a part."""
    section = published(FestivalIndexPageFactory(parent=region.home, show_in_menus=True))
    category = FestivalCategoryFactory(site=region.site)
    organiser = OrganiserFactory(site=region.site)
    for number in range(20):
        festival = published(
            FestivalFactory(
                parent=section,
                slug=f"festival-{number}",
                title=f"Festival {number:03}",
                category=category,
                organiser=organiser,
                venue_place=place,
                picture=pictures[number % 12],
                is_flagship=number < 6,
            )
        )
        for year in (2024, 2199):
            EditionFactory(festival=festival, starts_on=datetime.date(year, 1, 1 + number))
        if number == 0:
            published(FestivalFactory(parent=festival, slug="part", picture=pictures[0]))


def body(pictures: list, section: Page) -> list[dict]:
    """A body with pictures and related pages."""
    shown = [
        {
            "type": "picture",
            "value": {"picture": each.pk, "alt_text": "", "is_decorative": False, "caption": ""},
            "id": str(each.pk),
        }
        for each in pictures[5:9]
    ]
    related = {"heading": "", "pages": [{"type": "item", "value": section.pk, "id": "x"}]}
    return [*shown, {"type": "related_pages", "value": related, "id": "y"}]


def grow(section: Page, first: Page, number: int) -> None:
    """Add pages as copies of the first, saved without the cost of building a tree."""
    model, name = type(first), first.slug.rsplit("-", 1)[0]
    for each in range(20, number):
        copy = model.objects.get(pk=first.pk)
        copy.pk = copy.id = copy.page_ptr_id = None
        copy.translation_key = uuid.uuid4()
        copy.title, copy.slug = f"{first.title} {each:03}", f"{name}-{each}"
        copy.path = section.path + Page._int2str(each + 1).rjust(4, "0")
        copy.url_path = f"{section.url_path}{name}-{each}/"
        copy.numchild = 0
        copy._state.adding = True
        model.save_base(copy)


def grow_dates() -> None:
    """Give every festival that has none a coming edition and a past one, with their dates."""
    for year in (2024, 2199):
        editions = Edition.objects.bulk_create(
            Edition(festival=each, year=year, starts_on=datetime.date(year, 2, 2), live=True)
            for each in Festival.objects.exclude(editions__year=year).exclude(slug="part")
        )
        Occurrence.objects.bulk_create(
            Occurrence(
                edition=each,
                festival=each.festival,
                planned_on=each.starts_on,
                planned_until=each.starts_on,
                starts_on=each.starts_on,
                ends_on=each.starts_on,
                days=1,
                sorts_at=sorts_at(each.starts_on),
                hours=each.hours,
                status="scheduled",
            )
            for each in editions
        )


def cost(path: str, *, warm: bool) -> int:
    client = Client()
    if not warm:
        client.get(path)
    with CaptureQueriesContext(connection) as counted:
        assert client.get(path).status_code == 200
    return len(counted)


def costs(*, warm: bool = False) -> dict[str, int]:
    """Map each path to its queries; `warm` where this process has answered all of them before."""
    paths = [path.format(code=code) for path in BUDGETS for code in codes()]
    return {path: cost(path, warm=warm) for path in paths}


def test_pages_stay_within_their_budgets_at_20_and_at_500_places_and_festivals(site):
    few = costs()
    over = {
        path: number
        for path, number in few.items()
        if number > BUDGETS[path.replace(path.split("/")[1], "{code}", 1)]
    }
    assert over == {}
    grow(DestinationIndexPage.objects.get(), Place.objects.get(slug="place-0"), 500)
    grow(FestivalIndexPage.objects.get(), Festival.objects.get(slug="festival-0"), 500)
    grow_dates()
    assert Place.objects.count() == 500
    assert Festival.objects.count() == 501
    assert Occurrence.objects.count() == 1000
    many = costs(warm=True)
    assert {path: (few[path], number) for path, number in many.items() if number > few[path]} == {}
