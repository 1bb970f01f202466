"""`manage.py extend_calendar`: write the dates of what repeats up to today's horizon."""

import datetime
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from events.models import Edition
from events.occurrences import HORIZON_YEARS, extend, rebuild


class Command(BaseCommand):
    help = (
        f"Write the dates of every rule without an end for {HORIZON_YEARS} years ahead. To be run "
        "daily; safe to repeat, and what is announced of dates stays."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON line an edition")
        parser.add_argument(
            "--all", action="store_true", help="derive the dates of every edition again"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.now().date()
        number = 0
        for edition in _all(today) if options["all"] else extend(today=today):
            number += 1
            if options["json"]:
                dates = edition.occurrences.count()
                self.stdout.write(json.dumps({"edition": edition.pk, "dates": dates}))
        if not options["json"] and options["verbosity"]:
            self.stdout.write(f"Wrote the dates of {number} editions.")


def _all(today: datetime.date) -> Any:
    for edition in Edition.objects.order_by("pk"):
        rebuild(edition, today=today)
        yield edition
