"""Which language a request speaks: the one in its address, if the region uses it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation

from translations import languages

from .models import RegionSettings
from .negotiation import best, split_path

#: Addresses that have no language and never will.
NEUTRAL = ("/admin/", "/static/", "/media/", "/documents/", "/brand/", "/styleguide/")


class RegionLocaleMiddleware:
    """Django's LocaleMiddleware, but by region.

    A language that the software speaks and the region does not use is no language of this site. A
    page address without a language, or with an unknown one, redirects to the reader's nearest; the
    answer depends on the reader, so it is private. Nothing says ``Vary: Accept-Language``: pages
    have their language in the address, and files have none.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        code, _rest = split_path(request.path_info)
        if code not in languages.codes():
            code = ""
        elif code not in RegionSettings.for_request(request).languages_in_use:
            return to_reader_language(request)
        header = request.headers.get("Accept-Language", "")
        with translation.override(code or best(languages.codes(), header=header)):
            request.LANGUAGE_CODE = languages.active()
            response = self.get_response(request)
            if not request.path_info.startswith(NEUTRAL):
                response.headers.setdefault("Content-Language", languages.active())
        if response.status_code == 404 and not code and _may_be_a_page(request):
            return to_reader_language(request)
        return response


def _may_be_a_page(request: HttpRequest) -> bool:
    last = request.path_info.rsplit("/", 1)[-1]
    return (
        request.method in ("GET", "HEAD")
        and "." not in last
        and not f"{request.path_info}/".startswith(NEUTRAL)
    )


def to_reader_language(request: HttpRequest) -> HttpResponse:
    """Redirect `/`, `/page/` and `/<unknown language>/page/` to the reader's nearest language.

    302 and private. Query string and the rest of the path stay, so the site is never left.
    """
    code, rest = split_path(request.path_info)
    language = best(
        RegionSettings.for_request(request).languages_in_use,
        code=code,
        header=request.headers.get("Accept-Language", ""),
    )
    query = request.META.get("QUERY_STRING", "")
    response = HttpResponseRedirect(f"/{language}/{rest}" + (f"?{query}" if query else ""))
    response["Cache-Control"] = "private, no-store"
    return response
