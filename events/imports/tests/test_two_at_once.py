"""Two imports at once, and one that dies: with real transactions, on PostgreSQL."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.db import connection, connections, transaction
from wagtail.models import Locale, Page

from destinations.tests.factories import published
from events.imports import reading
from events.imports.running import run
from events.models import Edition, Festival, ImportedEvent, Venue
from events.tests.conftest import NOW
from events.tests.factories import FestivalIndexPageFactory
from home.tests.factories import make_region
from regions.models import RegionSettings

ROOT = Path(__file__).resolve().parents[3]
ROWS = "".join(f"{n}@x;Acara {n};{n % 27 + 1} Mei 2027;Taman\n" for n in range(60))
DATA = ("uid;Nama;Tanggal;Tempat\n" + ROWS).encode()

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def site():
    """A region, although the test before has emptied the database."""
    if not Page.objects.exists():
        locale = Locale.objects.get_or_create(language_code="id")[0]
        Page.add_root(instance=Page(title="Root", slug="root", locale=locale))
    region = make_region()
    published(FestivalIndexPageFactory(parent=region.home))
    return region.site


def imported(site, found):
    try:
        zone = RegionSettings.for_site(site).zone
        with transaction.atomic():
            found.extend(run(site, reading.items(DATA, zone), by=None, now=NOW))
    finally:
        connections.close_all()


def test_two_officers_with_one_file_make_nothing_twice(site):
    assert connection.vendor == "postgresql"
    found = [], []
    threads = [threading.Thread(target=imported, args=(site, each)) for each in found]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    outcomes = [sorted({each.outcome for each in one}) for one in found]
    assert sorted(outcomes) == [["new"], ["skipped"]]
    assert Festival.objects.count() == Edition.objects.count() == 60
    assert (ImportedEvent.objects.count(), Venue.objects.count()) == (60, 1)


DIES = """
import os, sys
import django
django.setup()
from django.conf import settings
from django.db import connection, transaction
connection.settings_dict["NAME"] = sys.argv[1]
from django.utils import timezone
from wagtail.models import Site
from events.imports import pages, reading
from events.imports.running import run
from regions.models import RegionSettings
site = Site.objects.get(is_default_site=True)
data = sys.stdin.buffer.read()
def stop(done):
    from events.models import Festival
    assert Festival.objects.exists()
    os._exit(9)
with transaction.atomic():
    items = reading.items(data, RegionSettings.for_site(site).zone)
    list(run(site, items, by=None, now=timezone.now(), progress=stop))
"""


def test_one_that_is_killed_in_the_middle_leaves_nothing_and_can_be_run_again(site):
    name = connection.settings_dict["NAME"]
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}"}
    environment["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    done = subprocess.run(
        [sys.executable, "-c", DIES, name], input=DATA, env=environment, cwd=ROOT, check=False
    )
    assert done.returncode == 9
    assert not Festival.objects.exists()
    assert not Venue.objects.exists()
    found = []
    imported(site, found)
    assert {each.outcome for each in found} == {"new"}
