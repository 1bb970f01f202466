"""The region's colours as files that other software reads."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from . import accents, tokens
from .models import RegionSettings


@require_safe
def tokens_json(request: HttpRequest) -> HttpResponse:
    """The palette as W3C design tokens; open to any origin, for one day."""
    region = RegionSettings.for_request(request)
    response = JsonResponse(
        tokens.design_tokens(region.palette, region=region.display_name),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "public, max-age=86400"
    return response


@require_safe
def tokens_css(request: HttpRequest) -> HttpResponse:
    """The palette as CSS custom properties."""
    region = RegionSettings.for_request(request)
    return _stylesheet(request, tokens.stylesheet(region.palette), region.tokens_version)


@require_safe
def admin_css(request: HttpRequest) -> HttpResponse:
    """The palette as accents of Wagtail's admin; open, as the log-in page needs it."""
    region = RegionSettings.for_request(request)
    return _stylesheet(request, accents.stylesheet(region.palette), region.accents_version)


def _stylesheet(request: HttpRequest, text: str, version: str) -> HttpResponse:
    """Serve a stylesheet.

    Under its own hash (``?v=``) it never changes and is kept for a year; under another, or none,
    it is asked for again each time.
    """
    response = HttpResponse(text, content_type="text/css")
    is_current = request.GET.get("v") == version
    response["Cache-Control"] = (
        "public, max-age=31536000, immutable" if is_current else "public, no-cache"
    )
    return response
