"""The region's colours as files that other software reads."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from . import tokens
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
    """The palette as CSS custom properties.

    Under its own hash (``?v=``) it never changes and is kept for a year; under another, or none,
    it is asked for again each time.
    """
    region = RegionSettings.for_request(request)
    response = HttpResponse(tokens.stylesheet(region.palette), content_type="text/css")
    is_current = request.GET.get("v") == region.tokens_version
    response["Cache-Control"] = (
        "public, max-age=31536000, immutable" if is_current else "public, no-cache"
    )
    return response
