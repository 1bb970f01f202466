from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.renditions import ADMIN, USES, all_specs, every_spec, middle_of, specs, widths


def plain(use: str, width: int, height: int, **facts: bool) -> dict[str, list[str]]:
    known = {"is_drawing": False, "has_transparency": False, **facts}
    return specs(use, width=width, height=height, **known)


def test_the_table_is_fixed() -> None:
    """Every size costs storage for every picture, so the table grows by decision only."""
    assert {name: (use.widths, use.ratio) for name, use in USES.items()} == {
        "card": ((320, 640, 900), (4, 3)),
        "poster": ((240, 400, 600), (3, 4)),
        "hero": ((480, 960, 1440), (3, 2)),
        "far": ((640, 1280), None),
        "middle": ((280, 480), None),
        "figure": ((320, 480, 640, 960), None),
        "lead": ((640, 960, 1440, 1920), (2, 1)),
        "body": ((480, 720, 1080, 1440), None),
        "gallery": ((320, 480, 720, 960), None),
        "thumb": ((96, 192), (1, 1)),
    }


def test_a_photograph_is_avif_and_in_one_width_jpeg() -> None:
    assert plain("card", 4000, 3000) == {
        "avif": [
            "fill-320x240|format-avif",
            "fill-640x480|format-avif",
            "fill-900x675|format-avif",
        ],
        "jpeg": ["fill-640x480|format-jpeg"],
    }


def test_what_can_be_seen_through_is_avif_and_in_one_width_png() -> None:
    assert plain("thumb", 500, 500, has_transparency=True) == {
        "avif": ["fill-96x96|format-avif", "fill-192x192|format-avif"],
        "png": ["fill-192x192|format-png"],
    }


@pytest.mark.parametrize(
    ("fits", "middle"),
    [([320], 320), ([96, 192], 192), ([320, 640, 960], 640), ([480, 720, 1080, 1440], 1080)],
)
def test_every_browser_gets_the_middle_width(fits: list[int], middle: int) -> None:
    """Of an even number the larger of the two: a little too large is better than blurred."""
    assert middle_of(fits) == middle


CUTOUTS = [name for name, use in USES.items() if use.is_cutout]


def test_only_what_stands_before_the_sky_is_a_cutout() -> None:
    assert CUTOUTS == ["far", "middle", "figure"]


@pytest.mark.parametrize("use", CUTOUTS)
def test_a_cutout_is_made_of_what_can_be_seen_through_alone(use: str) -> None:
    """An opaque picture would stand before the sky as a rectangle."""
    assert plain(use, 4000, 3000) == {"avif": [], "jpeg": []}
    png = f"width-{USES[use].widths[len(USES[use].widths) // 2]}|format-png"
    assert plain(use, 4000, 3000, has_transparency=True)["png"] == [png]

    facts = {"width": 4000, "height": 3000, "is_drawing": False}
    opaque = every_spec(**facts, has_transparency=False)
    transparent = every_spec(**facts, has_transparency=True)
    assert [spec for spec in opaque if spec.startswith("width-1280")] == []
    assert [spec for spec in transparent if spec.startswith("width-1280")] == [
        "width-1280|format-png",
        "width-1280|format-avif",
    ]


@pytest.mark.parametrize("use", USES)
def test_a_drawing_is_shown_as_it_is(use: str) -> None:
    assert plain(use, 30, 20, is_drawing=True) == {"svg": ["original"]}


@pytest.mark.parametrize(
    ("use", "width", "height", "expected"),
    [
        ("body", 5000, 10, [480, 720, 1080, 1440]),
        ("body", 1440, 900, [480, 720, 1080, 1440]),
        ("body", 1081, 900, [480, 720, 1080, 1440]),
        ("body", 1080, 900, [480, 720, 1080]),
        ("body", 480, 900, [480]),
        ("body", 10, 900, [480]),
        ("lead", 4000, 960, [640, 960, 1440, 1920]),
        ("lead", 4000, 480, [640, 960]),
        ("lead", 4000, 481, [640, 960, 1440]),
        ("poster", 4000, 320, [240]),
        ("poster", 4000, 322, [240, 400]),
        ("thumb", 3000, 90, [96]),
        ("card", 1, 1, [320]),
    ],
)
def test_nothing_is_enlarged(use: str, width: int, height: int, expected: list[int]) -> None:
    """All widths below what the picture has after cropping, and the one that shows all of it."""
    assert widths(USES[use], width=width, height=height) == expected


