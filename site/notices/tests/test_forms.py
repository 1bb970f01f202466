import pytest
from django.urls import reverse

from notices.models import ReadySentence
from notices.tests.factories import POSTPONED, ReadySentenceFactory
from translations.languages import codes, localized
from translations.tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def sentence(region):
    sentence = ReadySentenceFactory(site=region.site)
    sentence.set_reviewed(["id", "ar"])
    sentence.save()
    return sentence


def posted(sentence, **changed):
    """Return what the editor's form sends, unchanged but for what is given."""
    names = {
        localized(name, code): getattr(sentence, localized(name, code)) or ""
        for name in ("name", "text")
        for code in codes()
    }
    data = {
        **names,
        "site": sentence.site_id,
        "slug": sentence.slug,
        "status": sentence.status,
        "order": 0,
        "reviewed": ["id", "ar"],
    }
    return {**data, **changed}


@pytest.fixture
def editor(client, admin_user):
    client.force_login(admin_user)
    return client


def saved(client, sentence, **changed):
    url = reverse("wagtailsnippets_notices_readysentence:edit", args=[sentence.pk])
    response = client.post(url, posted(sentence, **changed))
    assert response.status_code == 302, response.context["form"].errors
    return ReadySentence.objects.get(pk=sentence.pk)


def test_marks_stay_where_nothing_changes(editor, sentence):
    assert saved(editor, sentence).unreviewed_languages(["id", "en", "ar"]) == ["en"]


def test_a_changed_sentence_loses_a_mark_that_it_had_before(editor, sentence):
    after = saved(editor, sentence, text_ar=POSTPONED["text_ar"] + " نعتذر.")
    assert not after.is_reviewed("ar")
    assert after.is_reviewed("id")


def test_a_sentence_can_be_changed_and_passed_at_once(editor, sentence):
    after = saved(editor, sentence, text_en=POSTPONED["text_en"] + " Sorry.", reviewed=["id", "en"])
    assert after.is_reviewed("en")
    assert not after.is_reviewed("ar")


def test_a_translator_changes_their_language_and_passes_nothing(client, sentence):
    user = make_user(
        "t",
        languages=["ar"],
        site=sentence.site,
        site_permissions=["notices.change_readysentence"],
    )
    client.force_login(user)
    text = "أُجّل {festival} يوم {date}."
    url = reverse("wagtailsnippets_notices_readysentence:edit", args=[sentence.pk])
    sent = posted(sentence, text_ar=text, text_en="x", status="cancelled", reviewed=["en"])
    client.post(url, sent)
    after = ReadySentence.objects.get()
    assert after.text_ar == text
    assert (after.text_en, after.status) == (POSTPONED["text_en"], "postponed")
    assert not after.is_reviewed("en")


def test_a_wrong_slot_is_a_form_error_and_what_was_typed_is_there(editor, sentence):
    url = reverse("wagtailsnippets_notices_readysentence:edit", args=[sentence.pk])
    response = editor.post(url, posted(sentence, text_en="{festival} on {day}"))
    assert response.status_code == 200
    assert "{day}" in response.content.decode()
    assert ReadySentence.objects.get().text_en == POSTPONED["text_en"]
