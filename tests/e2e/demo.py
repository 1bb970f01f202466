"""The demo for the browser tests: built once, served by the program that `make run` serves with."""

import contextlib
import os
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from config.management.commands.serve import commands
from tests.e2e.pages import sample
from tests.house import ROOT
from tests.served import free_port, running

#: Whose pictures are made: all others stay colours, as after an upload. Making every rendition of
#: the demo takes minutes, and a page with some and a list with few shows both states.
WITH_PICTURES = ("home", "place", "festival", "story")


def build(state: Path, *, migrated: Path, port: int) -> None:
    """Make a site with the demo in the folder `state`, to be served on `port`.

    `migrated` is a database with all migrations and nothing else: to copy it is quicker than to
    migrate. Compiles the interface's words, so it speaks every language. Costs half a minute.
    """
    with (
        contextlib.closing(sqlite3.connect(migrated)) as source,
        contextlib.closing(sqlite3.connect(state / "db.sqlite3")) as copy,
    ):
        source.backup(copy)
    collecting = _manage(state, "collectstatic", "--noinput", "-v0")
    try:
        _done(_manage(state, "catalogues", "compile"))
        _done(_manage(state, "build_demo", "--port", str(port)))
    finally:
        _done(collecting)
    # Uploads have ordered all renditions of all pictures. Only what readers of these pages miss is
    # ordered again, by their asking.
    with contextlib.closing(sqlite3.connect(state / "db.sqlite3")) as database, database:
        database.execute("DELETE FROM django_tasks_database_dbtaskresult")
    with serving(state, port) as address:
        for name in WITH_PICTURES:
            with urllib.request.urlopen(f"{address}{sample(name, 'en').path}", timeout=60) as page:  # noqa: S310
                page.read()
    workers = [
        _manage(state, "db_worker", "--backend", "jobs", "--batch", "--no-startup-delay", "-v0")
        for _each in range(min(os.cpu_count() or 1, 4))
    ]
    for worker in workers:
        _done(worker)


@contextlib.contextmanager
def serving(state: Path, port: int, *, debug: bool = False) -> Iterator[str]:
    """Serve what `build` made until the block ends; yield its address, without a slash at the end.

    `debug` is what `DEBUG=1 make run` does.
    """
    command = commands("127.0.0.1", port)["server"]
    environment = _environment(state, DEBUG="1" if debug else "0")
    with running(command, environment, log=state / "server.log", port=port):
        yield f"http://localhost:{port}"


@contextlib.contextmanager
def demo(state: Path, *, migrated: Path) -> Iterator[str]:
    """Build and serve the demo until the block ends; yield its address."""
    port = free_port()
    build(state, migrated=migrated, port=port)
    with serving(state, port) as address:
        yield address


def _environment(state: Path, **variables: str) -> dict[str, str]:
    """Return the environment of this state folder's programs; another's database is left alone."""
    ours = ("DATABASE_URL", "CACHE_URL", "MEDIA_STORAGE_URL", "SECRET_KEY", "ALLOWED_HOSTS")
    return {
        **{name: value for name, value in os.environ.items() if name not in ours},
        "DJANGO_SETTINGS_MODULE": "tests.e2e.settings",
        "SUNRISE_VAR": str(state),
        "LOG_LEVEL": "ERROR",
        **variables,
    }


def _manage(state: Path, *arguments: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), *arguments],
        env=_environment(state),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _done(process: subprocess.Popen) -> None:
    """Wait for a program; RuntimeError with what it said where it failed."""
    said, _nothing = process.communicate()
    if process.returncode:
        raise RuntimeError(f"{process.args}\n{said[-3000:]}")
