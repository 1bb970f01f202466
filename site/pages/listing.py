"""A list as its address asks for it: filters as links, pages, and the way out of nothing."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
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
    """One link of a filter: where it leads, what it is called, how many things are there.

    `count` is None where counting would cost more than it tells.
    """

    label: str
    query: str
    is_chosen: bool
    count: int | None = None


@dataclass(frozen=True)
class Stretch:
    """One page of a list of which nobody has counted the whole; else as a paginator's page."""

    object_list: Sequence[Any]
    number: int
    is_last: bool

    def __iter__(self) -> Iterator[Any]:
        return iter(self.object_list)

    def __len__(self) -> int:
        return len(self.object_list)

    def has_next(self) -> bool:
        return not self.is_last

    def has_previous(self) -> bool:
        return self.number > 1

    def has_other_pages(self) -> bool:
        return self.has_next() or self.has_previous()

    def next_page_number(self) -> int:
        return self.number + 1

    def previous_page_number(self) -> int:
        return self.number - 1


#: No list is leafed through further: what lies beyond is found by its filters.
_LAST_PAGE = 10_000


def stretch(things: Any, number: str, per_page: int) -> Stretch:
    """Return the page that an address asks for, of a query set that is too long to be counted.

    One row more than is shown tells whether there is a next page. What is no page's number, or one
    beyond the end, shows the first. One query, two for a page beyond the end.
    """
    asked = int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else 1
    page = min(max(asked, 1), _LAST_PAGE)
    begin = (page - 1) * per_page
    found = list(things[begin : begin + per_page + 1])
    if not found and page > 1:
        return stretch(things, "1", per_page)
    return Stretch(found[:per_page], page, is_last=len(found) <= per_page)


class Listing(ABC):
    """The selection that a query string makes.

    Unknown filters are ignored; an unknown value of a known one selects nothing, and the page says
    how to get out. A page number out of range shows the nearest page. Subclasses say what is
    listed (`selected`, fetched for cards) and name their filters.
    """

    #: What an address may carry, in the order in which links write it.
    filters: ClassVar[tuple[str, ...]] = ()
    per_page: ClassVar[int] = 24
    #: Whether the whole list is counted, to say how many pages it has.
    is_counted: ClassVar[bool] = True

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
    def page(self) -> ListPage | Stretch:
        """The page of the list that the address asks for. The list's query, and one to count."""
        if not self.is_counted:
            return stretch(self.selected, self.page_number, self.per_page)
        return Paginator(self.selected, self.per_page).get_page(self.page_number)

    def choices(self, name: str, counted: Iterable[Any]) -> list[Choice]:
        """Return the links of one filter, from things with a `slug`, and a `number` if counted."""
        return [
            Choice(
                label=str(each),
                count=getattr(each, "number", None),
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
