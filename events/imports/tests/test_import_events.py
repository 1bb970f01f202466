"""`manage.py import_events`: its lines, its answers to the shell, and what it makes."""

import datetime
import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override
from wagtail.models import Page, PageLogEntry, ReferenceIndex

from events.enums import EventStatus
from events.models import DateChange, Edition, Festival, Import, ImportedEvent, Occurrence
from events.tests.factories import EditionFactory
from regions.models import RegionSettings
from translations.models import LanguageVersion, TranslationProgress

pytestmark = pytest.mark.django_db

D, T = datetime.date, datetime.time

EVENT = """BEGIN:VEVENT
UID:{uid}
DTSTART;TZID=Asia/Jakarta:20270501T190000
DTEND;TZID=Asia/Jakarta:20270501T210000
SUMMARY:{name}
LOCATION:Desa Olehsari
DESCRIPTION:Sebuah tari.
{more}END:VEVENT
"""


def calendar(*events):
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + "".join(events) + "END:VCALENDAR\r\n"


def event(uid="one@example.org", name="Tari Seblang", more=""):
    return EVENT.format(uid=uid, name=name, more=more)


@pytest.fixture
def imported(tmp_path):
    """Import a text or bytes and return the command's lines."""

    def run(content, *options, name="file.ics"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        out = io.StringIO()
        call_command("import_events", str(path), "--json", *options, stdout=out)
        return [json.loads(line) for line in out.getvalue().splitlines()]

    return run


def outcomes(lines):
    return [line["outcome"] for line in lines]


def test_what_is_new_is_a_draft_with_all_that_it_says(section, imported):
    (line,) = imported(calendar(event()))
    assert line == {
        "outcome": "new",
        "uid": "one@example.org",
        "reason": "",
        "number": 1,
        "name": "Tari Seblang",
    }
    festival = Festival.objects.get(title="Tari Seblang")
    edition = festival.editions.get()
    assert (festival.live, edition.live) == (False, False)
    assert festival.get_parent() == Page.objects.get(pk=section.pk)
    assert (festival.url_path, festival.venue.name) == (
        f"{section.url_path}tari-seblang/",
        "Desa Olehsari",
    )
    assert festival.get_latest_revision_as_object().summary_ind == "Sebuah tari."
    assert (edition.starts_on, edition.starts_at, edition.ends_at) == (D(2027, 5, 1), T(19), T(21))
    assert edition.get_latest_revision_as_object().starts_at == T(19)
    assert not Occurrence.objects.exists()


def test_what_is_published_stands_in_every_index_as_if_it_were_saved_alone(section, imported):
    imported(calendar(event()), "--publish")
    festival = Festival.objects.get(title="Tari Seblang")
    assert festival.live
    assert festival.live_revision == festival.latest_revision
    assert not festival.has_unpublished_changes
    assert Occurrence.objects.published().get().starts_at == T(19)
    assert festival.editions.get().entry.sequence == 0
    versions = LanguageVersion.objects.filter(page=festival)
    progress = TranslationProgress.objects.filter(page=festival)
    before = list(versions.order_by("language").values("language", "title", "search_text", "live"))
    counts = list(progress.order_by("language").values("language", "done", "total"))
    logged = PageLogEntry.objects.filter(page=festival).order_by("pk")
    assert list(logged.values_list("action", flat=True)) == ["wagtail.create", "wagtail.publish"]
    references = set(
        ReferenceIndex.objects.filter(object_id=str(festival.pk)).values_list(
            "base_content_type", "to_content_type", "to_object_id", "model_path"
        )
    )
    assert references
    section.refresh_from_db()
    assert section.numchild == 1
    assert Page.find_problems() == ([], [], [], [], [])

    festival.save_revision().publish()
    assert before == list(
        versions.order_by("language").values("language", "title", "search_text", "live")
    )
    assert counts == list(progress.order_by("language").values("language", "done", "total"))
    again = set(
        ReferenceIndex.objects.filter(object_id=str(festival.pk)).values_list(
            "base_content_type", "to_content_type", "to_object_id", "model_path"
        )
    )
    assert references == again


def test_it_is_found_in_the_search_of_readers_and_of_the_admin(section, imported):
    imported(calendar(event()), "--publish")
    assert [each.title for each in Page.objects.all().search("seblang")] == ["Tari Seblang"]
    assert LanguageVersion.objects.filter(live=True).search("seblang").count()


def test_the_same_file_again_changes_nothing_and_a_changed_one_what_changed(section, imported):
    imported(calendar(event()))
    assert outcomes(imported(calendar(event()))) == ["skipped"]
    later = calendar(event()).replace("T190000", "T200000").replace("Olehsari", "Bakungan")
    with override("en"):
        (line,) = imported(later)
    assert (line["outcome"], line["reason"]) == ("changed", "Changes: dates or hours, Venue")
    festival = Festival.objects.get(title="Tari Seblang")
    assert festival.get_latest_revision_as_object().venue.name == "Desa Bakungan"
    edition = festival.editions.get().get_latest_revision_as_object()
    assert edition.starts_at == T(20)
    assert Festival.objects.count() == Edition.objects.count() == 1


def test_a_text_that_an_editor_wrote_stays(section, imported):
    imported(calendar(event()))
    festival = Festival.objects.get(title="Tari Seblang").get_latest_revision_as_object()
    festival.summary_ind = "Yang benar."
    festival.save_revision()
    other = calendar(event()).replace("Sebuah tari", "Lain").replace("T190000", "T180000")
    assert outcomes(imported(other)) == ["changed"]
    draft = Festival.objects.get().get_latest_revision_as_object()
    assert draft.summary_ind == "Yang benar."


def test_a_draft_of_somebody_else_is_not_published_along(section, imported):
    imported(calendar(event()), "--publish")
    edition = Edition.objects.get()
    edition.theme_ind = "Setengah jadi"
    edition.save_revision()
    later = calendar(event()).replace("T190000", "T200000").replace("T210000", "T220000")
    assert outcomes(imported(later, "--publish")) == ["changed"]
    edition = Edition.objects.get()
    assert (edition.theme_ind or "", edition.starts_at) == ("", T(19))
    draft = edition.get_latest_revision_as_object()
    assert (draft.theme_ind, draft.starts_at) == ("Setengah jadi", T(20))


def test_without_a_uid_it_is_found_by_name_venue_and_start(section, imported):
    table = "Nama;Tanggal;Jam;Tempat\nTari Seblang;1 Mei 2027;19.00;Olehsari\n"
    assert outcomes(imported(table, name="a.csv")) == ["new"]
    assert outcomes(imported(table, name="a.csv")) == ["skipped"]
    shout = table.replace("Tari Seblang", "TARI  SEBLANG")
    assert outcomes(imported(shout, name="a.csv")) == ["skipped"]
    elsewhere = table.replace("Olehsari", "Bakungan")
    assert outcomes(imported(elsewhere, name="a.csv")) == ["new"]
    assert Festival.objects.count() == 2


def test_another_year_is_an_edition_of_the_same_festival(festival, imported):
    EditionFactory(festival=festival, starts_on=D(2026, 10, 24))
    table = f"Nama;Tanggal\n{festival.title};23 Oktober 2027\n"
    assert outcomes(imported(table, name="a.csv")) == ["new"]
    assert sorted(festival.editions.values_list("year", flat=True)) == [2026, 2027]
    assert Festival.objects.count() == 1


def test_a_day_alone_takes_no_hour_away_and_a_month_no_day(festival, imported):
    EditionFactory(festival=festival, starts_on=D(2027, 5, 1), hours="times", starts_at=T(19))
    uid = f"{festival.editions.get().entry.uid}@localhost"
    for said in ("2027-05-01", "Mei 2027"):
        table = f"uid;Nama;Tanggal\n{uid};{festival.title};{said}\n"
        assert outcomes(imported(table, name="a.csv")) == ["skipped"]


def test_a_uid_that_belongs_to_another_event_is_refused(festival, imported):
    EditionFactory(festival=festival, starts_on=D(2027, 10, 24))
    uid = f"{festival.editions.get().entry.uid}@localhost"
    (line,) = imported(calendar(event(uid=uid)))
    assert line["outcome"] == "refused"
    assert line["reason"].startswith("Event 1, UID: It belongs to another event here")


def test_a_uid_twice_in_a_table_is_taken_once(section, imported):
    head, row = "uid;Nama;Tanggal\n", "a;Tari;2027-05-01\n"
    lines = imported(head + row + row + row.replace("05-01", "06-01"), name="a.csv")
    assert outcomes(lines) == ["new", "skipped", "refused"]
    assert lines[2]["reason"].startswith("Row 4, UID: This is number 2 of the file already")


def test_what_is_called_off_is_kept_and_announced_when_it_is_public(section, imported):
    rule = "RRULE:FREQ=WEEKLY;BYDAY=SA;COUNT=3\n"
    off = event().replace("SUMMARY", "RECURRENCE-ID:20270508T190000\nSTATUS:CANCELLED\nSUMMARY")
    text = calendar(event(more=rule), off.replace("20270501", "20270508"))
    assert outcomes(imported(text, "--publish")) == ["new"]
    found = Occurrence.objects.soonest_first().values_list("starts_on", "status")
    assert list(found) == [
        (D(2027, 5, 1), EventStatus.SCHEDULED),
        (D(2027, 5, 8), EventStatus.CANCELLED),
        (D(2027, 5, 15), EventStatus.SCHEDULED),
    ]
    assert outcomes(imported(text, "--publish")) == ["skipped"]


def test_what_readers_see_is_not_called_off_without_publishing(section, imported):
    imported(calendar(event()), "--publish")
    off = calendar(event(more="STATUS:CANCELLED\n"))
    (line,) = imported(off)
    assert (line["outcome"], DateChange.objects.count()) == ("refused", 0)
    assert "announced of it is public at once" in line["reason"]
    assert outcomes(imported(off, "--publish")) == ["changed"]
    assert Occurrence.objects.get().status == EventStatus.CANCELLED


def test_tentative_stays_tentative(section, imported):
    imported(calendar(event(more="STATUS:TENTATIVE\n")), "--publish")
    assert Occurrence.objects.get().status == EventStatus.ESTIMATED


def test_what_is_refused_by_our_own_rules_says_so_and_the_rest_goes_on(section, imported):
    table = (
        "Nama;Tanggal;Kategori;Harga;Tiket\n"
        "Satu;2027-05-01;Tidak ada;;\n"
        "Dua;2027-05-02;;;bukan alamat\n"
        "Tiga;2027-05-03;;;\n"
    )
    lines = imported(table, name="a.csv")
    assert outcomes(lines) == ["refused", "refused", "new"]
    assert lines[0]["reason"] == (
        "Row 2, Category: This region has none that is called “Tidak ada”."
    )
    assert lines[1]["reason"].startswith("Row 3, Tickets: ")
    assert Festival.objects.get().title == "Tiga"


def test_a_dry_run_writes_nothing(section, imported):
    counted = Page.objects.count(), ImportedEvent.objects.count(), Import.objects.count()
    assert outcomes(imported(calendar(event()), "--dry-run")) == ["new"]
    assert counted == (Page.objects.count(), ImportedEvent.objects.count(), Import.objects.count())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.ics", b""),
        ("a.xlsx", b"PK\x03\x04 nothing"),
        ("a.xls", b"\xd0\xcf\x11\xe0old"),
        ("a.csv", b"colour;size\nred;1\n"),
        ("a.csv", b"Nama;Tanggal\n" + b"Tari;2027-05-01\n" * 20_001),
        ("a.csv", b"x" * (10 * 1024 * 1024 + 1)),
    ],
)
def test_a_file_that_cannot_be_read_is_2_to_the_shell(section, imported, name, content):
    with pytest.raises(CommandError) as raised:
        imported(content, name=name)
    assert raised.value.returncode == 2
    assert Festival.objects.count() == 0


