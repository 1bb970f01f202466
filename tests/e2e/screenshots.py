"""`make screenshots`: every page type as readers see it, for whoever judges the look.

Serves the demo as `make run` does, in a state folder and on a port of its own, with all renditions,
and takes each page whole: 360, 768 and 1440 pixels wide, by day and by night, in four languages.
Single shots, and the prints of a place and a festival, go to `screenshots` in the state folder
of the site (`SUNRISE_VAR`). docs/screenshots/ gets a sheet a page type, with the top of each shot,
and a few pictures for the README.

The sky is that of the hour and festivals are those of the day: the clock is the server's own and is
not stopped, so docs/screenshots/README.md says when they were taken.
"""

import argparse
import contextlib
import datetime
import io
import os
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import Browser, Page, sync_playwright

from demo.baking import CHROMIUM_ARGUMENTS
from tests.e2e.pages import PATHS, open_page, sample
from tests.house import ROOT
from tests.served import site, state_folder

SHEETS = ROOT / "docs" / "screenshots"
SCHEMES = ("light", "dark")
LANGUAGES = ("id", "en", "ar", "zh-hans")
#: How wide windows are, and how wide their shots become on a sheet, in pixels.
WIDTHS = {360: 150, 768: 260, 1440: 420}
#: How high a shot may be on a sheet; the rest is cut off. Then the space between, and a label's.
SHOWN, GAP, LABEL = 480, 12, 26
#: How large files may be, in bytes.
SHEET_SIZE, README_SIZE = 400_000, 150_000

#: For the README: file name, page type, language, window.
FOR_README = (
    ("home-desk", "home", "en", (1440, 900)),
    ("home-phone-arabic", "home", "ar", (390, 844)),
    ("place-phone", "place", "en", (390, 844)),
    ("festival-desk", "festival", "en", (1440, 900)),
)
PRINTED = ("place", "festival")

