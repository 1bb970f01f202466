"""Whose the fonts are that the site sends out, and of which version."""

import re

import pytest

from tests.house import ROOT

FONTS = ROOT / "static" / "fonts"
FAMILIES = sorted(path for path in FONTS.iterdir() if path.is_dir())

each_family = pytest.mark.parametrize("family", FAMILIES, ids=lambda path: path.name)


def test_the_brand_has_one_family():
    assert [family.name for family in FAMILIES] == ["plus-jakarta-sans"]
    assert [path.name for path in FONTS.iterdir() if path.is_file()] == []


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
    assert re.fullmatch(r"\d+\.\d+\.\d+ of `@[\w-]+/[\w-]+`", facts["Version"])
    assert facts["Source"] == "npm"
    assert facts["Licence"].startswith("OFL-1.1")
    subset = re.match(r"`([\w-]+)`", facts["Subset"])[1]
    files = [path.name for path in family.glob("*.woff2")]
    assert files == [f"{family.name}-{subset}-wght-normal.woff2"]
