"""`manage.py build_demo`: the demo region, with its users."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from demo.build import build
from demo.people import PEOPLE


class Command(BaseCommand):
    help = "Build the demo region and its users. Safe to repeat: what exists is not changed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="where the site is served")
        parser.add_argument("--json", action="store_true", help="print one JSON line a user")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "The demo's log-ins are public, so it is never built with production settings."
            )
        as_json = options["json"]
        say = (lambda _text: None) if as_json else self.stdout.write
        region = build(say, port=options["port"])
        for person in PEOPLE:
            if as_json:
                self.stdout.write(
                    json.dumps({"username": person.username, "password": person.password})
                )
            else:
                self.stdout.write(f"  {person.username:<14} {person.password}")
        if not as_json:
            self.stdout.write(f"Region: {region.settings.display_name}")
