import json

from hypothesis import given
from hypothesis import strategies as st

from translations.sources import fingerprint, marked_current, outdated, record

COLUMNS = {"heading": "title", "summary": "summary_ind"}


def test_editors_housekeeping_does_not_change_a_fingerprint():
    assert fingerprint('<p data-block-key="a">Ijen</p>') == fingerprint(
        '<p data-block-key="b">Ijen</p>'
    )
    one = json.dumps([{"type": "paragraph", "value": "Ijen", "id": "1"}])
    two = json.dumps([{"type": "paragraph", "value": "Ijen", "id": "2"}])
    assert fingerprint(one) == fingerprint(two)


def test_the_order_of_blocks_changes_a_fingerprint():
    a, b = ({"type": "paragraph", "value": text, "id": "1"} for text in "ab")
    assert fingerprint(json.dumps([a, b])) != fingerprint(json.dumps([b, a]))


def test_a_chosen_page_is_content_and_not_an_id_of_a_block():
    one = json.dumps([{"type": "page", "value": {"id": 3}, "id": "x"}])
    two = json.dumps([{"type": "page", "value": {"id": 4}, "id": "x"}])
    assert fingerprint(one) != fingerprint(two)


def test_all_kinds_of_empty_are_alike():
    assert {fingerprint(each) for each in (None, "", "[]", "<p></p>", [])} == {""}


@given(st.text(min_size=1))
def test_a_fingerprint_is_stable_and_short(text):
    assert fingerprint(text) == fingerprint(text)
    assert len(fingerprint(text)) in (0, 16)


def test_something_new_is_made_from_todays_source():
    after = {"title": "Kawah", "heading_en": "Crater"}
    assert record(source_columns=COLUMNS, before=None, after=after) == {
        "heading:en": fingerprint("Kawah")
    }


def test_a_source_that_changes_leaves_the_translation_behind():
    first = {"title": "Kawah", "heading_en": "Crater"}
    first["translation_meta"] = record(source_columns=COLUMNS, before=None, after=first)
    after = {**first, "title": "Kawah Ijen"}
    after["translation_meta"] = record(source_columns=COLUMNS, before=first, after=after)
    assert after["translation_meta"] == {"heading:en": fingerprint("Kawah")}
    assert outdated(field_name="heading", language="en", values=after, source_column="title")


def test_a_translation_that_changes_catches_up_with_the_source():
    first = {"title": "Kawah", "heading_en": "Crater"}
    first["translation_meta"] = {"heading:en": fingerprint("Kawah lama")}
    after = {**first, "heading_en": "Ijen Crater"}
    after["translation_meta"] = record(source_columns=COLUMNS, before=first, after=after)
    assert not outdated(field_name="heading", language="en", values=after, source_column="title")


def test_autosaves_compare_with_the_start_of_the_session():
    """Typing English, then changing Indonesian in the same session, leaves English current.

    The revision that the autosave overwrites has the new English already: compared with that one,
    English would look untouched, and a correction taken back would look like work.
    """
    start = {"title": "Kawah", "heading_en": "", "translation_meta": {}}
    typed = {**start, "heading_en": "Crater"}
    typed["translation_meta"] = record(source_columns=COLUMNS, before=start, after=typed)
    both = {**typed, "title": "Kawah Ijen"}
    meta = record(source_columns=COLUMNS, before=start, after=both)
    assert meta == {"heading:en": fingerprint("Kawah Ijen")}
    # Compared with the overwritten revision it would be called outdated:
    assert record(source_columns=COLUMNS, before=typed, after=both) != meta


def test_a_correction_taken_back_in_the_same_session_is_no_work():
    start = {
        "title": "Kawah",
        "heading_en": "Crater",
        "translation_meta": {"heading:en": fingerprint("Kawah lama")},
    }
    meta = record(source_columns=COLUMNS, before=start, after=dict(start))
    assert meta == {"heading:en": fingerprint("Kawah lama")}


def test_what_was_never_recorded_counts_from_the_source_it_stood_beside():
    before = {"title": "Kawah", "heading_en": "Crater"}
    assert not outdated(field_name="heading", language="en", values=before, source_column="title")
    after = {**before, "title": "Kawah Ijen"}
    meta = record(source_columns=COLUMNS, before=before, after=after)
    assert meta == {"heading:en": fingerprint("Kawah")}


def test_an_emptied_translation_is_forgotten():
    before = {"title": "Kawah", "heading_en": "Crater", "translation_meta": {"heading:en": "x"}}
    assert record(source_columns=COLUMNS, before=before, after={**before, "heading_en": ""}) == {}


def test_marking_one_field_of_one_language_leaves_the_others():
    values = {
        "title": "Kawah",
        "summary_ind": "Danau asam",
        "heading_en": "Crater",
        "heading_ar": "فوهة",
        "summary_en": "An acid lake",
        "translation_meta": {"heading:en": "a", "heading:ar": "b", "summary:en": "c"},
    }
    assert marked_current(values, source_columns={"heading": "title"}, languages=["en"]) == {
        "heading:en": fingerprint("Kawah"),
        "heading:ar": "b",
        "summary:en": "c",
    }


def test_the_source_itself_is_never_outdated():
    values = {"summary_ind": "x", "translation_meta": {"summary:id": "y"}}
    assert not outdated(
        field_name="summary", language="id", values=values, source_column="summary_ind"
    )
