"""Mark current, copy structure and its undo, hold back, review: who may, and what changes."""

import json

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry, PageLogEntry

from destinations.models import Place
from destinations.tests.factories import (
    DestinationIndexPageFactory,
    PlaceFactFactory,
    PlaceFactory,
    published,
)
from media.tests.factories import PictureFactory
from pages.tests.factories import StandardPageFactory
from translations.languages import codes
from translations.tests.browsing import edit_url, log_in
from translations.tests.factories import make_user

pytestmark = pytest.mark.django_db


def url(name, page, language, *rest):
    return reverse(f"translations:{name}", args=[page.pk, language, *rest])


def outdated(page, language="en"):
    return page.translation_progress.get(language=language).outdated


@pytest.fixture
def place(region):
    """A live place whose English is older than its Indonesian, in three places."""
    page = PlaceFactory(
        parent=DestinationIndexPageFactory(parent=region.home),
        title="Ijen",
        slug="kawah-ijen",
        heading_en="Ijen",
        summary_en="A lake.",
    )
    PlaceFactFactory(place=page, label_en="Climb", value_en="1.5-4 hours")
    page = published(page)
    page.title, page.summary_ind = "Kawah Ijen", "Danau asam."
    page.facts.get_object_list()[0].value_ind = "2-4 jam"
    page.save_revision()
    return Place.objects.get(pk=page.pk)


def test_marking_a_language_brings_all_its_parts_up_to_date(place, region):
    assert outdated(place) == 3
    client = log_in(make_user("t", page=region.home, languages=["en"]))
    response = client.post(url("mark_current", place, "en"))
    assert response.url == f"{edit_url(place)}#tab-language_en"
    assert outdated(place) == 0
    assert PageLogEntry.objects.filter(action="translations.mark_current").count() == 1


def test_marking_one_field_leaves_the_others(place, region):
    client = log_in(make_user("t", page=region.home, languages=["en"]))
    client.post(url("mark_current", place, "en", "summary"))
    assert outdated(place) == 2


def test_a_mark_survives_the_autosaves_that_follow(place, region):
    client = log_in(make_user("t", page=region.home, languages=["en"]))
    client.post(url("mark_current", place, "en"))
    draft = Place.objects.get(pk=place.pk).get_latest_revision_as_object()
    draft.summary_ar = "بحيرة"
    autosave = draft.save_revision()
    draft.save_revision(overwrite_revision=autosave)
    assert outdated(place) == 0


def test_marking_is_for_those_who_write_the_language(place, region):
    client = log_in(make_user("t", page=region.home, languages=["ar"]))
    assert client.post(url("mark_current", place, "en")).url == reverse("wagtailadmin_home")
    assert outdated(place) == 3


def test_marking_needs_the_right_to_edit_the_page(place):
    client = log_in(make_user("t", languages=codes()))
    assert client.post(url("mark_current", place, "en")).url == reverse("wagtailadmin_home")
    assert outdated(place) == 3


@pytest.mark.parametrize("language", ["xx", "fr", "ar "])
def test_an_unknown_language_is_not_found(place, region, language):
    client = log_in(make_user("o", page=region.home, languages=codes()))
    assert client.post(url("mark_current", place, language)).status_code == 404


def test_a_link_marks_nothing(place, region):
    client = log_in(make_user("o", page=region.home, languages=codes()))
    assert client.get(url("mark_current", place, "en")).status_code == 405


def test_a_locked_page_is_left_alone(place, region):
    Place.objects.filter(pk=place.pk).update(locked=True)
    client = log_in(make_user("t", page=region.home, languages=["en"]))
    client.post(url("mark_current", place, "en"))
    assert outdated(place) == 3


@pytest.fixture
def page(region):
    """A page with a body of words and a picture in Indonesian, and one sentence in Arabic."""
    picture = PictureFactory()
    body = [
        {"type": "paragraph", "value": "<p>Feri</p>", "id": "a"},
        {
            "type": "picture",
            "value": {
                "picture": picture.pk,
                "alt_text": "Feri",
                "is_decorative": False,
                "caption": "",
            },
            "id": "b",
        },
    ]
    old = [{"type": "paragraph", "value": "<p>قديم</p>", "id": "c"}]
    made = StandardPageFactory(
        parent=region.home, slug="ways", body_ind=json.dumps(body), body_ar=json.dumps(old)
    )
    return published(made)


