"""axe finds nothing: every page type, phone and desk, by day and by night."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import demo as served_demo
from tests.e2e.pages import (
    BOTH_WAYS,
    DESK,
    OF_THE_DEMO,
    PHONE,
    Sample,
    nothing,
    open_page,
    pages_and_samples,
    sample,
)
from tests.house import ROOT
from tests.served import free_port

pytestmark = OF_THE_DEMO

AXE = ROOT / "tests" / "e2e" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = [
    *("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"),
]
#: What depends on colours alone, and is asked again in the dark.
COLOURS = ["color-contrast", "link-in-text-block"]

RUN = """
async options => (await axe.run(document, {resultTypes: ["violations"], ...options})).violations
  .flatMap(found => found.nodes.map(node =>
    `${found.id}: ${node.target.join(" ")}: ${node.any.concat(node.all, node.none)
      .map(check => check.message).slice(0, 2).join("; ")}`))
"""


def findings(page: Page, *, rules: list[str] | None = None) -> list[str]:
    """Return what axe finds on the page as it is, each as rule, selector, reason.

    `rules` are asked alone; without them, those of `TAGS` are. axe is loaded once a page, by the
    developer tools, so the site's policy for scripts stays as it is.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8") + "\n;undefined")
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    return page.evaluate(RUN, {"runOnly": only})


def findings_everywhere(page: Page) -> list[str]:
    """Return what axe finds on a loaded page: phone and desk, light and dark, each once."""
    found = []
    for width, height in ((DESK, 1000), (PHONE, 844)):
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme="light")
        found += findings(page)
        page.emulate_media(color_scheme="dark")
        found += [f"dark: {each}" for each in findings(page, rules=COLOURS)]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("which", pages_and_samples(), ids=str)
def test_axe_finds_nothing(desk: Page, which: Sample):
    open_page(desk, which)
    nothing(findings_everywhere(desk))


@pytest.mark.parametrize("language", BOTH_WAYS)
def test_axe_finds_nothing_in_the_open_menu_of_a_phone(desk: Page, language: str):
    desk.set_viewport_size({"width": PHONE, "height": 844})
    open_page(desk, sample("home", language))
    desk.locator(".menu-button").first.click()
    desk.locator(".menu summary").click()
    expect(desk.locator(".menu .language-list")).to_be_visible()
    desk.emulate_media(color_scheme="light")
    nothing(findings(desk))
    desk.emulate_media(color_scheme="dark")
    nothing(findings(desk, rules=COLOURS))


def test_axe_finds_what_is_wrong(desk: Page):
    """So that its silence means something."""
    open_page(desk, sample("standard", "en"))
    desk.emulate_media(color_scheme="light")
    desk.evaluate(
        """() => {
          document.querySelector("h1").outerHTML = "<h4>Too deep</h4><img src='/favicon.ico'>";
          document.querySelector("main p").style.color = "#ddd";
        }"""
    )
    found = {each.partition(":")[0] for each in findings(desk)}
    assert {"image-alt", "page-has-heading-one", "color-contrast"} <= found


def test_axe_finds_nothing_in_the_style_guide(chromium, demo, demo_state):
    with served_demo.serving(demo_state, free_port(), debug=True) as address:
        page = chromium.new_page(base_url=address, reduced_motion="reduce")
        try:
            assert page.goto("/styleguide/").status == 200
            nothing(findings_everywhere(page))
        finally:
            page.close()
