"""What time it is, for a whole request: a page computes everything from one now.

And how long that holds: whatever shows something that time alone will change says when.
"""

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


def lives_until(request: HttpRequest, moment: datetime.datetime) -> datetime.datetime:
    """Say that what is shown changes at a moment, and return the earliest that anyone has said.

    Takes an aware moment. Whatever computes from `now_of` calls this with its next change; before
    the earliest of them the same request would be answered with the same bytes.
    """
    earliest = min(moment, end_of_life(request) or moment)
    request.lives_until = earliest  # type: ignore[attr-defined]
    return earliest


def end_of_life(request: HttpRequest) -> datetime.datetime | None:
    """Return when time alone changes the answer to a request; None where it never does."""
    return getattr(request, "lives_until", None)


def nearest_minute(moment: datetime.datetime) -> datetime.datetime:
    """Return a moment as clocks tell it that have no seconds."""
    return (moment + datetime.timedelta(seconds=30)).replace(second=0, microsecond=0)


def next_midnight(now: datetime.datetime) -> datetime.datetime:
    """Return the start of the day after a moment, in that moment's own zone."""
    tomorrow = now.date() + datetime.timedelta(days=1)
    return datetime.datetime.combine(tomorrow, datetime.time(), tzinfo=now.tzinfo)
