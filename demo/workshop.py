"""What every part of the demo is built with: the region, its pictures, and pages by slug."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.files.base import ContentFile
from wagtail.models import Page

from home.models import HomePage, HomePlace
from home.tests.factories import Region
from media.enums import Licence
from media.models import Picture
from roles.models import Office

from . import baking, content

Say = Callable[[str], None]
#: Whose the drawings are.
CREDIT = "Sunrise"


class Workshop:
    """Makes pages and remembers them: bodies link to each other, so they are filled in last."""

    def __init__(self, region: Region) -> None:
        self.region = region
        self.pictures: dict[str, Picture] = {}
        self.fresh: list[tuple[Page, Mapping[str, Any]]] = []

    @property
    def site(self) -> Any:
        return self.region.site

    def hang(self, pictures: list[dict[str, Any]]) -> None:
        """Put the pictures that a data file lists into the library of the region's office."""
        collection = Office.objects.get(site=self.site).collection
        for each in pictures:
            file = baking.picture_of(each["slug"])
            self.pictures[each["slug"]] = Picture.objects.create(
                title=each["title"],
                collection=collection,
                file=ContentFile(file.read_bytes(), name=file.name),
                credit=CREDIT,
                licence=Licence.CC_BY,
                is_illustration=True,
                **content.focal_point(each),
                **content.translated("alt", each["alt"]),
            )

    def page(
        self,
        factory: Any,
        parent: Page,
        data: Mapping[str, Any],
        *,
        slug: str = "",
        in_menu: bool = False,
        **fields: Any,
    ) -> Any:
        """Make a page with its texts and picture; its body follows in `fill_bodies`."""
        page = factory(
            parent=parent,
            slug=slug or data["slug"],
            show_in_menus=in_menu,
            picture=self.pictures.get(data.get("picture", "")),
            **content.page_texts(data),
            **fields,
        )
        self.fresh.append((page, data))
        return page

    def fill_bodies(self) -> None:
        """Give every page its body, with links to pictures and other pages, and publish it."""
        ids = {page.slug: page.pk for page, _data in self.fresh}
        picture_ids = {slug: picture.pk for slug, picture in self.pictures.items()}
        for page, data in self.fresh:
            specific = type(page).objects.get(pk=page.pk)
            if isinstance(specific, HomePage):
                self._furnish(specific, data, ids)
            raw = content.bodies(data, picture_id=picture_ids.get, page_id=ids.get)
            for column, stream in raw.items():
                setattr(specific, column, stream)
            specific.save_revision().publish()

    def _furnish(self, home: HomePage, data: Mapping[str, Any], ids: Mapping[str, int]) -> None:
        """Give the first page its pictures, its map and its ways on."""
        home.picture = self.pictures.get(data.get("picture", ""))
        for name, slug in data.get("scene", {}).items():
            setattr(home, f"scene_{name}", self.pictures[slug])
        if drawn := data.get("map"):
            home.map_picture = self.pictures[drawn["picture"]]
            for edge in ("north", "south", "west", "east"):
                setattr(home, f"map_{edge}", drawn[edge])
        for slug in data.get("highlights", ()):
            home.highlights.add(HomePlace(place_id=ids[slug]))
        home.plan_page_id = ids.get(data.get("plan_page", ""))
        home.brand_page_id = ids.get(data.get("brand_page", ""))
        for column, text in content.translated("slogan", data.get("slogan", {})).items():
            setattr(home, column, text)
