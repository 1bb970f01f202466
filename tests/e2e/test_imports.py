"""A table of another office: its columns are mapped, tried, imported by the worker, taken back."""

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from events.models import Festival
from roles.enums import RoleName
from roles.tests.world import make_person

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("still_clock"),
]

TABLE = """Acara;Hari pertama;Hari terakhir;Gedung
Festival Padang Ulan;10/07/2027;11/07/2027;Lapangan Contoh
Pesta Kelapa;31/06/2027;;Lapangan Contoh
=HYPERLINK("x");12/07/2027;;Lapangan Contoh
"""


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "dinas.csv"
    path.write_text(TABLE, encoding="utf-8")
    return str(path)


@pytest.fixture
def worker(settings):
    """What the site's worker would do, done when the test says so."""
    settings.TASKS = {
        **settings.TASKS,
        "jobs": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]},
    }
    return lambda: call_command(
        "db_worker", "--backend=jobs", "--batch", "--no-startup-delay", verbosity=0
    )


def test_a_table_is_mapped_tried_imported_and_taken_back(site, section, visit, table, worker):
    make_person(site, RoleName.EDITOR, name="editor")
    officer, reader = visit("editor"), visit(width=390, height=844)

    # A file that is none is said to be none, and the name of its source stays.
    officer.goto("/admin/imports/")
    officer.get_by_role("link", name="Import a file").click()
    officer.get_by_label("Source").fill("Dinas Contoh")
    officer.get_by_label("File").set_input_files(
        {"name": "broken.xlsx", "mimeType": "application/octet-stream", "buffer": b"PK nothing"}
    )
    officer.get_by_role("button", name="Look at the file").click()
    expect(officer.get_by_text("This is no XLSX workbook.")).to_be_visible()
    expect(officer.get_by_label("Source")).to_have_value("Dinas Contoh")

    # Its columns have names of their own: the officer says which is which, the first row beside it.
    officer.get_by_label("File").set_input_files(table)
    officer.get_by_label("Publish at once").check()
    officer.get_by_role("button", name="Look at the file").click()
    officer.select_option("#id_name", label="Acara (Festival Padang Ulan)")
    officer.select_option("#id_starts_on", "Hari pertama")
    officer.select_option("#id_ends_on", "Hari terakhir")
    officer.select_option("#id_venue", "Gedung")
    officer.get_by_role("button", name="Look at the rows").click()

    # The worker has it: the page says so, and shows what it found when it is there.
    expect(officer.get_by_role("progressbar")).to_be_visible()
    worker()
    outcomes = officer.get_by_role("navigation", name="Outcomes")
    expect(outcomes).to_contain_text("3 All")
    expect(outcomes).to_contain_text("1 New")
    expect(outcomes).to_contain_text("2 Refused")
    rows = officer.locator("table.listing tbody tr")
    expect(rows.nth(1)).to_contain_text("31/06/2027")
    expect(rows.nth(2)).to_contain_text("It begins with “=”")
    assert not Festival.objects.exists()

    officer.get_by_role("button", name="Import", exact=True).click()
    expect(officer.get_by_role("progressbar")).to_be_visible()
    assert not Festival.objects.exists()
    worker()
    expect(officer.get_by_role("link", name="Take it back")).to_be_visible()
    reader.goto("/en/events/festival-padang-ulan/")
    expect(reader.locator("h1")).to_have_text("Festival Padang Ulan")
    expect(reader.locator(".facts")).to_contain_text("10–11 Jul 2027")

    # The same file again: its columns are remembered, and nothing would change.
    officer.goto("/admin/imports/new/")
    officer.get_by_label("Source").fill("Dinas Contoh")
    officer.get_by_label("File").set_input_files(table)
    officer.get_by_role("button", name="Look at the file").click()
    expect(officer.locator("#id_name")).to_have_value("Acara")
    officer.get_by_role("button", name="Look at the rows").click()
    worker()
    expect(outcomes).to_contain_text("1 Skipped")
    expect(outcomes).to_contain_text("0 New")

    # And the first import is taken back, whole.
    officer.goto("/admin/imports/")
    officer.locator("table.listing tbody a").last.click()
    officer.get_by_role("link", name="Take it back").click()
    expect(officer.get_by_text("1 that it made is deleted.")).to_be_visible()
    officer.get_by_role("button", name="Take the import back").click()
    worker()
    expect(officer.locator("main")).to_contain_text("Taken back by editor")
    assert not Festival.objects.exists()
    assert reader.goto("/en/events/festival-padang-ulan/").status == 404
