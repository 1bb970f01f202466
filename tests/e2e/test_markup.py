"""The Nu Html Checker has nothing to say of any page type."""

import json
import re
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.e2e.pages import OF_THE_DEMO, Sample, nothing, pages_and_samples
from tests.house import ROOT

pytestmark = OF_THE_DEMO

CHECKER = ROOT / "tests" / "e2e" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

#: What it says that is not kept, and why.
NOT_KEPT: dict[str, str] = {}


@pytest.fixture(scope="module")
def said(demo: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What the checker says of each page, by the page's name. One start of Java for all."""
    folder = tmp_path_factory.mktemp("markup")
    for which in pages_and_samples():
        (folder / f"{which}.html").write_bytes(_fetched(demo, which))
    return _checked(folder)


def _fetched(demo: str, which: Sample) -> bytes:
    from urllib.parse import quote

    request = urllib.request.Request(  # noqa: S310 (this machine)
        demo + quote(which.path, safe="/?=&"), headers={"Accept-Language": which.language}
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 (the same)
            status, body = answer.status, answer.read()
    except urllib.error.HTTPError as answer:
        status, body = answer.code, answer.read()
    assert (which.path, status) == (which.path, which.status)
    return body


def _checked(folder: Path) -> dict[str, list[str]]:
    """Return errors and warnings, by file name without ending.

    The checker guesses languages by letters and takes Malay for Indonesian, so it is not asked to.
    """
    # It ends with 1 where it has found something, and answers on standard error.
    result = subprocess.run(
        ["java", "-jar", CHECKER, "--format", "json", "--no-langdetect", folder],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    found: dict[str, list[str]] = {}
    for message in json.loads(result.stderr)["messages"]:
        if message["message"] in NOT_KEPT:
            continue
        kind = message.get("subType", message["type"])
        extract = re.sub(r"\s+", " ", message.get("extract", "")).strip()
        line = f"{kind}: {message['message']} (line {message.get('lastLine')}: {extract})"
        found.setdefault(Path(message["url"]).stem, []).append(line)
    return found


@pytest.mark.parametrize("which", pages_and_samples(), ids=str)
def test_the_checker_finds_nothing(said: dict[str, list[str]], which: Sample):
    nothing(said.get(str(which), []))


def test_the_checker_finds_what_is_wrong(tmp_path: Path):
    """So that its silence means something."""
    page = '<!DOCTYPE html><html lang="en"><title>x</title><p id="a"><p id="a">'
    (tmp_path / "wrong.html").write_text(page, encoding="utf-8")
    assert "Duplicate ID" in _checked(tmp_path)["wrong"][0]
