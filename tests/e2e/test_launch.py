"""A year that is kept back: prepared by an officer, unseen by readers, and launched in one act."""

import datetime

import pytest
from playwright.sync_api import expect

from events.models import Edition
from roles.enums import RoleName
from roles.tests.world import make_person
from tests.e2e.festivals import make_festival

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("still_clock"),
]

D = datetime.date


def test_an_embargoed_year_goes_live_in_one_act(site, section, visit):
    make_festival(section, "harvest", name="Harvest", day=D(2026, 7, 11))
    make_festival(section, "lanterns", name="Lanterns", day=D(2026, 9, 5))
    make_person(site, RoleName.CALENDAR_MANAGER, name="calendar")
    officer, reader = visit("calendar"), visit()

    # The year is kept back before anything of it is there.
    officer.goto("/admin/years/")
    officer.get_by_role("link", name="Keep 2027 back").click()
    officer.get_by_label("Launch day").fill("2026-12-01")
    officer.get_by_role("button", name="Keep 2027 back").click()
    expect(officer.get_by_text("Kept back until its launch on Tuesday")).to_be_visible()

    # Both festivals are moved by rule: the second Saturday of July, the first of September.
    officer.get_by_role("link", name="Add editions of 2027").click()
    expect(officer.get_by_role("checkbox", name="Harvest")).to_be_checked()
    expect(officer.get_by_label("By what Harvest is moved")).to_contain_text(
        "the second Saturday of July, as in 2026"
    )
    officer.get_by_role("button", name="Make drafts of what is ticked").click()
    expect(officer.get_by_text("2 drafts were made.")).to_be_visible()
    expect(officer.get_by_text("10 July 2027 (estimated)")).to_be_visible()

    # One of them is published beforehand. No reader knows of either.
    Edition.objects.get(festival__slug="harvest", year=2027).latest_revision.publish()
    reader.goto("/en/events/2027/")
    expect(reader.locator("main")).not_to_contain_text("Harvest")
    reader.goto("/en/events/harvest/")
    expect(reader.locator("main")).not_to_contain_text("10 July 2027")

    officer.goto("/admin/years/2027/launch/")
    expect(officer.get_by_text("Published: ready.")).to_be_visible()
    expect(officer.get_by_role("checkbox", name="Lanterns")).to_be_checked()
    officer.get_by_role("button", name="Show the programme as readers will see it").click()
    expect(officer.locator(".years__programme li")).to_have_count(2)
    officer.get_by_role("button", name="Launch 2027").click()
    expect(officer.get_by_text("2027 is launched: readers see it now.")).to_be_visible()

    reader.goto("/en/events/2027/")
    expect(reader.locator("main")).to_contain_text("Harvest")
    expect(reader.locator("main")).to_contain_text("Lanterns")
    reader.goto("/en/events/harvest/")
    expect(reader.locator(".facts .status--estimated")).to_be_visible()
    expect(reader.locator(".facts")).to_contain_text("10 July 2027")
