"""Before publish or submit the editor is shown which languages change."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask

from destinations.tests.factories import published
from pages.models import StandardPage
from pages.tests.factories import StandardPageFactory
from translations.forms import TranslatedPageForm
from translations.languages import codes
from translations.tests.browsing import edit_url, form_of, log_in
from translations.tests.factories import make_user
from translations.viewsets import CONFIRMED, pending_changes

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(region):
    return published(
        StandardPageFactory(
            parent=region.home,
            title="Cara ke sini",
            slug="getting-here",
            heading_en="Getting here",
            heading_ar="كيف تصل",
        )
    )


@pytest.fixture
def moderator(region):
    return make_user(
        "m", page=region.home, page_actions=["add", "change", "publish"], languages=codes()
    )


def live(page):
    return StandardPage.objects.get(pk=page.pk)


def button(html, name):
    """Return whether the question offers this button again."""
    return f'name="{name}"' in html


def test_the_first_click_publishes_nothing_and_shows_the_languages(page, moderator):
    client = log_in(moderator)
    data = form_of(client, edit_url(page))
    data.update({"summary_ar": "بالبحر", "action-publish": "action-publish"})
    response = client.post(edit_url(page), data)
    asked = response.context["languages_to_confirm"]
    assert response.status_code == 200
    assert [(each["code"], each["labels"]) for each in asked["languages"]] == [("ar", ["Summary"])]
    assert asked["shared"] == []
    assert live(page).summary_ar != "بالبحر"
    html = response.content.decode()
    assert "بالبحر" in html
    assert button(html, "action-publish")


def test_while_it_asks_nothing_saves_itself(page, moderator):
    client = log_in(moderator)
    assert "w-autosave" in client.get(edit_url(page)).content.decode()
    data = form_of(client, edit_url(page))
    data.update({"summary_ar": "بالبحر", "action-publish": "action-publish"})
    html = client.post(edit_url(page), data).content.decode()
    assert 'data-controller="w-init w-unsaved "' in html
    assert "w-autosave#save" not in html


def test_the_second_click_publishes(page, moderator):
    client = log_in(moderator)
    data = form_of(client, edit_url(page))
    data.update({"summary_ar": "بالبحر", "action-publish": "action-publish"})
    data[CONFIRMED] = client.post(edit_url(page), data).context["languages_to_confirm"]["token"]
    assert client.post(edit_url(page), data).status_code == 302
    assert live(page).summary_ar == "بالبحر"


def test_what_was_confirmed_for_other_changes_is_asked_again(page, moderator):
    client = log_in(moderator)
    data = form_of(client, edit_url(page))
    data.update({"summary_ar": "بالبحر", "action-publish": "action-publish"})
    data[CONFIRMED] = client.post(edit_url(page), data).context["languages_to_confirm"]["token"]
    data["title"] = "Cara ke si"
    response = client.post(edit_url(page), data)
    asked = response.context["languages_to_confirm"]
    assert [each["code"] for each in asked["languages"]] == ["id", "ar"]
    assert live(page).title == "Cara ke sini"


def test_half_a_title_that_somebody_else_autosaved_is_told(page, region, moderator):
    """An officer is in the middle of a title while a moderator publishes the Arabic."""
    officer = log_in(make_user("o", page=region.home, languages=codes()))
    typed = form_of(officer, edit_url(page))
    typed["title"] = "Cara ke Bany"
    saved = officer.post(edit_url(page), typed, headers={"accept": "application/json"})
    assert saved.json()["success"] is True

    client = log_in(moderator)
    data = form_of(client, edit_url(page))
    data.update({"summary_ar": "بالبحر", "action-publish": "action-publish"})
    response = client.post(edit_url(page), data)
    asked = response.context["languages_to_confirm"]["languages"]
    assert [(each["code"], each["labels"]) for each in asked] == [
        ("id", ["Heading"]),
        ("ar", ["Summary"]),
    ]
    assert live(page).title == "Cara ke sini"


def test_a_publish_that_changes_nothing_asks_nothing(page, moderator):
    client = log_in(moderator)
    data = form_of(client, edit_url(page))
    data["action-publish"] = "action-publish"
    assert client.post(edit_url(page), data).status_code == 302


def test_saving_a_draft_asks_nothing(page, moderator):
    client = log_in(moderator)
    data = form_of(client, edit_url(page))
    data["summary_ar"] = "بالبحر"
    assert client.post(edit_url(page), data).status_code == 302
    assert live(page).summary_ar != "بالبحر"


def test_shared_facts_are_named_as_a_change_for_all_languages(page, moderator):
    client = log_in(moderator)
    data = form_of(client, edit_url(page))
    data.update({"show_in_menus": "on", "action-publish": "action-publish"})
    asked = client.post(edit_url(page), data).context["languages_to_confirm"]
    assert (asked["languages"], asked["shared"]) == ([], ["Show in menus"])


def test_a_new_page_is_asked_about_and_made_once(region, moderator):
    client = log_in(moderator)
    url = reverse("wagtailadmin_pages:add", args=["pages", "standardpage", region.home.pk])
    data = form_of(client, url)
    data.update(
        {
            "title": "Etiket",
            "slug": "etiquette",
            "summary_ind": "Tata krama.",
            "heading_en": "Etiquette",
            "action-publish": "action-publish",
        }
    )
    response = client.post(url, data)
    asked = response.context["languages_to_confirm"]
    assert [each["code"] for each in asked["languages"]] == ["id", "en"]
    assert not StandardPage.objects.exists()
    data[CONFIRMED] = asked["token"]
    assert client.post(url, data).status_code == 302
    assert StandardPage.objects.get().live is True


@pytest.fixture
def workflow(region, moderator):
    task = GroupApprovalTask.objects.create(name="Check")
    task.groups.add(moderator.groups.get())
    workflow = Workflow.objects.create(name="Check")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(page=region.home, workflow=workflow)
    return workflow


def test_submitting_asks_and_then_starts_the_workflow(page, region, workflow):
    client = log_in(make_user("o", page=region.home, languages=codes()))
    data = form_of(client, edit_url(page))
    data.update({"summary_en": "By sea.", "action-submit": "action-submit"})
    response = client.post(edit_url(page), data)
    assert live(page).current_workflow_state is None
    data[CONFIRMED] = response.context["languages_to_confirm"]["token"]
    assert client.post(edit_url(page), data).status_code == 302
    assert live(page).current_workflow_state.status == "in_progress"


def submitted(page, user):
    draft = page.get_latest_revision_as_object()
    draft.summary_en = "By sea."
    draft.save_revision(user=user)
    Workflow.objects.get(name="Check").start(page, user)
    return live(page)


def test_approving_in_the_editor_asks_first(page, region, moderator, workflow):
    page = submitted(page, make_user("o", page=region.home, languages=codes()))
    client = log_in(moderator)
    data = form_of(client, edit_url(page))
    data.update(
        {
            "action-workflow-action": "true",
            "workflow-action-name": "approve",
            "workflow-action-extra-data": "{}",
        }
    )
    response = client.post(edit_url(page), data)
    asked = response.context["languages_to_confirm"]
    assert [(each["code"], each["labels"]) for each in asked["languages"]] == [("en", ["Summary"])]
    assert live(page).summary_en != "By sea."
    html = response.content.decode()
    for name in ("action-workflow-action", "workflow-action-name", "workflow-action-extra-data"):
        assert button(html, name)
    data[CONFIRMED] = asked["token"]
    assert client.post(edit_url(page), data).status_code == 302
    assert live(page).summary_en == "By sea."


def test_approving_outside_the_editor_asks_first(page, region, moderator, workflow):
    page = submitted(page, make_user("o", page=region.home, languages=codes()))
    state = page.current_workflow_state.current_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    client = log_in(moderator)
    response = client.post(url)
    assert response.status_code == 200
    assert [each["code"] for each in response.context["asked"]["languages"]] == ["en"]
    assert live(page).summary_en != "By sea."
    client.post(url, {CONFIRMED: response.context["asked"]["token"]})
    assert live(page).summary_en == "By sea."


def test_approving_in_a_dialog_leads_to_the_editor(page, region, moderator, workflow):
    page = submitted(page, make_user("o", page=region.home, languages=codes()))
    state = page.current_workflow_state.current_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    response = log_in(moderator).post(url, headers={"x-requested-with": "XMLHttpRequest"})
    assert response.json()["redirect"] == edit_url(page)
    assert live(page).summary_en != "By sea."


def test_sending_back_asks_nothing(page, region, moderator, workflow):
    page = submitted(page, make_user("o", page=region.home, languages=codes()))
    state = page.current_workflow_state.current_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "reject", state.pk])
    log_in(moderator).post(url, {"comment": "Belum."})
    assert live(page).current_workflow_state.status == "needs_changes"


def test_pending_changes_of_a_page_never_published_are_all_its_texts(region):
    page = StandardPageFactory(parent=region.home, live=False, heading_en="Ways")
    found = pending_changes(page)
    assert found.by_language == {"id": ["Heading", "Summary"], "en": ["Heading"]}


def test_the_listing_marks_each_language(page, moderator, region):
    html = log_in(moderator).get(reverse("wagtailadmin_explore", args=[region.home.pk])).content
    marks = html.decode()
    assert marks.count("language-mark--complete") == 1
    assert marks.count("language-mark--partial") == 2
    assert marks.count("language-mark--none") == 2


def test_the_listing_costs_the_same_for_three_and_for_thirty_pages(
    region, moderator, django_assert_max_num_queries
):
    def cost():
        client = log_in(moderator)
        url = reverse("wagtailadmin_explore", args=[region.home.pk])
        client.get(url)
        with django_assert_max_num_queries(200) as counted:
            client.get(url)
        return len(counted.captured_queries)

    for number in range(3):
        published(StandardPageFactory(parent=region.home, slug=f"a{number}"))
    few = cost()
    for number in range(27):
        published(StandardPageFactory(parent=region.home, slug=f"b{number}"))
    assert cost() == few


def test_the_editor_shows_how_far_each_language_is(page, moderator):
    html = log_in(moderator).get(edit_url(page)).content.decode()
    assert "1 of 2 translated" in html
    assert "0 of 2 translated" in html


def test_a_visitor_is_sent_to_the_log_in(page):
    assert Client().get(edit_url(page)).status_code == 302


@pytest.fixture
def published_meanwhile(monkeypatch):
    """Let a page be published by somebody else after a request has read it and before it saves."""

    def arrange(page):
        validate = TranslatedPageForm.is_valid

        def is_valid(form):
            monkeypatch.setattr(TranslatedPageForm, "is_valid", validate)
            live(page).get_latest_revision().publish()
            return validate(form)

        monkeypatch.setattr(TranslatedPageForm, "is_valid", is_valid)

    return arrange


@pytest.fixture
def draft(region):
    page = StandardPageFactory(parent=region.home, title="Etiket", slug="etiquette", live=False)
    page.save_revision()
    return page


def test_an_autosave_in_flight_does_not_undo_a_publication(draft, moderator, published_meanwhile):
    client = log_in(moderator)
    data = form_of(client, edit_url(draft))
    data["summary_en"] = "Manners."
    published_meanwhile(draft)
    response = client.post(edit_url(draft), data, headers={"accept": "application/json"})
    assert (response.status_code, response.json()["error_code"]) == (400, "invalid_revision")
    assert live(draft).live is True


def test_a_save_in_flight_does_not_undo_a_publication_and_keeps_what_was_typed(
    draft, moderator, published_meanwhile
):
    client = log_in(moderator)
    data = form_of(client, edit_url(draft))
    data["summary_en"] = "Manners."
    published_meanwhile(draft)
    response = client.post(edit_url(draft), data)
    assert response.status_code == 200
    assert "Manners." in response.content.decode()
    assert live(draft).live is True


def test_an_autosave_does_not_overwrite_a_draft_that_came_meanwhile(page, moderator, monkeypatch):
    client = log_in(moderator)
    data = form_of(client, edit_url(page))
    data["summary_en"] = "By sea."
    validate = TranslatedPageForm.is_valid

    def is_valid(form):
        monkeypatch.setattr(TranslatedPageForm, "is_valid", validate)
        other = live(page).get_latest_revision_as_object()
        other.summary_ar = "بالبحر"
        other.save_revision()
        return validate(form)

    monkeypatch.setattr(TranslatedPageForm, "is_valid", is_valid)
    response = client.post(edit_url(page), data, headers={"accept": "application/json"})
    assert response.json()["error_code"] == "invalid_revision"
    assert live(page).get_latest_revision_as_object().summary_ar == "بالبحر"
