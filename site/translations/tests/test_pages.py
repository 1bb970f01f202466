"""The page that speaks several languages: names, order, previews, drafts."""

import json

import pytest
from django.utils.translation import override
from wagtail.models import Page

from destinations.models import Place
from destinations.tests.factories import (
    DestinationIndexPageFactory,
    PlaceFactFactory,
    PlaceFactory,
    published,
)
from pages.models import StandardPage
from pages.tests.factories import StandardPageFactory
from translations.pages import LanguagesInUse, order_by_name

pytestmark = pytest.mark.django_db


def test_the_name_is_the_heading_of_the_language_or_the_title():
    place = Place(title="Kawah Ijen", heading_en="Ijen Crater", heading_ar="فوهة إيجين")
    names = {}
    for code in ("id", "en", "ms", "zh-hans", "ar"):
        with override(code):
            names[code] = place.name
    assert names == {
        "id": "Kawah Ijen",
        "en": "Ijen Crater",
        "ms": "Ijen Crater",
        "zh-hans": "Ijen Crater",
        "ar": "فوهة إيجين",
    }


def test_a_text_says_in_which_language_it_is_shown():
    place = Place(title="Kawah Ijen", heading_en="Ijen Crater", summary_ind="Danau asam")
    with override("ar"):
        assert place.language_shown("heading") == "en"
        assert place.language_shown("summary") == "id"
    with override("en"):
        assert place.language_shown("heading") == "en"


def test_the_source_heading_is_never_filled(region):
    place = published(
        PlaceFactory(
            parent=DestinationIndexPageFactory(parent=region.home), heading_en="Ijen Crater"
        )
    )
    assert (place.title, place.heading_ind or "") == ("Kawah Ijen", "")


@pytest.mark.parametrize(
    ("language", "order"),
    [
        ("id", ["Alas Purwo", "Baluran", "Cungking"]),
        ("en", ["Cungking", "Alas Purwo", "Baluran"]),
    ],
)
def test_names_sort_as_the_reader_sees_them(region, language, order):
    section = DestinationIndexPageFactory(parent=region.home)
    PlaceFactory(parent=section, title="Baluran", heading_en="Z Baluran")
    PlaceFactory(parent=section, title="Alas Purwo", heading_en="Purwo Forest")
    PlaceFactory(parent=section, title="Cungking")
    # NULL and '' mean the same and sort differently on the two databases.
    Place.objects.filter(title="Cungking").rewrite(False).update(heading_en=None)
    with override(language):
        places = Place.objects.order_by(order_by_name(), "pk")
        assert [place.title for place in places] == order


def test_a_nameless_output_field_would_be_refused(region):
    """Why the expression says that it is text: without that Django cannot tell."""
    assert order_by_name("ar").output_field.get_internal_type() == "CharField"


def test_there_is_one_preview_a_language(region):
    page = StandardPageFactory(parent=region.home)
    assert [code for code, _name in page.preview_modes] == ["id", "en", "ms", "zh-hans", "ar"]


def test_a_preview_speaks_its_own_language_and_not_the_admins(region, rf):
    page = StandardPageFactory(parent=region.home, title="Cara ke sini", heading_en="Getting here")
    with override("id"):
        response = page.make_preview_request(preview_mode="en")
    assert response.status_code == 200
    html = response.content.decode()
    assert '<html lang="en"' in html
    assert "<h1>Getting here</h1>" in html.replace("\n", "")


def test_a_draft_records_what_its_translations_were_made_from(region):
    page = StandardPageFactory(parent=region.home, title="Cara", heading_en="Ways")
    page.save_revision()
    page.title = "Cara ke sini"
    page.save_revision()
    progress = {row.language: row.outdated for row in page.translation_progress.all()}
    assert progress == {"id": 0, "en": 1, "ms": 0, "zh-hans": 0, "ar": 0}


def test_an_overwritten_autosave_is_measured_from_the_start_of_the_session(region):
    page = StandardPageFactory(parent=region.home, title="Cara", heading_en="Ways")
    page.save_revision()
    page.heading_en = "Ways here"
    autosave = page.save_revision()
    page.title = "Cara ke sini"
    page.save_revision(overwrite_revision=autosave)
    assert page.translation_progress.get(language="en").outdated == 0


def test_an_autosave_that_touches_only_the_source_flags_the_translation(region):
    page = StandardPageFactory(parent=region.home, title="Cara", heading_en="Ways")
    page.save_revision()
    page.title = "Cara k"
    autosave = page.save_revision()
    page.title = "Cara ke sini"
    page.save_revision(overwrite_revision=autosave)
    assert page.translation_progress.get(language="en").outdated == 1


def test_the_record_travels_with_a_copy(region):
    page = StandardPageFactory(parent=region.home, title="Cara", heading_en="Ways", slug="cara")
    page.save_revision().publish()
    page.refresh_from_db()
    copy = page.copy(update_attrs={"slug": "cara-2"}, keep_live=True)
    assert copy.translation_meta == page.translation_meta != {}
    assert copy.name == "Cara"


def test_inline_children_are_counted_and_flagged_too(region):
    place = PlaceFactory(
        parent=DestinationIndexPageFactory(parent=region.home),
        title="Ijen",
        summary_ind="",
        heading_en="Ijen",
    )
    PlaceFactFactory(place=place, label_en="Climb", value_en="1.5-4 hours")
    place = Place.objects.get(pk=place.pk)
    place.save_revision()
    place.facts.get_object_list()[0].value_ind = "2-4 jam"
    place.save_revision()
    row = place.translation_progress.get(language="en")
    assert (row.done, row.total, row.outdated) == (3, 3, 1)


def test_old_revisions_bring_back_text_and_record_together(region):
    page = StandardPageFactory(parent=region.home, title="Cara", heading_en="Ways")
    first = page.save_revision()
    page.title, page.heading_en = "Jalan", "Roads"
    page.save_revision()
    back = first.as_object()
    assert (back.title, back.heading_en) == ("Cara", "Ways")
    assert back.translation_meta == first.content["translation_meta"]


def test_assigning_without_a_suffix_writes_the_active_language():
    """A trap of the library, kept in view: always assign localized columns."""
    page = StandardPage()
    with override("ar"):
        page.summary = "نص"
    assert (page.summary_ar, page.summary_ind) == ("نص", None)


def test_a_body_is_one_stream_a_language(region):
    text = json.dumps([{"type": "paragraph", "value": "<p>Feri</p>"}])
    page = StandardPageFactory(parent=region.home, body_ind=text)
    page = StandardPage.objects.get(pk=page.pk)
    with override("ar"):
        assert [block.block_type for block in page.body] == ["paragraph"]
    assert len(page.body_ar or []) == 0


def test_languages_of_a_listing_cost_one_query_a_region(
    region, other_region, django_assert_num_queries
):
    first = [StandardPageFactory(parent=region.home, slug=f"a{i}") for i in range(5)]
    second = [StandardPageFactory(parent=other_region.home, slug=f"b{i}") for i in range(5)]
    pages = list(Page.objects.filter(pk__in=[page.pk for page in [*first, *second]]))
    in_use = LanguagesInUse()
    in_use.at(pages[0])
    in_use = LanguagesInUse()
    with django_assert_num_queries(2):
        found = {tuple(in_use.at(page)) for page in pages}
    assert found == {("id", "en", "ms", "zh-hans", "ar"), ("id", "en")}
