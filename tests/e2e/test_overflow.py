"""Nothing is cut off or makes a page scroll sideways: narrow windows, large text, long names.

Text is made large as readers do it, in their browser's settings: `Page.setFontSizes` of Chromium's
developer tools sets the default size to 32 pixels instead of 16, which is 200 per cent for whatever
is measured in rem, media queries too. A page that measures its text in pixels would not grow, so
the size of the root is looked at first.
"""

import contextlib
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.pages import LANGUAGES, OF_THE_DEMO, Sample, every_page, nothing, open_page, sample

pytestmark = OF_THE_DEMO

#: Windows, in CSS pixels, and the browser's default size of text.
WINDOWS = [(320, 32), (360, 16), (768, 16), (1440, 16)]

#: Every line of text that can be seen: is it in the window, and in the box that cuts it off? Lines
#: rather than boxes, because boxes that are too wide for their text harm nobody. What scrolls
#: sideways by itself (a wide table) is allowed to, and so is what ends in an ellipsis after so many
#: lines: it says that there is more, and leads there.
OVERFLOWING = """
() => {
  const found = new Set();
  const name = element => {
    const own = element.classList[0] ? "." + element.classList[0] : "";
    const parent = element.parentElement?.classList[0];
    return (parent ? "." + parent + " > " : "") + element.localName + own;
  };
  if (document.documentElement.scrollWidth > innerWidth) {
    // What makes it so wide: the innermost boxes that leave the window and are not cut off.
    const leaves = element => {
      const box = element.getBoundingClientRect();
      return box.width > 1 && (box.right > innerWidth + 0.5 || box.left < -0.5);
    };
    const isFree = element => {
      const around = element.parentElement;
      if (around === document.body) return true;
      return getComputedStyle(around).overflowX === "visible" && isFree(around);
    };
    const widest = [...document.querySelectorAll("body *")]
      .filter(each => leaves(each) && isFree(each) && ![...each.children].some(leaves));
    found.add([`the page is ${document.documentElement.scrollWidth} wide`,
      ...new Set(widest.map(name))].slice(0, 5).join(", "));
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !element.checkVisibility({visibilityProperty: true}))
      continue;
    range.selectNodeContents(texts.currentNode);
    const lines = [...range.getClientRects()].filter(line => line.width > 1);
    let left = 0, right = innerWidth, top = -Infinity, bottom = Infinity, scrolls = false;
    let isHidden = false, cutting = "the window";
    for (let each = element; each && each !== document.body; each = each.parentElement) {
      const style = getComputedStyle(each), box = each.getBoundingClientRect();
      if (style.display === "contents") continue;
      if (style.clipPath !== "none" || (box.width <= 1 && style.overflowX !== "visible"))
        isHidden = true;
      if (style.webkitLineClamp !== "none") isHidden = true;
      if (scrolls) continue;
      if (["auto", "scroll"].includes(style.overflowX))
        scrolls = each.scrollWidth > each.clientWidth;
      if (["hidden", "clip"].includes(style.overflowX) && (box.left > left || box.right < right)) {
        left = Math.max(left, box.left);
        right = Math.min(right, box.right);
        cutting = name(each);
      }
      if (["hidden", "clip"].includes(style.overflowY)) {
        top = Math.max(top, box.top);
        bottom = Math.min(bottom, box.bottom);
      }
      if (style.position === "fixed") break;
    }
    if (isHidden) continue;
    for (const line of lines) {
      // A line is as high as its font, which may be more than it needs.
      const spare = line.height / 4;
      const words = texts.currentNode.data.trim().slice(0, 24);
      if (!scrolls && (line.left < left - 1 || line.right > right + 1))
        found.add(`${name(element)}: "${words}" leaves ${cutting} sideways`);
      if (line.top < top - spare || line.bottom > bottom + spare)
        found.add(`${name(element)}: "${words}" is cut off above or below`);
    }
  }
  return [...found];
}
"""


@pytest.fixture(scope="module")
def reader(chromium: Browser, demo: str) -> Iterator[Page]:
    """A window whose text can be made large."""
    context = chromium.new_context(base_url=demo, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    context.close()


def resize(page: Page, width: int, text: int) -> None:
    """Make the window this wide, and the browser's default text this large, in CSS pixels."""
    page.set_viewport_size({"width": width, "height": 800})
    session = page.context.new_cdp_session(page)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": text, "fixed": text}})
    session.detach()
    expect(page.locator("html")).to_have_css("font-size", f"{text}px")


def overflowing(page: Page) -> list[str]:
    """Return what overflows in every window of `WINDOWS`."""
    found = []
    for width, text in WINDOWS:
        resize(page, width, text)
        found += [f"{width} px, text {text} px: {each}" for each in page.evaluate(OVERFLOWING)]
    return found


@pytest.mark.parametrize("which", every_page(*LANGUAGES), ids=str)
def test_nothing_overflows(reader: Page, which: Sample):
    open_page(reader, which)
    nothing(overflowing(reader))


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_overflows_under_the_longest_title(reader: Page, demo_state: Path, language: str):
    found = []
    for path in longest_titles(demo_state, language):
        open_page(reader, Sample("longest", language, path))
        found += [f"{path}: {each}" for each in overflowing(reader)]
    nothing(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_overflows_in_the_open_menu(reader: Page, language: str):
    open_page(reader, sample("home", language))
    resize(reader, 320, 32)
    reader.locator(".menu-button").first.click()
    reader.locator(".menu summary").click()
    expect(reader.locator(".menu .language-list")).to_be_visible()
    nothing(reader.evaluate(OVERFLOWING))


def longest_titles(state: Path, language: str) -> list[str]:
    """Return the paths of the place, festival and story with the longest title in this language."""
    with contextlib.closing(sqlite3.connect(state / "db.sqlite3")) as database:
        rows = database.execute(
            "SELECT page.url_path, max(length(version.title)) FROM translations_languageversion"
            " AS version JOIN wagtailcore_page AS page ON page.id = version.page_id"
            " JOIN django_content_type AS kind ON kind.id = page.content_type_id"
            " WHERE version.language = ? AND page.url_path LIKE '/banyuwangi/%'"
            " AND kind.model IN ('place', 'festival', 'storypage') GROUP BY kind.model",
            [language],
        ).fetchall()
    assert len(rows) == 3
    return [url_path.replace("/banyuwangi/", f"/{language}/") for url_path, _length in rows]


def test_what_overflows_is_found(reader: Page):
    """So that silence means something."""
    open_page(reader, sample("standard", "en"))
    resize(reader, 360, 16)
    reader.evaluate(
        """() => {
          const add = (words, style) => {
            const added = document.querySelector("main").appendChild(document.createElement("p"));
            added.className = "added";
            added.textContent = words;
            Object.assign(added.style, style);
          };
          add("long ".repeat(40), {whiteSpace: "nowrap"});
          add("Much too high", {overflow: "hidden", height: "1rem", width: "4rem"});
          add("Much too wide", {overflow: "hidden", whiteSpace: "nowrap", width: "4rem"});
        }"""
    )
    found = reader.evaluate(OVERFLOWING)
    assert [re.sub(r"[0-9]+", "…", each) for each in found] == [
        "the page is … wide",
        'p.added: "long long long long long" leaves the window sideways',
        'p.added: "Much too high" is cut off above or below',
        'p.added: "Much too wide" leaves p.added sideways',
    ]
