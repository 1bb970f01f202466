import pytest
from hypothesis import given
from hypothesis import strategies as st

from regions.accents import Tone, accents, stylesheet, version
from regions.tests.factories import SUNRISE_PALETTE
from regions.tokens import NAMES, NEUTRAL, contrast

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")
palettes = st.fixed_dictionaries(dict.fromkeys(NAMES, colours))


def test_a_palette_that_reads_well_stays_as_it_is():
    by_day, by_night = accents(SUNRISE_PALETTE)
    assert {name: tone.hex for name, tone in by_day.items()} == {
        "primary": "#2B2A5E",
        "secondary": "#6B2D5C",
        "secondary-50": "#F7EDF5",
        "secondary-75": "#E7C6DF",
        "secondary-100": "#F6AE2D",
    }
    assert {name: tone.hex for name, tone in by_night.items()} == {
        "secondary": "#903C7C",
        "secondary-75": "#F9CC7A",
        "secondary-100": "#F7B540",
    }


@given(palettes)
def test_text_reads_on_the_accents_of_any_palette(palette):
    by_day, by_night = accents(palette)
    assert contrast(by_day["primary"].hex, "#FFFFFF") >= 10
    assert contrast(by_day["secondary"].hex, "#FFFFFF") >= 5.5
    assert contrast(by_day["secondary"].hex, by_day["secondary-50"].hex) >= 4.5
    assert contrast(by_day["secondary"].hex, by_day["secondary-75"].hex) >= 4.5
    assert contrast(by_day["secondary-100"].hex, by_day["primary"].hex) >= 4.5
    assert contrast(by_night["secondary"].hex, "#FFFFFF") >= 4.7
    for ground in ("#1D1D1D", "#262626", "#333333"):
        assert contrast(by_night["secondary-100"].hex, ground) >= 7
        assert contrast(by_night["secondary-75"].hex, ground) >= 7


@given(colours)
def test_a_tone_is_the_colour_but_for_rounding(colour):
    tone = Tone.of(colour)
    for i in (1, 3, 5):
        assert abs(int(tone.hex[i : i + 2], 16) - int(colour[i : i + 2], 16)) <= 1


def test_the_stylesheet_has_the_palette_and_both_themes():
    css = stylesheet(SUNRISE_PALETTE)
    assert "  --color-night: #14142b;\n" in css
    root, dark, system = css.split(":root {\n")[2].split(".w-theme-")
    assert "  --w-color-primary-hue: 241.2;\n" in root
    assert "  --w-color-primary-saturation: 38.2%;\n" in root
    assert "  --w-color-primary-lightness: 26.7%;\n" in root
    assert dark.startswith("dark {\n  --w-color-secondary-hue: 314.5;\n")
    assert dark.endswith("@media (prefers-color-scheme: dark) {\n")
    assert system.startswith("system {\n  --w-color-secondary-hue: 314.5;\n")


def test_the_version_changes_with_any_colour():
    versions = {version({**SUNRISE_PALETTE, name: "#000000"}) for name in NAMES}
    assert len(versions | {version(SUNRISE_PALETTE), version(NEUTRAL)}) == 11


@pytest.mark.parametrize("colour", ["#000000", "#FFFFFF"])
def test_even_one_colour_for_all_has_accents(colour):
    by_day, by_night = accents(dict.fromkeys(NAMES, colour))
    assert contrast(by_day["secondary"].hex, "#FFFFFF") >= 5.5
    assert contrast(by_night["secondary-100"].hex, "#333333") >= 7
