"""Drawings become pictures: `demo/drawings/*.svg`, baked by Chromium into `demo/pictures/`.

The drawings are sprayed by filters that no other renderer does alike, so the baked files are
committed beside their sources, and `SOURCES` in their folder says from which they were made.
"""

import hashlib
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from PIL import Image

DRAWINGS = Path(__file__).parent / "drawings"
PICTURES = Path(__file__).parent / "pictures"
SOURCES = PICTURES / "SOURCES"
#: How wide a poster's whole scene is drawn, in units, and baked, in pixels.
DRAWN_WIDTH, SCENE_WIDTH = 1600, 2000
#: How many pixels a unit of a cut-out has.
CUTOUT_SCALE = 1.5
#: Of drawings that are no more than shapes the file is the picture.
PLAIN_LIMIT = 40_000
#: How Chromium is started, here and by the browser tests: nothing that it would like to fetch from
#: elsewhere.
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

_BOX = re.compile(r'viewBox="([-\d.]+) ([-\d.]+) ([\d.]+) ([\d.]+)"')


def digest(drawing: Path) -> str:
    """Return what SOURCES holds of a drawing."""
    return hashlib.sha256(drawing.read_bytes()).hexdigest()[:16]


def recorded() -> dict[str, str]:
    """Map the drawings to the digests that they were baked from; empty where none was."""
    lines = SOURCES.read_text(encoding="utf-8").split("\n") if SOURCES.exists() else []
    return {slug: made for slug, _space, made in (line.partition(" ") for line in lines) if made}


def picture_of(slug: str) -> Path:
    """Return the file that stands for a drawing: baked, or the drawing itself if it is plain.

    Raises FileNotFoundError where there is neither.
    """
    baked = PICTURES / f"{slug}.avif"
    plain = DRAWINGS / f"{slug}.svg"
    if baked.exists():
        return baked
    if plain.exists() and is_plain(plain):
        return plain
    raise FileNotFoundError(f"No picture for {slug!r}: draw {plain} and run `make pictures`.")


def is_plain(drawing: Path) -> bool:
    """Whether a drawing has no filter and is small: it goes out as it is."""
    return drawing.stat().st_size <= PLAIN_LIMIT and "<filter" not in drawing.read_text("utf-8")


def to_bake(*, everything: bool = False) -> list[Path]:
    """Return the drawings that have changed since they were baked, or all of them."""
    made = recorded()
    return [
        each
        for each in sorted(DRAWINGS.glob("*.svg"))
        if not is_plain(each) and (everything or made.get(each.stem) != digest(each))
    ]


def bake(drawings: Iterable[Path], *, chromium: str) -> Iterator[Path]:
    """Bake drawings and record them; yield each file as it is written.

    A drawing twice as wide as high is a poster's whole scene, and opaque; any other is a cut-out
    with a transparent ground. `chromium` is the browser's path. Needs playwright, which only the
    development requirements have.
    """
    from playwright.sync_api import sync_playwright

    made = recorded()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGUMENTS)
        for drawing in drawings:
            svg = drawing.read_text(encoding="utf-8")
            found = _BOX.search(svg)
            if found is None:
                raise ValueError(f"{drawing.name} has no viewBox.")
            width, height = float(found[3]), float(found[4])
            is_scene = width == 2 * height
            scale = SCENE_WIDTH / width if is_scene else CUTOUT_SCALE
            size = {"width": round(width * scale), "height": round(height * scale)}
            page = browser.new_page(viewport=size)  # type: ignore[arg-type]
            page.set_content(
                "<style>*{margin:0}svg{display:block;width:100vw;height:100vh}</style>" + svg
            )
            shot = page.screenshot(omit_background=not is_scene)
            page.close()
            target = PICTURES / f"{drawing.stem}.avif"
            target.write_bytes(_packed(shot, is_scene=is_scene))
            made[drawing.stem] = digest(drawing)
            _record(made)
            yield target
        browser.close()


def _packed(shot: bytes, *, is_scene: bool) -> bytes:
    image = Image.open(io.BytesIO(shot)).convert("RGB" if is_scene else "RGBA")
    packed = io.BytesIO()
    image.save(packed, "AVIF", quality=72, speed=5, subsampling="4:4:4")
    return packed.getvalue()


def _record(made: dict[str, str]) -> None:
    lines = [f"{slug} {digest}\n" for slug, digest in sorted(made.items())]
    SOURCES.write_text("".join(lines), encoding="utf-8")
