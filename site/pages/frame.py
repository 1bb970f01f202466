"""What the frame of a page needs to know of the tree: asked for once a request, in one query.

The frame of every page shows the menu and the trail to the page, and routing has to find the page:
all three are language versions of pages near the root, so they are fetched together.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import Page, Site

from translations import languages
from translations.models import LanguageVersion

from .openness import open_to_everybody

Versions = dict[str, LanguageVersion]


@dataclass
class Frame:
    """The pages around a request, each as its versions by language, in the order of the tree.

    `asked` is the tree's address of what the request asks for, whether or not a page is there.
    """

    root: Page | None
    asked: str = ""
    pages: dict[int, Versions] = field(default_factory=dict)

    @property
    def menu(self) -> list[Versions]:
        """The sections that an editor has put into the menu."""
        if self.root is None:
            return []
        return [
            versions
            for versions in self.pages.values()
            if (page := page_of(versions)).depth == self.root.depth + 1
            and page.show_in_menus
            and versions_are_live(versions)
        ]

    def nearest(self) -> tuple[Versions | None, list[str]]:
        """Return the deepest page on the way to the address, and what the address has beyond it.

        None, and nothing, where not even the first step is a page.
        """
        on_the_way = [
            versions
            for versions in self.pages.values()
            if self.asked.startswith(page_of(versions).url_path)
        ]
        if not on_the_way:
            return None, []
        versions = max(on_the_way, key=lambda each: len(page_of(each).url_path))
        rest = self.asked[len(page_of(versions).url_path) :]
        return versions, [part for part in rest.split("/") if part]

    def at(self, path: str) -> Versions | None:
        """Return the page at a place in the tree, where it is near the request."""
        return next((v for v in self.pages.values() if page_of(v).path == path), None)


def page_of(versions: Versions) -> Page:
    return next(iter(versions.values())).page


def is_open_to_everybody(versions: Versions) -> bool:
    """Whether a page of the frame is behind no view restriction."""
    return bool(next(iter(versions.values())).is_open)


def versions_are_live(versions: Versions) -> bool:
    return next(iter(versions.values())).live


def frame_of(request: HttpRequest, components: list[str] | None = None) -> Frame:
    """Return the frame of a request, fetched at the first call; `components` are its path's parts.

    One query once the site is known.
    """
    known: Frame | None = getattr(request, "page_frame", None)
    if known is None:
        known = _fetched(request, components or [])
        request.page_frame = known  # type: ignore[attr-defined]
    return known


def _fetched(request: HttpRequest, components: list[str]) -> Frame:
    site = Site.find_for_request(request)
    if site is None:
        return Frame(root=None)
    root = site.root_page
    in_menu = Q(
        open_to_everybody("page__path"),
        page__path__startswith=root.path,
        page__depth=root.depth + 1,
        page__show_in_menus=True,
        language__in=languages.fallbacks(languages.active()),
        live=True,
    )
    steps = [
        root.url_path + "".join(f"{each}/" for each in components[:number])
        for number in range(1, len(components) + 1)
    ]
    # The slug is indexed and the address is not.
    on_the_way = Q(page__slug__in=components, page__url_path__in=steps)
    pages: dict[int, Versions] = defaultdict(dict)
    for version in (
        LanguageVersion.objects.filter(in_menu | on_the_way if steps else in_menu)
        .annotate(is_open=open_to_everybody("page__path"))
        .select_related("page")
        .defer("search_text")
        .order_by("page__path")
    ):
        pages[version.page_id][version.language] = version
    return Frame(root=root, asked=steps[-1] if steps else root.url_path, pages=dict(pages))
