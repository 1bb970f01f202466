"""How the calendar answers with 2,000 dates and with 200,000: `make bench-calendar`.

Makes databases of its own, SQLite in a temporary folder and, with --postgres or DATABASE_URL, one
on that server, and removes them. Measures the pages of the calendar at both sizes, the month's
query alone, what a full month weighs and 500 festivals as a calendar; ends with 1 where a limit is
missed. Prints a table, or JSON with --json. Where both databases were measured, the table and the
plans of the queries go into docs/benchmarks.md, too.
"""

import gc
import sys
import time
from collections.abc import Iterator
from typing import Any

from tests.bench.calendar_data import ICS_FESTIVALS, SIZES, Calendar
from tests.bench.databases import (
    NAMES,
    Results,
    carry_out,
    machine,
    milliseconds,
    of_its_own,
    report,
    timed,
)

#: How often a page is asked for, and how often the month's query.
REQUESTS, TIMES = 15, 50
#: What a page may cost in queries, and how much longer it may take with a hundredfold of dates.
MOST_QUERIES, MOST_RATIO = 15, 2
QUERY_MS = {"sqlite": 1, "postgresql": 2}
MOST_HTML, MOST_GZIP, ICS_MS = 86 * 1024, 12 * 1024, 400
PAGES = ("month", "filtered list", "this weekend")


def main() -> None:
    carry_out("calendar", __doc__, measured=measured, table=table, beyond=beyond, write=write)


# --- What is measured, in that process ---


def measured() -> dict[str, Any]:
    with of_its_own() as connection:
        return {**machine(connection), "sizes": sizes(connection)}


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
        # What is written is remembered here; a server has no such heap for its collector to walk.
        gc.collect()
        gc.freeze()
        print(f"{size}: built in {building:.0f} s", file=sys.stderr)
        found[size] = {"building_s": round(building, 1), **of_a_size(connection, built)}
    return found


def of_a_size(connection: Any, built: Calendar) -> dict[str, Any]:
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


def of_the_query(connection: Any, built: Calendar) -> dict[str, Any]:
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


# --- What is told ---


def table(results: Results) -> str:
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


def beyond(results: Results) -> Iterator[str]:
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


def write(results: Results, missed: list[str]) -> None:
    """Put what was measured between the marks of docs/benchmarks.md."""
    plans = "\n\n".join(
        f"{NAMES[vendor]}, the month's query with 200,000 dates:\n\n```\n{plan}\n```"
        for vendor, each in results.items()
        if (plan := each["sizes"]["large"]["query"]["plan"])
    )
    limits = "\n".join(f"- {each}" for each in missed or ["nothing"])
    said = f"{table(results)}\n\nBeyond the limits:\n\n{limits}\n\n{plans}"
    report(results, said, begin="<!-- measured -->", end="<!-- end -->")


if __name__ == "__main__":
    main()
