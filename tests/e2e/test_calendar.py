"""The calendar from the reader's side: a weekend by keyboard, a month in Arabic, no scripts."""

import datetime
import re

import pytest
from playwright.sync_api import Page, expect

from events.tests.factories import (
    EditionFactory,
    edition_of_month,
)
from tests.e2e.festivals import make_festival
from tests.e2e.keyboard import UNSEEN, tab_to

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("still_clock"),
]

D = datetime.date


def test_a_free_festival_of_this_weekend_is_found_and_kept_by_keyboard_alone(section, visit):
    saturday = D(2026, 11, 28)
    make_festival(section, "free-dance", name="Free Dance", day=saturday, admission="free")
    make_festival(section, "paid-dance", name="Paid Dance", day=saturday, admission="paid")
    make_festival(section, "later-dance", name="Later Dance", day=D(2026, 12, 5), admission="free")
    reader = visit(still=True)
    reader.goto("/en/events/")
    tab_to(reader, reader.get_by_role("link", name="This weekend"))
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(re.compile(r"/en/events/this-weekend/$"))
    names = reader.locator(".agenda__name")
    assert set(names.all_inner_texts()) == {"Free Dance", "Paid Dance"}

    tab_to(reader, reader.locator(".chip", has_text="Free"))
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(re.compile(r"/this-weekend/\?free=1$"))
    expect(names).to_have_text(["Free Dance"])
    expect(reader.locator("main .chip[aria-current]")).to_contain_text(["Free"])

    tab_to(reader, reader.get_by_role("link", name="Free Dance"))
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(re.compile(r"/en/events/free-dance/$"))
    address = reader.url

    tab_to(reader, reader.locator(".subscribe summary"))
    reader.keyboard.press("Enter")
    link = reader.get_by_role("link", name="Calendar on this device")
    tab_to(reader, link)
    feed = re.sub("^http:", "webcal:", address) + "event.ics"
    assert link.get_attribute("href") == feed
    answer = reader.request.get(feed.replace("webcal:", "http:"))
    assert answer.headers["content-type"].startswith("text/calendar")
    assert "SUMMARY:Free Dance" in answer.text()


@pytest.fixture
def april(section):
    """April 2027: a festival of four days, six on one day, and one whose day is not known."""
    long = make_festival(section, "long-fair", name="Long Fair", heading_ar="المعرض الطويل")
    EditionFactory(festival=long, starts_on=D(2027, 4, 9), ends_on=D(2027, 4, 12))
    for number in range(1, 7):
        make_festival(
            section,
            f"show-{number}",
            name=f"Show {number}",
            heading_ar=f"عرض {number}",
            day=D(2027, 4, 21),
            admission="free" if number == 1 else "paid",
        )
    open_day = make_festival(section, "open-day", name="Open Day", heading_ar="يوم مفتوح")
    edition_of_month(open_day, 2027, 4)


def day_cell(page: Page, day: int):
    return page.locator("td[data-day]", has=page.locator(f"time[datetime='2027-04-{day:02}']"))


def test_the_month_in_arabic_is_walked_through_by_arrow_keys(april, visit):
    reader = visit(still=True)
    reader.goto("/ar/events/2027/04/")
    expect(reader.locator("html")).to_have_attribute("dir", "rtl")
    expect(reader.get_by_role("grid")).to_be_visible()

    # Each day once, each name once, and what finds no room is counted.
    expect(reader.locator("td[data-day]")).to_have_count(30)
    assert reader.locator(".bar a").all_inner_texts() == [
        "المعرض الطويل",
        *(f"عرض {number}" for number in range(1, 5)),
    ]
    expect(reader.locator(".bar")).to_have_count(4 + 4)
    expect(reader.locator(".day__more")).to_have_count(1)
    expect(day_cell(reader, 21).locator(".day__more")).to_contain_text("2")
    expect(reader.locator(".open-date")).to_contain_text(["يوم مفتوح"])

    # One stop for the whole grid; onward is to the left.
    tab_to(reader, day_cell(reader, 1))
    first, second = day_cell(reader, 1).bounding_box(), day_cell(reader, 2).bounding_box()
    assert second["x"] < first["x"]
    for key, day in (
        ("ArrowLeft", 2),
        ("ArrowLeft", 3),
        ("ArrowRight", 2),
        ("ArrowDown", 9),
        ("Home", 5),
        ("End", 11),
        ("ArrowLeft", 12),
        ("ArrowUp", 5),
        ("ArrowDown", 12),
        ("ArrowDown", 19),
        ("ArrowLeft", 20),
        ("ArrowLeft", 21),
    ):
        reader.keyboard.press(key)
        expect(day_cell(reader, day)).to_be_focused()
        assert reader.evaluate(UNSEEN) == ""
    expect(reader.locator("td[data-day][tabindex='0']")).to_have_count(1)

    # Into the day, and to a festival.
    reader.keyboard.press("Enter")
    link = reader.get_by_role("link", name="عرض 1")
    expect(link).to_be_focused()
    assert reader.evaluate(UNSEEN) == ""
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(re.compile(r"/ar/events/show-1/$"))
    expect(reader.locator("h1")).to_have_text("عرض 1")

    # All that the day has, and what may be on that day.
    reader.go_back()
    day_cell(reader, 21).locator(".day__more").click()
    expect(reader).to_have_url(re.compile(r"\?from=2027-04-21&to=2027-04-21$"))
    expect(reader.locator(".agenda__name")).to_have_count(6 + 1)


def test_without_scripts_the_months_links_and_the_lists_filters_work(april, visit):
    reader = visit(scripts=False, still=True)
    reader.goto("/en/events/2027/03/")
    reader.get_by_role("link", name="April 2027").click()
    expect(reader.locator("h1")).to_have_text("April 2027")
    expect(reader.locator("[role=grid]")).to_have_count(0)
    expect(reader.locator("td[tabindex]")).to_have_count(0)
    tab_to(reader, reader.get_by_role("link", name="Long Fair"))
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(re.compile(r"/en/events/long-fair/$"))

    # From the day to the list, which is narrowed down and keeps the day.
    reader.go_back()
    day_cell(reader, 21).locator(".day__more").click()
    expect(reader.locator(".agenda__name")).to_have_count(6 + 1)
    reader.locator(".chip", has_text="Free").click()
    expect(reader.locator(".agenda__name")).to_have_text(["Show 1"])
    expect(reader.get_by_label("From")).to_have_value("2027-04-21")

    # Other days, by the form, which keeps the choice.
    reader.get_by_label("From").fill("2027-04-01")
    reader.get_by_label("To", exact=True).fill("2027-04-12")
    reader.get_by_role("button", name="Show these days").click()
    expect(reader.locator("main")).to_contain_text("No festival answers to this choice.")
    reader.locator(".chip", has_text="Free").click()
    assert set(reader.locator(".agenda__name").all_inner_texts()) == {"Long Fair", "Open Day"}
    reader.locator(".subscribe summary").click()
    expect(reader.get_by_role("link", name="Calendar on this device")).to_have_attribute(
        "href", re.compile(r"^webcal://localhost:\d+/en/events\.ics\?.*from=2027-04-01")
    )
