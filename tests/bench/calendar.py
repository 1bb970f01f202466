"""How the calendar answers with 2,000 dates and with 200,000: `make bench-calendar`.

Makes databases of its own, SQLite in a temporary folder and, with --postgres or DATABASE_URL, one
on that server, and removes them. Measures the pages of the calendar at both sizes, the month's
query alone, what a full month weighs and 500 festivals as a calendar; ends with 1 where a limit is
missed. Prints a table, or JSON with --json. Where both databases were measured, the table and the
plans of the queries go into docs/benchmarks.md, too.
"""

import argparse
import calendar
import datetime
import itertools
import json
import os
import platform
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from tests.house import ROOT

REPORT = ROOT / "docs" / "benchmarks.md"
#: How many dates begin in each month, and how many festivals and dates there are.
A_MONTH = 120
SIZES = {"small": (200, 2_000), "large": (20_000, 200_000)}
FIRST_YEAR = 1900
#: How often a page is asked for, and how often the month's query.
REQUESTS, TIMES = 15, 50
ICS_FESTIVALS = 500
#: What a page may cost in queries, and how much longer it may take with a hundredfold of dates.
MOST_QUERIES, MOST_RATIO = 15, 2
QUERY_MS = {"sqlite": 1, "postgresql": 2}
MOST_HTML, MOST_GZIP, ICS_MS = 86 * 1024, 12 * 1024, 400
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
PAGES = ("month", "filtered list", "this weekend")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON line")
    parser.add_argument(
        "--postgres",
        metavar="URL",
        default=os.environ.get("DATABASE_URL", ""),
        help="a server on which a database can be made, by default DATABASE_URL",
    )
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measured(), default=str))
        return
    results = {"sqlite": apart("sqlite://:memory:")}
    if options.postgres.startswith("postgres"):
        results["postgresql"] = apart(options.postgres)
    missed = list(beyond(results))
    if options.json:
        print(json.dumps({"databases": results, "beyond": missed}))
    else:
        print(table(results))
    if len(results) == len(NAMES):
        write(results, missed)
    if missed:
        raise SystemExit("Beyond the limits:\n" + "\n".join(f"- {each}" for each in missed))


def apart(url: str) -> dict[str, Any]:
    """Measure one database in a process of its own: settings name one for all their life."""
    with tempfile.TemporaryDirectory(prefix="sunrise-bench-") as state:
        environment = {**os.environ, "DATABASE_URL": url, "SUNRISE_VAR": state}
        environment |= {"DJANGO_SETTINGS_MODULE": "config.settings.test", "BENCH_STATE": state}
        environment.pop("CACHE_URL", None)
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.calendar", "--measure"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    return json.loads(done.stdout.splitlines()[-1])


# --- What is measured, in that process ---


def measured() -> dict[str, Any]:
    sys.path.insert(0, str(ROOT / "site"))
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection

    state = Path(os.environ["BENCH_STATE"])
    settings.MEDIA_ROOT = str(state / "media")
    is_file = connection.vendor == "sqlite"
    name = str(state / "bench.sqlite3") if is_file else f"sunrise_bench_{os.getpid()}"
    connection.settings_dict["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        return {
            "python": platform.python_version(),
            "version": version(connection),
            "cores": len(os.sched_getaffinity(0)),
            "sizes": sizes(connection),
        }
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


def version(connection: Any) -> str:
    if connection.vendor == "sqlite":
        return sqlite3.sqlite_version
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return str(cursor.fetchone()[0]).split(" ", 1)[0]


def sizes(connection: Any) -> dict[str, Any]:
    built = Calendar()
    found = {}
    for size, (festivals, dates) in SIZES.items():
        began = time.monotonic()
        built.grow(festivals, dates)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:  # as autovacuum does within a minute
                cursor.execute("VACUUM ANALYZE")
        building = time.monotonic() - began
        print(f"{size}: built in {building:.0f} s", file=sys.stderr)
        found[size] = {"building_s": round(building, 1), **of_a_size(connection, built)}
    return found


