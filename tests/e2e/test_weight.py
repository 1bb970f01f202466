"""What a first view weighs on the wire, that it all comes from this site, and that it stays put."""

import gzip
import urllib.request
from collections.abc import Iterator

import brotli
import pytest
from playwright.sync_api import Browser, Page, Response

from tests.e2e.pages import DESK, OF_THE_DEMO, PHONE, Sample, every_page, open_page, sample

pytestmark = OF_THE_DEMO

#: Bytes. A kilobyte is 1024.
HTML, HTML_COMPRESSED, CODE, FONT = 40 * 1024, 9 * 1024, 20 * 1024, 40 * 1024

#: Makes `shifts()`, which returns each layout shift so far: its score, and the classes that moved.
NOTE_SHIFTS = """
const noted = [];
const note = entries => noted.push(...entries.map(entry => [entry.value,
  ...entry.sources.map(({node}) => (node?.parentElement ?? node)?.className)]));
const observer = new PerformanceObserver(list => note(list.getEntries()));
observer.observe({type: "layout-shift", buffered: true});
window.shifts = () => { note(observer.takeRecords()); return noted; };
"""


@pytest.fixture
def reader(chromium: Browser, demo: str) -> Iterator[Page]:
    """A window with nothing in its cache."""
    context = chromium.new_context(base_url=demo, viewport={"width": DESK, "height": 900})
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    context.close()


def fetched(address: str) -> tuple[bytes, str]:
    """Return what is sent for an address, and how it is compressed: "br", "gzip" or "".

    A browser over HTTPS asks for Brotli first, as this does.
    """
    request = urllib.request.Request(address, headers={"Accept-Encoding": "br, gzip"})  # noqa: S310 (this machine)
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 (the same)
        return answer.read(), answer.headers.get("Content-Encoding", "")


def plain(body: bytes, encoding: str) -> bytes:
    """Return a body without its compression."""
    return {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}[encoding](body)


def compressed_size(address: str) -> int:
    """Return how many bytes go over the wire.

    Static files are compressed ahead and sent so. What is made for each request is not: there the
    proxy's Brotli is reckoned with, in the middle of its range.
    """
    body, encoding = fetched(address)
    return len(body) if encoding else len(brotli.compress(body, quality=5))


def loaded(page: Page, which: Sample) -> list[Response]:
    """Open a page, scroll through it, and return everything that was sent, the page first."""
    answers: list[Response] = []

    def note(answer: Response) -> None:
        answers.append(answer)

    page.on("response", note)
    open_page(page, which)
    page.evaluate(
        "for (let y = 0; y < document.body.scrollHeight; y += 400) scrollTo(0, y); scrollTo(0, 0)"
    )
    page.wait_for_load_state("networkidle")
    page.remove_listener("response", note)
    return answers


def test_the_first_page_is_small(demo: str):
    body, encoding = fetched(f"{demo}/en/")
    html = plain(body, encoding)
    assert len(html) <= HTML
    assert compressed_size(f"{demo}/en/") <= HTML_COMPRESSED


def test_styles_and_scripts_of_a_first_view_are_small(reader: Page):
    sizes = {
        answer.url: compressed_size(answer.url)
        for answer in loaded(reader, sample("home", "en"))
        if answer.request.resource_type in ("stylesheet", "script")
    }
    assert {url.rpartition(".")[2].partition("?")[0] for url in sizes} == {"css", "js"}
    assert sum(sizes.values()) <= CODE, sizes


def test_static_styles_and_scripts_are_compressed_ahead(reader: Page):
    plainly_sent = [
        answer.url
        for answer in loaded(reader, sample("home", "en"))
        if "/static/" in answer.url
        and answer.request.resource_type in ("stylesheet", "script")
        and fetched(answer.url)[1] != "br"
    ]
    assert plainly_sent == []


@pytest.mark.parametrize(("language", "fonts"), [("en", 1), ("ar", 0), ("zh-hans", 0)])
def test_one_small_font_for_those_who_read_it(reader: Page, language: str, fonts: int):
    """Chinese and Arabic have the system's own faces; names in Latin letters may load it there."""
    urls = {
        answer.url
        for answer in loaded(reader, sample("home", language))
        if answer.request.resource_type == "font"
    }
    assert len(urls) <= 1
    assert len(urls) >= fonts
    assert [url for url in urls if len(fetched(url)[0]) > FONT] == []


@pytest.mark.parametrize("name", ["home", "place", "festival", "story"])
def test_one_picture_is_fetched_first(reader: Page, name: str):
    """What is in sight at once is preloaded in the head, and hurried where it stands."""
    open_page(reader, sample(name, "en"))
    preloaded = reader.locator("link[rel=preload][as=image]")
    hurried = reader.locator("picture:has(img[fetchpriority=high]) source")
    assert (preloaded.count(), hurried.count()) == (1, 1)
    assert preloaded.get_attribute("imagesrcset") == hurried.get_attribute("srcset")
    assert preloaded.get_attribute("imagesizes") == hurried.get_attribute("sizes")
    assert reader.locator("img[fetchpriority=high][loading=lazy]").count() == 0


@pytest.mark.parametrize("name", ["home", "place", "festival", "story"])
def test_nothing_moves_while_a_phone_loads(reader: Page, name: str):
    """Layout shifts, as browsers score them, come to a hundredth at the most."""
    reader.set_viewport_size({"width": PHONE, "height": 844})
    reader.add_init_script(NOTE_SHIFTS)
    open_page(reader, sample(name, "en"))
    reader.wait_for_load_state("networkidle")
    shifts = reader.evaluate("shifts()")
    assert sum(score for score, *_moved in shifts) <= 0.01, shifts


@pytest.mark.parametrize("which", every_page("en"), ids=str)
def test_nothing_comes_from_elsewhere(reader: Page, demo: str, which: Sample):
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url))
    loaded(reader, which)
    assert len(asked) > 1
    assert [url for url in asked if not url.startswith((f"{demo}/", "data:"))] == []
    assert reader.context.cookies() == []
