"""Showing a driver where to go: with scripts and without, on a phone and on paper."""

import re

import pytest
from playwright.sync_api import expect

from destinations.tests.factories import DestinationIndexPageFactory, PlaceFactory, published

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

PATH = "/ar/destinations/ketapang/driver/"


@pytest.fixture
def harbour(site):
    section = published(DestinationIndexPageFactory(parent=site.home))
    return published(
        PlaceFactory(
            parent=section,
            title="Pelabuhan Ketapang",
            slug="ketapang",
            address="Jalan Gatot Subroto 1\nKetapang",
            telephone="+62333425001",
            latitude="-8.143",
            longitude="114.4",
        )
    )


def test_the_text_is_copied_and_the_reader_told(harbour, visit):
    reader = visit(width=360, height=740)
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.goto(PATH)
    button = reader.locator("button[data-copy]")
    button.focus()
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("status")).to_have_text("Copied.")
    expect(button).to_be_focused()
    assert reader.evaluate("navigator.clipboard.readText()").split("\n") == [
        "Please take me to",
        "Pelabuhan Ketapang",
        "Jalan Gatot Subroto 1",
        "Ketapang",
        "Telephone +62 333 425001",
        "Position -8.143, 114.4",
    ]


def test_a_reader_is_told_when_copying_is_refused(harbour, visit):
    reader = visit()
    reader.add_init_script(
        "navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))"
    )
    reader.goto(PATH)
    reader.locator("button[data-copy]").click()
    expect(reader.get_by_role("status")).to_have_text(re.compile("Press and hold"))


def test_without_scripts_the_text_is_there_and_the_button_is_not(harbour, live_server, chromium):
    context = chromium.new_context(
        base_url=live_server.url.replace("127.0.0.1", "localhost"), java_script_enabled=False
    )
    reader = context.new_page()
    reader.goto(PATH)
    expect(reader.locator(".driver__name")).to_have_text("Pelabuhan Ketapang")
    expect(reader.locator("button[data-copy]")).to_be_hidden()
    context.close()


def test_it_fits_a_phone_and_one_sheet_of_paper(harbour, visit):
    reader = visit(width=360, height=740)
    reader.goto(PATH)
    assert reader.evaluate("document.documentElement.scrollWidth") == 360
    size = reader.locator(".driver__name").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert size >= 40
    pages = re.findall(rb"/Type\s*/Page\b", reader.pdf(format="A5"))
    assert len(pages) == 1
