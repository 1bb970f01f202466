"""The small reader of stylesheets that the contrast tests stand on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stylesheets import Scope, from_oklab, properties, rules, split, to_hex, to_oklab

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
channels = st.floats(0, 1)

CSS = """
@layer tokens, base;
@layer tokens {
  /* --old: #000; { */
  :root { --night: #14142b; --ground: light-dark(#fff6e5, var(--night));
    --mix: color-mix(in oklab, #ffffff 50%, #000) }
  [dir="rtl"], .on-night { --ground: var(--night); }
}
@media print { :root { --ground: #fff; } }
@import url("a.css");
.on-night { color-scheme: dark; --ground: var(--other, #010203); }
"""


def test_rules_are_read_in_order_with_what_they_stand_in():
    assert [(rule.conditions, rule.selectors) for rule in rules(CSS)] == [
        ((), (":root",)),
        ((), ('[dir="rtl"]', ".on-night")),
        (("@media print",), (":root",)),
        ((), (".on-night",)),
    ]


def test_properties_are_those_of_the_selectors_and_later_rules_win():
    assert properties(CSS, ":root") == {
        "--night": "#14142b",
        "--ground": "light-dark(#fff6e5, var(--night))",
        "--mix": "color-mix(in oklab, #ffffff 50%, #000)",
    }
    assert properties(CSS, ":root", ".on-night")["--ground"] == "var(--other, #010203)"
    assert properties(CSS, ":root", conditions=("@media print",)) == {"--ground": "#fff"}


def test_brackets_hold_together_what_they_hold():
    assert split("a, f(b, g(c)), d") == ["a", "f(b, g(c))", "d"]


def test_a_scheme_chooses_of_light_dark():
    found = properties(CSS, ":root")
    assert Scope(found).color("--ground") == "#fff6e5"
    assert Scope(found, "dark").color("--ground") == "#14142b"


@pytest.mark.parametrize(
    ("value", "color"),
    [
        ("#FFF", "#ffffff"),
        ("var(--none, #123456)", "#123456"),
        ("hsl(0 0% 50%)", "#808080"),
        ("hsl(180.5 100% 24.7%)", "#007d7e"),
        ("hsl(calc(240 - 0.5) calc(30% - 40%) calc(calc(11.4%) + 85.5%))", "#f7f7f7"),
        ("color-mix(in oklab, #fff, #000)", "#636363"),
        # Rings of the sky, by two other implementations: the drawings and a browser.
        ("color-mix(in oklab, #2b2a5e 45%, #6b2d5c)", "#4f2e5d"),
        ("color-mix(in oklab, #6b2d5c, #e8583a 62%)", "#b6494f"),
        ("color-mix(in oklab, #127c8a 70%, #fff6e5)", "#69a0a5"),
    ],
)
def test_colours_are_worked_out(value, color):
    assert Scope({}).color(value) == color


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("var(--none)", "Nothing says"),
        ("var(--one)", "made of itself"),
        ("red", "no colour"),
        ("#12345678", "no opaque"),
        ("color-mix(in srgb, #fff, #000)", "no colour"),
        ("color-mix(in oklab, #fff 30%, #000 30%)", "transparent"),
        ("hsl(1 2% calc(3% * 4))", "no sum"),
    ],
)
def test_what_is_not_understood_is_refused(value, why):
    with pytest.raises(ValueError, match=why):
        Scope({"--one": "var(--two)", "--two": "var(--one)"}).color(value)


@given(channels, channels, channels)
def test_oklab_there_and_back_is_the_same_colour(red, green, blue):
    assert from_oklab(to_oklab((red, green, blue))) == pytest.approx((red, green, blue), abs=1e-5)


@given(colours, colours, st.integers(0, 100))
def test_a_mix_is_the_same_told_from_either_side(first, second, share):
    one = Scope({}).color(f"color-mix(in oklab, {first} {share}%, {second})")
    other = Scope({}).color(f"color-mix(in oklab, {second} {100 - share}%, {first})")
    for i in (1, 3, 5):
        # Rounding may fall on either side.
        assert abs(int(one[i : i + 2], 16) - int(other[i : i + 2], 16)) <= 1


@given(colours)
def test_a_colour_mixed_with_itself_stays(color):
    assert Scope({}).color(f"color-mix(in oklab, {color} 37%, {color})") == color


def test_what_lies_outside_of_srgb_is_clipped():
    assert to_hex((1.2, -0.1, 0.5)) == "#ff00bc"