def test_a_use_that_nobody_decided_on_is_unknown() -> None:
    with pytest.raises(KeyError):
        plain("banner", 100, 100)
    with pytest.raises(KeyError):
        all_specs("banner")


def test_all_filters_of_some_uses() -> None:
    assert all_specs("thumb") == [
        "fill-96x96|format-avif",
        "fill-192x192|format-avif",
        "fill-96x96|format-jpeg",
        "fill-192x192|format-jpeg",
        "fill-96x96|format-png",
        "fill-192x192|format-png",
        "original",
    ]


def test_all_filters_hold_every_filter_of_every_picture() -> None:
    everything = set(all_specs())
    assert len(everything) == 3 * 24 + 1
    for use in USES:
        for width, height in ((1, 1), (700, 500), (9000, 9000)):
            for facts in ({}, {"is_drawing": True}, {"has_transparency": True}):
                for some in plain(use, width, height, **facts).values():
                    assert set(some) <= everything
                    assert set(some) <= set(all_specs(use))


def test_a_picture_is_made_for_the_admin_first_and_for_every_browser_before_the_better() -> None:
    made = every_spec(width=500, height=200, is_drawing=False, has_transparency=False)

    assert made[: len(ADMIN)] == ADMIN
    assert made[len(ADMIN) :] == (
        "fill-320x240|format-jpeg",
        "fill-320x240|format-avif",
        "fill-240x320|format-jpeg",
        "fill-240x320|format-avif",
        "fill-480x320|format-jpeg",
        "fill-480x320|format-avif",
        "fill-640x320|format-jpeg",
        "fill-640x320|format-avif",
        "width-720|format-jpeg",
        "width-720|format-avif",
        "width-480|format-avif",
        "width-480|format-jpeg",
        "width-320|format-avif",
        "fill-192x192|format-jpeg",
        "fill-192x192|format-avif",
        "fill-96x96|format-avif",
    )


@given(
    width=st.integers(1, 6000),
    height=st.integers(1, 6000),
    has_transparency=st.booleans(),
)
def test_what_is_shaped_alike_is_made_together(
    width: int, height: int, has_transparency: bool
) -> None:
    made = every_spec(
        width=width, height=height, is_drawing=False, has_transparency=has_transparency
    )
    shapes = [shape for shape, _same in groupby(made, key=lambda spec: spec.partition("|")[0])]
    assert len(shapes) == len(set(shapes))
    assert len(made) == len(set(made))


def test_a_drawing_is_made_as_it_is_and_for_the_admin() -> None:
    made = every_spec(width=30, height=20, is_drawing=True, has_transparency=False)
    assert made == (*ADMIN, "original")


@pytest.mark.parametrize(
    ("use", "width", "of", "expected"),
    [
        ("card", 640, (4000, 3000), (640, 480)),
        ("card", 640, (120, 90), (120, 90)),
        ("card", 640, (120, 400), (120, 90)),
        ("card", 640, (4000, 100), (133, 100)),
        ("poster", 400, (4000, 3000), (400, 533)),
        ("poster", 400, (4000, 100), (75, 100)),
        ("body", 720, (4000, 3000), (720, 540)),
        ("body", 720, (400, 300), (400, 300)),
        ("thumb", 192, (1, 4000), (1, 1)),
        ("body", 720, (4000, 1), (720, 1)),
    ],
)
def test_a_picture_has_its_size_before_it_is_made(
    use: str, width: int, of: tuple[int, int], expected: tuple[int, int]
) -> None:
    assert USES[use].size(width, of=of) == expected
