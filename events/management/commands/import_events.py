"""`manage.py import_events`: bring festivals in from a calendar or a table."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from events.enums import ImportOutcome
from events.imports import reading
from events.imports.items import UnreadableError
from events.imports.running import Result, run
from events.models import ImportSource
from regions.models import RegionSettings

#: What the shell is told of a file that cannot be read.
UNREADABLE = 2


class Command(BaseCommand):
    help = (
        "Import festivals from an ICS, CSV or XLSX file, as drafts, in one transaction: all of it "
        "or nothing. Items that cannot be taken are refused with a reason, and the rest goes on."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="the file, at most 10 MB")
        parser.add_argument("--site", metavar="HOST", help="the region, by default the default one")
        parser.add_argument(
            "--source", metavar="NAME", help="whose columns, as chosen in the admin, to go by"
        )
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
        parser.add_argument("--publish", action="store_true", help="publish what is new")
        parser.add_argument("--json", action="store_true", help="print one JSON line an item")

    def handle(self, *args: Any, **options: Any) -> None:
        site = site_named(options["site"])
        columns = _columns(site, options["source"])
        try:
            data = _data(options["file"])
            zone = RegionSettings.for_site(site).zone
            with transaction.atomic():
                found = list(
                    run(
                        site,
                        reading.items(data, zone, columns),
                        by=None,
                        now=timezone.now(),
                        publish=options["publish"],
                        dry_run=options["dry_run"],
                    )
                )
        except UnreadableError as error:
            raise CommandError(str(error), returncode=UNREADABLE) from error
        for each in found:
            self._say(each, as_json=options["json"], verbosity=options["verbosity"])
        if not options["json"] and options["verbosity"]:
            counts = [
                f"{sum(each.outcome == outcome for each in found)} {outcome.value}"
                for outcome in ImportOutcome
            ]
            would = "Would be: " if options["dry_run"] else ""
            self.stdout.write(f"{would}{', '.join(counts)}.")

    def _say(self, each: Result, *, as_json: bool, verbosity: int) -> None:
        if as_json:
            line = {
                "outcome": each.outcome,
                "uid": each.uid,
                "reason": each.reason,
                "number": each.number,
                "name": each.name,
            }
            self.stdout.write(json.dumps(line, ensure_ascii=False))
        elif each.outcome == ImportOutcome.REFUSED or verbosity > 1:
            self.stdout.write(f"{each.outcome}: {each.name or '?'}: {each.reason}")


def site_named(host: str | None) -> Site:
    """Return the site of a host, the default one without. Raises CommandError."""
    sites = (
        Site.objects.filter(hostname=host) if host else Site.objects.filter(is_default_site=True)
    )
    site = sites.select_related("root_page").first()
    if site is None:
        raise CommandError(f"There is no site at {host}." if host else "There is no default site.")
    return site


def _columns(site: Site, name: str | None) -> dict[str, str] | None:
    if not name:
        return None
    source = ImportSource.objects.filter(site=site, name=name).first()
    if source is None:
        raise CommandError(f"This region has no source of imports called {name}.")
    return source.mapping


def _data(name: str) -> bytes:
    """Return what is in a file. Raises UnreadableError."""
    path = Path(name)
    try:
        reading.check_size(path.stat().st_size)
        return path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"{name}: {error.strerror}") from error
