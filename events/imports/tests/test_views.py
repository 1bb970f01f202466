"""The desk's screens of imports: from the file to the account, by region and by right."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from destinations.tests.factories import published
from events.enums import ImportState
from events.imports import tasks
from events.models import Edition, Festival, Import, ImportItem, ImportSource
from events.tests.conftest import NOW
from events.tests.factories import FestivalIndexPageFactory
from roles.enums import RoleName
from roles.making import make_roles
from roles.tests.world import make_person

pytestmark = pytest.mark.django_db

TABLE = "Acara,Hari,Gedung\nTari,2027-05-01,Taman\n=cmd(),2027-05-02,Taman\n"


def person(region, role):
    make_roles(region.settings)
    browser = Client()
    browser.force_login(make_person(region, role))
    return browser


@pytest.fixture
def editor(region, section):
    return person(region, RoleName.EDITOR)


def upload(browser, content=TABLE, name="acara.csv", **data):
    file = SimpleUploadedFile(name, content.encode())
    return browser.post("/admin/imports/new/", {"file": file, **data})


def columns(**chosen):
    return {"name": "Acara", "starts_on": "Hari", "venue": "Gedung", **chosen}


def test_from_the_file_over_its_columns_and_the_trial_to_the_import(editor):
    answer = upload(editor, source="Dinas")
    made = Import.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/admin/imports/{made.pk}/columns/")
    assert "Tari" in editor.get(answer.url).content.decode()

    answer = editor.post(answer.url, columns())
    made.refresh_from_db()
    assert (made.state, made.total, Festival.objects.count()) == (ImportState.CHECKED, 2, 0)
    page = editor.get(answer.url).content.decode()
    assert "Row 3, Name: It begins with “=”" in page

    assert editor.get(f"/admin/imports/{made.pk}/run/").status_code == 405
    editor.post(f"/admin/imports/{made.pk}/run/")
    made.refresh_from_db()
    assert (made.state, made.error) == (ImportState.DONE, "")
    assert Festival.objects.get().title == "Tari"
    shown = editor.get(f"/admin/imports/{made.pk}/?outcome=refused").content.decode()
    assert "Row 3" in shown
    assert "Tari" not in shown.partition("<tbody>")[2]
    refused = editor.get(f"/admin/imports/{made.pk}/refused.csv").content.decode()
    assert refused.splitlines()[1].startswith("3,,'=cmd(),Name,")

    editor.post(f"/admin/imports/{made.pk}/run/")
    assert Festival.objects.count() == 1


def test_columns_are_remembered_by_source(editor):
    upload(editor, source="Dinas")
    made = Import.objects.get()
    editor.post(f"/admin/imports/{made.pk}/columns/", columns(organiser="Gedung", venue=""))
    answer = upload(editor, source="Dinas")
    form = editor.get(answer.url).context["form"]
    assert form["organiser"].value() == "Gedung"
    assert form["venue"].value() == ""
    assert ImportSource.objects.count() == 1


def test_a_calendar_has_no_columns_and_is_looked_at_at_once(editor):
    text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:A\nDTSTART:20270501\nEND:VEVENT\n"
    answer = upload(editor, text + "END:VCALENDAR\n", "a.ics")
    made = Import.objects.get()
    assert (answer.url, made.state) == (f"/admin/imports/{made.pk}/", ImportState.CHECKED)


def test_a_file_that_cannot_be_read_says_why_and_leaves_nothing(editor):
    answer = upload(editor, "PK nonsense", "a.xlsx", source="Dinas")
    assert answer.status_code == 200
    assert answer.context["form"].errors["file"] == ["This is no XLSX workbook."]
    assert 'value="Dinas"' in answer.content.decode()
    assert not Import.objects.exists()


def test_only_who_may_publish_is_asked(region, section, editor):
    manager = person(region, RoleName.CALENDAR_MANAGER)
    assert "publish" in editor.get("/admin/imports/new/").context["form"].fields
    assert "publish" not in manager.get("/admin/imports/new/").context["form"].fields
    upload(manager, publish="on")
    assert not Import.objects.get().publish


def test_a_writer_is_shown_none_of_it(region, section):
    writer = person(region, RoleName.WRITER)
    for address in ("", "new/", "export/"):
        assert writer.get(f"/admin/imports/{address}").status_code == 302
    assert "/admin/imports/" not in writer.get("/admin/").content.decode()


def test_another_regions_imports_are_not_there(editor, other_region):
    theirs = Import.objects.create(
        site=other_region.site, file_name="rahasia.csv", state=ImportState.DONE, made_at=NOW
    )
    assert "rahasia" not in editor.get("/admin/imports/").content.decode()
    assert editor.get(f"/admin/imports/?site={other_region.site.pk}").status_code == 404
    for name in ("", "columns/", "progress/", "undo/", "refused.csv"):
        assert editor.get(f"/admin/imports/{theirs.pk}/{name}").status_code == 404
    for name in ("run/", "again/", "undo/", "columns/"):
        assert editor.post(f"/admin/imports/{theirs.pk}/{name}").status_code == 404
    theirs.refresh_from_db()
    assert theirs.state == ImportState.DONE


def test_while_the_worker_is_at_it_the_page_says_how_far(editor, monkeypatch):
    upload(editor)
    made = Import.objects.get()
    Import.objects.filter(pk=made.pk).update(state=ImportState.QUEUED, total=40)
    tasks._follow(made)(30)
    page = editor.get(f"/admin/imports/{made.pk}/")
    assert page["Refresh"] == "15"
    assert '<progress id="import-progress" max="40" value="30">' in page.content.decode()
    assert editor.get(f"/admin/imports/{made.pk}/progress/").json() == {
        "done": 30,
        "total": 40,
        "is_at_work": True,
    }


def test_what_goes_wrong_changes_nothing_and_can_be_tried_again(editor, monkeypatch):
    upload(editor)
    made = Import.objects.get()
    editor.post(f"/admin/imports/{made.pk}/columns/", columns())
    with monkeypatch.context() as broken:
        broken.setattr("events.imports.writing.write_first", None)
        editor.post(f"/admin/imports/{made.pk}/run/")
    made.refresh_from_db()
    assert made.state == ImportState.FAILED
    assert "Nothing was changed" in made.error
    assert (Festival.objects.count(), Edition.objects.count()) == (0, 0)
    assert ImportItem.objects.filter(run=made).count() == 2
    editor.post(f"/admin/imports/{made.pk}/again/")
    editor.post(f"/admin/imports/{made.pk}/run/")
    assert Festival.objects.count() == 1


def test_a_whole_import_is_taken_back_after_a_question(editor):
    upload(editor)
    made = Import.objects.get()
    editor.post(f"/admin/imports/{made.pk}/columns/", columns())
    editor.post(f"/admin/imports/{made.pk}/run/")
    assert editor.get(f"/admin/imports/{made.pk}/undo/").context["new"] == 1
    editor.post(f"/admin/imports/{made.pk}/undo/")
    made.refresh_from_db()
    assert (made.state, made.error) == (ImportState.UNDONE, "")
    assert made.undone_by is not None
    assert Festival.objects.count() == 0
    assert "Taken back by" in editor.get(f"/admin/imports/{made.pk}/").content.decode()


def test_exports_are_files_of_ones_own_region(editor, festival, other_region):
    from events.tests.factories import EditionFactory, FestivalFactory

    theirs = published(FestivalIndexPageFactory(parent=other_region.home))
    EditionFactory(festival=published(FestivalFactory(parent=theirs, title="Rahasia")))
    EditionFactory(festival=festival)
    answer = editor.get("/admin/imports/export/?format=csv&year=2026")
    assert answer["Content-Disposition"] == 'attachment; filename="festivals-2026.csv"'
    text = answer.content.decode()
    assert "Gandrung Sewu" in text
    assert "Rahasia" not in text
    assert (
        "Gandrung" not in editor.get("/admin/imports/export/?format=csv&year=2031").content.decode()
    )
    assert editor.get("/admin/imports/export/?format=exe").status_code == 200
    assert (
        editor.get(f"/admin/imports/export/?format=csv&site={other_region.site.pk}").status_code
        == 404
    )


def test_a_table_of_spreadsheets_is_read_and_merged_cells_count_for_all_their_rows(editor):
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["Agenda 2027"],
        ["Nama", "Mulai", "Tempat"],
        ["A", "1 Mei 2027", "Taman"],
        ["B", "2 Mei 2027"],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("C3:C4")
    out = io.BytesIO()
    book.save(out)
    file = SimpleUploadedFile("a.xlsx", out.getvalue())
    answer = editor.post("/admin/imports/new/", {"file": file})
    made = Import.objects.get()
    editor.post(answer.url, {"name": "Nama", "starts_on": "Mulai", "venue": "Tempat"})
    editor.post(f"/admin/imports/{made.pk}/run/")
    assert {each.venue.name for each in Festival.objects.all()} == {"Taman"}
    assert Festival.objects.count() == 2
