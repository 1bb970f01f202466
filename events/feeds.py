"""Dates of festivals for machines: calendars that subscribe (RFC 5545), readers of news, data.

Nothing here reads the clock: an answer changes when what it says does. An address that names an
entry that was merged is led on for good, as programs that subscribe follow.
"""

import calendar
import datetime
import hashlib
from typing import Any

from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe
from wagtail.models import ModelLogEntry, PageLogEntry, Site

from regions.models import RegionSettings
from translations import languages

from .calendar_feed import is_timed, plain, to_ical, uid
from .feed_entries import Told, as_it_stands, published_in, told, venue, whole_series
from .filters import DateFilters
from .models import CalendarEntry, Festival, FestivalIndexPage, Occurrence
from .registry.signposts import led_on
from .rule_words import in_words
from .templatetags.dates import days

#: How many items the news have.
ITEMS = 50
#: What editors do to drafts, which no reader sees.
_OF_DRAFTS = ("wagtail.create", "wagtail.edit")
_LONG_AGO = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


@require_safe
def calendar_feed(request: HttpRequest) -> HttpResponse:
    """Every date of the region that the query selects, past ones too, as a calendar.

    A series is whole where one of its dates is selected. Ten queries at most.
    """
    if onward := led_on(request):
        return onward
    section = _section(request)
    filters = DateFilters.of(request.GET)
    if filters.errors:
        return _refusal(filters)
    found = told(whole_series(published_in(section), filters), request)
    region = RegionSettings.for_request(request)
    return _calendar(request, section, found, name=f"{section.name} · {region.display_name}")


@require_safe
def festival_calendar(request: HttpRequest, path: str) -> HttpResponse:
    """Every date of the festival at a path, as a calendar; 404 where no day is known. Ten queries
    at most."""
    section = _section(request)
    root = Site.find_for_request(request).root_page
    festival = Festival.objects.published().filter(url_path=f"{root.url_path}{path}").first()
    if festival is None:
        raise Http404
    dates = published_in(section).filter(festival=festival)
    found = told(dates, request)
    if all(each.is_month_only for one in found for each in one.occurrences):
        raise Http404
    return _calendar(request, section, found, name=festival.name)


def _calendar(
    request: HttpRequest, section: FestivalIndexPage, found: list[Told], *, name: str
) -> HttpResponse:
    content = to_ical(
        (each.entry for each in found),
        zone=RegionSettings.for_request(request).zone,
        host=_host(request),
        name=name,
        language=languages.active(),
    )
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    filename = request.path.rsplit("/", 1)[-1]
    response["Content-Disposition"] = f'inline; filename="{filename}"'
    return _conditional(request, section, response)


@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """The dates that were announced or changed last, as RSS 2.0. Ten queries at most.

    A series is one item, and each date of it that was changed by itself is another.
    """
    if onward := led_on(request):
        return onward
    section = _section(request)
    filters = DateFilters.of(request.GET)
    if filters.errors:
        return _refusal(filters)
    region = RegionSettings.for_request(request)
    found = told(whole_series(published_in(section), filters), request)
    feed = _News(
        title=plain(f"{section.name} · {region.display_name}", lines=False),
        link=section.get_full_url(request),
        description=plain(section.summary or section.name),
        language=languages.active(),
        feed_url=f"{Site.find_for_request(request).root_url}{request.get_full_path()}",
    )
    items = [item for each in found for item in _items(each, _host(request))]
    items.sort(key=lambda item: (item["pubdate"], item["unique_id"]), reverse=True)
    for item in items[:ITEMS]:
        feed.add_item(**item, unique_id_is_permalink=False)
    content = feed.writeString("utf-8")
    response = HttpResponse(content, content_type="application/rss+xml; charset=utf-8")
    return _conditional(request, section, response)


class _News(Rss201rev2Feed):
    """RSS whose date is that of its newest item, and of no day where there is none."""

    def latest_post_date(self) -> datetime.datetime:
        return max((item["pubdate"] for item in self.items), default=_LONG_AGO)


def _items(one: Told, host: str) -> list[dict[str, Any]]:
    entry = one.entry
    items = []
    if one.edition.is_series:
        rule = in_words(one.edition.plan(one.edition.year))
        text = [each.text for each in entry.overall if each.at is None][-1]
        items.append(_item(uid(entry.uid, "", host), rule, text, entry.changed_at))
    for occurrence, date in zip(one.occurrences, entry.dates, strict=True):
        known, changed_at = uid(entry.uid, occurrence.key, host), entry.changed_at
        if occurrence.is_series:
            if occurrence.change is None or occurrence.change.on is None:
                continue
            known = f"{known}/{occurrence.planned_on:%Y%m%d}"
            changed_at = occurrence.change.made_at
        items.append(_item(known, days(occurrence), date.text, changed_at))
    return items


