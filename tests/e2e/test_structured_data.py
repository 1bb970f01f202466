"""What pages tell search engines holds to schema.org, as its TypeScript types have it."""

import json
import re
import subprocess
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from demo import content
from tests.e2e.pages import BOTH_WAYS, OF_THE_DEMO, PATHS
from tests.house import ROOT

pytestmark = OF_THE_DEMO

MODULES = ROOT / "tests" / "e2e" / "node_modules"
EVENT = "https://schema.org/Event"
#: The page types that say something of their own; every festival of the demo comes on top.
PAGES = ("home", "places", "place", "festivals", "festivals-past", "story", "standard")

Node = dict[str, Any]


@pytest.fixture(scope="module")
def said(demo: str) -> dict[str, Node]:
    """What each page says of itself, by its address without the demo's own."""
    found = {}
    for path in _paths():
        with urllib.request.urlopen(f"{demo}/{path}", timeout=60) as answer:  # noqa: S310 (this machine)
            page = answer.read().decode()
        pattern = r'<script type="application/ld\+json">(.*?)</script>'
        (text,) = re.findall(pattern, page, re.DOTALL)
        found[path] = json.loads(text)
    return found


def _paths() -> Iterator[str]:
    for language in BOTH_WAYS:
        yield from (f"{language}/{PATHS[name]}" for name in PAGES)
    for festival in content.folder("festivals"):
        yield f"en/events/{festival['slug']}/"
        for part in festival.get("parts", []):
            yield f"en/events/{festival['slug']}/{part['slug']}/"


def _typed(number: int, data: Node) -> Iterator[str]:
    """Go through constants that say the same in TypeScript.

    schema-dts knows nodes of several types at once, but not within others: such a one gets a
    constant of its own, and stays in its place with the first of its types.
    """
    within: list[Node] = []
    top = {name: _simple(value, within) for name, value in data.items()}
    yield _constant(f"x{number}", f"WithContext<{_type(data)}>", top)
    for place, node in enumerate(within):
        yield _constant(f"x{number}_{place}", _type(node), node)


def _simple(value: Any, within: list[Node]) -> Any:
    if isinstance(value, list):
        return [_simple(each, within) for each in value]
    if not isinstance(value, dict):
        return value
    node = {name: _simple(each, within) for name, each in value.items()}
    if isinstance(node["@type"], list):
        within.append(node)
        return node | {"@type": node["@type"][0]}
    return node


def _type(node: Node) -> str:
    types = node["@type"]
    if isinstance(types, str):
        return f"schema.{types}Leaf"
    return f"MergeLeafTypes<[{', '.join(f'schema.{each}Leaf' for each in types)}]>"


def _constant(name: str, kind: str, value: Any) -> str:
    return f"export const {name}: {kind} = {json.dumps(value, ensure_ascii=False)};"


def _complaints(folder: Path, *nodes: Node) -> list[str]:
    """Return what TypeScript's compiler has against nodes, each with the line it is of."""
    lines = [
        'import type * as schema from "schema-dts";',
        'import type { MergeLeafTypes, WithContext } from "schema-dts";',
    ]
    for number, data in enumerate(nodes):
        lines += _typed(number, data)
    (folder / "said.ts").write_text("\n".join(lines), encoding="utf-8")
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    (folder / "node_modules").symlink_to(MODULES)
    options = ("--noEmit", "--strict", "--module", "esnext", "--moduleResolution", "bundler")
    result = subprocess.run(
        ["node", MODULES / "typescript" / "bin" / "tsc", *options, "said.ts"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    found = [line for line in result.stdout.splitlines() if line]
    assert (result.returncode == 0) == (not found), result.stderr
    return [
        f"{line}\n    {lines[int(at[1]) - 1][:400]}"
        for line in found
        if (at := re.match(r"said\.ts\((\d+),", line))
    ] or found


def test_every_page_holds_to_the_vocabulary(said: dict[str, Node], tmp_path: Path):
    assert len(said) > 40
    found = _complaints(tmp_path, *said.values())
    assert not found, "\n".join(["", *found])


@pytest.mark.parametrize(
    "wrong",
    [
        {"startsOn": "2027-04-17"},
        {"eventStatus": "https://schema.org/EventForgotten"},
        {"location": {"@type": "Place", "title": "Boom Beach"}},
        {"subEvent": [{"@type": ["Festival", "MusicEvent"], "startsOn": "2027-04-17"}]},
        {"@type": ["Festival", "VolcanoEvent"]},
    ],
    ids=str,
)
def test_what_is_wrong_is_found(tmp_path: Path, wrong: Node):
    """So that silence means something."""
    right = {"@context": "https://schema.org", "@type": ["Festival", "DanceEvent"], "name": "x"}
    assert _complaints(tmp_path, right | wrong) != []


# --- What search engines ask of dates ---


def _festival(said: dict[str, Node], slug: str) -> Node:
    return said[f"en/events/{slug}/"]


def test_every_status_is_there(said: dict[str, Node]):
    found = {each.get("eventStatus", "") for each in said.values()} - {""}
    assert found == {f"{EVENT}{each}" for each in _STATUSES}


_STATUSES = ("Scheduled", "Rescheduled", "Postponed", "Cancelled")


def test_what_moved_says_where_it_was(said: dict[str, Node]):
    moved = [each for each in said.values() if each.get("eventStatus") == f"{EVENT}Rescheduled"]
    assert moved
    for each in moved:
        assert each["previousStartDate"] not in ("", each["startDate"])


@pytest.mark.parametrize("status", ["Postponed", "Cancelled"])
def test_what_is_off_keeps_its_day(said: dict[str, Node], status: str):
    off = [each for each in said.values() if each.get("eventStatus") == f"{EVENT}{status}"]
    assert off
    for each in off:
        assert each["startDate"]
        assert "previousStartDate" not in each


@pytest.mark.parametrize(
    ("slug", "form"),
    [
        ("gelar-tari-halaman", r"\d{4}-\d\d-\d\dT\d\d:\d\d"),  # repeats
        ("barong-ider-bumi", r"\d{4}-\d\d-\d\d"),  # estimated, no hour is known
        ("pekan-batik-gajah-oling", r"\d{4}-\d\d-\d\d"),  # whole days
        ("seblang-bakungan", r"\d{4}-\d\d"),  # a month alone
    ],
)
def test_nothing_is_said_that_nobody_knows(said: dict[str, Node], slug: str, form: str):
    assert re.fullmatch(form, _festival(said, slug)["startDate"])


def test_an_umbrella_names_its_parts(said: dict[str, Node]):
    whole = _festival(said, "pekan-fajar-banyuwangi")
    assert len(whole["subEvent"]) > 10
    for part in whole["subEvent"]:
        own = said[part["url"].split("/", 3)[3]]
        names = ("@type", "name", "eventStatus", "startDate", "endDate")
        assert [part.get(name) for name in names] == [own.get(name) for name in names]