def of_a_size(connection: Any, built: "Calendar") -> dict[str, Any]:
    from django.test import Client

    today = built.today
    addresses = {
        "month": f"/en/events/{today:%Y}/{today:%m}/",
        "filtered list": "/en/events/?category=dance&free=1",
        "this weekend": "/en/events/this-weekend/",
    }
    pages = {name: of_a_page(connection, address) for name, address in addresses.items()}
    full = Client().get(addresses["month"])
    packed = Client().get(addresses["month"], headers={"Accept-Encoding": "gzip"})
    feed = f"http://{built.other.site.hostname}/en/events.ics"
    times = [timed(get, "/en/events.ics", built.other.site.hostname) for _ in range(5)]
    events = get("/en/events.ics", built.other.site.hostname).content.count(b"BEGIN:VEVENT")
    if events != ICS_FESTIVALS:
        raise SystemExit(f"{feed} has {events} events.")
    return {
        "pages": pages,
        "query": of_the_query(connection, built),
        "html_bytes": len(full.content),
        "gzip_bytes": len(packed.content),
        "ics_ms": milliseconds(times),
    }


def get(address: str, host: str = "localhost") -> Any:
    from django.test import Client

    answer = Client(headers={"Host": host}).get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{address} answers {answer.status_code}.")
    return answer


def of_a_page(connection: Any, address: str) -> dict[str, Any]:
    from django.test.utils import CaptureQueriesContext

    get(address)
    with CaptureQueriesContext(connection) as counted:
        get(address)
    slowest = max(counted.captured_queries, key=lambda each: float(each["time"]))
    return {
        "queries": len(counted),
        "ms": milliseconds([timed(get, address) for _ in range(REQUESTS)]),
        "slowest_query_s": slowest["time"],
        "slowest_query": slowest["sql"],
    }


def of_the_query(connection: Any, built: "Calendar") -> dict[str, Any]:
    """Measure the month's query as its page asks it: by the database, and as Django's rows."""
    from events.models import Occurrence
    from events.month import days_of

    longest = Occurrence.objects.all().longest()
    dates = (
        Occurrence.objects.published()
        .in_region(built.section)
        .listed()
        .between(*days_of(built.today.year, built.today.month), longest=longest)
        .soonest_first()
        .values_list("pk", "starts_on", "ends_on", "is_month_only")
    )
    sql, values = dates.query.sql_with_params()

    def ask() -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall()

    return {
        "rows": len(ask()),
        "ms": milliseconds([timed(ask) for _ in range(TIMES)]),
        "with_django_ms": milliseconds([timed(list, dates.all()) for _ in range(TIMES)]),
        "plan": dates.explain(),
    }


def timed(do: Callable[..., Any], *args: Any) -> float:
    began = time.perf_counter()
    do(*args)
    return time.perf_counter() - began


def milliseconds(seconds: Iterable[float]) -> float:
    return round(statistics.median(seconds) * 1000, 2)


# --- What it is measured on ---


