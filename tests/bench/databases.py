"""Databases that a benchmark makes, measures in a process of its own, and removes."""

import argparse
import contextlib
import datetime
import json
import os
import platform
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from tests.house import ROOT

REPORT = ROOT / "docs" / "benchmarks.md"
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}

#: What was measured, by the kind of database.
Results = dict[str, dict[str, Any]]


def carry_out(
    bench: str,
    explained: str,
    *,
    measured: Callable[[], dict[str, Any]],
    table: Callable[[Results], str],
    beyond: Callable[[Results], Iterable[str]],
    write: Callable[[Results, list[str]], None],
) -> None:
    """Run a benchmark from its command line.

    SQLite is measured, and PostgreSQL where a server is named; `write` is called where both were.
    Ends with 1 where anything is `beyond` its limit.
    """
    parser = argparse.ArgumentParser(description=explained)
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
    results = {"sqlite": apart(bench, "sqlite://:memory:")}
    if options.postgres.startswith("postgres"):
        results["postgresql"] = apart(bench, options.postgres)
    missed = list(beyond(results))
    if options.json:
        print(json.dumps({"databases": results, "beyond": missed}))
    else:
        print(table(results))
    if len(results) == len(NAMES):
        write(results, missed)
    if missed:
        raise SystemExit("Beyond the limits:\n" + "\n".join(f"- {each}" for each in missed))


def report(results: Results, said: str, *, begin: str, end: str) -> None:
    """Put what was measured, and with what, between two marks of docs/benchmarks.md."""
    first = results["sqlite"]
    versions = ", ".join(f"{NAMES[vendor]} {each['version']}" for vendor, each in results.items())
    today = datetime.datetime.now(datetime.UTC).date()
    head = f"Python {first['python']}, {versions}, {first['cores']} cores, on {today}:"
    text = REPORT.read_text(encoding="utf-8")
    before, after = text.split(begin)[0], text.split(end)[1]
    REPORT.write_text(f"{before}{begin}\n\n{head}\n\n{said}\n\n{end}{after}", encoding="utf-8")


def apart(bench: str, url: str) -> dict[str, Any]:
    """Measure one database in a process of its own: settings name one for all their life."""
    with tempfile.TemporaryDirectory(prefix="sunrise-bench-") as state:
        environment = {**os.environ, "DATABASE_URL": url, "SUNRISE_VAR": state}
        environment |= {"DJANGO_SETTINGS_MODULE": "config.settings.test", "BENCH_STATE": state}
        environment.pop("CACHE_URL", None)
        done = subprocess.run(
            [sys.executable, "-m", f"tests.bench.{bench}", "--measure"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    return json.loads(done.stdout.splitlines()[-1])


@contextlib.contextmanager
def of_its_own() -> Iterator[Any]:
    """Set Django up, in the process that `apart` began; yield the connection to an empty database.

    It is removed afterwards.
    """
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
        yield connection
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


def machine(connection: Any) -> dict[str, Any]:
    """Return what it was measured with: Python, the database's version, cores."""
    return {
        "python": platform.python_version(),
        "version": _version(connection),
        "cores": len(os.sched_getaffinity(0)),
    }


def _version(connection: Any) -> str:
    if connection.vendor == "sqlite":
        return sqlite3.sqlite_version
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return str(cursor.fetchone()[0]).split(" ", 1)[0]


def timed(do: Callable[..., Any], *args: Any) -> float:
    """Return how many seconds something takes."""
    began = time.perf_counter()
    do(*args)
    return time.perf_counter() - began


def milliseconds(seconds: Iterable[float]) -> float:
    """Return the median of some seconds, in milliseconds."""
    return round(statistics.median(seconds) * 1000, 2)
