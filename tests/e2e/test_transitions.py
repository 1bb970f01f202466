"""The picture of a card carries over to its page and back, where readers let things move."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.pages import OF_THE_DEMO

pytestmark = OF_THE_DEMO

#: Keeps, beyond the page, which pictures had the name when one page was swapped for another, and
#: whether the browser made a transition of it.
NOTE = """
const name = () => [...document.images]
  .filter(image => getComputedStyle(image).viewTransitionName === "picture")
  .map(image => image.closest("[class*=__picture], .lead-picture").className.split(" ")[0]);
const note = (key, event) => {
  const noted = JSON.parse(sessionStorage.noted ?? "{}");
  noted[key] = [!!event.viewTransition, ...name()];
  sessionStorage.noted = JSON.stringify(noted);
};
addEventListener("load", () => addEventListener("pageswap", event => note("left", event)));
addEventListener("pagereveal", event => note("came", event));
"""


@pytest.fixture(params=["no-preference", "reduce"])
def motion(request: pytest.FixtureRequest) -> str:
    """What the reader has asked of things that move."""
    return request.param


@pytest.fixture
def reader(chromium: Browser, demo: str, motion: str) -> Iterator[Page]:
    context = chromium.new_context(base_url=demo, reduced_motion=motion)  # type: ignore[arg-type]
    page = context.new_page()
    page.add_init_script(NOTE)
    yield page
    context.close()


def test_a_cards_picture_becomes_the_pages(reader: Page, motion: str):
    reader.goto("/en/stories/", wait_until="load")
    reader.locator(".card__name a[href='/en/stories/the-night-climb-to-ijen/']").click()
    expect(reader.locator(".lead-picture img")).to_be_visible()
    noted = reader.evaluate("JSON.parse(sessionStorage.noted)")
    if motion == "reduce":
        assert noted == {"left": [False], "came": [False]}
    else:
        assert noted == {"left": [True, "card__picture"], "came": [True, "lead-picture"]}
