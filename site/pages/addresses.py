"""A page's addresses: the same path in every language, under the language's prefix."""

from django.http import HttpRequest
from django.utils.translation import override
from wagtail.models import Page

from regions.negotiation import split_path


def url_in(page: Page, code: str, request: HttpRequest) -> str:
    """Return a page's absolute address in a language. No query once the site is known."""
    with override(code):
        return page.get_full_url(request) or ""


def path_in(request: HttpRequest, code: str) -> str:
    """Return the address of this same request in another language, query and all.

    Slugs are neutral, so only the prefix changes. Always a path on this site.
    """
    _code, rest = split_path(request.path)
    query = request.META.get("QUERY_STRING", "")
    return f"/{code}/{rest}" + (f"?{query}" if query else "")
