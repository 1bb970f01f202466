"""`manage.py prepare`: everything between a fresh checkout or release and a site that can start."""

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = (
        "Migrate the database, compile the interface's words and collect static files. "
        "Safe to repeat, and quick where nothing has changed."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        settings.VAR.mkdir(parents=True, exist_ok=True)
        call_command("catalogues", "compile", stdout=self.stdout)
        self.stdout.write("Bringing the database up to date.")
        call_command("migrate", interactive=False, verbosity=0, stdout=self.stdout)
        call_command("extend_calendar", verbosity=0, stdout=self.stdout)
        call_command("erase_submissions", verbosity=0, stdout=self.stdout)
        self._collect_static_files()

    def _collect_static_files(self) -> None:
        """Collect only after a change: hashing and compressing takes ten seconds and more."""
        note = settings.VAR / "static.fingerprint"
        fingerprint = static_fingerprint()
        manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
        known = note.read_text(encoding="ascii") if note.exists() else ""
        if manifest.exists() and known == fingerprint:
            return
        self.stdout.write("Collecting static files.")
        call_command("collectstatic", interactive=False, verbosity=0, stdout=self.stdout)
        note.write_text(fingerprint, encoding="ascii")


def static_fingerprint() -> str:
    """Return a hash of every static file's name, size and time, and of how they are stored."""
    digest = hashlib.blake2s(repr(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda pair: pair[0]):
            stat = Path(storage.path(path)).stat()
            digest.update(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()
