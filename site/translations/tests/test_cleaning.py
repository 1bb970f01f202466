"""Rules between fields, also in forms that lack most of them."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from destinations.tests.factories import published
from events.models import Festival
from events.tests.factories import FestivalFactory, FestivalIndexPageFactory
from notices.models import ReadySentence
from notices.tests.factories import ReadySentenceFactory
from translations.languages import codes, localized
from translations.tests.browsing import edit_url, form_of, log_in
from translations.tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def festival(region):
    """A festival with half a position, as an import may have left it."""
    section = published(FestivalIndexPageFactory(parent=region.home))
    festival = published(FestivalFactory(parent=section, slug="f"))
    Festival.objects.filter(pk=festival.pk).update(latitude="-8.1")
    return Festival.objects.get(pk=festival.pk)


def test_what_contradicts_is_told_by_field(festival):
    with pytest.raises(ValidationError) as caught:
        festival.full_clean()
    assert list(caught.value.message_dict) == ["longitude"]


def test_a_field_that_is_left_out_is_not_told(festival):
    festival.full_clean(exclude=["longitude"])


def test_a_field_that_is_wrong_by_itself_is_told_that_alone(festival):
    festival.longitude = 999
    festival.latitude = None
    with pytest.raises(ValidationError) as caught:
        festival.full_clean()
    assert list(caught.value.message_dict) == ["longitude", "latitude"]
    assert len(caught.value.message_dict["longitude"]) == 1


def test_a_translator_can_save_a_page_whose_facts_contradict_each_other(festival):
    festival.save_revision(clean=False)
    client = log_in(make_user("t", page=festival, languages=["ar"]))
    data = form_of(client, edit_url(festival))
    data["heading_ar"] = "رقصة"
    response = client.post(edit_url(festival), data)
    assert response.status_code == 302
    draft = Festival.objects.get().get_latest_revision_as_object()
    assert draft.heading_ar == "رقصة"


def test_a_translator_can_save_a_sentence_whose_other_translation_lags(client, region):
    sentence = ReadySentenceFactory(site=region.site)
    ReadySentence.objects.update(text_en="{festival} is off.")
    user = make_user(
        "t",
        languages=["ar"],
        site=region.site,
        site_permissions=["notices.change_readysentence"],
    )
    client.force_login(user)
    url = reverse("wagtailsnippets_notices_readysentence:edit", args=[sentence.pk])
    text = "أُجّل {festival} يوم {date}."
    names = {localized("name", code): "" for code in codes()}
    assert client.post(url, {**names, "text_ar": text}).status_code == 302
    assert ReadySentence.objects.get().text_ar == text
