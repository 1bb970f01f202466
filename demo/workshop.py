"""What every part of the demo is built with: the region, its pictures, and pages by slug."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.files.base import ContentFile
from wagtail.models import Page

from home.models import HomePage
from home.tests.factories import Region
from media.enums import Licence
from media.models import Picture
from roles.models import Office

from . import content, placeholders

Say = Callable[[str], None]


class Workshop:
    """Makes pages and remembers them: bodies link to each other, so they are filled in last."""

    def __init__(self, region: Region) -> None:
        self.region = region
        self.pictures: dict[str, Picture] = {}
        self.fresh: list[tuple[Page, Mapping[str, Any]]] = []

    @property
    def site(self) -> Any:
        return self.region.site

    def draw(self, pictures: list[dict[str, Any]], palette: Mapping[str, str]) -> None:
        """Make the placeholder pictures that a data file lists."""
        collection = Office.objects.get(site=self.site).collection
        for each in pictures:
            file = ContentFile(
                placeholders.drawn(each["slug"], palette), name=f"{each['slug']}.jpg"
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
                specific.picture = self.pictures.get(data.get("picture", ""))
            raw = content.bodies(data, picture_id=picture_ids.get, page_id=ids.get)
            for column, stream in raw.items():
                setattr(specific, column, stream)
            specific.save_revision().publish()
