"""The way from the first page to a place in another language, by keyboard alone."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.keyboard import UNSEEN, tab_to
from tests.e2e.pages import DESK, OF_THE_DEMO, PHONE

pytestmark = OF_THE_DEMO


@pytest.fixture(params=[True, False], ids=["with-scripts", "without-scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    """Whether the reader's browser runs scripts."""
    return request.param


@pytest.fixture
def reader(chromium: Browser, demo: str, scripts: bool) -> Iterator[Page]:
    """A window of somebody without a mouse."""
    context = chromium.new_context(
        base_url=demo, java_script_enabled=scripts, reduced_motion="reduce", locale="en"
    )
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    context.close()


def open_menu(page: Page) -> None:
    """On a phone, open the menu; on a desk it is open."""
    button = page.locator(".site-header .menu-button").first
    if button.is_visible():
        tab_to(page, button)
        page.keyboard.press("Enter")
        expect(page.locator("#menu")).to_be_visible()


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_skip_link_comes_first_and_leads_to_the_content(reader: Page, width: int):
    reader.set_viewport_size({"width": width, "height": 800})
    reader.goto("/en/destinations/")
    reader.keyboard.press("Tab")
    link = reader.locator(".skip-link")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport(ratio=1)
    assert reader.evaluate(UNSEEN) == ""
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(re.compile(r"#content$"))
    # What follows the header is next, and nothing of the header.
    reader.keyboard.press("Tab")
    assert reader.evaluate("document.activeElement.closest('header.site-header')") is None
    assert reader.evaluate("!!document.activeElement.closest('main')") is True


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_from_the_first_page_to_a_place_in_arabic(reader: Page, width: int):
    reader.set_viewport_size({"width": width, "height": 800})
    reader.goto("/en/")

    # The list, from the menu.
    open_menu(reader)
    tab_to(reader, reader.locator(".menu a[href='/en/destinations/']"))
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(re.compile(r"/en/destinations/$"))

    # Narrowed down.
    tab_to(reader, reader.locator("a[href='/en/destinations/?category=nature']").first)
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(re.compile(r"\?category=nature$"))
    expect(reader.locator("main .chip[aria-current]")).to_contain_text(["Nature"])

    # A place of it.
    tab_to(reader, reader.locator("main a[href='/en/destinations/kawah-ijen/']").first)
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(re.compile(r"/en/destinations/kawah-ijen/$"))

    # The same page in another language.
    open_menu(reader)
    tab_to(reader, reader.locator(".menu .languages summary"))
    reader.keyboard.press("Enter")
    tab_to(reader, reader.locator(".menu .languages a[hreflang=ar]"))
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(re.compile(r"/ar/destinations/kawah-ijen/$"))
    expect(reader.locator("html")).to_have_attribute("dir", "rtl")


@pytest.mark.parametrize(
    "path", ["/en/", "/en/events/", "/en/events/gandrung-sewu/", "/ar/stories/"]
)
def test_every_stop_of_a_page_can_be_seen(reader: Page, path: str, scripts: bool):
    """From the skip link to the last link of the footer, and each once."""
    reader.set_viewport_size({"width": DESK, "height": 800})
    reader.goto(path)
    last = reader.locator("footer.site-footer a").last
    unseen = []
    for _each in range(300):
        reader.keyboard.press("Tab")
        if fault := reader.evaluate(UNSEEN):
            unseen.append(fault)
        if last.evaluate("element => element === document.activeElement"):
            break
    else:
        pytest.fail("The end of the page is not reached.")
    assert unseen == []


def test_escape_closes_the_menu_and_gives_the_focus_back(reader: Page):
    reader.set_viewport_size({"width": PHONE, "height": 800})
    reader.goto("/en/")
    open_menu(reader)
    reader.keyboard.press("Escape")
    expect(reader.locator("#menu")).to_be_hidden()
    expect(reader.locator(".site-header .menu-button").first).to_be_focused()
    assert reader.evaluate(UNSEEN) == ""
