"""What time it is, for a whole request: a page computes everything from one now."""

import datetime

from django.http import HttpRequest
from django.utils import timezone

from .models import RegionSettings


def now_of(request: HttpRequest) -> datetime.datetime:
    """Return the moment of a request in its region's own zone: the same at every call.

    No query once the region is known.
    """
    moment: datetime.datetime | None = getattr(request, "moment", None)
    if moment is None:
        moment = timezone.now()
        request.moment = moment  # type: ignore[attr-defined]
    return moment.astimezone(RegionSettings.for_request(request).zone)
