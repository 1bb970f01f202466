import pytest
from django.core.exceptions import ValidationError

from notices.models import ReadySentence
from notices.slots import EmptySlotError
from notices.tests.factories import ReadySentenceFactory

pytestmark = pytest.mark.django_db


def wrong(sentence, **texts):
    """Return the fields that a sentence with these texts is refused for."""
    for name, text in texts.items():
        setattr(sentence, name, text)
    with pytest.raises(ValidationError) as caught:
        sentence.full_clean()
    return caught.value.message_dict


@pytest.fixture
def sentence(region):
    return ReadySentenceFactory(site=region.site)


def test_a_translation_that_leaves_a_fact_out_is_refused(sentence):
    assert wrong(sentence, text_ar="أُجّل {festival}.") == {
        "text_ar": ["The sentence lacks {date}, which the original has."]
    }


def test_a_translation_that_adds_a_fact_is_refused(sentence):
    text = "{festival} on {date} moves to {new_date}."
    assert wrong(sentence, text_en=text) == {"text_en": ["The original has no {new_date}."]}


def test_an_unknown_slot_is_named_with_those_that_there_are(sentence):
    errors = wrong(sentence, text_en="{festival} on {day} is off.")
    assert list(errors) == ["text_en"]
    assert "{day}" in errors["text_en"][0]
    assert "{new_place}" in errors["text_en"][0]


def test_a_translation_may_be_missing(sentence):
    sentence.text_ar = ""
    sentence.full_clean()
    assert sentence.missing_languages(["id", "en", "ar"]) == ["ar"]


def test_two_sentences_of_a_region_do_not_share_a_slug(sentence, region):
    twin = ReadySentence(site=region.site, slug=sentence.slug, status="cancelled")
    twin.name_ind = twin.text_ind = "Batal."
    with pytest.raises(ValidationError):
        twin.full_clean()


def test_a_native_readers_mark_is_for_one_text_and_goes_with_it(sentence):
    sentence.set_reviewed(["id", "ar"])
    sentence.save()
    stored = ReadySentence.objects.get()
    assert stored.unreviewed_languages(["id", "en", "ar"]) == ["en"]
    stored.text_ar += "!"
    assert stored.unreviewed_languages(["id", "en", "ar"]) == ["en", "ar"]


def test_a_language_without_text_cannot_be_passed(sentence):
    sentence.text_ar = ""
    sentence.set_reviewed(["ar"])
    assert not sentence.is_reviewed("ar")


def test_it_is_said_in_each_language_with_that_languages_facts(sentence):
    facts = {
        "id": {"festival": "Gandrung Sewu", "date": "Sabtu"},
        "en": {"festival": "Gandrung Sewu", "date": "Saturday"},
    }
    assert sentence.say(facts) == {
        "id": "Gandrung Sewu pada Sabtu ditunda karena cuaca.",
        "en": "Gandrung Sewu on Saturday is postponed because of the weather.",
    }


def test_it_is_not_said_with_a_gap(sentence):
    with pytest.raises(EmptySlotError):
        sentence.say({"id": {"festival": "Gandrung Sewu"}})
