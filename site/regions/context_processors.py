from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from translations import languages

from .models import RegionSettings


def region(request: HttpRequest) -> dict[str, Any]:
    """Give templates the region and the reading direction. No query until one is asked for."""
    return {
        "region": SimpleLazyObject(lambda: RegionSettings.for_request(request)),
        "reading_direction": languages.direction(languages.active()),
        "language": languages.active(),
    }
