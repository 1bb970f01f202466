"""From a telephone into the calendar: proposed in Malay, asked back, accepted, public."""

import datetime
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from events.models import Festival, Submission
from roles.enums import RoleName
from roles.tests.world import make_person
from tests.e2e.festivals import dates_of

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("still_clock"),
]


@pytest.fixture(autouse=True)
def _people_take_a_while(monkeypatch):
    """A browser that is driven by a program fills in a form in a second."""
    monkeypatch.setattr("events.submissions.tickets.SHORTEST", datetime.timedelta(seconds=-1))


def press(page: Page, name: str, value: str) -> None:
    page.click(f"button[name={name}][value={value}]")


def is_narrow(page: Page) -> bool:
    """Whether nothing is wider than the window, once its page is there."""
    page.wait_for_load_state()
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("scripts", [True, False])
def test_an_organiser_without_email_gets_a_festival_into_the_calendar(
    site, section, visit, scripts
):
    make_person(site, RoleName.EDITOR, name="editor")
    phone = visit(width=390, height=844, scripts=scripts)
    phone.goto("/ms/events/")
    phone.click("a[href='/ms/events/submit/']")
    assert is_narrow(phone)

    # Only what the chosen kind of date needs is there.
    phone.fill("[name=name]", "Pesta Layang-layang")
    phone.fill("textarea[name=description]", "Layang-layang besar di tepi pantai.")
    expect(phone.locator("[name=ends_on]")).to_be_visible()
    expect(phone.locator("[name=until]")).to_be_hidden()
    phone.check("[name=date_kind][value=weekly]")
    expect(phone.locator("[name=ends_on]")).to_be_hidden()
    expect(phone.locator("[name=until]")).to_be_visible()
    phone.fill("[name=starts_on]", "2027-07-03")
    phone.check("[name=weekdays][value='5']")
    phone.select_option("[name=hours]", "times")
    phone.fill("[name=starts_at]", "16:00")
    phone.fill("[name=venue_name]", "Pantai Contoh")
    phone.fill("[name=organiser_name]", "Karang Taruna Contoh")
    phone.fill("[name=contact_name]", "Siti Contoh")

    # No number and no consent: told where, and nothing is lost.
    press(phone, "step", "read")
    expect(phone.get_by_role("alert").locator("li")).to_have_count(2)
    expect(phone.locator("[name=organiser_name]")).to_have_value("Karang Taruna Contoh")
    phone.fill("[name=whatsapp]", "0812-3456-7890")
    phone.check("[name=consent]")
    press(phone, "step", "read")
    expect(phone.locator(".proposal__dates li")).to_have_count(10)
    assert is_narrow(phone)
    press(phone, "step", "send")
    phone.wait_for_url(re.compile(r"/ms/events/submit/[\w-]{43}/\?sent=1"))
    link = phone.url.partition("?")[0]
    expect(phone.locator(".proposal__link")).to_have_text(link)
    expect(phone.locator("a[href^='https://wa.me/6281234567890?text=']")).to_be_visible()
    assert is_narrow(phone)

    # The officer asks back, in WhatsApp.
    officer = visit("editor")
    officer.goto("/admin/submissions/")
    officer.get_by_role("link", name="Pesta Layang-layang").click()
    officer.get_by_role("link", name="Ask back").click()
    text = officer.locator("[name=message]").input_value()
    officer.fill("[name=message]", f"{text}\nSampai jam berapa?")
    officer.get_by_role("button", name="Ask back").click()
    address = officer.get_by_role("link", name="Open in WhatsApp").get_attribute("href")
    said = parse_qs(urlsplit(address).query)["text"][0]
    assert "Sampai jam berapa?" in said
    assert said.endswith(link)

    # The organiser follows the link and answers.
    phone.goto(link)
    expect(phone.locator("main")).to_contain_text("Sampai jam berapa?")
    phone.fill("[name=message]", "Sampai jam enam.")
    press(phone, "act", "answer")
    phone.wait_for_url("**/?answered=1")

    # The officer accepts and publishes.
    officer.goto("/admin/submissions/")
    expect(officer.locator(".queue__table")).to_contain_text("Answered")
    officer.get_by_role("link", name="Pesta Layang-layang").click()
    expect(officer.locator(".submission__steps")).to_contain_text("Sampai jam enam.")
    officer.get_by_role("link", name="Accept").click()
    officer.check("[name=publish]")
    officer.get_by_role("button", name="Accept").click()
    expect(officer.locator(".submission")).to_contain_text("Accepted")
    assert Submission.objects.get().state == "accepted"
    assert Festival.objects.get().live

    # And everybody reads it.
    phone.goto(link)
    phone.click("a[href='/ms/events/pesta-layang-layang/']")
    expect(phone.locator("h1")).to_have_text("Pesta Layang-layang")
    expect(phone.locator("main")).to_contain_text("Layang-layang besar di tepi pantai.")
    assert dates_of(phone)[:2] == ["2027-07-03", "2027-07-10"]
    phone.goto("/ms/events/2027/07/")
    expect(phone.locator("main")).to_contain_text("Pesta Layang-layang")
