"""The search page: every live page of the region, found in the reader's language."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe
from wagtail.models import Site

from pages.openness import open_to_everybody
from translations import languages
from translations.models import LanguageVersion
from translations.searchtext import query

PER_PAGE = 20
MAX_QUERY_LENGTH = 200


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Find pages by ``q``. Never indexed; an empty query shows the form alone."""
    words = request.GET.get("q", "").strip()[:MAX_QUERY_LENGTH]
    results = Paginator(found(request, words), PER_PAGE).get_page(request.GET.get("page", "1"))
    return TemplateResponse(request, "search/search.html", {"words": words, "results": results})


def found(request: HttpRequest, words: str) -> list[LanguageVersion]:
    """Return the language versions that hold all the words, best first.

    Only live pages of the region, in the active language, outside every view restriction. At most
    100, which is further than anybody reads. Two queries.
    """
    site = Site.find_for_request(request)
    asked = query(words)
    if not asked or site is None:
        return []
    versions = LanguageVersion.objects.live().in_language(languages.active()).below(site.root_page)
    ids = [hit.pk for hit in versions.search(asked)[:100]]
    open_ones = LanguageVersion.objects.filter(open_to_everybody("page__path"))
    by_id = open_ones.select_related("page").in_bulk(ids)
    return [by_id[pk] for pk in ids if pk in by_id]
