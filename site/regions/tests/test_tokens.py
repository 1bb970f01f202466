import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from regions.tests.factories import SUNRISE_PALETTE
from regions.tokens import (
    NAMES,
    NEUTRAL,
    contrast,
    design_tokens,
    stylesheet,
    validate_palette,
    version,
)

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


def test_tokens_are_w3c_design_tokens():
    document = design_tokens(SUNRISE_PALETTE, region="Banyuwangi")
    assert document["$description"] == "Banyuwangi"
    assert document["color"]["$type"] == "color"
    assert document["color"]["gold"] == {
        "$value": {
            "colorSpace": "srgb",
            "components": [0.9647, 0.6824, 0.1765],
            "alpha": 1,
            "hex": "#f6ae2d",
        }
    }
    assert [name for name in document["color"] if not name.startswith("$")] == list(NAMES)


def test_the_stylesheet_names_every_colour():
    css = stylesheet(SUNRISE_PALETTE)
    assert css.startswith("@layer tokens {\n  :root {\n  --color-night: #14142b;\n")
    assert css.count("--color-") == 9


def test_the_version_changes_with_any_colour():
    versions = {version({**SUNRISE_PALETTE, name: "#000000"}) for name in NAMES}
    assert len(versions | {version(SUNRISE_PALETTE)}) == 10


@pytest.mark.parametrize(
    "palette",
    [
        None,
        [],
        {},
        dict.fromkeys(NAMES[:-1], "#000000"),
        {**NEUTRAL, "sea": "#000000"},
        {**NEUTRAL, "ink": "black"},
        {**NEUTRAL, "ink": "#00000"},
        {**NEUTRAL, "ink": "#000000;}body{display:none"},
        {**NEUTRAL, "ink": 0},
    ],
)
def test_what_is_no_palette_is_refused(palette):
    with pytest.raises(ValidationError):
        validate_palette(palette)


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [("#000000", "#FFFFFF", 21.0), ("#777777", "#FFFFFF", 4.48), ("#14142B", "#FFF6E5", 16.8)],
)
def test_contrast_is_wcags(first, second, ratio):
    assert round(contrast(first, second), 2) == pytest.approx(ratio, abs=0.05)


@given(colours, colours)
def test_contrast_is_the_same_both_ways_and_within_bounds(first, second):
    assert contrast(first, second) == contrast(second, first)
    assert 1 <= contrast(first, second) <= 21


@pytest.mark.parametrize("palette", [SUNRISE_PALETTE, NEUTRAL])
def test_text_reads_on_paper_and_at_night(palette):
    for text, ground in (("ink", "cream"), ("cream", "night"), ("cream", "indigo")):
        assert contrast(palette[text], palette[ground]) >= 7
