import pytest

from media.renditions import ADMIN, USES, all_specs, every_spec, specs, widths


def plain(use: str, width: int, height: int, **facts: bool) -> dict[str, list[str]]:
    known = {"is_drawing": False, "has_transparency": False, **facts}
    return specs(use, width=width, height=height, **known)


def test_the_table_is_fixed() -> None:
    """Every size costs storage for every picture, so the table grows by decision only."""
    assert {name: (use.widths, use.ratio) for name, use in USES.items()} == {
        "card": ((320, 480, 640, 960), (3, 2)),
        "hero": ((480, 640, 960, 1440), (3, 2)),
        "lead": ((640, 960, 1440, 1920), (16, 9)),
        "body": ((480, 720, 1080, 1440), None),
        "gallery": ((320, 480, 720, 960), None),
        "thumb": ((96, 192), (1, 1)),
    }


def test_a_photograph_is_avif_and_jpeg() -> None:
    assert plain("card", 4000, 3000) == {
        "avif": [
            "fill-320x213|format-avif",
            "fill-480x320|format-avif",
            "fill-640x427|format-avif",
            "fill-960x640|format-avif",
        ],
        "jpeg": [
            "fill-320x213|format-jpeg",
            "fill-480x320|format-jpeg",
            "fill-640x427|format-jpeg",
            "fill-960x640|format-jpeg",
        ],
    }


def test_what_can_be_seen_through_is_avif_and_png() -> None:
    assert plain("thumb", 500, 500, has_transparency=True) == {
        "avif": ["fill-96x96|format-avif", "fill-192x192|format-avif"],
        "png": ["fill-96x96|format-png", "fill-192x192|format-png"],
    }


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
        ("lead", 4000, 1080, [640, 960, 1440, 1920]),
        ("lead", 4000, 540, [640, 960]),
        ("lead", 4000, 541, [640, 960, 1440]),
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
    assert len(everything) == 3 * 17 + 1
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
        "fill-320x213|format-jpeg",
        "fill-320x213|format-avif",
        "fill-480x320|format-jpeg",
        "fill-480x320|format-avif",
        "fill-640x360|format-jpeg",
        "fill-640x360|format-avif",
        "width-480|format-jpeg",
        "width-480|format-avif",
        "width-720|format-jpeg",
        "width-720|format-avif",
        "width-320|format-jpeg",
        "width-320|format-avif",
        "fill-96x96|format-jpeg",
        "fill-96x96|format-avif",
        "fill-192x192|format-jpeg",
        "fill-192x192|format-avif",
    )


def test_a_drawing_is_made_as_it_is_and_for_the_admin() -> None:
    made = every_spec(width=30, height=20, is_drawing=True, has_transparency=False)
    assert made == (*ADMIN, "original")


@pytest.mark.parametrize(
    ("use", "width", "of", "expected"),
    [
        ("card", 480, (4000, 3000), (480, 320)),
        ("card", 480, (120, 80), (120, 80)),
        ("card", 480, (120, 400), (120, 80)),
        ("card", 480, (4000, 100), (150, 100)),
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