def test_a_missing_file_is_2_and_an_unknown_site_is_1(section, imported):
    with pytest.raises(CommandError, match="No such file") as raised:
        call_command("import_events", "/nowhere.ics")
    assert raised.value.returncode == 2
    with pytest.raises(CommandError, match="no site") as raised:
        imported(calendar(event()), "--site", "nowhere.example")
    assert raised.value.returncode == 1


def test_another_region_has_its_own_zone_its_own_uids_and_its_own_names(
    section, other_region, imported
):
    imported(calendar(event()))
    with pytest.raises(CommandError, match="section of festivals"):
        imported(calendar(event()), "--site", other_region.site.hostname)
    from destinations.tests.factories import published
    from events.tests.factories import FestivalIndexPageFactory

    published(FestivalIndexPageFactory(parent=other_region.home))
    lines = imported(calendar(event()), "--site", other_region.site.hostname)
    assert outcomes(lines) == ["new"]
    theirs = Edition.objects.get(festival__path__startswith=other_region.home.path)
    assert RegionSettings.for_site(other_region.site).time_zone == "Asia/Jayapura"
    assert (theirs.starts_at, theirs.festival.venue.site) == (T(21), other_region.site)


def test_a_new_row_costs_two_queries_at_most_where_a_saved_page_costs_eighty(
    section, imported, django_assert_max_num_queries
):
    def table(count):
        rows = (f"Acara {n};2027-05-01;Lapangan\n" for n in range(count))
        return "Nama;Tanggal;Tempat\n" + "".join(rows)

    imported(table(1), name="a.csv")
    with django_assert_max_num_queries(300):
        assert outcomes(imported(table(150), name="a.csv")).count("new") == 149
