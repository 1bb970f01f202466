"""Where a reader is and where they can go: menu, trail, languages, the next page of a list."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django import template
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.models import Page

from pages.addresses import path_in
from pages.frame import frame_of, page_of
from pages.openness import open_to_everybody
from regions.models import RegionSettings
from translations import languages
from translations.models import LanguageVersion

register = template.Library()


@dataclass(frozen=True)
class Link:
    """A page as navigation names it.

    `language` is that of the name where it is not the reader's own, else empty. `current` is the
    value of aria-current: "page" here, "true" for what the reader is inside of, else empty.
    """

    name: str
    url: str
    language: str = ""
    current: str = ""

    @property
    def direction(self) -> str:
        """The direction of the name; empty where it is the reader's own language."""
        return languages.direction(self.language) if self.language else ""


@dataclass(frozen=True)
class LanguageLink:
    """This same address in another language."""

    code: str
    name: str
    direction: str
    url: str
    is_current: bool


def shown_title(versions: dict[str, LanguageVersion]) -> tuple[str, str]:
    """Return what a reader of the active language is shown as a page's name, and its language.

    Takes the page's versions by language, those of the reader's fallbacks too. A version keeps the
    text that is shown and not where it came from: an incomplete one that says the same as the next
    fallback is taken to have it from there. No query.
    """
    chain = [code for code in languages.fallbacks(languages.active()) if code in versions]
    title = versions[chain[0]].title
    for code, following in pairwise(chain):
        if versions[code].complete or versions[following].title != title:
            return title, code
    return title, chain[-1]


def link_to(request: HttpRequest, versions: dict[str, LanguageVersion]) -> Link:
    """Return the link to a page, given its versions by language. No query."""
    url = page_of(versions).get_url(request) or ""
    name, language = shown_title(versions)
    return Link(
        name=name,
        url=url,
        language="" if language == languages.active() else language,
        current="page" if url == request.path else "true" if request.path.startswith(url) else "",
    )


def links(request: HttpRequest, **pages: Any) -> list[Link]:
    """Return links to live pages that are open to everybody, in the order of the tree.

    `pages` are conditions on LanguageVersion, e.g. ``page__depth=3``. One query.
    """
    return list(links_by_page(request, Q(**pages)).values())


def links_by_page(request: HttpRequest, pages: Q) -> dict[Page, Link]:
    """Map live pages that are open to everybody to links, in the order of the tree.

    `pages` is a condition on LanguageVersion. One query.
    """
    found: dict[int, dict[str, LanguageVersion]] = defaultdict(dict)
    for version in (
        LanguageVersion.objects.live()
        .filter(
            open_to_everybody("page__path"),
            pages,
            language__in=languages.fallbacks(languages.active()),
        )
        .select_related("page")
        .defer("search_text")
        .order_by("page__path")
    ):
        found[version.page_id][version.language] = version
    return {page_of(versions): link_to(request, versions) for versions in found.values()}


@register.simple_tag(takes_context=True)
def main_menu(context: template.Context) -> list[Link]:
    """Return the sections that an editor has put into the menu.

    ``{% main_menu as menu %}``; empty where no site is. One query, none where routing has asked.
    """
    request = context["request"]
    return [link_to(request, versions) for versions in frame_of(request).menu]


@register.simple_tag(takes_context=True)
def breadcrumbs(context: template.Context, page: Page | str | None) -> list[Link]:
    """Return the way from the region's home to a page, the page itself left out.

    ``{% breadcrumbs page as trail %}``. Empty for the home page and for what stands outside the
    region. No query where routing has asked for the page (it does not for a preview), else one.
    """
    request = context["request"]
    frame = frame_of(request)
    if frame.root is None or not isinstance(page, Page) or not page.path:
        return []
    if page.path == frame.root.path or not page.path.startswith(frame.root.path):
        return []
    home = Link(name=gettext("Home"), url=reverse("wagtail_serve", args=[""]))
    lengths = range(len(frame.root.path) + Page.steplen, len(page.path), Page.steplen)
    paths = [page.path[:length] for length in lengths]
    known = [frame.at(path) for path in paths]
    if not all(known):
        return [home, *links(request, page__path__in=paths)]
    return [home, *(link_to(request, versions) for versions in known if versions)]


@register.simple_tag(takes_context=True)
def children(context: template.Context, page: Page) -> list[Link]:
    """Return links to a page's live children. ``{% children page as below %}``. One query."""
    if not page.path:
        return []
    return links(context["request"], page__path__startswith=page.path, page__depth=page.depth + 1)


@register.simple_tag(takes_context=True)
def section_of(context: template.Context, pages: Iterable[Page]) -> Link | None:
    """Return the link to the section that listed pages stand in, however deep; None for none.

    ``{% section_of places as section %}``. No query for a section in the menu, else one; and the
    list's own if it has not run.
    """
    first = next(iter(pages), None)
    if first is None:
        return None
    request = context["request"]
    frame = frame_of(request)
    depth = (frame.root.depth if frame.root else first.depth - 2) + 1
    path = first.path[: depth * Page.steplen]
    if versions := frame.at(path):
        return link_to(request, versions)
    found = links(request, page__path=path)
    return found[0] if found else None


@register.simple_tag(takes_context=True)
def language_links(context: template.Context) -> list[LanguageLink]:
    """Return this address in each language that the region uses, query and all.

    ``{% language_links as versions %}``. No query once the region is known.
    """
    request = context["request"]
    return [
        LanguageLink(
            code=code,
            name=languages.name(code),
            direction=languages.direction(code),
            url=path_in(request, code),
            is_current=code == languages.active(),
        )
        for code in RegionSettings.for_request(request).languages_in_use
    ]
