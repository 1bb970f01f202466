"""`manage.py prepare`: everything before a start, and nothing twice."""

import io

import pytest
from django.core.management import call_command

from config.management.commands import catalogues, prepare


@pytest.fixture
def sources(tmp_path, settings, monkeypatch):
    """A folder of two static files, and places of this test's own for what is made of them."""
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "a.js").write_text('import { b } from "./b.js";\n')
    (folder / "b.js").write_text("export const b = 1;\n")
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [folder]
    settings.VAR = tmp_path / "var"
    settings.STATIC_ROOT = settings.VAR / "static"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "config.static.HashedStaticFilesStorage"},
    }
    monkeypatch.setattr(catalogues, "FOLDER", tmp_path / "locale")
    return folder


def prepared() -> list[str]:
    out = io.StringIO()
    call_command("prepare", stdout=out)
    return out.getvalue().splitlines()


@pytest.mark.django_db
def test_static_files_are_collected_hashed_and_only_after_a_change(sources, settings):
    migrating, collecting = "Bringing the database up to date.", "Collecting static files."
    assert prepared() == [migrating, collecting]
    (module,) = settings.STATIC_ROOT.glob("a.????????????.js")
    (imported,) = settings.STATIC_ROOT.glob("b.????????????.js")
    assert module.read_text() == f'import {{ b }} from "./{imported.name}";\n'
    assert prepared() == [migrating]
    (sources / "b.js").write_text("export const b = 22;\n")
    assert prepared() == [migrating, collecting]
    assert len(list(settings.STATIC_ROOT.glob("b.????????????.js"))) == 2


@pytest.mark.django_db
def test_static_files_that_were_deleted_are_collected_again(sources, settings):
    prepared()
    (settings.STATIC_ROOT / "staticfiles.json").unlink()
    assert prepared()[-1] == "Collecting static files."


def test_the_fingerprint_changes_with_a_file_and_with_the_storage(sources, settings):
    before = prepare.static_fingerprint()
    assert prepare.static_fingerprint() == before
    (sources / "c.css").write_text("c")
    with_another_file = prepare.static_fingerprint()
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "another"}}
    assert len({before, with_another_file, prepare.static_fingerprint()}) == 3
