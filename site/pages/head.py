"""What a page tells search engines and shared links about itself."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from regions.models import RegionSettings
from translations import languages

from .addresses import url_in

if TYPE_CHECKING:
    from .models import SitePage


@dataclass(frozen=True)
class Head:
    """Everything between <head> and </head> that depends on the page."""

    title: str
    description: str
    canonical: str
    is_indexed: bool
    alternates: list[tuple[str, str]] = field(default_factory=list)
    x_default: str = ""
    structured_data: list[dict[str, Any]] = field(default_factory=list)


def for_page(page: "SitePage", request: HttpRequest, *, below: str = "") -> Head:
    """Return the head of a page for the active language, or of an address below it ("past/").

    Available languages point at each other (hreflang). A language that is not available is not
    indexed and names the source as canonical. The default for all others is English where there
    is English, else the source. One query (the page's language versions).
    """
    region = RegionSettings.for_request(request)
    here = languages.active()
    available = [code for code in page.available_languages() if code in region.languages_in_use]
    alternates = [(code, url_in(page, code, request) + below) for code in available]
    by_code = dict(alternates)
    is_indexed = here in available
    return Head(
        title=page.name,
        description=page.description,
        canonical=by_code.get(here) or url_in(page, languages.SOURCE, request) + below,
        is_indexed=is_indexed,
        alternates=alternates if is_indexed and len(alternates) > 1 else [],
        x_default=by_code.get("en") or by_code.get(languages.SOURCE, ""),
        structured_data=[page.structured_data(request)],
    )
