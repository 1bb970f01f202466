"""The calendar in the admin: a date dragged into a clash, the same by keyboard, a date added."""

import datetime
import re

import pytest
from playwright.sync_api import expect

from events.models import Edition, Occurrence
from events.tests.factories import VenueFactory
from roles.enums import RoleName
from roles.tests.world import make_person
from tests.e2e.festivals import make_festival

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("still_clock"),
]

D = datetime.date
JULY = "/admin/calendar/?month=2027-07"


@pytest.fixture
def officer(site, section, visit):
    """A calendar manager before July 2027, with two festivals of one venue in it."""
    field = VenueFactory(site=site.site)
    make_festival(section, "petik-laut", name="Petik Laut", day=D(2027, 7, 7), venue=field)
    make_festival(section, "sego", name="Pasar Sego", day=D(2027, 7, 15), venue=field)
    make_person(site, RoleName.CALENDAR_MANAGER, name="calendar")
    window = visit("calendar")
    window.goto(JULY)
    return window


def draft_of(name):
    return Edition.objects.get(festival__title=name).get_latest_revision_as_object()


def entry(window, name):
    return window.locator(f'[data-desk-entry="{name}"]')


def day(window, number):
    return window.locator(f'[data-desk-day="2027-07-{number:02}"]')


def drag(window, name, number):
    """Drag a date to a day of the month with the mouse."""
    entry(window, name).scroll_into_view_if_needed()
    start = entry(window, name).bounding_box()
    end = day(window, number).bounding_box()
    window.mouse.move(start["x"] + 10, start["y"] + 8)
    window.mouse.down()
    window.mouse.move(end["x"] + 30, end["y"] + 40, steps=8)
    window.mouse.up()


def test_a_date_is_dragged_into_a_clash_and_put_back(officer):
    drag(officer, "Petik Laut", 15)
    dialog = officer.locator("dialog[open]")
    expect(dialog.get_by_role("heading", level=2)).to_have_text(
        "Move Petik Laut to Thursday, 15 July 2027?"
    )
    expect(dialog.locator(".clash-list")).to_contain_text("are both at Taman Blambangan")
    assert draft_of("Petik Laut").starts_on == D(2027, 7, 7)

    # Nothing happens until it is said.
    dialog.get_by_role("link", name="Cancel").click()
    expect(dialog).to_have_count(0)
    drag(officer, "Petik Laut", 15)
    dialog.get_by_role("button", name="Move", exact=True).click()
    officer.wait_for_url("**moved=**")
    expect(day(officer, 15).locator(".desk-bar")).to_have_count(2)
    expect(day(officer, 15).locator(".desk-bar--clash-3")).to_have_count(2)
    expect(officer.locator(".desk-moved")).to_contain_text("Readers see the old day")
    assert Occurrence.objects.get(festival__title="Petik Laut").starts_on == D(2027, 7, 7)

    officer.get_by_role("button", name="Undo").click()
    expect(officer.get_by_text("Petik Laut is back where it was.")).to_be_visible()
    expect(day(officer, 7).locator(".desk-bar")).to_contain_text("Petik Laut")


def test_the_same_by_keyboard(officer):
    said = officer.locator("[data-desk-said]")
    entry(officer, "Petik Laut").locator(".desk-entry__name").focus()
    officer.keyboard.press("m")
    expect(said).to_contain_text("Petik Laut: to Wednesday")
    officer.keyboard.press("Escape")
    expect(said).to_have_text("Petik Laut stays where it is.")

    officer.keyboard.press("M")
    officer.keyboard.press("ArrowDown")
    officer.keyboard.press("ArrowRight")
    expect(day(officer, 15)).to_have_class(re.compile("desk-day--target"))
    expect(said).to_contain_text("1 here already")
    officer.keyboard.press("Enter")
    dialog = officer.locator("dialog[open]")
    expect(dialog.locator(".clash-list")).to_contain_text("Serious")
    # The button has the focus.
    officer.keyboard.press("Enter")
    officer.wait_for_url("**moved=**")
    assert draft_of("Petik Laut").starts_on == D(2027, 7, 15)


def test_without_scripts_a_page_does_it(site, officer, visit):
    window = visit("calendar", scripts=False)
    window.goto(JULY)
    entry(window, "Petik Laut").locator("[data-desk-move]").click()
    window.get_by_label("New first day").fill("2027-07-16")
    window.get_by_role("button", name="Look at this day").click()
    window.get_by_role("button", name="Move", exact=True).click()
    window.wait_for_url("**moved=**")
    assert draft_of("Petik Laut").starts_on == D(2027, 7, 16)


def test_a_date_is_added_on_its_day(officer):
    day(officer, 20).get_by_role("link", name="Add a date on Tuesday, 20 July 2027").click()
    officer.fill("#id_festival", "Gandrung Sewu")
    officer.get_by_role("button", name="Begin a draft").click()
    expect(officer.get_by_text("No festival has this name.")).to_be_visible()
    officer.get_by_label("It is a new festival").check()
    officer.get_by_role("button", name="Begin a draft").click()
    officer.wait_for_url("**/snippets/events/edition/edit/*/")
    officer.goto(JULY)
    expect(day(officer, 20).locator(".desk-mark--draft")).to_be_visible()
    assert Occurrence.objects.count() == 2
