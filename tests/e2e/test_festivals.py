"""The calendar's people at work: on a phone at night, through the workflow, and next door."""

import datetime
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from destinations.tests.factories import published
from events.models import DateChange, Edition, Festival
from events.tests.factories import EditionFactory, FestivalFactory, FestivalIndexPageFactory
from home.tests.factories import make_other_region
from notices.tests.factories import ReadySentenceFactory
from roles.enums import RoleName
from roles.making import make_roles
from roles.tests.world import make_person
from tests.e2e.editor import choose_action, confirm, open_tab

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

SAID = {
    "id": "ditunda karena cuaca",
    "en": "is postponed because of the weather",
    "ms": "ditangguhkan kerana cuaca",
    "zh-hans": "因天气原因",
    "ar": "بسبب الطقس",
}


@pytest.fixture
def section(site, section):
    """The section of festivals of an office that has a ready sentence."""
    ReadySentenceFactory(site=site.site)
    return section


@pytest.fixture
def tonight(site, section):
    """A festival with a show tonight, and drafts that nobody may see yet."""
    festival = published(FestivalFactory(parent=section, slug="gandrung-sewu", summary_en="Dance."))
    today = timezone.now().astimezone(site.settings.zone).date()
    edition = EditionFactory(
        festival=festival, starts_on=today, hours="times", starts_at=datetime.time(20)
    )
    draft = Festival.objects.get(pk=festival.pk)
    draft.summary_en = "Half a sent"
    draft.save_revision()
    edition.theme_en = "Half a theme"
    edition.save_revision()
    return festival


def test_a_calendar_manager_postpones_tonights_show_on_a_phone(site, tonight, visit):
    make_person(site, RoleName.CALENDAR_MANAGER, name="calendar")
    phone = visit("calendar", width=390, height=844)
    phone.goto("/admin/now/")
    phone.get_by_role("link", name="Announce Gandrung Sewu").click()

    # Only what the chosen sentence needs is asked for.
    phone.get_by_label("Postponed: weather").check()
    expect(phone.get_by_label("New date")).to_be_hidden()
    phone.get_by_role("button", name="Read it in every language").click()
    for words in SAID.values():
        expect(phone.locator(".now__said")).to_contain_text(words)
    assert not DateChange.objects.exists()
    phone.get_by_role("button", name="Publish now").click()
    phone.wait_for_url("**/admin/now/said/*/")

    # Each language's message is ready to copy, and to send.
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    arabic = phone.locator("section.now__message", has=phone.locator("h3 [lang=ar]"))
    arabic.get_by_role("button", name="Copy").click()
    assert SAID["ar"] in phone.evaluate("navigator.clipboard.readText()")
    link = arabic.get_by_role("link", name="Open in WhatsApp").get_attribute("href")
    assert link.startswith("https://wa.me/?text=%D8%A3")
    width = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    assert phone.evaluate(width)

    # Readers have it in five languages, and nothing of anybody's drafts.
    reader = visit(width=390, height=844)
    for code, words in SAID.items():
        reader.goto(f"/{code}/events/gandrung-sewu/")
        expect(reader.locator(".status__message")).to_contain_text(words)
        expect(reader.locator(".status--postponed").first).to_be_visible()
        expect(reader.locator("main")).not_to_contain_text("Half a")

    # Taken back, all is as planned.
    phone.get_by_role("button", name="Take it back").click()
    expect(phone.locator("main")).to_contain_text("Readers no longer see it.")
    reader.reload()
    expect(reader.locator(".status--postponed")).to_have_count(0)


def test_a_writers_festival_goes_through_the_workflow_to_readers(site, section, visit):
    make_person(site, RoleName.WRITER, name="writer")
    make_person(site, RoleName.TRANSLATOR, language="en", name="translator")
    make_person(site, RoleName.EDITOR, name="editor")

    writer = visit("writer")
    writer.goto(f"/admin/pages/add/events/festival/{section.pk}/")
    writer.fill("#id_title", "Festival Angklung")
    writer.fill("#id_summary_ind", "Semalam di kampung.")
    open_tab(writer, "facts_and_pictures")
    writer.select_option("#id_kind", "music")
    writer.get_by_role("button", name="Save draft").click()
    expect(writer).to_have_url(re.compile(r"/admin/pages/\d+/edit/"))
    choose_action(writer, "button[name=action-submit]")
    confirm(writer, "Bahasa Indonesia", "All languages")
    festival = Festival.objects.get(title="Festival Angklung")
    assert festival.live is False

    # It waits for the translator, who adds a language and passes it on.
    translator = visit("translator")
    expect(translator.locator("main")).to_contain_text("Festival Angklung")
    translator.goto(f"/admin/pages/{festival.pk}/edit/")
    translator.fill("#id_heading_en", "Angklung Festival")
    translator.fill("#id_summary_en", "A night in the village.")
    choose_action(translator, "[data-workflow-action-name=approve]")
    confirm(translator, "Bahasa Indonesia", "English", "All languages")
    festival.refresh_from_db()
    assert festival.live is False

    # The editor is told what changes, and publishes.
    editor = visit("editor")
    expect(editor.locator("main")).to_contain_text("Festival Angklung")
    editor.goto(f"/admin/pages/{festival.pk}/edit/")
    choose_action(editor, "[data-workflow-action-name=approve]")
    confirm(editor, "Bahasa Indonesia", "English", "All languages")

    reader = visit()
    reader.goto("/en/events/festival-angklung/")
    expect(reader.locator("h1")).to_have_text("Angklung Festival")
    expect(reader.locator("main")).to_contain_text("No coming date is known yet.")


def test_an_editor_of_another_region_sees_nothing_of_this_one(site, tonight, visit):
    other = make_other_region()
    published(FestivalIndexPageFactory(parent=other.home, summary_en="All."))
    make_roles(other.settings)
    make_person(other, RoleName.EDITOR, name="neighbour")
    edition = Edition.objects.get()
    neighbour = visit("neighbour")
    for path in (
        "/admin/",
        "/admin/pages/",
        "/admin/pages/search/?q=Sewu",
        "/admin/now/",
        "/admin/now/log/",
        "/admin/snippets/events/edition/",
        "/admin/snippets/notices/readysentence/",
    ):
        neighbour.goto(path)
        expect(neighbour.locator("body")).not_to_contain_text("Gandrung")
        expect(neighbour.locator("body")).not_to_contain_text("Postponed: weather")
    for path in (
        f"/admin/pages/{tonight.pk}/edit/",
        f"/admin/now/{edition.occurrences.get().pk}/",
        f"/admin/snippets/events/edition/edit/{edition.pk}/",
    ):
        neighbour.goto(path)
        expect(neighbour.locator("body")).not_to_contain_text("Gandrung")
