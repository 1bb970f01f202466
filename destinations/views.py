"""Destinations as data."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe
from wagtail.models import Site

from .listing import Listing
from .models import DestinationIndexPage


@require_safe
def geojson(request: HttpRequest) -> HttpResponse:
    """The selection that the query string makes, as GeoJSON (RFC 7946), names in the language.

    Places without a position are left out. Three queries, whatever their number.
    """
    site = Site.find_for_request(request)
    section = (
        DestinationIndexPage.objects.published().descendant_of(site.root_page).first()
        if site
        else None
    )
    if section is None:
        raise Http404
    places = (
        Listing(section, request.GET).places.on_the_map().select_related("category", "district")
    )
    return JsonResponse(
        {
            "type": "FeatureCollection",
            "features": [_feature(place, request) for place in places],
        },
        content_type="application/geo+json",
        json_dumps_params={"ensure_ascii": False},
    )


def _feature(place: Any, request: HttpRequest) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": place.slug,
        "geometry": {
            "type": "Point",
            "coordinates": [float(place.longitude), float(place.latitude)],
        },
        "properties": {
            "name": place.name,
            "summary": place.summary,
            "url": place.get_full_url(request),
            "kind": place.kind,
            "category": place.category.slug if place.category else None,
            "district": place.district.slug if place.district else None,
            "position": place.position_quality,
        },
    }
