"""The list of places as an address asks for it: filters, page, and the way out of nothing."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import QueryDict
from django.utils.functional import cached_property

from pages.openness import open_to_everybody

from .models import District, Place, PlaceCategory

if TYPE_CHECKING:
    from pages.head import Head

    from .models import DestinationIndexPage

PER_PAGE = 24
#: The filters that an address may carry, in the order in which links write them.
FILTERS = ("category", "district")


@dataclass(frozen=True)
class Choice:
    """One link of a filter: where it leads, what it is called, how many places are there."""

    label: str
    count: int
    query: str
    is_chosen: bool


class Listing:
    """The selection that a query string makes.

    Unknown filters are ignored; an unknown value of a known one selects nothing, and the page says
    how to get out. A page number out of range shows the nearest page.
    """

    def __init__(self, section: "DestinationIndexPage", query: QueryDict) -> None:
        self.section = section
        self.chosen = {name: query[name] for name in FILTERS if query.get(name)}
        self.page_number = query.get("page", "1")

    @property
    def is_filtered(self) -> bool:
        return bool(self.chosen)

    @property
    def places(self) -> Any:
        """The selected places, sorted by name in the reader's language, not yet cut into pages."""
        places = Place.objects.published().in_region(self.section)
        if "category" in self.chosen:
            places = places.in_category(self.chosen["category"])
        if "district" in self.chosen:
            places = places.in_district(self.chosen["district"])
        return places.by_name()

    @cached_property
    def page(self) -> ListPage:
        """The page of places that the address asks for. Three queries and the cards' pictures."""
        return Paginator(self.places.for_cards(), PER_PAGE).get_page(self.page_number)

    @cached_property
    def categories(self) -> list[Choice]:
        return self._choices("category", PlaceCategory)

    @cached_property
    def districts(self) -> list[Choice]:
        return self._choices("district", District)

    def _choices(self, name: str, model: Any) -> list[Choice]:
        """Return the links of one filter: only what leads somewhere. One query."""
        below = Q(places__path__startswith=self.section.path, places__live=True)
        counted = model.objects.annotate(
            number=Count("places", filter=below & Q(open_to_everybody("places__path")))
        )
        return [
            Choice(
                label=str(each),
                count=each.number,
                query=self.query(
                    **{name: None if self.chosen.get(name) == each.slug else each.slug}
                ),
                is_chosen=self.chosen.get(name) == each.slug,
            )
            for each in counted.filter(number__gt=0)
        ]

    def query(self, **changed: Any) -> str:
        """Return the query string of this selection with some values changed; None drops one.

        A change of filter begins at the first page again.
        """
        values: dict[str, Any] = {**self.chosen, **changed}
        kept = {key: values[key] for key in (*FILTERS, "page") if values.get(key)}
        return f"?{urlencode(kept)}" if kept else "?"

    @property
    def next_query(self) -> str:
        return self.query(page=self.page.next_page_number()) if self.page.has_next() else ""

    @property
    def previous_query(self) -> str:
        if not self.page.has_previous():
            return ""
        number = self.page.previous_page_number()
        return self.query(page=number if number > 1 else None)

    def unindexed(self, head: "Head") -> "Head":
        """Return the head of a filtered list: not indexed, its canonical the whole list."""
        return replace(head, is_indexed=False, alternates=[])
