"""Building the demo region from the data files, with the tests' factories."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.models import Page

from destinations.models import District, PlaceCategory
from destinations.tests.factories import (
    DestinationIndexPageFactory,
    DistrictFactory,
    PlaceCategoryFactory,
    PlaceFactFactory,
    PlaceFactory,
    PlacePriceFactory,
)
from home.models import HomePage
from home.tests.factories import Region, make_region
from media.enums import Licence
from media.models import Picture
from pages.tests.factories import StandardPageFactory, StoryIndexPageFactory, StoryPageFactory
from regions.models import RegionSettings
from roles.models import Office

from . import content, people, placeholders

Say = Callable[[str], None]


def build(say: Say = print, *, port: int = 80) -> Region:
    """Build the demo region where it is missing, and return it; no content that exists is changed.

    `port` is where the site will be served: absolute links carry it, so it is kept up to date.
    Bodies link pages to each other and are filled in once every page is there. All or nothing.
    """
    with transaction.atomic():
        region = _Builder(say).build()
        if region.site.port != port:
            region.site.port = port
            region.site.save()
        return region


class _Builder:
    def __init__(self, say: Say) -> None:
        self.say = say
        self.data = content.read("region.toml")
        self.texts = content.read("pages.toml")
        self.pictures: dict[str, Picture] = {}
        self.fresh: list[tuple[Page, Mapping[str, Any]]] = []

    def build(self) -> Region:
        existing = HomePage.objects.filter(slug="banyuwangi").first()
        self.region = self._region(existing)
        people.make_people(self.region.settings)
        if existing:
            self.say("The demo region is already there; nothing was changed.")
            return self.region
        self._make_pictures()
        self._make_snippets()
        self._make_pages()
        self._fill_bodies()
        # Once more: some rights are at sections, which are there only now.
        people.make_people(self.region.settings)
        self.say(f"Built {len(self.fresh)} pages and {len(self.pictures)} pictures.")
        return self.region

    def _region(self, existing: HomePage | None) -> Region:
        if existing:
            site = existing.sites_rooted_here.get()
            return Region(site, existing, RegionSettings.for_site(site))
        for stock in Page.objects.filter(depth=2, slug="home"):
            stock.delete()
        data, home = self.data, self.texts["home"]
        sun = data["sunrise_point"]
        intro: dict[str, Any] = content.translated("intro", data["intro"])
        region = make_region(
            "localhost",
            home={"slug": "banyuwangi", **content.page_texts(home)},
            **intro,
            name=data["name"],
            tagline_ind=data["tagline"],
            address=data["address"],
            telephone=data["telephone"],
            time_zone=data["time_zone"],
            latitude=data["latitude"],
            longitude=data["longitude"],
            sunrise_point=sun["name"],
            sunrise_latitude=sun["latitude"],
            sunrise_longitude=sun["longitude"],
            languages=data["languages"],
            palette=data["palette"],
        )
        self.fresh.append((region.home, home))
        return region

    def _make_pictures(self) -> None:
        collection = Office.objects.get(site=self.region.site).collection
        for each in self.data["pictures"]:
            file = ContentFile(
                placeholders.drawn(each["slug"], self.data["palette"]), name=f"{each['slug']}.jpg"
            )
            self.pictures[each["slug"]] = Picture.objects.create(
                title=each["title"],
                collection=collection,
                file=file,
                credit=each["credit"],
                licence=Licence.CC_BY,
                is_illustration=True,
                **content.translated("alt", each["alt"]),
            )

    def _make_snippets(self) -> None:
        for order, each in enumerate(self.data["categories"]):
            PlaceCategoryFactory(
                site=self.region.site,
                slug=each["slug"],
                order=order,
                **content.translated("name", each["name"]),
                **content.translated("description", each["description"]),
            )
        for each in self.data["districts"]:
            DistrictFactory(site=self.region.site, slug=each["slug"], name=each["name"])

    def _make_pages(self) -> None:
        home, sections = self.region.home, self.texts["sections"]
        destinations = self._page(
            DestinationIndexPageFactory,
            home,
            "destinations",
            sections["destinations"],
            in_menu=True,
        )
        for each in content.places():
            self._place(destinations, each)
        stories = self._page(
            StoryIndexPageFactory, home, "stories", sections["stories"], in_menu=True
        )
        for each in self.texts["stories"]:
            self._page(StoryPageFactory, stories, each["slug"], each, author=each["author"])
        for each in self.texts["standard"]:
            self._page(StandardPageFactory, home, each["slug"], each, in_menu=each["show_in_menus"])

    def _page(
        self,
        factory: Any,
        parent: Page,
        slug: str,
        data: Mapping[str, Any],
        *,
        in_menu: bool = False,
        **fields: Any,
    ) -> Any:
        page = factory(
            parent=parent,
            slug=slug,
            show_in_menus=in_menu,
            picture=self.pictures.get(data.get("picture", "")),
            **content.page_texts(data),
            **fields,
        )
        self.fresh.append((page, data))
        return page

    def _place(self, parent: Page, data: Mapping[str, Any]) -> None:
        site = self.region.site
        place = self._page(
            PlaceFactory,
            parent,
            data["slug"],
            data,
            category=PlaceCategory.objects.get(site=site, slug=data["category"]),
            district=District.objects.filter(site=site, slug=data.get("district", "")).first(),
            kind=data["kind"],
            latitude=data["latitude"],
            longitude=data["longitude"],
            position_quality=data["position"],
        )
        for order, fact in enumerate(data.get("facts", [])):
            PlaceFactFactory(
                place=place,
                sort_order=order,
                source=fact["source"],
                checked_on=fact["checked_on"],
                **content.translated("label", fact["label"]),
                **content.translated("value", fact["value"]),
            )
        for order, price in enumerate(data.get("prices", [])):
            PlacePriceFactory(
                place=place,
                sort_order=order,
                visitor=price["visitor"],
                age=price["age"],
                amount=price["amount"],
                source=price["source"],
                checked_on=price["checked_on"],
                **content.translated("note", price["note"]),
            )

    def _fill_bodies(self) -> None:
        ids = {page.slug: page.pk for page, _data in self.fresh}
        picture_ids = {slug: picture.pk for slug, picture in self.pictures.items()}
        for page, data in self.fresh:
            specific = type(page).objects.get(pk=page.pk)
            if isinstance(specific, HomePage):
                specific.picture = self.pictures.get(data.get("picture", ""))
            raw = content.bodies(data, picture_id=picture_ids.get, page_id=ids.get)
            for column, stream in raw.items():
                setattr(specific, column, stream)
            specific.save_revision().publish()
