"""`manage.py erase_submissions`: erase the submissions whose day has come."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from events.submissions.retention import erase_due


class Command(BaseCommand):
    help = (
        "Erase submissions, with their posters and logs, when their time is over, and posters that "
        "nobody sent after all. To be run daily; safe to repeat. Festivals that came of them stay."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON line a submission")

    def handle(self, *args: Any, **options: Any) -> None:
        gone = erase_due(now=timezone.now())
        if options["json"]:
            for reference in gone:
                self.stdout.write(json.dumps({"submission": reference}))
        elif options["verbosity"]:
            self.stdout.write(f"Erased {len(gone)} submissions.")
