"""What the calendar desk costs: `make bench-desk`.

Imports 5,000 rows of a table, then the same again, as `manage.py import_events` does, with the most
memory that the whole process ever held; finds the clashes of a year of 500 festivals, and asks for
that year in the admin. On SQLite and, with --postgres or DATABASE_URL, on that server, in databases
of its own. Prints a table, or JSON with --json; ends with 1 where a limit is missed. Where both
databases were measured, the table goes into docs/benchmarks.md, too.
"""

import csv
import datetime
import io
import os
import resource
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

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

YEAR = 2027
ROWS, FESTIVALS, TIMES = 5_000, 500, 5
#: What is measured: its key, its name, and its limit.
MEASURES = (
    ("import_s", "5,000 rows imported: s", 60),
    ("import_mb", "the most memory of it: MB", 300),
    ("again_s", "the same again, nothing new: s", 60),
    ("clashes_ms", "clashes of a year of 500: ms", 1000),
    ("found", "how many they are", None),
    ("year_queries", "that year in the admin: queries", 30),
    ("year_ms", "that year in the admin: ms", None),
)


def main() -> None:
    carry_out("desk", __doc__, measured=measured, table=table, beyond=beyond, write=write)


# --- What is measured, in a process of its own ---


def measured() -> dict[str, Any]:
    with of_its_own() as connection:
        from django.core.management import call_command

        from destinations.tests.factories import published
        from events.tests.factories import FestivalIndexPageFactory
        from home.tests.factories import make_region

        region, other = make_region(), make_region("other.example")
        for each in (region, other):
            published(FestivalIndexPageFactory(parent=each.home))
        state = Path(os.environ["BENCH_STATE"])
        many = rows_of(state / "many.csv", ROWS)
        few = rows_of(state / "few.csv", FESTIVALS)

        def bring_in(path: str, host: str) -> None:
            call_command("import_events", path, "--site", host, "--json", stdout=io.StringIO())

        began = time.perf_counter()
        bring_in(many, "other.example")
        found = {"import_s": round(time.perf_counter() - began, 1)}
        found["import_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        found["again_s"] = round(timed(bring_in, many, "other.example"), 1)
        bring_in(few, "localhost")
        return {**machine(connection), **found, **of_the_year(connection, region)}


def rows_of(path: Path, number: int) -> str:
    """Write a table with so many festivals of the year, on 60 fields by 150 organisers."""
    first = datetime.date(YEAR, 1, 1)
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["Nama", "Tanggal mulai", "Tanggal selesai", "Jam mulai", "Tempat",
                        "Penyelenggara", "Keterangan"])  # fmt: skip
        for each in range(number):
            begins = first + datetime.timedelta(each * 7 % 360)
            table.writerow([
                f"Acara Rakyat {each:04}", begins, begins + datetime.timedelta(each % 3),
                f"{8 + each % 12:02}:00", f"Lapangan {each % 60:02}", f"Panitia {each % 150:03}",
                f"Acara nomor {each} di kampung.",
            ])  # fmt: skip
    return str(path)


def of_the_year(connection: Any, region: Any) -> dict[str, Any]:
    from django.contrib.auth import get_user_model
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from events import bookings, clashes
    from events.clashing import reading

    begin, end = reading.span(YEAR, YEAR)
    booked = bookings.of_region(region.site.root_page, begin, end)
    if len(booked) != FESTIVALS:
        raise SystemExit(f"{len(booked)} festivals are booked.")
    rules = reading.rules_of(region.site)
    officer = Client()
    officer.force_login(get_user_model().objects.create_superuser("officer", password=None))

    def year() -> None:
        answer = officer.get("/admin/calendar/", {"view": "year", "month": f"{YEAR}-01"})
        if answer.status_code != 200 or b"Acara Rakyat 0499" not in answer.content:
            raise SystemExit(f"The year answers {answer.status_code}, or has not all festivals.")

    year()
    with CaptureQueriesContext(connection) as counted:
        year()
    return {
        "clashes_ms": milliseconds(
            timed(clashes.find, booked, [], rules) for _each in range(TIMES)
        ),
        "found": len(clashes.find(booked, [], rules)),
        "year_queries": len(counted),
        "year_ms": milliseconds(timed(year) for _each in range(TIMES)),
    }


# --- What is told ---


def table(results: Results) -> str:
    """Return the measurements as a table of Markdown, a database a column."""
    rows = [["", "limit", *(NAMES[vendor] for vendor in results)]]
    rows.append(["---"] * len(rows[0]))
    for key, name, limit in MEASURES:
        said = "" if limit is None else f"{limit:,}"
        rows.append([name, said, *(f"{each[key]:,}" for each in results.values())])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def beyond(results: Results) -> Iterator[str]:
    """Yield what misses its limit."""
    for vendor, result in results.items():
        for key, name, limit in MEASURES:
            if limit is not None and result[key] > limit:
                yield f"{NAMES[vendor]}, {name}: {result[key]:,}, at most {limit:,}"


def write(results: Results, missed: list[str]) -> None:
    """Put what was measured between its marks of docs/benchmarks.md."""
    report(results, table(results), begin="<!-- desk measured -->", end="<!-- desk end -->")


if __name__ == "__main__":
    main()
