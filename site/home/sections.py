"""What the first page shows of each section: fetched together, chosen by rule."""

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.db.models import F, OuterRef, Q, Subquery
from django.http import HttpRequest
from wagtail.models import Page

from destinations.enums import PlaceKind
from destinations.models import Place, PlaceCategory
from events import ribbon
from events.almanac import sunrises
from events.models import Occurrence
from media.models import Picture
from pages.models import StoryPage
from pages.templatetags.navigation import Link, links_by_page
from regions.clock import lives_until, next_midnight, now_of
from regions.models import RegionSettings

from .marks import MAP_WIDTH, MARK_SIZE, Mark, map_height, spread

if TYPE_CHECKING:
    from .models import HomePage

PLACES_SHOWN = 5
DATES_SHOWN = 4
POSTERS_SHOWN = 4
STORIES_SHOWN = 3
GATEWAYS = (PlaceKind.AIRPORT, PlaceKind.HARBOUR, PlaceKind.STATION)
GATEWAYS_SHOWN = 4
#: How many festivals are looked through for the ribbon and the posters.
_LOOKED_THROUGH = 400


def sections(home: "HomePage", request: HttpRequest) -> dict[str, Any]:
    """Return what home/home_page.html shows. Seven queries, however much there is.

    Pictures come without their renditions, which the page fetches for all of them together
    (`pictures_of`). Says on the request that the next midnight changes it (`clock.lives_until`).
    """
    now = now_of(request)
    lives_until(request, next_midnight(now))
    moods = _moods(home, request)
    places, ways_in = _places(home, moods)
    coming, months, posters = _dates(home, request, now)
    plan, brand = _ways_on(home, request)
    stories = StoryPage.objects.published().descendant_of(home).newest_first()
    return {
        "coming": coming,
        "is_on": any(_is_on(date, _sunday(now.date())) for date in coming),
        "festivals": [date.festival for date in coming],
        "months": months,
        "bands": ribbon.bands([month.sunrise for month in months]),
        "posters": posters,
        "places": places,
        "moods": moods if places else [],
        "ways_in": ways_in,
        "stories": list(stories.select_related("picture")[:STORIES_SHOWN]),
        "plan": plan,
        "brand": brand,
    }


def pictures_of(shown: dict[str, Any]) -> list[Picture | None]:
    """Return the pictures of what `sections` has chosen. No query."""
    pages = [*shown["places"], *(date.festival for date in shown["posters"]), *shown["stories"]]
    return [page.picture for page in pages]


# --- Places ---


def _moods(home: "HomePage", request: HttpRequest) -> list[Any]:
    """Return the categories that have a place to show, with the newest of each. One query.

    So no mood is left out; the ways in are no destinations.
    """
    newest = _newest(home).filter(category=OuterRef("pk"))
    site = RegionSettings.for_request(request).site_id
    return list(
        PlaceCategory.objects.filter(site=site)
        .annotate(
            newest=Subquery(newest.values("pk")[:1]),
            newest_at=Subquery(newest.values("first_published_at")[:1]),
        )
        .filter(newest__isnull=False)
    )


def _newest(home: "HomePage") -> Any:
    places = Place.objects.published().in_region(home).exclude(kind__in=GATEWAYS)
    return places.order_by("-first_published_at", "-pk")


def _places(home: "HomePage", moods: list[Any]) -> tuple[list[Place], list[Place]]:
    """Return the places to show, and the ways in for the map. Two queries, three without either.

    Those that an editor chose; without them the newest of each category, the newest first; without
    categories, too, the newest.
    """
    chosen = list(home.highlights.values_list("place", flat=True))
    if not chosen:
        by_age = sorted(moods, key=lambda mood: (mood.newest_at, mood.newest), reverse=True)
        chosen = [mood.newest for mood in by_age] or list(
            _newest(home).values_list("pk", flat=True)[:PLACES_SHOWN]
        )
    chosen = list(dict.fromkeys(chosen))[:PLACES_SHOWN]
    places = Place.objects.published().in_region(home)
    ways_in = places.filter(kind__in=GATEWAYS, is_neighbour=False).on_the_map().order_by("path")
    wanted = Q(pk__in=chosen)
    if home.map_picture is not None:
        wanted |= Q(pk__in=ways_in.values("pk")[:GATEWAYS_SHOWN])
    with_facts = places.filter(wanted).select_related("picture", "category", "district")
    found = {place.pk: place for place in with_facts.order_by("path")}
    shown = [found.pop(pk) for pk in chosen if pk in found]
    return shown, list(found.values())


