"""`/styleguide/`: every component in every state, from what the site really shows. DEBUG only."""

import copy

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from destinations.models import Place
from events.models import Occurrence
from notices.enums import EventStatus
from pages.models import StoryPage
from regions.models import RegionSettings
from regions.sunlight import SkyStep
from regions.tokens import NAMES

#: What colours are for, as static/css/site.css names them.
ROLES = (
    "text",
    "muted",
    "link",
    "closed",
    "warning",
    "estimated",
    "open",
    "edge",
    "hairline",
    "tint",
)
#: What offices really have.
PHOTOGRAPHS = ("dark", "portrait", "watermarked")
TYPE = ("display", "title", "heading", "lead", "card", "body", "small", "note")
SPACE = (1, 2, 3, 4, 6, 8, 12, 16, 24)


def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every component, with content of the region at this host.

    ``?language=ar`` speaks another language. Each part says what it is in English, for it is those
    who build the site who read it.
    """
    language = request.GET.get("language", "")
    if translation.check_for_language(language):
        translation.activate(language)
    root = RegionSettings.for_request(request).site.root_page
    places = Place.objects.published().in_region(root).by_name().for_cards()
    dates = Occurrence.objects.published().in_region(root).soonest_first().for_cards()
    return render(
        request,
        "styleguide.html",
        {
            "names": NAMES,
            "roles": ROLES,
            "types": TYPE,
            "space": SPACE,
            "steps": list(SkyStep),
            "places": [*places[:4], *map(_bare, places[:1])],
            "photographs": [f"styleguide/{name}.avif" for name in PHOTOGRAPHS],
            "dates": _in_every_state(dates.first()),
            "stories": StoryPage.objects.published().descendant_of(root).for_cards()[:3],
        },
    )


def _bare(place: Place) -> Place:
    """Return a place without its picture: what a card looks like before there is one."""
    bare = copy.copy(place)
    bare.picture = None
    return bare


def _in_every_state(date: Occurrence | None) -> list[Occurrence]:
    if date is None:
        return []
    states = []
    for status in EventStatus:
        state = copy.copy(date)
        state.status = status
        states.append(state)
    month = copy.copy(date)
    month.is_month_only = True
    return [*states, month]
