"""`manage.py make_roles`: the groups, rights, collection and workflow of every region."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from regions.models import RegionSettings
from roles.making import Change, make_roles


class Command(BaseCommand):
    help = (
        "Make the roles of each region: groups with exactly the rights of the table, a collection "
        "and a workflow. Safe to repeat; users and whatever was made by hand are left alone."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--region", nargs="+", metavar="HOSTNAME", help="these regions only; else all"
        )
        parser.add_argument(
            "--check",
            action="store_true",
            help="change nothing, say what would change, and exit with 1 if anything would",
        )
        parser.add_argument("--json", action="store_true", help="print one JSON line a change")

    def handle(self, *args: Any, **options: Any) -> None:
        self.as_json: bool = options["json"]
        is_check: bool = options["check"]
        count = 0
        with transaction.atomic():
            for region in self._regions(options["region"]):
                changes = make_roles(region)
                count += len(changes)
                self._report(region, changes)
            if is_check:
                transaction.set_rollback(True)
        if is_check and count:
            raise CommandError(f"{count} changes are to be made: run make_roles.")

    def _regions(self, hostnames: list[str] | None) -> list[RegionSettings]:
        """Return the regions asked for. Raises CommandError for a host that is none."""
        regions = RegionSettings.objects.select_related("site__root_page").order_by(
            "site__hostname"
        )
        if not hostnames:
            return list(regions)
        known = sorted({region.site.hostname for region in regions})
        unknown = sorted(set(hostnames) - set(known))
        if unknown:
            raise CommandError(
                f"No region on {', '.join(unknown)}. There is: {', '.join(known) or 'none'}."
            )
        return [region for region in regions if region.site.hostname in hostnames]

    def _report(self, region: RegionSettings, changes: list[Change]) -> None:
        host = region.site.hostname
        if self.as_json:
            for each in changes:
                record = {"region": host, "action": each.action, "about": each.about}
                self.stdout.write(json.dumps({**record, "what": each.what}, ensure_ascii=False))
            return
        what = "1 change" if len(changes) == 1 else f"{len(changes)} changes"
        self.stdout.write(f"{region.display_name} ({host}): {what if changes else 'as it must be'}")
        for each in changes:
            self.stdout.write(f"  {each}")
