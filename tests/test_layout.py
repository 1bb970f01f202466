"""The house stands as decision 1 says: `site/` is a source root and shadows nothing."""

import subprocess
from pathlib import Path

import pytest

from tests.house import ROOT, run_python


def test_site_is_no_package():
    assert not (ROOT / "site" / "__init__.py").exists()


@pytest.mark.parametrize("without_pth", [False, True])
def test_import_site_is_pythons_own(tmp_path, without_pth):
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); import os, site; "
        "print(site.__file__ == os.__file__.replace('os.py', 'site.py'))"
    )
    result = run_python("-c", code, state=tmp_path, without_pth=without_pth)
    assert (result.stdout, result.stderr) == ("True\n", "")


def test_git_ignores_state_and_no_source_folder(tmp_path):
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    (tmp_path / ".gitignore").write_bytes((ROOT / ".gitignore").read_bytes())
    asked = [
        "site/config/urls.py",
        "site/regions/models.py",
        "media/models.py",
        "static/css/base.css",
        "locale/ar/LC_MESSAGES/django.po",
        "locale/ar/LC_MESSAGES/django.mo",
        "media/__pycache__/models.cpython-311.pyc",
        "var/db.sqlite3",
        ".venv/bin/python",
        ".env",
    ]
    result = subprocess.run(
        ["git", "-C", tmp_path, "check-ignore", *asked], capture_output=True, text=True, check=False
    )
    assert result.stdout.split() == asked[5:]


def test_manage_works_without_the_pth(tmp_path):
    result = run_python(str(ROOT / "manage.py"), "check", state=tmp_path, without_pth=True)
    assert (result.returncode, result.stderr) == (0, "")


def test_wsgi_works_without_the_pth(tmp_path):
    wsgi = ROOT / "site" / "config" / "wsgi.py"
    (tmp_path / "static").mkdir()
    code = (
        "import runpy; "
        f"application = runpy.run_path({str(wsgi)!r})['application']; "
        "print(type(application).__name__)"
    )
    result = run_python(
        "-c",
        code,
        state=tmp_path,
        without_pth=True,
        SECRET_KEY="only-for-this-test",
        ALLOWED_HOSTS="example.org",
    )
    assert (result.stdout, result.stderr) == ("WSGIHandler\n", "")


def test_every_source_folder_can_be_read_from_the_root():
    """The folders that docs/architecture.md explains are the ones that are there."""
    explained = {
        line.split("`")[1]
        for line in (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| `") and line.split("`")[1].endswith("/")
    }
    apps = {f"site/{path.parent.name}/" for path in ROOT.glob("site/*/__init__.py")}
    folders = {f"{path.name}/" for path in ROOT.iterdir() if _is_explained(path)}
    addresses = {folder for folder in explained if folder.startswith("/")}
    assert explained - addresses == apps | folders | {"var/"}


def _is_explained(path: Path) -> bool:
    return path.is_dir() and not path.name.startswith((".", "__")) and path.name != "var"