#: Lazy pictures are fetched now, and all of them are there when this returns: for three frames none
#: has been on its way. Browsers choose among the sizes of a picture a frame after the window has
#: changed, and paint without those that are decoded on the side.
EVERY_PICTURE = """
async () => {
  const pictures = [...document.images];
  for (const each of pictures) [each.loading, each.decoding] = ["eager", "sync"];
  await document.fonts.ready;
  for (let calm = 0; calm < 3; calm = pictures.every(each => each.complete) ? calm + 1 : 0)
    await new Promise(requestAnimationFrame);
  await Promise.all(pictures.map(each => each.decode().catch(() => {})));
}
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="where the demo is served; 0 is any")
    parser.add_argument("--state", type=Path, help="a folder to keep the demo in for the next time")
    parser.add_argument("--only", nargs="*", default=list(PATHS), help="page types")
    options = parser.parse_args()
    shots = Path(os.environ.get("SUNRISE_VAR") or ROOT / "var").resolve() / "screenshots"
    shots.mkdir(parents=True, exist_ok=True)
    SHEETS.mkdir(exist_ok=True)
    with (
        state_folder(options.state) as state,
        site(state, port=options.port, settings="tests.e2e.settings") as served,
        sync_playwright() as playwright,
    ):
        served.settle(sample(name, "en").path for name in options.only)
        chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGUMENTS)
        for name in options.only:
            _take(browser, served.address, name, shots)
            _save(sheet(name, shots), SHEETS / f"{name}.webp", at_most=SHEET_SIZE)
            print(name, flush=True)
        _take_for_readme(browser, served.address)
        _print(browser, served.address, shots)
        browser.close()
    _explain()
    print(f"Single shots and prints are in {shots}.")


@contextlib.contextmanager
def _window(browser: Browser, address: str, width: int, height: int) -> Iterator[Page]:
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": height},
        reduced_motion="reduce",
        locale="en",
    )
    page = context.new_page()
    page.set_default_timeout(60_000)
    yield page
    context.close()


def shot(name: str, language: str, width: int, scheme: str) -> str:
    """Return the file name of a single shot."""
    return f"{name}-{language}-{width}-{scheme}.jpg"


def _take(browser: Browser, address: str, name: str, folder: Path) -> None:
    with _window(browser, address, 360, 800) as page:
        for language in LANGUAGES:
            open_page(page, sample(name, language))
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                for scheme in SCHEMES:
                    page.emulate_media(color_scheme=scheme)
                    page.evaluate(EVERY_PICTURE)
                    file = folder / shot(name, language, width, scheme)
                    page.screenshot(path=file, full_page=True, type="jpeg", quality=85)


def _take_for_readme(browser: Browser, address: str) -> None:
    for file, name, language, (width, height) in FOR_README:
        with _window(browser, address, width, height) as page:
            page.emulate_media(color_scheme="light")
            open_page(page, sample(name, language))
            page.evaluate(EVERY_PICTURE)
            picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
            _save(picture, SHEETS / f"{file}.webp", at_most=README_SIZE)


def _print(browser: Browser, address: str, folder: Path) -> None:
    with _window(browser, address, 1440, 900) as page:
        for name in PRINTED:
            open_page(page, sample(name, "en"))
            page.evaluate(EVERY_PICTURE)
            # Browsers leave about as much around a page, unless told otherwise.
            margin = dict.fromkeys(("top", "right", "bottom", "left"), "1cm")
            page.pdf(path=folder / f"{name}-en.pdf", format="A4", margin=margin)


def sheet(name: str, folder: Path) -> Image.Image:
    """Return the shots of a page type on one sheet: a row a language, light left and dark right."""
    across = sum(WIDTHS.values()) + GAP * len(WIDTHS)
    size = (GAP + across * len(SCHEMES), LABEL * 2 + (SHOWN + LABEL) * len(LANGUAGES))
    paper = Image.new("RGB", size, "#808080")
    pen, font = ImageDraw.Draw(paper), ImageFont.load_default(size=16)
    pen.text((GAP, 6), name, fill="white", font=font)
    for row, language in enumerate(LANGUAGES):
        down = LABEL + row * (SHOWN + LABEL)
        left = GAP
        for scheme in SCHEMES:
            for width, shown in WIDTHS.items():
                pen.text((left, down + 4), f"{language} {width} {scheme}", fill="white", font=font)
                with Image.open(folder / shot(name, language, width, scheme)) as picture:
                    top = picture.convert("RGB").crop(
                        (0, 0, width, min(picture.height, SHOWN * width // shown))
                    )
                    small = top.resize((shown, max(top.height * shown // width, 1)))
                paper.paste(small, (left, down + LABEL))
                left += shown + GAP
    return paper


def _save(picture: Image.Image, path: Path, *, at_most: int) -> None:
    """Write WebP, as good as fits. ValueError where nothing does."""
    for quality in range(90, 20, -5):
        out = io.BytesIO()
        picture.save(out, "WEBP", quality=quality, method=6)
        if out.tell() <= at_most:
            path.write_bytes(out.getvalue())
            return
    raise ValueError(f"{path.name} does not fit into {at_most} bytes.")


def _explain() -> None:
    today = datetime.datetime.now(tz=datetime.UTC)
    sheets = [f"- [{name}]({name}.webp)" for name in PATHS if (SHEETS / f"{name}.webp").exists()]
    pictures = [f"- [{file}]({file}.webp)" for file, *_rest in FOR_README]
    lines = [
        "# Screenshots",
        "",
        f"Taken by `make screenshots` on {today:%Y-%m-%d at %H:%M} UTC, not by hand. The sky on",
        "them is that of this hour, and what is coming is reckoned from this day. Each sheet has",
        "the top of one page type in four languages, at 360, 768 and 1440 pixels, light and dark.",
        "",
        *sheets,
        "",
        "For the README:",
        "",
        *pictures,
        "",
    ]
    (SHEETS / "README.md").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
