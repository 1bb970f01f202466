"""The calendar from the office's side: a rule, a ritual confirmed, a date called off."""

import datetime
import re

import pytest
from playwright.sync_api import expect

from events.models import DateChange, Edition, Occurrence
from events.tests.factories import (
    EditionFactory,
)
from notices.enums import EventStatus
from notices.tests.factories import ReadySentenceFactory
from roles.enums import RoleName
from roles.tests.world import make_person
from tests.e2e.editor import choose_action
from tests.e2e.festivals import dates_of, make_festival, make_market

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("still_clock"),
]

D = datetime.date


def test_an_officers_rule_is_said_back_while_typing_and_public_without_the_day_left_out(
    site, section, visit
):
    festival = make_festival(section, "night-market", name="Night Market")
    make_person(site, RoleName.CALENDAR_MANAGER, name="calendar")
    officer = visit("calendar")
    officer.goto(f"/admin/snippets/events/edition/add/?festival={festival.pk}")
    said = officer.locator("[data-rule-preview-target]")
    expect(said).to_have_text("Give the first day.")

    # The second Saturday of every month, at seven.
    officer.fill("#id_year", "2027")
    officer.select_option("#id_date_kind", "monthly")
    officer.fill("#id_starts_on", "2027-01-01")
    officer.select_option("#id_day_of", "weekday")
    officer.select_option("#id_ordinal", "2")
    officer.select_option("#id_weekday", "5")
    expect(said.locator(".rule-preview__words")).to_have_text("The second Saturday of every month")
    expect(said.locator(".rule-preview__dates li")).to_have_count(10)
    expect(said.locator(".rule-preview__dates li").first).to_have_text("Saturday, 9 January 2027")
    officer.select_option("#id_hours", "times")
    officer.fill("#id_starts_at", "19:00")
    expect(said.locator(".rule-preview__dates li").first).to_contain_text("19:00")

    # But not in February.
    more = officer.locator("#panel-child-shared-more_dates-section, [data-contentpath=more_dates]")
    more = more.first
    more.get_by_role("button", name="Insert a block").first.click()
    officer.get_by_role("option", name="Not on this day").click()
    officer.fill("[name=more_dates-0-value]", "2027-02-13")
    expect(said.locator(".rule-preview__words")).to_contain_text("not on")
    expect(said.locator(".rule-preview__dates")).not_to_contain_text("13 February 2027")
    expect(said.locator(".rule-preview__dates li").nth(1)).to_contain_text("13 March 2027")

    # What was typed is kept as a draft, of which no reader knows, until it is published.
    expect(officer).to_have_url(
        re.compile(r"/admin/snippets/events/edition/edit/\d+/$"), timeout=30_000
    )
    assert not Occurrence.objects.exists()
    choose_action(officer, "[name=action-publish]")
    officer.wait_for_url("**/admin/snippets/events/edition/")
    assert Edition.objects.get().live

    reader = visit()
    reader.goto("/en/events/night-market/")
    expect(reader.locator(".date__rule")).to_have_text("the second Saturday of every month")
    assert dates_of(reader)[:3] == ["2027-01-09", "2027-03-13", "2027-04-10"]
    expect(reader.locator(".facts")).to_contain_text("19:00 WIB")
    expect(reader.locator("main")).not_to_contain_text("13 February")
    reader.goto("/en/events/2027/02/")
    expect(reader.locator("main")).to_contain_text("No dates are known of this month.")


def test_a_rituals_estimate_that_is_confirmed_is_certain_at_the_same_address(site, section, visit):
    ritual = make_festival(section, "barong-ider-bumi", name="Barong", kind="ritual")
    EditionFactory(
        festival=ritual,
        year=2027,
        starts_on=None,
        date_kind="hijri",
        hijri_month=10,
        day=2,
    )
    make_person(site, RoleName.CALENDAR_MANAGER, name="calendar")
    reader = visit()
    reader.goto("/en/events/barong-ider-bumi/")
    expect(reader.locator(".facts .status--estimated")).to_be_visible()
    expect(reader.locator(".facts .date__note")).to_contain_text("It may begin a day earlier")
    assert dates_of(reader) == ["2027-03-10"]

    officer = visit("calendar")
    officer.goto("/admin/now/")
    officer.get_by_role("link", name="Confirm Barong").click()
    officer.wait_for_url(f"**/admin/now/{Occurrence.objects.get().pk}/confirm/")
    expect(officer.get_by_label("First day")).to_have_value("2027-03-10")
    officer.get_by_label("First day").fill("2027-03-11")
    officer.get_by_label("Last day").fill("2027-03-11")
    officer.get_by_label("Begins at").fill("14:00")
    officer.get_by_role("button", name="Confirm this date").click()
    expect(officer.get_by_text("Confirmed: readers see the date now.")).to_be_visible()

    reader.reload()
    expect(reader.locator(".status--estimated")).to_have_count(0)
    expect(reader.locator(".facts .date__note")).to_have_count(0)
    assert dates_of(reader) == ["2027-03-11"]
    expect(reader.locator(".facts")).to_contain_text("14:00 WIB")


def test_a_date_of_a_series_that_is_cancelled_is_struck_and_no_other(site, section, visit):
    make_market(section)
    ReadySentenceFactory(
        site=site.site,
        slug="cancelled-weather",
        status=EventStatus.CANCELLED,
        name_en="Cancelled: weather",
        text_ind="{festival} pada {date} dibatalkan.",
        text_en="{festival} on {date} is cancelled.",
        text_ms="{festival} pada {date} dibatalkan.",
        text_zh_hans="{date}的{festival}取消。",
        text_ar="أُلغي {festival} المقرر {date}.",
    )
    make_person(site, RoleName.CALENDAR_MANAGER, name="calendar")
    officer = visit("calendar")
    officer.goto("/admin/now/")
    row = officer.locator(".now__date", has_text="9 January 2027")
    row.get_by_role("link", name="Announce Night Market").click()
    officer.get_by_label("Cancelled: weather").check()
    officer.get_by_role("button", name="Read it in every language").click()
    expect(officer.locator(".now__said")).to_contain_text("9 January 2027 is cancelled.")
    assert not DateChange.objects.exists()
    officer.get_by_role("button", name="Publish now").click()
    officer.wait_for_url("**/admin/now/said/*/")

    reader = visit()
    reader.goto("/en/events/night-market/")
    days = reader.locator(".facts .date > .date__day")
    expect(days).to_have_count(6)
    assert dates_of(reader)[:3] == ["2026-12-12", "2027-01-09", "2027-02-13"]
    expect(reader.locator(".status--cancelled")).to_have_count(1)
    expect(days.nth(1).locator(".status--cancelled")).to_be_visible()
    expect(days.nth(1).locator(".status__message")).to_contain_text("is cancelled")

    # The month strikes it through, and the next one does not.
    reader.goto("/en/events/2027/01/")
    struck = reader.locator(".bar a")
    expect(struck).to_have_text("Night Market")
    expect(struck).to_have_css("text-decoration-line", "line-through")
    reader.get_by_role("link", name="February 2027").click()
    expect(reader.locator("h1")).to_have_text("February 2027")
    expect(reader.locator(".bar a")).to_have_css("text-decoration-line", "none")
