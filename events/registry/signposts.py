"""What knows an entry that was merged is led to the one that is left: drafts, and addresses."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponsePermanentRedirect
from wagtail.models import Site

if TYPE_CHECKING:
    from events.models import Festival


def follow(festival: "Festival") -> None:
    """Have a festival use the entries that are left instead of those merged into them.

    A draft of before the merging, and a form that was open meanwhile, still name the others. One
    query for each of organiser and venue where one is set, one for roads, and one for each that
    was merged.
    """
    for name in ("organiser", "venue"):
        entry = getattr(festival, name)
        if entry is not None and entry.merged_into_id:
            setattr(festival, name, entry.survivor)
    roads = list(festival.roads.all())
    if any(road.merged_into_id for road in roads):
        festival.roads = survivors(roads)


def survivors(entries: Iterable[Any]) -> list[Any]:
    """Return what is left of entries, each once. One query for each that was merged."""
    return list(dict.fromkeys(each.survivor for each in entries))


def led_on(request: HttpRequest) -> HttpResponsePermanentRedirect | None:
    """Return where an address leads on that asks for an entry by the slug of one merged into it.

    The same address with the slug of the one that is left, for pages and for feeds; None for any
    other address. One query for each of `organiser` and `venue` that is asked for.
    """
    from events.models import Organiser, Venue

    kinds: tuple[tuple[str, Any], ...] = (("organiser", Organiser), ("venue", Venue))
    asked = {name: model for name, model in kinds if request.GET.get(name)}
    site = Site.find_for_request(request) if asked else None
    if site is None:
        return None
    query = request.GET.copy()
    for name, model in asked.items():
        signposts = model.objects.filter(site=site, slug=query[name]).exclude(merged_into=None)
        if slug := signposts.values_list("merged_into__slug", flat=True).first():
            query[name] = slug
    if query == request.GET:
        return None
    return HttpResponsePermanentRedirect(f"{request.path}?{query.urlencode()}")
