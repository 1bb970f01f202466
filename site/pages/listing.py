"""A list as its address asks for it: filters as links, pages, and the way out of nothing."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlencode

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.functional import cached_property

if TYPE_CHECKING:
    from .head import Head


@dataclass(frozen=True)
class Choice:
    """One link of a filter: where it leads, what it is called, how many things are there."""

    label: str
    count: int
    query: str
    is_chosen: bool


class Listing(ABC):
    """The selection that a query string makes.

    Unknown filters are ignored; an unknown value of a known one selects nothing, and the page says
    how to get out. A page number out of range shows the nearest page. Subclasses say what is
    listed (`selected`, fetched for cards) and name their filters.
    """

    #: What an address may carry, in the order in which links write it.
    filters: ClassVar[tuple[str, ...]] = ()
    per_page: ClassVar[int] = 24

    def __init__(self, query: QueryDict) -> None:
        self.chosen: dict[str, Any] = {
            name: query[name] for name in self.filters if query.get(name)
        }
        self.page_number = query.get("page", "1")

    @property
    @abstractmethod
    def selected(self) -> Any:
        """What is listed, in order and with what its cards show, not yet cut into pages."""

    @property
    def is_filtered(self) -> bool:
        return bool(self.chosen)

    @cached_property
    def page(self) -> ListPage:
        """The page of the list that the address asks for. One query to count, and the list's."""
        return Paginator(self.selected, self.per_page).get_page(self.page_number)

    def choices(self, name: str, counted: Iterable[Any]) -> list[Choice]:
        """Return the links of one filter, from things with a `slug` and a `number`."""
        return [
            Choice(
                label=str(each),
                count=each.number,
                query=self.query(
                    **{name: None if self.chosen.get(name) == each.slug else each.slug}
                ),
                is_chosen=self.chosen.get(name) == each.slug,
            )
            for each in counted
        ]

    def query(self, **changed: Any) -> str:
        """Return the query string of this selection with some values changed; None drops one.

        A change of filter begins at the first page again.
        """
        values: dict[str, Any] = {**self.chosen, **changed}
        kept = {key: values[key] for key in (*self.filters, "page") if values.get(key)}
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
