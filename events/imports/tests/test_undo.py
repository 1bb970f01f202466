"""Taking an import back: what it made goes, what it changed is as before, other work stays."""

import datetime

import pytest
from wagtail.models import Page

from events.enums import ImportState
from events.imports import reading, undo
from events.imports.running import run
from events.imports.tasks import _row
from events.models import Edition, Festival, Import, ImportedEvent, Occurrence, Organiser, Venue
from events.tests.conftest import NOW
from events.tests.factories import EditionFactory
from regions.models import RegionSettings

pytestmark = pytest.mark.django_db

HEAD = "uid;Nama;Tanggal;Tempat;Penyelenggara\n"


@pytest.fixture
def imported(region):
    def make(rows, *, publish=False):
        zone = RegionSettings.for_site(region.site).zone
        made = Import.objects.create(
            site=region.site, file_name="a.csv", state=ImportState.DONE, made_at=NOW
        )
        items = reading.items((HEAD + rows).encode(), zone)
        for each in run(region.site, items, by=None, now=NOW, publish=publish):
            _row(made, each).save()
        return made

    return make


def take_back(made):
    undo.take_back(made, by=None, now=NOW)
    return [each.reason for each in made.items.order_by("number")]


def test_what_it_made_is_gone_with_the_names_that_it_entered(section, imported):
    pages = Page.objects.count()
    made = imported(
        "a;Tari;1 Mei 2027;Taman;Panitia\nb;Tari;1 Mei 2028;Taman;Panitia\n", publish=True
    )
    assert (Festival.objects.count(), Edition.objects.count()) == (1, 2)
    assert take_back(made) == ["", ""]
    for model in (Festival, Edition, Occurrence, ImportedEvent, Venue, Organiser):
        assert not model.objects.exists(), model
    assert Page.objects.count() == pages
    assert Page.find_problems() == ([], [], [], [], [])


@pytest.mark.parametrize("publish", [False, True])
def test_what_it_changed_is_as_before(festival, imported, publish):
    edition = EditionFactory(festival=festival, starts_on=datetime.date(2027, 5, 1))
    edition.save_revision().publish()
    uid = f"{edition.entry.uid}@localhost"
    made = imported(f"{uid};{festival.title};2 Mei 2027;Taman;\n", publish=publish)
    draft = Edition.objects.get().get_latest_revision_as_object()
    assert draft.starts_on == datetime.date(2027, 5, 2)
    assert take_back(made) == [""]
    edition = Edition.objects.get()
    assert edition.starts_on == edition.get_latest_revision_as_object().starts_on
    assert edition.starts_on == Occurrence.objects.get().starts_on == datetime.date(2027, 5, 1)
    assert Festival.objects.get().get_latest_revision_as_object().venue is None
    assert not Venue.objects.exists()


def test_what_somebody_has_worked_on_since_stays_and_is_told(section, imported):
    made = imported("a;Tari;1 Mei 2027;;\nb;Lomba;1 Mei 2027;;\n")
    page = Festival.objects.get(title="Tari").get_latest_revision_as_object()
    page.summary_ind = "Lebih baik."
    page.save_revision()
    edition = Edition.objects.get(festival__title="Lomba")
    edition.save_revision()
    reasons = take_back(made)
    assert reasons == [
        "The page stays: somebody has changed it since.",
        "The edition stays: somebody has changed it since. The page stays: it has other editions "
        "or parts by now.",
    ]
    assert Festival.objects.count() == 2
