"""`manage.py refresh_languages`: derive every page's language rows again."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from wagtail.models import Page

from translations.pages import TranslatedPage
from translations.receivers import refresh_progress, refresh_versions


class Command(BaseCommand):
    help = (
        "Derive the language rows of every page again: after a language was added, or after rows "
        "were written by something that sends no signals. Safe to repeat; marks of editors stay."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON line a page")

    def handle(self, *args: Any, **options: Any) -> None:
        number = 0
        for page in Page.objects.filter(depth__gt=1).specific().iterator(chunk_size=200):
            if not isinstance(page, TranslatedPage):
                continue
            refresh_versions(page)
            refresh_progress(page.get_latest_revision_as_object())
            number += 1
            if options["json"]:
                self.stdout.write(json.dumps({"page": page.pk, "path": page.url_path}))
        if not options["json"]:
            self.stdout.write(f"Refreshed the languages of {number} pages.")
