"""The layers hold, and no app has been left out of them."""

import subprocess
import sys
import tomllib
from pathlib import Path

from django.apps import apps

from tests.house import ROOT

LINTER = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "importlinter"
]
(CONTRACT,) = LINTER["contracts"]


def _own_apps() -> set[str]:
    return {
        config.name
        for config in apps.get_app_configs()
        if Path(config.path).is_relative_to(ROOT)
        and not Path(config.path).is_relative_to(ROOT / ".venv")
    }


def test_every_app_has_its_layer():
    assert sorted(CONTRACT["layers"]) == sorted(_own_apps())


def test_every_app_is_looked_at():
    assert sorted(LINTER["root_packages"]) == sorted(_own_apps())


def test_the_docs_tell_the_same_layers():
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    (chain,) = [line for line in text.splitlines() if " → media → " in line]
    assert chain.split(" → ") == CONTRACT["layers"][::-1]


def test_no_app_imports_from_above():
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert result.returncode == 0, result.stdout
