"""If the docs claim it, it is so: variables, commands, addresses, files, decisions."""

import re
from itertools import chain
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command, get_commands
from django.test import Client
from django.urls import resolve

from events.models import Submission
from events.submissions.acts import token_of
from tests.e2e.lighthouse import PAGES, Measured
from tests.house import ROOT
from translations import languages

GUIDES = [*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/**/*.md"))]
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z0-9-]+):.*?## ", MAKEFILE, re.MULTILINE))


def _section(text: str, heading: str) -> str:
    """Return what stands between a heading and the next of any level."""
    (_before, after) = re.split(rf"^#+ {re.escape(heading)}$", text, flags=re.MULTILINE)
    return re.split(r"^#", after, flags=re.MULTILINE)[0]


def _first_column(section: str) -> list[str]:
    return re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE)


def _code(text: str) -> list[str]:
    """Return what is set as code: spans, and indented lines."""
    return re.findall(r"`([^`]+)`", text) + re.findall(r"^ {4,}(\S.*)$", text, re.MULTILINE)


def _all_code() -> list[str]:
    return list(chain.from_iterable(_code(path.read_text(encoding="utf-8")) for path in GUIDES))


# --- Variables ---


def test_every_variable_of_the_settings_is_documented_and_no_other():
    read = set()
    for path in (ROOT / "site" / "config" / "settings").glob("*.py"):
        text = path.read_text(encoding="utf-8")
        read |= set(re.findall(r"\benv(?:\.\w+)?\(\s*\"(\w+)\"", text))
        read |= set(re.findall(r"_required\(\"(\w+)\"\)", text))
    assert set(_first_column(_section(OPERATIONS, "Variables"))) == read


def test_every_variable_of_make_is_documented_and_no_other():
    asked = set(re.findall(r"^(\w+) \?=", MAKEFILE, re.MULTILINE))
    assert set(_first_column(_section(OPERATIONS, "Variables of `make`"))) == asked


def test_defaults_of_make_are_as_documented():
    defaults = dict(re.findall(r"^(\w+) \?= (.+)$", MAKEFILE, re.MULTILINE))
    section = _section(OPERATIONS, "Variables of `make`")
    assert dict(re.findall(r"^\| `(\w+)` \| `([^`]+)` \|", section, re.MULTILINE)) == defaults


# --- Commands ---


def test_every_make_target_named_anywhere_exists():
    named = set(re.findall(r"\bmake ([a-z][a-z0-9-]*)", " ; ".join(_all_code())))
    assert named - TARGETS == set()


def test_every_make_target_is_in_the_table_of_commands():
    named = [
        name.removeprefix("make ") for name in _first_column(_section(ARCHITECTURE, "Commands"))
    ]
    assert {name for name in named if " " not in name} == TARGETS - {"help"}


def test_what_must_pass_before_a_change_lands_is_what_the_docs_say():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    loops = re.findall(r"^for command in (.+); do$", script, re.MULTILINE)
    assert " ".join(loops).split() == ["lint", "test", "services-test", "e2e"]
    assert "`.ci/run` runs lint, tests,\nservices-test and e2e" in ARCHITECTURE


def test_every_management_command_named_anywhere_exists():
    named = set(re.findall(r"manage\.py ([a-z_]+)", " ; ".join(_all_code())))
    assert named - set(get_commands()) == set()


# --- Addresses ---

#: What the demo puts where the table has a gap.
SAMPLES = {
    "/events/<slug>/<part>/": "/events/banyuwangi-ethno-carnival/costume-parade/",
    "/events/<slug>/": "/events/gandrung-sewu/",
    "<slug>": "kawah-ijen",
    "<yyyy>": "2027",
    "<mm>": "07",
    "<size>": "192",
}


@pytest.mark.django_db
@pytest.mark.usefixtures("jobs_wait")
def test_every_address_answers_in_every_language():
    call_command("build_demo", verbosity=0)
    browser = Client()
    samples = {**SAMPLES, "<token>": token_of(Submission.objects.latest("pk"))}
    answers = {}
    for address in _first_column(_section(ARCHITECTURE, "Addresses")):
        if address.endswith("…"):
            continue
        for code in languages.codes() if "<lang>" in address else [""]:
            path = address.replace("<lang>", code)
            for gap, sample in samples.items():
                path = path.replace(gap, sample)
            answers[path] = browser.get(path).status_code
    redirecting = {path for path, status in answers.items() if status == 302}
    assert redirecting == {"/", "/admin/"}
    assert {path: status for path, status in answers.items() if status not in (200, 302)} == {}


def test_every_family_of_addresses_is_there():
    families = [
        address.removesuffix("…")
        for address in _first_column(_section(ARCHITECTURE, "Addresses"))
        if address.endswith("…")
    ]
    assert families == [settings.STATIC_URL, settings.MEDIA_URL, "/documents/"]
    assert resolve("/media/images/kawah-ijen.jpg").url_name == "rendition"
    assert resolve("/documents/1/map.pdf").url_name == "document"


# --- What was measured ---


def test_what_is_beyond_the_limits_of_lighthouse_is_told():
    """docs/lighthouse.md was written by `make lighthouse`: its list follows from its table."""
    text = (ROOT / "docs" / "lighthouse.md").read_text(encoding="utf-8")
    headings, _rule, *rows = [
        line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("|")
    ]
    pages = [
        Measured(name, path, dict(zip(headings[2:], map(float, measured), strict=True)))
        for name, path, *measured in rows
    ]
    assert [page.name for page in pages] == list(PAGES)
    beyond = [each for page in pages for each in page.beyond()]
    assert re.findall("^- (.+)$", text, re.MULTILINE) == (beyond or ["nothing"])


# --- Files ---


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_every_link_leads_somewhere(guide: Path):
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", guide.read_text(encoding="utf-8"))
    ours = [link for link in links if not link.startswith(("http://", "https://"))]
    assert [link for link in ours if not (guide.parent / link).exists()] == []


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_every_file_named_exists(guide: Path):
    named = [
        span
        for span in re.findall(r"`([^`\s]+)`", guide.read_text(encoding="utf-8"))
        if re.fullmatch(
            r"(site|media|destinations|demo|docs|static|templates|tests)/[\w./-]*", span
        )
    ]
    assert [name for name in named if not (ROOT / name).exists()] == []


# --- Decisions ---

DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))


def test_decisions_are_numbered_without_gaps():
    numbers = [int(path.name.split("-")[0]) for path in DECISIONS]
    assert numbers == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_says_why_what_and_what_follows(path: Path):
    text = path.read_text(encoding="utf-8")
    number = int(path.name.split("-")[0])
    assert text.startswith(f"# {number}. ")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == [
        "Context",
        "Decision",
        "What was tried",
        "Consequences",
    ]