class Calendar:
    """A region whose festivals grow, and another one with 500 of them, a date each."""

    def __init__(self) -> None:
        from destinations.tests.factories import (
            DestinationIndexPageFactory,
            DistrictFactory,
            PlaceFactory,
            published,
        )
        from events.tests.factories import FestivalCategoryFactory, FestivalIndexPageFactory
        from home.tests.factories import make_region
        from media.tests.factories import PictureFactory

        self.today = datetime.date.today()  # noqa: DTZ011 (any day of this month will do)
        self.region, self.other = make_region(), make_region("other.example")
        site = self.region.site
        self.categories = [
            FestivalCategoryFactory(site=site, slug=slug, name_ind=slug, name_en=slug.title())
            for slug in ("dance", "music", "ritual", "sport", "food", "craft")
        ]
        self.districts = [
            DistrictFactory(site=site, slug=f"district-{each}", name=f"District {each}")
            for each in range(8)
        ]
        places = published(DestinationIndexPageFactory(parent=self.region.home))
        self.places = [
            published(
                PlaceFactory(
                    parent=places,
                    slug=f"place-{each}",
                    title=f"Place {each}",
                    district=self.districts[each % 8],
                    latitude="-8.1",
                    longitude="114.1",
                )
            )
            for each in range(12)
        ]
        self.pictures = [PictureFactory(made=True) for _each in range(3)]
        self.section = published(FestivalIndexPageFactory(parent=self.region.home))
        section = published(FestivalIndexPageFactory(parent=self.other.home))
        self.festivals: list[int] = []
        self.written: set[tuple[int, int, int]] = set()
        others = add_festivals(section, range(ICS_FESTIVALS), self._fields)
        days = [self.today + datetime.timedelta(days=each % 300) for each in range(ICS_FESTIVALS)]
        add_dates(
            (each, day, number % 100, False)
            for number, (each, day) in enumerate(zip(others, days, strict=True))
        )

    def grow(self, festivals: int, dates: int) -> None:
        """Write so many festivals with so many dates: 120 begin in every month.

        The few lie around today. The many begin in 1900, each festival held for some ten years.
        """
        new = range(len(self.festivals), festivals)
        self.festivals += add_festivals(self.section, new, self._fields)
        add_dates(itertools.islice(self._slots(), dates - len(self.written)))

    def _slots(self) -> Iterator[tuple[int, datetime.date, int, bool]]:
        """Yield festival, day, number in the month, whether of a series; month by month."""
        is_small = len(self.festivals) == SIZES["small"][0]
        at = self.today.year * 12 + self.today.month - 9 if is_small else FIRST_YEAR * 12
        for month in itertools.count(at):
            year, number = month // 12, month % 12 + 1
            days = calendar.monthrange(year, number)[1]
            for each in range(A_MONTH):
                if (year, number, each) in self.written:
                    continue
                self.written.add((year, number, each))
                of_decade = (year - FIRST_YEAR) // 10 * 12 * A_MONTH + month % 12 * A_MONTH + each
                place = month * A_MONTH + each if is_small else of_decade
                place %= len(self.festivals)
                day = datetime.date(year, number, each % days + 1)
                yield self.festivals[place], day, each, place % 10 == 9

    def _fields(self, number: int) -> dict[str, Any]:
        return {
            "category_id": self.categories[number % 6].pk,
            "district_id": self.districts[number % 8].pk if number % 3 else None,
            "venue_place_id": self.places[number % 12].pk,
            "picture_id": self.pictures[number % 3].pk,
            "admission": "free" if number % 5 < 2 else "paid",
            "step_free": "yes" if number % 4 == 0 else "",
            "summary_ind": "Ribuan penari di tepi laut, dan pasar di sekelilingnya.",
            "summary_en": "Thousands of dancers by the sea, and a market around them.",
        }


def insert(model: Any, rows: Iterable[dict[str, Any]], **common: Any) -> None:
    """Write rows in words of SQL: a fiftieth of what Django's objects would cost.

    `common` is what all rows have, the rest of a row are the model's defaults; names are those of
    columns. Only for one's own data.
    """
    from django.db import connection

    rows = list(rows)
    pattern = model(**common)
    fields = {
        each.column: each
        for each in model._meta.local_concrete_fields
        if each.column not in rows[0]
    }
    same = ", ".join(
        literal(each.get_prep_value(each.pre_save(pattern, True))) for each in fields.values()
    )
    columns = ", ".join(connection.ops.quote_name(each) for each in (*fields, *rows[0]))
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        for begin in range(0, len(rows), 500):
            values = ", ".join(
                f"({same}, {', '.join(literal(value) for value in each.values())})"
                for each in rows[begin : begin + 500]
            )
            cursor.execute(f"INSERT INTO {table} ({columns}) VALUES {values}")  # noqa: S608


def literal(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, bool | int):
        return str(value).upper()
    if isinstance(value, uuid.UUID):
        return f"'{value.hex}'"
    if isinstance(value, datetime.datetime):
        value = value.replace(tzinfo=None)
    if isinstance(value, list | dict):
        value = json.dumps(value)
    return "'{}'".format(str(value).replace("'", "''"))