def body(page, language):
    draft = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    stream = getattr(draft, f"body_{language}")
    return [(block["type"], block["value"]) for block in stream.get_prep_value()]


def test_copying_the_structure_keeps_pictures_and_empties_words(page, region):
    source = body(page, "ind")
    client = log_in(make_user("t", page=region.home, languages=["ar"]))
    client.post(url("copy_structure", page, "ar", "body"))
    picture = {**source[1][1], "alt_text": ""}
    assert body(page, "ar") == [("paragraph", ""), ("picture", picture)]
    assert body(page, "ind") == source


def test_the_copy_can_be_undone(page, region):
    before = page.latest_revision
    client = log_in(make_user("t", page=region.home, languages=["ar"]))
    response = client.post(url("copy_structure", page, "ar", "body"), follow=True)
    undo = url("restore_field", page, "ar", "body", before.pk)
    assert undo in response.content.decode()
    assert client.get(undo).status_code == 200
    assert body(page, "ar")[0] == ("paragraph", "")
    client.post(undo)
    assert body(page, "ar") == [("paragraph", "<p>قديم</p>")]


def test_the_undo_touches_one_field_of_one_language(page, region):
    before = page.latest_revision
    draft = page.get_latest_revision_as_object()
    draft.title = "Jalan"
    draft.save_revision()
    client = log_in(make_user("t", page=region.home, languages=["ar"]))
    client.post(url("restore_field", page, "ar", "body", before.pk))
    now = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    assert now.title == "Jalan"
    forbidden = url("restore_field", page, "en", "body", before.pk)
    assert client.post(forbidden).url == reverse("wagtailadmin_home")


def test_the_source_is_never_a_target_of_the_copy(page, region):
    client = log_in(make_user("o", page=region.home, languages=codes()))
    source = body(page, "ind")
    client.post(url("copy_structure", page, "id", "body"))
    assert body(page, "ind") == source


def test_only_a_body_has_a_structure(page, region):
    client = log_in(make_user("o", page=region.home, languages=codes()))
    assert client.post(url("copy_structure", page, "ar", "summary")).status_code == 404
    assert client.post(url("copy_structure", page, "ar", "slug")).status_code == 404


def test_holding_back_is_live_at_once_and_logged(page, region):
    client = log_in(
        make_user("m", page=region.home, page_actions=["change", "publish"], languages=codes())
    )
    page.language_versions.filter(language="ar").update(complete=True)
    assert page.language_versions.get(language="ar").available is True
    client.post(url("hold_back", page, "ar"), {"held_back": "true"})
    assert page.language_versions.get(language="ar").available is False
    client.post(url("hold_back", page, "ar"), {"held_back": "false"})
    assert page.language_versions.get(language="ar").available is True
    actions = list(
        PageLogEntry.objects.filter(action__startswith="translations.").values_list(
            "action", flat=True
        )
    )
    assert sorted(actions) == ["translations.hold_back", "translations.release"]
    assert not ModelLogEntry.objects.filter(action__startswith="translations.").exists()


def test_holding_back_is_for_publishers(page, region):
    client = log_in(make_user("o", page=region.home, languages=codes()))
    client.post(url("hold_back", page, "ar"), {"held_back": "true"})
    assert page.language_versions.get(language="ar").held_back is False


def test_the_source_cannot_be_held_back(page, region):
    client = log_in(
        make_user("m", page=region.home, page_actions=["change", "publish"], languages=codes())
    )
    client.post(url("hold_back", page, "id"), {"held_back": "true"})
    assert page.language_versions.get(language="id").held_back is False


def test_a_native_reader_leaves_name_and_time_and_can_take_them_back(page, region):
    user = make_user("t", page=region.home, languages=["ar"])
    client = log_in(user)
    client.post(url("review", page, "ar"), {"reviewed": "true"})
    version = page.language_versions.get(language="ar")
    assert (version.reviewed_by_native, version.reviewed_by) == (True, user)
    assert version.reviewed_at is not None
    client.post(url("review", page, "ar"), {"reviewed": "false"})
    version.refresh_from_db()
    assert (version.reviewed_by_native, version.reviewed_by, version.reviewed_at) == (
        False,
        None,
        None,
    )


def test_nobody_reviews_a_language_that_is_not_theirs(page, region):
    client = log_in(make_user("t", page=region.home, languages=["en"]))
    client.post(url("review", page, "ar"), {"reviewed": "true"})
    assert page.language_versions.get(language="ar").reviewed_by_native is False
