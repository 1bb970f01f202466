"""Whose the fonts on paper are, of which version, how heavy, and whether they have our letters."""

import re
import tomllib
from pathlib import Path

import polib
import pytest
import typst

from tests.house import ROOT
from typesetting import press

FAMILIES = sorted(path for path in press.FONTS.iterdir() if path.is_dir())
#: What all fonts may weigh together, so that a clone stays small.
LIMIT = 6_000_000

each_family = pytest.mark.parametrize("family", FAMILIES, ids=lambda path: path.name)


def test_typst_has_these_fonts_and_no_other():
    assert press.fonts().families() == ["Almarai", "Noto Sans SC", "Plus Jakarta Sans"]
    known = {Path(font.path) for font in press.fonts().fonts()}
    assert known == set(press.FONTS.glob("*/*.ttf"))


def test_each_family_has_the_weights_that_templates_ask_for():
    weights: dict[str, set[int]] = {}
    for font in press.fonts().fonts():
        weights.setdefault(font.family, set()).add(font.weight)
    assert weights == {
        "Almarai": {400, 700, 800},
        "Noto Sans SC": {400, 700},
        "Plus Jakarta Sans": {400, 600, 800},
    }


def test_fonts_are_light():
    assert sum(path.stat().st_size for path in press.FONTS.rglob("*.ttf")) < LIMIT


@each_family
def test_the_licence_stands_beside_a_font(family):
    licence = (family / "LICENSE").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert licence.startswith("Copyright ")


@each_family
def test_name_version_source_and_subset_stand_beside_a_font(family):
    readme = (family / "README.md").read_text(encoding="utf-8")
    facts = dict(re.findall(r"^\| (\w+) \| (.+) \|$", readme, re.MULTILINE))
    assert list(facts) == ["Name", "Version", "Source", "Licence", "Subset"]
    assert re.fullmatch(rf"\d+\.\d+\.\d+ of `@[\w-]+/{family.name}`", facts["Version"])
    assert facts["Source"] == "npm"
    assert facts["Licence"].startswith("OFL-1.1")


@each_family
def test_it_is_written_down_how_a_font_was_made(family):
    text = (press.FONTS / "README.md").read_text(encoding="utf-8")
    assert f"pyftsubset {family.name}/" in text


def _said() -> str:
    """Return every letter of the interface and of the demo, in all languages."""
    words = [entry.msgstr for path in ROOT.glob("locale/*/*/*.po") for entry in polib.pofile(path)]
    for path in ROOT.glob("demo/data/**/*.toml"):
        words += _texts(tomllib.loads(path.read_text(encoding="utf-8")))
    letters = {letter for word in words for letter in word if letter.isprintable()}
    return "".join(sorted(letters - {" "}))


def _texts(value) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for part in parts for text in _texts(part)]


@pytest.mark.parametrize("weight", [400, 600, 800])
def test_the_fonts_have_every_letter_that_is_said(weight):
    said = _said()
    assert {"a", "ا", "外", "،"} <= set(said)
    body = (
        '#set document(title: "T", date: none)\n'
        '#set text(font: ("Plus Jakarta Sans", "Almarai", "Noto Sans SC"), weight: '
        f"{weight})\n"
        '#sys.inputs.said.clusters().join(" ")'
    )
    # PDF/UA-1 refuses a letter without a glyph and names it.
    typst.compile(
        body.encode(),
        font_paths=press.fonts(),
        ignore_system_fonts=True,
        sys_inputs={"said": said},
        pdf_standards=[press.STANDARD],
    )
