"""From an officer's first word to a reader in another language, through a real browser."""

import re

import pytest
from playwright.sync_api import expect
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask

from destinations.models import Place
from destinations.tests.factories import DestinationIndexPageFactory, published
from media.models import Picture
from media.tests.factories import PictureFactory
from tests.e2e.editor import choose_action, confirm, open_tab, save_draft
from translations.languages import codes
from translations.tests.factories import make_user

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def office(site):
    """An officer, a moderator and an Arabic translator, with a step between draft and public."""
    published(site.home)
    section = published(DestinationIndexPageFactory(parent=site.home, show_in_menus=True))
    pictures = {"picture_actions": ["add", "change", "choose"]}
    make_user(
        "officer", page=site.home, page_actions=["add", "change"], languages=codes(), **pictures
    )
    moderator = make_user(
        "moderator",
        page=site.home,
        page_actions=["add", "change", "publish"],
        languages=codes(),
        **pictures,
    )
    make_user("translator", page=site.home, languages=["ar"])
    task = GroupApprovalTask.objects.create(name="Check and publish")
    task.groups.add(moderator.groups.get())
    workflow = Workflow.objects.create(name="Check and publish")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(page=site.home, workflow=workflow)
    return section


def test_a_place_from_the_first_word_to_a_reader_in_arabic(office, visit, tmp_path):
    file = tmp_path / "boom.jpg"
    with PictureFactory.build().file.open() as image:
        file.write_bytes(image.read())

    # An officer writes in two languages and uploads a picture.
    officer = visit("officer")
    officer.goto(f"/admin/pages/add/destinations/place/{office.pk}/")
    officer.fill("#id_title", "Pantai Boom")
    officer.fill("#id_summary_ind", "Pantai kota, menghadap Bali.")
    open_tab(officer, "language_en")
    officer.fill("#id_heading_en", "Boom Beach")
    officer.fill("#id_summary_en", "The town's beach, facing Bali.")
    open_tab(officer, "facts_and_pictures")
    officer.locator("#panel-child-facts_and_pictures-picture-section button").filter(
        has_text="Choose"
    ).first.click()
    dialog = officer.locator(".modal-dialog")
    dialog.locator("#tab-label-upload").click()
    dialog.locator("input[type=file]").set_input_files(str(file))
    dialog.locator("#id_image-chooser-upload-title").fill("Pantai Boom")
    dialog.locator("#id_image-chooser-upload-alt_ind").fill("Pantai saat fajar")
    dialog.locator("#tab-upload button[type=submit]").click()
    expect(dialog).to_have_count(0)
    officer.get_by_role("button", name="Save draft").click()
    expect(officer).to_have_url(re.compile(r"/admin/pages/\d+/edit/"))

    # One preview a language.
    officer.get_by_role("button", name="Toggle preview").click()
    preview = officer.frame_locator("#w-preview-iframe")
    for mode, words in (("id", "Pantai Boom"), ("en", "Boom Beach"), ("ar", "Boom Beach")):
        officer.select_option("#id_preview_mode", mode)
        expect(preview.locator("html")).to_have_attribute("lang", mode)
        expect(preview.locator("h1")).to_have_text(words)
    officer.get_by_role("button", name="Toggle preview").click()

    # Submitting says which languages will change; nothing is public yet.
    choose_action(officer, "button[name=action-submit]")
    confirm(officer, "Bahasa Indonesia", "English", "All languages")
    place = Place.objects.get(title="Pantai Boom")
    assert place.live is False
    assert place.get_latest_revision_as_object().picture == Picture.objects.get()

    # A moderator is told the same and approves.
    moderator = visit("moderator")
    moderator.goto(f"/admin/pages/{place.pk}/edit/")
    choose_action(moderator, "[data-workflow-action-name=approve]")
    confirm(moderator, "Bahasa Indonesia", "English", "All languages")

    # Readers have it: their own language, or the next with a notice.
    reader = visit()
    for code, name in (("id", "Pantai Boom"), ("en", "Boom Beach")):
        reader.goto(f"/{code}/destinations/pantai-boom/")
        expect(reader.locator("h1")).to_have_text(name)
        expect(reader.locator("aside.notice")).to_have_count(0)
        expect(reader.locator("img[alt='Pantai saat fajar']").first).to_be_visible()
    reader.goto("/ar/destinations/pantai-boom/")
    expect(reader.locator("html")).to_have_attribute("dir", "rtl")
    expect(reader.locator("h1")).to_have_text("Boom Beach")
    expect(reader.locator("h1")).to_have_attribute("lang", "en")
    expect(reader.locator("aside.notice")).to_be_visible()

    # The Indonesian changes: English is flagged.
    officer.goto(f"/admin/pages/{place.pk}/edit/")
    officer.fill("#id_summary_ind", "Pantai kota di tepi Selat Bali.")
    save_draft(officer)
    officer.reload()
    officer.get_by_role("button", name="Toggle languages").click()
    expect(officer.locator(".language-panel")).to_contain_text("1 outdated")

    # The Arabic translator sees the source beside their own words, and nothing to spoil.
    translator = visit("translator")
    translator.goto(f"/admin/pages/{place.pk}/edit/")
    assert translator.locator("[role=tab]").all_inner_texts() == ["العربية"]
    expect(translator.locator(".source-text__body").first).to_have_text("Pantai Boom")
    translator.fill("#id_heading_ar", "شاطئ بوم")
    translator.fill("#id_summary_ar", "شاطئ المدينة على مضيق بالي.")
    choose_action(translator, "button[name=action-submit]")
    confirm(translator, "Bahasa Indonesia", "العربية")

    # The moderator is told that half of somebody else's work would go along, and says yes.
    moderator.goto(f"/admin/pages/{place.pk}/edit/")
    choose_action(moderator, "[data-workflow-action-name=approve]")
    confirm(moderator, "Bahasa Indonesia", "العربية")
    reader.goto("/ar/destinations/pantai-boom/")
    expect(reader.locator("h1")).to_have_text("شاطئ بوم")
    expect(reader.locator("aside.notice")).to_have_count(0)


def test_a_reader_on_a_phone_changes_language_and_keeps_the_page(office, visit):
    reader = visit(width=360, height=740)
    reader.goto("/id/destinations/?category=nothing")
    reader.get_by_role("button", name="Menu").or_(reader.locator(".menu-button")).first.click()
    reader.locator(".menu .languages summary").click()
    reader.locator(".menu .language-list a[hreflang=ar]").click()
    assert reader.url.endswith("/ar/destinations/?category=nothing")
    expect(reader.locator("html")).to_have_attribute("dir", "rtl")


def test_public_pages_ask_nothing_of_other_hosts_and_break_no_policy(office, visit):
    reader = visit()
    foreign, violations = [], []
    reader.on(
        "request", lambda asked: foreign.append(asked.url) if "localhost" not in asked.url else None
    )
    reader.on(
        "console",
        lambda said: (
            violations.append(said.text) if "Content Security Policy" in said.text else None
        ),
    )
    for path in ("/id/", "/en/destinations/", "/ar/search/?q=x", "/ms/nothing/"):
        reader.goto(path)
    assert [url for url in foreign if not url.startswith("http://localhost:")] == []
    assert [text for text in violations if "Content Security Policy" in text] == []
    assert reader.context.cookies() == []
