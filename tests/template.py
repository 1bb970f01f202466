"""An empty database with every migration applied, kept between runs.

Migrating takes longer than most tests. It happens once, and again when any migration of any app has
changed; later runs begin with a copy. SQLite alone: what `make services-test` asks migrates itself.
"""

import hashlib
import inspect
import sqlite3
import sys
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.backends.signals import connection_created
from django.db.migrations.loader import MigrationLoader

FOLDER = Path(sys.prefix) / "test-databases"


def path() -> Path:
    """Return where the template of just these migrations is kept."""
    found = MigrationLoader(None).disk_migrations
    digest = hashlib.sha256()
    for key in sorted(found):
        digest.update(repr(key).encode())
        digest.update(Path(inspect.getfile(type(found[key]))).read_bytes())
    return FOLDER / f"{digest.hexdigest()[:16]}.sqlite3"


def begin_with(template: Path) -> None:
    """Have the next empty SQLite database begin as a copy of the template, where there is one."""

    def fill(connection: Any, **kwargs: Any) -> None:
        if connection.vendor == "sqlite" and template.exists() and _is_empty(connection.connection):
            with sqlite3.connect(template) as source:
                source.backup(connection.connection)

    connection_created.connect(fill, dispatch_uid="tests.template", weak=False)


def keep(template: Path) -> None:
    """Keep the database at hand as the template, where there is none yet; fill no other one."""
    connection_created.disconnect(dispatch_uid="tests.template")
    if connection.vendor != "sqlite" or template.exists():
        return
    connection.ensure_connection()
    template.parent.mkdir(parents=True, exist_ok=True)
    for each in template.parent.glob("*.sqlite3"):
        each.unlink(missing_ok=True)
    made = template.with_suffix(f".{id(template)}")
    with sqlite3.connect(made) as target:
        connection.connection.backup(target)
    made.replace(template)


def _is_empty(database: sqlite3.Connection) -> bool:
    [(tables,)] = database.execute("SELECT count(*) FROM sqlite_master")
    return tables == 0
