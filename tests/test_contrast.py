"""Everything that is read can be read: WCAG contrast of the site's and the admin's colours.

Worked out from the stylesheets themselves, in light and dark, for the palettes of the demo and for
a region that has not chosen its own. Text reaches 7:1 (WCAG 1.4.6), controls 4.5:1, edges and rings
of focus 3:1 (1.4.11).
"""

import tomllib
from importlib import resources
from itertools import product

import pytest

from regions import accents
from regions.sunlight import SkyStep
from regions.tokens import NEUTRAL, contrast
from tests.house import ROOT
from tests.stylesheets import Scope, properties

SITE = (ROOT / "static" / "css" / "site.css").read_text(encoding="utf-8")
#: Wagtail's own styles, as the installed release has them.
WAGTAIL = (
    resources.files("wagtail.admin") / "static" / "wagtailadmin" / "css" / "core.css"
).read_text(encoding="utf-8")


def _palette(name):
    return tomllib.loads((ROOT / "demo" / "data" / name).read_text(encoding="utf-8"))["palette"]


PALETTES = {
    "Banyuwangi": _palette("region.toml"),
    "Sabang": _palette("sabang.toml"),
    "none of its own": NEUTRAL,
}
#: Nothing here is dark enough to write with. The admin must hold even so.
PALE = {
    "night": "#C9B8D8",
    "indigo": "#B7C4E8",
    "plum": "#E3C1D9",
    "coral": "#F6C9B8",
    "gold": "#FBE7B0",
    "cream": "#FFFDF6",
    "lake": "#B9E0E3",
    "leaf": "#C6E3CC",
    "ink": "#8A8494",
}


def failures(scope, pairs):
    """Return each pair that falls short, with its ratio."""
    ratios = ((*pair, contrast(scope.color(pair[0]), scope.color(pair[1]))) for pair in pairs)
    return [
        f"{text} on {ground}: {ratio:.2f} of {least}"
        for text, ground, least, ratio in ratios
        if ratio < least
    ]


# --- The site ---

STATES = ("--closed", "--warning", "--estimated", "--open")
GROUNDS = ("--ground", "--tint")
#: Selectors of a surface, the scheme that it forces, and its pairs: what, on what, how much.
SURFACES = {
    "page": (
        (),
        None,
        [
            *((text, ground, 7) for text in ("--text", "--muted", "--link") for ground in GROUNDS),
            *((state, ground, 7) for state in STATES for ground in GROUNDS),
            *((line, ground, 3) for line in ("--edge", "--focus") for ground in GROUNDS),
            ("--on-button", "--button", 4.5),
            ("--button", "--ground", 3),
        ],
    ),
    "night": (
        (".on-night",),
        "dark",
        [
            *((text, "--ground", 7) for text in ("--text", "--muted", "--link", *STATES)),
            *((line, "--ground", 3) for line in ("--edge", "--focus")),
            ("--on-button", "--button", 4.5),
        ],
    ),
    "indigo": (
        (".on-indigo",),
        "dark",
        [
            *((text, "--ground", 7) for text in ("--text", "--muted", "--link", "--estimated")),
            *((line, "--ground", 3) for line in ("--edge", "--focus")),
        ],
    ),
    "plum": (
        (".on-plum",),
        "dark",
        [
            *((text, "--ground", 7) for text in ("--text", "--muted", "--link")),
            *((line, "--ground", 3) for line in ("--edge", "--focus")),
        ],
    ),
}
#: How many of the five rings, from the outermost, words may stand on.
RINGS = {
    SkyStep.NIGHT: 3,
    SkyStep.NAUTICAL: 3,
    SkyStep.FIRST: 3,
    SkyStep.GOLDEN: 1,
    SkyStep.DAY: 1,
    SkyStep.DUSK: 1,
}


def _scope(selectors, palette, scheme):
    tokens = {f"--color-{name}": color for name, color in PALETTES[palette].items()}
    return Scope({**properties(SITE, ":root", *selectors), **tokens}, scheme)


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize(
    ("surface", "scheme"),
    [
        (name, scheme)
        for (name, (_selectors, forced, _pairs)), scheme in product(
            SURFACES.items(), ("light", "dark")
        )
        if forced in (None, scheme)
    ],
)
def test_what_stands_on_a_surface_can_be_read(surface, scheme, palette):
    selectors, _forced, pairs = SURFACES[surface]
    assert failures(_scope(selectors, palette, scheme), pairs) == []


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("step", SkyStep)
def test_words_stand_on_the_rings_of_the_sky_that_carry_them(step, palette):
    scope = _scope((".sky", f".sky--{step}"), palette, "dark")
    pairs = [("--color-cream", f"--sky-{ring + 1}", 7) for ring in range(RINGS[step])]
    assert failures(scope, pairs) == []


def test_every_step_of_the_sky_has_rings_of_its_own():
    rings = {
        step: tuple(_scope((".sky", f".sky--{step}"), "Banyuwangi", "dark").color(f"--sky-{ring}")
                    for ring in range(1, 6))
        for step in SkyStep
    }  # fmt: skip
    assert len(set(rings.values())) == 6


# --- The admin ---

ADMIN = [
    ("--w-color-text-button", "--w-color-surface-button-default", 4.5),
    ("--w-color-text-button", "--w-color-surface-button-hover", 4.5),
    ("--w-color-text-button-outline-default", "--w-color-surface-page", 4.5),
    ("--w-color-text-button-outline-hover", "--w-color-surface-button-outline-hover", 4.5),
    *(
        (text, ground, 4.5)
        for text in (
            "--w-color-text-link-default",
            "--w-color-text-link-hover",
            "--w-color-text-label",
        )
        for ground in (
            "--w-color-surface-page",
            "--w-color-surface-header",
            "--w-color-surface-dashboard-panel",
        )
    ),
    # A row that is selected.
    ("--w-color-text-context", "--w-color-text-highlight", 4.5),
    ("--w-color-text-link-default", "--w-color-text-highlight", 4.5),
    ("--w-color-text-label-menus-active", "--w-color-surface-menus", 7),
    ("--w-color-text-label-menus-active", "--w-color-surface-menu-item-active", 7),
    ("--w-color-text-label-menus-active", "--w-color-surface-tooltip", 7),
    ("--w-color-secondary-100", "--w-color-surface-menus", 4.5),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("palette", [*PALETTES.values(), PALE], ids=[*PALETTES, "pale"])
def test_wagtails_buttons_and_links_hold_in_a_regions_colours(palette, scheme):
    selectors = (":root", ".w-theme-dark") if scheme == "dark" else (":root",)
    sheets = (WAGTAIL, accents.stylesheet(palette))
    found = {}
    for sheet in sheets:
        found |= properties(sheet, *selectors)
    assert failures(Scope(found, scheme), ADMIN) == []


def test_both_dark_themes_of_the_admin_are_the_same():
    sheet = accents.stylesheet(PALETTES["Banyuwangi"])
    dark = "@media (prefers-color-scheme: dark)"
    assert properties(sheet, ".w-theme-system", conditions=(dark,)) == properties(
        sheet, ".w-theme-dark"
    )
