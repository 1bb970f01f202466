"""What holds for every public template and stylesheet, found by reading them."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SITE_CSS = ROOT / "static" / "css" / "site.css"


def named(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_template_says_what_it_needs(path):
    assert re.search(r"\{# .+ #\}|\{% comment %\}", path.read_text(encoding="utf-8")[:400])


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_template_has_nothing_that_the_security_policy_forbids(path):
    source = path.read_text(encoding="utf-8")
    assert (
        re.findall(
            r"\sstyle=|<style|<script(?! type=\"module\" src=)|\son[a-z]+=|javascript:", source
        )
        == []
    )
    assert re.findall(r"\|\s*safe\b|autoescape\s+off", source) == []
    assert re.findall(r"""(?:src|href|action)=["'](?:https?:)?//""", source) == []


def test_the_stylesheet_knows_no_left_and_no_right():
    css = re.sub(r"/\*.*?\*/", "", SITE_CSS.read_text(encoding="utf-8"), flags=re.DOTALL)
    physical = (
        r"(?<![\w-])(?:(?:margin|padding|border|inset)-(?:left|right|top|bottom)"
        r"|left|right|top|bottom|width|height|(?:min|max)-(?:width|height)|text-align:\s*(?:left|right))"
        r"\s*:"
    )
    outside_queries = re.sub(r"@media[^{]*", "", css)
    assert re.findall(physical, outside_queries) == []


def test_the_stylesheet_fetches_its_own_font_and_motif_and_nothing_else():
    css = SITE_CSS.read_text(encoding="utf-8")
    assert "@import" not in css
    fetched = re.findall(r"url\(\s*[\"']?([^\"')]*)", css)
    assert sorted(set(fetched)) == [
        "../brand/motifs/gajah-oling.svg",
        "../fonts/plus-jakarta-sans/plus-jakarta-sans-latin-wght-normal.woff2",
    ]
    assert [path for path in fetched if not (SITE_CSS.parent / path).is_file()] == []
