"""The calendar from both sides: a rule that an officer types, and the date that a reader finds."""

import datetime
import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from destinations.tests.factories import published
from events.models import DateChange, Edition, Occurrence
from events.tests.factories import (
    EditionFactory,
    FestivalFactory,
    FestivalIndexPageFactory,
    edition_of_month,
)
from notices.enums import EventStatus
from notices.tests.factories import ReadySentenceFactory
from roles.enums import RoleName
from roles.making import make_roles
from roles.tests.world import make_person
from tests.e2e.editor import choose_action
from tests.e2e.keyboard import UNSEEN, tab_to

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

#: Friday, 27 November 2026, 10:00 in Jakarta.
NOW = datetime.datetime(2026, 11, 27, 3, tzinfo=datetime.UTC)
D = datetime.date


@pytest.fixture(autouse=True)
def _still_clock(monkeypatch):
    """The server is a thread of this process, so its clock stands still as well."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def section(site):
    """An office with its roles, and the section of festivals."""
    published(site.home)
    section = published(
        FestivalIndexPageFactory(parent=site.home, show_in_menus=True, summary_en="All.")
    )
    make_roles(site.settings)
    return section


def make_festival(section, slug, *, name, day=None, **fields):
    """Publish a festival with a name in English and Arabic, on a day if one is given."""
    festival = published(
        FestivalFactory(
            parent=section, slug=slug, title=name, heading_en=name, summary_en="Come.", **fields
        )
    )
    if day is not None:
        EditionFactory(festival=festival, starts_on=day)
    return festival


def make_market(section):
    """Publish a market on the second Saturday of each month, without an end."""
    market = make_festival(section, "night-market", name="Night Market")
    EditionFactory(
        festival=market,
        year=2026,
        starts_on=D(2026, 12, 1),
        ends_on=None,
        date_kind="monthly",
        day_of="weekday",
        ordinal=2,
        weekday=5,
    )
    return market


def dates_of(page: Page) -> list[str]:
    """Return the days that a festival's page shows at once, as machines read them."""
    shown = page.locator(".facts .date > .date__day > time")
    return [each.get_attribute("datetime") for each in shown.all()]


# --- The office ---


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


# --- Readers ---


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
