"""The demo's drawings, and the pictures that are baked from them."""

import re
import tomllib

import pytest
from playwright import sync_api

from demo import baking, content

DRAWINGS = sorted(baking.DRAWINGS.glob("*.svg"))
#: What a checkout and an image of the site are to carry of pictures, at the most.
ALL_PICTURES = 12_000_000

each_drawing = pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda path: path.stem)


def words_of(node):
    """Yield every string of the data, with the key that it stands at."""
    for key, value in node.items() if isinstance(node, dict) else enumerate(node):
        if isinstance(value, dict | list):
            yield from words_of(value)
        elif isinstance(value, str):
            yield key, value


def named_pictures():
    """Return the slugs of pictures that any data file names."""
    named = set()
    for path in content.DATA.rglob("*.toml"):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        named |= {value for key, value in words_of(data) if key == "picture"}
        for home in (data.get("home"),):
            named |= set((home or {}).get("scene", {}).values())
        named |= {each["slug"] for each in data.get("pictures", [])}
    return named - {""}


# --- What is committed ---


def test_every_drawing_is_baked_from_its_present_source():
    """`make pictures` bakes what has changed."""
    assert [path.name for path in baking.to_bake()] == []
    assert set(baking.recorded()) == {path.stem for path in DRAWINGS if not baking.is_plain(path)}


def test_every_record_has_its_picture_and_every_picture_its_record():
    assert {path.stem for path in baking.PICTURES.glob("*.avif")} == set(baking.recorded())


def test_all_pictures_together_are_small_enough_to_be_carried():
    sizes = [path.stat().st_size for path in baking.PICTURES.iterdir()]
    assert sum(sizes) <= ALL_PICTURES


@each_drawing
def test_a_drawing_runs_nothing_fetches_nothing_and_has_no_words(drawing):
    svg = drawing.read_text(encoding="utf-8")
    assert (
        re.findall(r"<script|<foreignObject|<text|\son\w+=|javascript:", svg, re.IGNORECASE) == []
    )
    links = re.findall(r"""href\s*=\s*["']([^"']*)""", svg)
    assert [link for link in links if not link.startswith("#")] == []
    assert [
        url for url in re.findall(r"url\(([^)]*)\)", svg) if not url.strip("\"'").startswith("#")
    ] == []


def test_every_picture_that_the_data_names_is_there():
    named = named_pictures()
    assert {"hero-figure", "hero-figure-rtl", "map", "kawah-ijen"} <= named
    missing = []
    for slug in sorted(named):
        try:
            baking.picture_of(slug)
        except FileNotFoundError:
            missing.append(slug)
    assert missing == []


def test_every_picture_that_is_named_is_described():
    described = {each["slug"] for each in content.pictures()}
    described |= {each["slug"] for each in content.read("sabang.toml")["pictures"]}
    assert named_pictures() - described == set()


# --- How it is decided what to bake ---


@pytest.fixture
def folders(tmp_path, monkeypatch):
    drawings, pictures = tmp_path / "drawings", tmp_path / "pictures"
    drawings.mkdir()
    pictures.mkdir()
    monkeypatch.setattr(baking, "DRAWINGS", drawings)
    monkeypatch.setattr(baking, "PICTURES", pictures)
    monkeypatch.setattr(baking, "SOURCES", pictures / "SOURCES")
    return drawings, pictures


def test_a_picture_that_nobody_drew_is_an_error(folders):
    with pytest.raises(FileNotFoundError, match=r"No picture for 'boat': draw .*boat\.svg and run"):
        baking.picture_of("boat")


def test_a_sprayed_drawing_is_an_error_until_it_is_baked(folders):
    drawings, pictures = folders
    (drawings / "boat.svg").write_text("<svg><filter/></svg>")
    with pytest.raises(FileNotFoundError, match="make pictures"):
        baking.picture_of("boat")
    (pictures / "boat.avif").write_bytes(b"baked")
    assert baking.picture_of("boat") == pictures / "boat.avif"


def test_a_plain_drawing_goes_out_as_it_is(folders):
    drawings, _pictures = folders
    plain = drawings / "kind.svg"
    plain.write_text("<svg><path/></svg>")
    assert baking.picture_of("kind") == plain
    assert baking.to_bake(everything=True) == []
    plain.write_text("<svg>" + " " * baking.PLAIN_LIMIT + "</svg>")
    assert not baking.is_plain(plain)


def test_what_has_changed_is_baked_again(folders):
    drawings, _pictures = folders
    for name in ("a", "b", "c"):
        (drawings / f"{name}.svg").write_text(f"<svg><filter id='{name}'/></svg>")
    assert baking.recorded() == {}
    assert [path.stem for path in baking.to_bake()] == ["a", "b", "c"]
    lines = [f"a {baking.digest(drawings / 'a.svg')}", "b 0000000000000000", ""]
    baking.SOURCES.write_text("\n".join(lines))
    assert [path.stem for path in baking.to_bake()] == ["b", "c"]
    assert [path.stem for path in baking.to_bake(everything=True)] == ["a", "b", "c"]


def test_a_drawing_without_a_box_is_an_error(folders, monkeypatch):
    drawings, _pictures = folders
    (drawings / "boat.svg").write_text("<svg><filter/></svg>")

    class Browser:
        """No browser is started: there is nothing to draw."""

        def __enter__(self):
            return self

        def __exit__(self, *_error):
            return None

        def __getattr__(self, _name):
            return self

        def __call__(self, **_options):
            return self

    monkeypatch.setattr(sync_api, "sync_playwright", Browser)
    with pytest.raises(ValueError, match=r"boat\.svg has no viewBox\."):
        list(baking.bake(baking.to_bake(), chromium="/usr/bin/chromium"))