def next_key(model: Any) -> int:
    from django.db.models import Max

    return (model._base_manager.aggregate(last=Max("pk"))["last"] or 0) + 1


def add_festivals(
    section: Any, numbers: range, fields: Callable[[int], dict[str, Any]]
) -> list[int]:
    """Write festivals below a section: rows of pages and of festivals, and no signal."""
    from django.contrib.contenttypes.models import ContentType
    from django.utils import timezone
    from wagtail.models import Page

    from events.models import Festival

    now, first = timezone.now(), next_key(Page)
    keys = list(range(first, first + len(numbers)))
    insert(
        Page,
        (
            {
                "id": key,
                "path": section.path + Page._int2str(number + 1).rjust(Page.steplen, "0"),
                "title": f"Festival Pesisir {number:05}",
                "draft_title": f"Festival Pesisir {number:05}",
                "slug": f"festival-{number}",
                "url_path": f"{section.url_path}festival-{number}/",
                "translation_key": uuid.uuid4(),
            }
            for key, number in zip(keys, numbers, strict=True)
        ),
        depth=section.depth + 1,
        content_type=ContentType.objects.get_for_model(Festival),
        locale_id=section.locale_id,
        live=True,
        first_published_at=now,
        last_published_at=now,
    )
    rows = zip(keys, numbers, strict=True)
    insert(Festival, ({"page_ptr_id": key, **fields(number)} for key, number in rows))
    Page.objects.filter(pk=section.pk).update(numchild=section.get_children().count())
    return keys


def add_dates(slots: Iterable[tuple[int, datetime.date, int, bool]]) -> None:
    """Write dates with their editions: most last a day, some three or seven, of two a month alone
    is known."""
    from django.utils import timezone

    from events.models import CalendarEntry, Edition, Occurrence

    first = next_key(Edition)
    editions: dict[tuple[int, int], dict[str, Any]] = {}
    rows = []
    for festival, day, number, is_series in slots:
        year = day.year // 10 * 10 if is_series else day.year
        edition = editions.setdefault(
            (festival, year),
            {
                "id": first + len(editions),
                "festival_id": festival,
                "year": year,
                "date_kind": "yearly" if is_series else "fixed",
                "starts_on": day,
                "ends_on": day,
            },
        )
        rows.append(occurrence(edition, day, number, is_series=is_series))
    insert(Edition, editions.values(), live=True)
    uids = ({"edition_id": each["id"], "uid": str(uuid.uuid4())} for each in editions.values())
    insert(CalendarEntry, numbered(CalendarEntry, uids), changed_at=timezone.now(), digest="")
    insert(Occurrence, numbered(Occurrence, rows), status="scheduled")


