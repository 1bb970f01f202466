"""`manage.py bake_pictures`: the demo's drawings become pictures, in Chromium."""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from demo import baking


class Command(BaseCommand):
    help = "Bake the drawings that have changed (demo/drawings) into pictures (demo/pictures)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="bake those that have not, too")

    def handle(self, *args: Any, **options: Any) -> None:
        chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        drawings = baking.to_bake(everything=options["all"])
        for number, file in enumerate(baking.bake(drawings, chromium=chromium), start=1):
            size = file.stat().st_size // 1024
            self.stdout.write(f"{number} of {len(drawings)}: {file.name}, {size} KB")
        self.stdout.write(f"{len(drawings)} baked.")