def _item(known: str, when: str, text: Any, changed_at: datetime.datetime) -> dict[str, Any]:
    return {
        "title": plain(f"{text.summary} · {when}", lines=False),
        "link": text.url,
        "description": plain(text.description),
        "unique_id": known,
        "pubdate": changed_at,
        "categories": [plain(each, lines=False) for each in text.categories],
    }


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """The dates that the query selects, soonest first, parts of festivals too, as JSON.

    `start` and `end` are local times with their offset (RFC 3339), or days, both belonging to it,
    where no hour is known; of a month alone both are the month. Ten queries at most.
    """
    if onward := led_on(request):
        return onward
    section = _section(request)
    filters = DateFilters.of(request.GET)
    if filters.errors:
        return JsonResponse(
            {"errors": dict(filters.errors)}, status=400, json_dumps_params={"ensure_ascii": False}
        )
    zone = RegionSettings.for_request(request).zone
    found = told(filters.apply(published_in(section)), request)
    pairs = [(each, one) for one in found for each in one.occurrences]
    pairs.sort(key=lambda pair: (pair[0].sorts_at, pair[0].pk))
    response = JsonResponse(
        {"events": [_event(each, one, zone, _host(request)) for each, one in pairs]},
        json_dumps_params={"ensure_ascii": False},
    )
    return _conditional(request, section, response)


def _event(occurrence: Occurrence, one: Told, zone: datetime.tzinfo, host: str) -> dict[str, Any]:
    dates = as_it_stands(occurrence)
    if dates.is_month_only:
        start = end = f"{dates.starts_on:%Y-%m}"
    else:
        timed = is_timed(dates)
        start = _moment(dates.starts_on, dates.starts_at if timed else None, zone)
        end = _moment(dates.ends_on, dates.ends_at if timed else None, zone)
    festival = one.edition.festival
    return {
        "uid": uid(one.entry.uid, occurrence.key, host),
        "start": start,
        "end": end,
        "all_day": not is_timed(dates),
        "status": occurrence.status,
        "name": festival.name,
        "url": one.entry.overall[0].text.url,
        "place": venue(festival, occurrence.change),
    }


def _moment(day: datetime.date, time: datetime.time | None, zone: datetime.tzinfo) -> str:
    if time is None:
        return day.isoformat()
    return datetime.datetime.combine(day, time, tzinfo=zone).isoformat()


# --- What they share ---


def _section(request: HttpRequest) -> FestivalIndexPage:
    """Return the region's section of festivals; raises Http404 where there is none. Two queries."""
    site = Site.find_for_request(request)
    section = (
        FestivalIndexPage.objects.published().descendant_of(site.root_page).first()
        if site
        else None
    )
    if section is None:
        raise Http404
    return section


def _host(request: HttpRequest) -> str:
    return Site.find_for_request(request).hostname


def _refusal(filters: DateFilters) -> HttpResponse:
    """Say what cannot be understood: an empty calendar would say that nothing is on."""
    lines = [f"{name}: {message}\n" for name, message in filters.errors.items()]
    return HttpResponse("".join(lines), status=400, content_type="text/plain; charset=utf-8")


def _conditional(
    request: HttpRequest, section: FestivalIndexPage, response: HttpResponse
) -> HttpResponse:
    """Answer 304 to whom has this already, by what it says or by when it last changed."""
    etag = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
    changed = calendar.timegm(_last_modified(section).utctimetuple())
    response["ETag"] = etag
    response["Last-Modified"] = http_date(changed)
    answer = get_conditional_response(request, etag, changed, response)
    return answer or response


def _last_modified(section: FestivalIndexPage) -> datetime.datetime:
    """Return a moment after which nothing that feeds say has changed.

    What is taken away leaves no date behind, so the log of what editors did counts too. Four
    queries.
    """
    # A range of paths is read from their index; SQLite reads none for LIKE.
    below = (section.path, Festival._get_children_path_interval(section.path)[1])
    entries = CalendarEntry.objects.filter(edition__festival__path__range=below)
    pages = Festival.objects.filter(path__range=below)
    logged = PageLogEntry.objects.exclude(action__in=_OF_DRAFTS).order_by("-timestamp")
    found = [
        entries.aggregate(at=Max("changed_at"))["at"],
        pages.aggregate(at=Max("last_published_at"))["at"],
        logged.values_list("timestamp", flat=True).first(),
        ModelLogEntry.objects.aggregate(at=Max("timestamp"))["at"],
    ]
    return max((each for each in found if each), default=_LONG_AGO)
