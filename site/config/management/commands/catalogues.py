"""`manage.py catalogues update|compile|check`: the interface's words in every language."""

import contextlib
import json
import tempfile
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.management.commands import makemessages
from django.utils.translation import to_locale

from config import catalogues

FOLDER = settings.ROOT / "locale"
#: No words of the interface are in these.
_IGNORED = [".venv", "var", "docs", "static", "locale", "*/tests/*", "tests", "demo/data"]


class Collecting(makemessages.Command):
    """Django's makemessages, but all that it writes is one list of words in a folder."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self.folder = folder

    def find_files(self, root: str) -> list[Any]:
        files = super().find_files(root)
        self.locale_paths = [self.folder]
        for file in files:
            file.locale_dir = self.folder
        return files

    def write_po_file(self, potfile: str, locale: str) -> None:
        pass


class Command(BaseCommand):
    help = "Collect, compile or check the words of the interface."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "action",
            choices=["update", "compile", "check"],
            help="update: collect new words (needs GNU gettext) and compile; compile: make what "
            "Django reads; check: fail where a language lacks a word (needs GNU gettext)",
        )
        parser.add_argument("--json", action="store_true", help="print one JSON line a result")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        self.as_json: bool = options["json"]
        codes = catalogues.languages_with_catalogues(code for code, _name in settings.LANGUAGES)
        if action == "update":
            self._update(codes)
        if action in ("update", "compile"):
            self._compile()
        else:
            self._check(codes)

    def _compile(self) -> None:
        for path in catalogues.compile_stale(FOLDER):
            language = path.parts[-3]
            self._say({"compiled": language}, f"Compiled the words of {language}.")

    def _update(self, codes: list[str]) -> None:
        with contextlib.chdir(settings.ROOT):
            call_command(
                "makemessages",
                locale=[to_locale(code) for code in codes],
                ignore_patterns=_IGNORED,
                no_obsolete=True,
                no_wrap=True,
                verbosity=0,
            )

    def _check(self, codes: list[str]) -> None:
        words = self._collected()
        failed = 0
        for code in codes:
            path = catalogues.path_of(FOLDER, code)
            catalogue = polib.pofile(str(path)) if path.exists() else []
            wanted = [
                entry
                for entry in words
                if code == settings.LANGUAGE_CODE or catalogues.is_for_readers(entry)
            ]
            for message, reason in catalogues.gaps(wanted, catalogue):
                failed += 1
                self._say(
                    {"language": code, "message": message, "reason": reason},
                    f"{code}: {reason}: {message!r}",
                )
        if failed:
            raise CommandError(f"{failed} words are missing. `make messages` collects them.")

    def _collected(self) -> polib.POFile:
        """Return every word that the code says now, without touching the catalogues."""
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(settings.ROOT):
            call_command(
                Collecting(folder),
                locale=[to_locale(settings.LANGUAGE_CODE)],
                ignore_patterns=_IGNORED,
                keep_pot=True,
                verbosity=0,
            )
            return polib.pofile(str(Path(folder) / "django.pot"))

    def _say(self, record: dict[str, str], text: str) -> None:
        self.stdout.write(json.dumps(record, ensure_ascii=False) if self.as_json else text)