def marks_on(home: "HomePage", places: list[Place]) -> dict[str, Any]:
    """Return the places that have a spot on the drawn map, numbered, and how high the map is.

    No query where the renditions of the map have been fetched, else one.
    """
    height = map_height(home)
    spots = {
        place: (spot[0] * MAP_WIDTH, spot[1] * height)
        for place in places
        if (spot := home.spot(place.latitude, place.longitude))
    }
    apart = spread(list(spots.values()), least=MARK_SIZE)
    marks = [
        Mark(number, place, round(x), round(y))
        for number, (place, (x, y)) in enumerate(zip(spots, apart, strict=True), start=1)
    ]
    return {"marks": marks, "map_height": height}


# --- Festivals ---


def _dates(
    home: "HomePage", request: HttpRequest, now: datetime.datetime
) -> tuple[list[Occurrence], list[ribbon.Month], list[Occurrence]]:
    """Return what is on now and next, the year, and the flagship festivals. Two queries.

    A festival stands once in each, at its next date. All are looked through with what decides, and
    those that are chosen fetched with what is shown.
    """
    nearest = Occurrence.objects.published().in_region(home).next_of_each(now.date())
    looked_through = list(
        nearest.soonest_first()
        .select_related("festival")
        .only("starts_on", "festival", "festival__is_flagship")[:_LOOKED_THROUGH]
    )
    coming = looked_through[:DATES_SHOWN]
    posters = [date for date in looked_through if date.festival.is_flagship][:POSTERS_SHOWN]
    months = ribbon.year(now.date(), looked_through, sunrises(request))
    named = [date for month in months for date in month.dates]
    full = (
        Occurrence.objects.with_festival()
        .select_related("festival__picture")
        .in_bulk({date.pk for date in (*coming, *posters, *named)})
    )

    def shown(dates: Any) -> list[Occurrence]:
        return [full[date.pk] for date in dates if date.pk in full]

    return (
        shown(coming),
        [replace(month, dates=tuple(shown(month.dates))) for month in months],
        shown(posters),
    )


def _is_on(date: Occurrence, day: datetime.date) -> bool:
    """Whether a date has begun by a day. A month is no day, and what is called off is not on."""
    return date.starts_on <= day and not (date.is_month_only or date.is_off)


def _sunday(today: datetime.date) -> datetime.date:
    """Return the last day of this weekend: the coming Sunday, or today if it is one."""
    return today + datetime.timedelta(days=6 - today.weekday())


# --- Ways on ---


def _ways_on(home: "HomePage", request: HttpRequest) -> tuple[dict[str, Any] | None, Link | None]:
    """Return the page for planning with those below it, and the page about the brand. One query.

    None for what is not set, or not to be seen by everybody.
    """
    if not (home.plan_page_id or home.brand_page_id):
        return None, None
    plan = Page.objects.filter(pk=home.plan_page_id)
    below = Q(
        page__path__startswith=Subquery(plan.values("path")),
        page__depth=Subquery(plan.values(deeper=F("depth") + 1)),
    )
    found = links_by_page(request, Q(page__in=[home.plan_page_id, home.brand_page_id]) | below)
    by_key = {page.pk: (page, link) for page, link in found.items()}
    _page, brand = by_key.get(home.brand_page_id, (None, None))
    top, link = by_key.get(home.plan_page_id, (None, None))
    if top is None:
        return None, brand
    children = [each for page, each in found.items() if page.is_child_of(top)]
    return {"link": link, "below": children}, brand
