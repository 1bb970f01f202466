"""`manage.py export_events`: festivals as a file that `import_events` reads again."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from events.imports.exports import FORMATS, export

from .import_events import site_named


class Command(BaseCommand):
    help = "Write the festivals of a region to an ICS, CSV or XLSX file, by the end of its name."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="where to write it, e.g. festivals.xlsx")
        parser.add_argument("--site", metavar="HOST", help="the region, by default the default one")
        parser.add_argument("--year", type=int, help="only what has a date in this year")
        parser.add_argument("--drafts", action="store_true", help="also what is not published")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        kind = path.suffix.lower().removeprefix(".")
        if kind not in FORMATS:
            raise CommandError(f"The file's name ends with one of: .{', .'.join(FORMATS)}.")
        site = site_named(options["site"])
        path.write_bytes(export(site, kind, year=options["year"], drafts=options["drafts"]))
