"""A sixth language is added as docs/adding-a-language.md says, on a copy of the tree.

Two runs of one database: five languages first, with a page and its draft; then six.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import template

ROOT = Path(__file__).resolve().parents[1]

SIX_LANGUAGES = """
from .test import *
from .base import LANGUAGES, MODELTRANSLATION_FALLBACK_LANGUAGES, WAGTAIL_CONTENT_LANGUAGES

LANGUAGES = [*LANGUAGES, ("ja", "日本語")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
MODELTRANSLATION_FALLBACK_LANGUAGES = {
    **MODELTRANSLATION_FALLBACK_LANGUAGES,
    "ja": ("en", "id"),
}
"""

WRITE_IN_FIVE = """
from home.tests.factories import make_region
from pages.tests.factories import StandardPageFactory
region = make_region()
page = StandardPageFactory(
    parent=region.home, title="Cara", slug="ways", heading_en="Ways", summary_ind="Laut."
)
page.save_revision().publish()
draft = page.get_latest_revision_as_object()
draft.heading_en = "Ways here"
draft.save_revision()
"""

READ_IN_SIX = """
import json
from django.core.management import call_command
call_command("makemigrations", check_changes=True, dry_run=True)
call_command("refresh_languages")
from django.utils.translation import override
from pages.models import StandardPage
page = StandardPage.objects.get(slug="ways")
draft = page.get_latest_revision_as_object()
with override("ja"):
    name = draft.name
draft.heading_ja = "行き方"
draft.save_revision().publish()
page = StandardPage.objects.get(slug="ways")
with override("ja"):
    now = page.name
print("RESULT" + json.dumps({
    "fallback": name,
    "now": now,
    "english": draft.heading_en,
    "languages": sorted(page.language_versions.values_list("language", flat=True)),
    "progress": page.translation_progress.get(language="ja").done,
}))
"""


@pytest.fixture
def checkout(tmp_path):
    """A copy of the tree as it is tracked, with a database of its own."""
    copy = tmp_path / "copy"
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    ).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, copy / name)
    (copy / "site/config/settings/six.py").write_text(SIX_LANGUAGES, encoding="utf-8")
    return copy


def manage(checkout: Path, settings: str, *args: str) -> str:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": f"config.settings.{settings}",
        "DATABASE_URL": f"sqlite:///{checkout.parent / 'db.sqlite3'}",
        "SUNRISE_VAR": str(checkout.parent / "var"),
        "PYTHONPATH": f"{checkout}{os.pathsep}{checkout / 'site'}",
    }
    done = subprocess.run(
        [sys.executable, "manage.py", *args],
        cwd=checkout,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_sixth_language_is_added_without_losing_a_word(checkout):
    if template.path().exists():  # a database of just these migrations
        shutil.copy(template.path(), checkout.parent / "db.sqlite3")
    else:
        manage(checkout, "test", "migrate", "-v0")
    manage(checkout, "test", "shell", "-c", WRITE_IN_FIVE)

    made = manage(checkout, "six", "makemigrations", "-v1")
    assert "+ Add field heading_ja to standardpage" in made
    assert "site-packages" not in made
    manage(checkout, "six", "migrate", "-v0")
    out = manage(checkout, "six", "shell", "-c", READ_IN_SIX)

    assert json.loads(out.split("RESULT")[1]) == {
        "fallback": "Ways here",
        "now": "行き方",
        "english": "Ways here",
        "languages": ["ar", "en", "id", "ja", "ms", "zh-hans"],
        "progress": 1,
    }