def numbered(model: Any, rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    return ({"id": key, **row} for key, row in enumerate(rows, next_key(model)))


def occurrence(
    edition: dict[str, Any], day: datetime.date, number: int, *, is_series: bool
) -> dict[str, Any]:
    from events.querysets import sorts_at

    is_open = number >= A_MONTH - 2
    lasts = 7 if number % 15 == 0 else 3 if number % 4 == 0 else 1
    begin, end = day, day + datetime.timedelta(days=lasts - 1)
    if is_open:
        begin = day.replace(day=1)
        end = day.replace(day=calendar.monthrange(day.year, day.month)[1])
    last_minute = datetime.time(23, 59)
    return {
        "edition_id": edition["id"],
        "festival_id": edition["festival_id"],
        "planned_on": begin,
        "planned_until": end,
        "was_month_only": is_open,
        "starts_on": begin,
        "ends_on": end,
        "days": (end - begin).days + 1,
        "sorts_at": sorts_at(end, last_minute) if is_open else sorts_at(begin),
        "is_month_only": is_open,
        "hours": "to_be_announced" if is_open else "all_day",
        "is_series": is_series,
    }


# --- What is told ---


def table(results: dict[str, Any]) -> str:
    """Return the measurements as a table of Markdown, a database a group of columns."""
    head = ["", "limit"]
    for vendor in results:
        head += [f"{NAMES[vendor]} 2,000", "200,000", "ratio"]
    rows = [head, ["---"] * len(head)]
    for page in PAGES:
        of_pages = {vendor: _both(each, "pages", page) for vendor, each in results.items()}
        rows.append(_row(f"{page}: queries", f"{MOST_QUERIES}", of_pages, "queries", ratio=False))
        rows.append(_row(f"{page}: ms", f"{MOST_RATIO} ×", of_pages, "ms"))
    queries = {vendor: _both(each, "query") for vendor, each in results.items()}
    limits = ", ".join(f"{QUERY_MS[vendor]}" for vendor in results)
    rows.append(_row("the month's query alone: ms", limits, queries, "ms"))
    rows.append(_row("the same as Django's rows: ms", "", queries, "with_django_ms"))
    whole = {vendor: _both(each) for vendor, each in results.items()}
    rows.append(_row("month, HTML: bytes", f"{MOST_HTML:,}", whole, "html_bytes", ratio=False))
    rows.append(_row("the same, gzip: bytes", f"{MOST_GZIP:,}", whole, "gzip_bytes", ratio=False))
    rows.append(_row("500 festivals as a calendar: ms", f"{ICS_MS}", whole, "ics_ms"))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _both(result: dict[str, Any], *keys: str) -> list[Any]:
    found = [result["sizes"][size] for size in SIZES]
    for key in keys:
        found = [each[key] for each in found]
    return found


def _row(
    name: str, limit: str, results: dict[str, list[Any]], key: str, *, ratio: bool = True
) -> list[str]:
    row = [name, limit]
    for small, large in results.values():
        row += [f"{small[key]:,}", f"{large[key]:,}"]
        row.append(f"{large[key] / small[key]:.1f}" if ratio else "")
    return row


def beyond(results: dict[str, Any]) -> Iterator[str]:
    """Yield what misses its limit."""
    for vendor, result in results.items():
        name = NAMES[vendor]
        for page in PAGES:
            small, large = _both(result, "pages", page)
            if large["queries"] > MOST_QUERIES:
                yield f"{name}, {page}: {large['queries']} queries"
            if large["ms"] > MOST_RATIO * small["ms"]:
                yield f"{name}, {page}: {large['ms'] / small['ms']:.1f} × as long"
        large = result["sizes"]["large"]
        if large["query"]["ms"] > QUERY_MS[vendor]:
            yield f"{name}, the month's query: {large['query']['ms']} ms"
        if large["html_bytes"] > MOST_HTML:
            yield f"{name}, month, HTML: {large['html_bytes']:,} bytes"
        if large["gzip_bytes"] > MOST_GZIP:
            yield f"{name}, month, gzip: {large['gzip_bytes']:,} bytes"
        if large["ics_ms"] > ICS_MS:
            yield f"{name}, 500 festivals as a calendar: {large['ics_ms']} ms"


def write(results: dict[str, Any], missed: list[str]) -> None:
    """Put what was measured between the marks of docs/benchmarks.md."""
    first = results["sqlite"]
    versions = ", ".join(f"{NAMES[vendor]} {each['version']}" for vendor, each in results.items())
    today = datetime.datetime.now(datetime.UTC).date()
    plans = "\n\n".join(
        f"{NAMES[vendor]}, the month's query with 200,000 dates:\n\n```\n{plan}\n```"
        for vendor, each in results.items()
        if (plan := each["sizes"]["large"]["query"]["plan"])
    )
    said = (
        f"Python {first['python']}, {versions}, {first['cores']} cores, on {today}:\n\n"
        f"{table(results)}\n\nBeyond the limits:\n\n"
        + "\n".join(f"- {each}" for each in missed or ["nothing"])
        + f"\n\n{plans}"
    )
    text = REPORT.read_text(encoding="utf-8")
    begin, end = "<!-- measured -->", "<!-- end -->"
    before, after = text.split(begin)[0], text.split(end)[1]
    REPORT.write_text(f"{before}{begin}\n\n{said}\n\n{end}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
