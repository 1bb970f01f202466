"""Nobody changes a language that is not theirs: role × language, and crafted posts.

Each test first makes the data that a leak would change.
"""

import json

import pytest
from django.urls import reverse

from destinations.models import Place, PlaceCategory
from destinations.tests.factories import (
    DestinationIndexPageFactory,
    PlaceCategoryFactory,
    PlaceFactFactory,
    PlaceFactory,
    published,
)
from media.models import Picture
from media.tests.factories import PictureFactory
from regions.models import RegionSettings
from translations.forms import forbidden_fields
from translations.languages import codes, localized
from translations.tests.browsing import edit_url, form_of, log_in
from translations.tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(region):
    """A live place with text in every language, two facts and a category."""
    texts = {localized("heading", code): f"heading {code}" for code in codes() if code != "id"}
    texts |= {localized("summary", code): f"summary {code}" for code in codes()}
    page = PlaceFactory(
        parent=DestinationIndexPageFactory(parent=region.home),
        title="Kawah Ijen",
        slug="kawah-ijen",
        latitude="-8.06240",
        longitude="114.24600",
        category=PlaceCategoryFactory(site=region.site),
        **texts,
    )
    PlaceFactFactory(place=page, sort_order=0, label_ar="أول", value_ar="واحد", source="kantor")
    PlaceFactFactory(
        place=page, sort_order=1, label_ind="Suhu", value_ind="5 °C", label_ar="ثان", source="pos"
    )
    return published(page)


def content_of(page):
    """Return what the latest draft says, without the housekeeping of revisions."""
    draft = Place.objects.get(pk=page.pk).get_latest_revision_as_object().serializable_data()
    for name in (
        "draft_title",
        "first_published_at",
        "has_unpublished_changes",
        "last_published_at",
        "latest_revision",
        "latest_revision_created_at",
        "live_revision",
        "translation_meta",
    ):
        draft.pop(name)
    for fact in draft["facts"]:
        fact.pop("translation_meta")
    return draft


@pytest.mark.parametrize("language", codes())
def test_a_translator_sees_fields_of_their_own_language_only(place, region, language):
    user = make_user("t", page=region.home, languages=[language])
    form = form_of(log_in(user), edit_url(place))
    suffixes = {name for name in form if name.startswith(("summary_", "heading_"))}
    if language == "id":
        # The source language's right includes all that is shared.
        assert suffixes == {"summary_ind"}
        assert "latitude" in form
        assert "title" in form
    else:
        assert suffixes == {localized("heading", language), localized("summary", language)}
        assert "latitude" not in form
        assert "title" not in form
        assert "slug" not in form


def test_an_officer_with_every_language_sees_every_field(place, region):
    user = make_user("o", page=region.home, languages=codes())
    form = form_of(log_in(user), edit_url(place))
    for code in codes():
        assert localized("summary", code) in form
    assert {"title", "slug", "latitude", "facts-0-source", "facts-0-DELETE"} <= set(form)


def test_a_user_without_a_language_can_change_nothing(place, region):
    user = make_user("n", page=region.home, languages=[])
    before = content_of(place)
    client = log_in(user)
    data = form_of(client, edit_url(place))
    data.update({"title": "Hacked", "summary_en": "hacked", "slug": "hacked"})
    assert client.post(edit_url(place), data).status_code == 302
    assert content_of(place) == before


def test_a_translator_reads_the_source_beside_their_own_text(place, region):
    client = log_in(make_user("t", page=region.home, languages=["ar"]))
    html = client.get(edit_url(place)).content.decode()
    assert "summary id" in html
    assert '<div lang="id" dir="ltr" class="source-text__body">' in html
    assert 'name="summary_ind"' not in html
    assert 'name="summary_en"' not in html


def test_widgets_carry_language_and_direction(place, region):
    client = log_in(make_user("o", page=region.home, languages=codes()))
    html = client.get(edit_url(place)).content.decode()
    field = html[html.index('name="summary_ar"') :].split(">")[0]
    assert 'lang="ar"' in field
    assert 'dir="rtl"' in field


CRAFTED = {
    "title": "Hacked",
    "slug": "hacked",
    "summary_ind": "hacked",
    "heading_en": "hacked",
    "summary_en": "hacked",
    "meta_description_en": "hacked",
    "body_en-count": "1",
    "body_en-0-deleted": "",
    "body_en-0-order": "0",
    "body_en-0-type": "quote",
    "body_en-0-value-text": "hacked",
    "body_en-0-value-attribution": "",
    "latitude": "0",
    "longitude": "0",
    "kind": "market",
    "category": "",
    "picture": "",
    "show_in_menus": "on",
    "go_live_at": "2030-01-01",
    "expire_at": "2031-01-01",
    "translation_meta": "{}",
    "heading_ind": "hacked",
    "summary": "hacked",
}


def test_a_crafted_post_changes_the_own_language_and_nothing_else(place, region):
    client = log_in(make_user("t", page=region.home, languages=["ar"]))
    before = content_of(place)
    data = form_of(client, edit_url(place))
    data.update(CRAFTED)
    data["summary_ar"] = "ملخص جديد"
    assert client.post(edit_url(place), data).status_code == 302
    after = content_of(place)
    assert after.pop("summary_ar") == "ملخص جديد"
    before.pop("summary_ar")
    assert after == before


def test_a_crafted_autosave_changes_the_own_language_and_nothing_else(place, region):
    client = log_in(make_user("t", page=region.home, languages=["ar"]))
    before = content_of(place)
    data = form_of(client, edit_url(place))
    data.update(CRAFTED)
    response = client.post(edit_url(place), data, headers={"accept": "application/json"})
    assert response.json()["success"] is True
    after = content_of(place)
    assert after == before


CHILDREN = {
    "other fields": {"facts-0-source": "hacked", "facts-0-label_ind": "hacked"},
    "another language": {"facts-0-label_en": "hacked", "facts-0-value_en": "hacked"},
    "deletion": {"facts-0-DELETE": "on", "facts-1-DELETE": "on"},
    "order": {"facts-0-ORDER": "2", "facts-1-ORDER": "1"},
    "a new child": {
        "facts-TOTAL_FORMS": "3",
        "facts-2-id": "",
        "facts-2-label_ind": "hacked",
        "facts-2-value_ind": "hacked",
        "facts-2-label_ar": "hacked",
        "facts-2-ORDER": "3",
    },
    "fewer forms": {"facts-TOTAL_FORMS": "0", "facts-INITIAL_FORMS": "0"},
    "another relation": {
        "prices-TOTAL_FORMS": "1",
        "prices-0-id": "",
        "prices-0-amount": "1",
        "prices-0-currency": "IDR",
        "prices-0-visitor": "citizen",
        "prices-0-age": "adult",
    },
}


@pytest.mark.parametrize("attack", CHILDREN)
def test_inline_children_keep_all_but_the_own_words(place, region, attack):
    client = log_in(make_user("t", page=region.home, languages=["ar"]))
    before = content_of(place)
    data = form_of(client, edit_url(place))
    data["facts-0-label_ar"] = "جديد"
    data.update(CHILDREN[attack])
    assert client.post(edit_url(place), data).status_code == 302
    after = content_of(place)
    assert after["facts"][0].pop("label_ar") == "جديد"
    before["facts"][0].pop("label_ar")
    assert after == before


def test_words_posted_against_another_list_of_children_are_refused(place, region):
    client = log_in(make_user("t", page=region.home, languages=["ar"]))
    before = content_of(place)
    data = form_of(client, edit_url(place))
    first, second = data["facts-0-id"], data["facts-1-id"]
    data.update({"facts-0-id": second, "facts-1-id": first, "facts-0-label_ar": "خطأ"})
    response = client.post(edit_url(place), data)
    assert response.status_code == 200
    assert "Somebody changed this list meanwhile" in response.content.decode()
    assert content_of(place) == before


def test_children_that_only_the_draft_has_keep_their_words(place, region):
    """A child without a primary key: new in the draft of a live page."""
    draft = place.get_latest_revision_as_object()
    draft.facts.add(
        PlaceFactFactory.build(label_ind="Baru", value_ind="Fakta", source="pos", sort_order=2)
    )
    draft.save_revision()
    client = log_in(make_user("t", page=region.home, languages=["ar"]))
    data = form_of(client, edit_url(place))
    data["facts-2-label_ar"] = "جديد"
    assert client.post(edit_url(place), data).status_code == 302
    fact = content_of(place)["facts"][2]
    assert (fact["label_ind"], fact["value_ind"], fact["source"]) == ("Baru", "Fakta", "pos")
    assert fact["label_ar"] == "جديد"


def test_an_officer_still_adds_deletes_and_reorders(place, region):
    client = log_in(make_user("o", page=region.home, languages=codes()))
    data = form_of(client, edit_url(place))
    data.update(
        {
            "facts-TOTAL_FORMS": "3",
            "facts-0-DELETE": "on",
            "facts-1-ORDER": "2",
            "facts-2-id": "",
            "facts-2-ORDER": "1",
            "facts-2-label_ind": "Baru",
            "facts-2-value_ind": "Fakta",
            "facts-2-source": "",
            "facts-2-checked_on": "",
            "facts-2-DELETE": "",
        }
    )
    assert client.post(edit_url(place), data).status_code == 302
    assert [fact["label_ind"] for fact in content_of(place)["facts"]] == ["Baru", "Suhu"]


@pytest.mark.parametrize(
    "name",
    ["delete", "move", "copy", "unpublish", "set_privacy"],
)
def test_a_translator_cannot_touch_the_page_as_a_whole(place, region, name):
    place.unpublish()
    place = Place.objects.get(pk=place.pk)
    user = make_user("t", page=region.home, languages=["ar"])
    url = {
        "delete": reverse("wagtailadmin_pages:delete", args=[place.pk]),
        "move": reverse("wagtailadmin_pages:move", args=[place.pk]),
        "copy": reverse("wagtailadmin_pages:copy", args=[place.pk]),
        "unpublish": reverse("wagtailadmin_pages:unpublish", args=[place.pk]),
        "set_privacy": reverse("wagtailadmin_pages:set_privacy", args=[place.pk]),
    }[name]
    response = log_in(user).post(url, {"new_slug": "x", "new_title": "x"})
    assert response.status_code in (302, 403)
    assert Place.objects.filter(pk=place.pk).exists()
    assert Place.objects.count() == 1


def test_the_same_user_with_the_source_language_may_delete_a_draft(place, region):
    """The control of the test above: it is the language right that stops the translator."""
    place.unpublish()
    user = make_user("w", page=region.home, languages=["id"])
    log_in(user).post(reverse("wagtailadmin_pages:delete", args=[place.pk]))
    assert not Place.objects.filter(pk=place.pk).exists()


def test_a_translator_cannot_bring_back_an_old_draft(place, region):
    first = place.latest_revision
    draft = place.get_latest_revision_as_object()
    draft.title = "Kawah Ijen Baru"
    draft.save_revision()
    client = log_in(make_user("t", page=region.home, languages=["ar"]))
    url = reverse("wagtailadmin_pages:revisions_revert", args=[place.pk, first.pk])
    assert client.get(url).url == reverse("wagtailadmin_home")
    assert client.post(url, {"summary_ar": "x"}).url == reverse("wagtailadmin_home")
    assert content_of(place)["title"] == "Kawah Ijen Baru"


def test_a_snippet_keeps_all_but_the_own_words(place, region):
    category = PlaceCategory.objects.get()
    user = make_user(
        "t",
        languages=["ar"],
        site=region.site,
        site_permissions=["destinations.change_placecategory"],
    )
    url = reverse(category.snippet_viewset.get_url_name("edit"), args=[category.pk])
    response = log_in(user).post(
        url,
        {
            "name_ar": "طبيعة",
            "description_ar": "",
            "name_ind": "hacked",
            "name_en": "hacked",
            "slug": "hacked",
            "order": "9",
            "site": "",
        },
    )
    assert response.status_code == 302
    category.refresh_from_db()
    assert (category.name_ar, category.name_ind, category.name_en) == ("طبيعة", "Alam", "Nature")
    assert (category.slug, category.order, category.site_id) == ("nature", 0, region.site.pk)


def test_a_picture_keeps_all_but_the_own_words(region):
    picture = PictureFactory(title="Kawah", alt_ind="Kawah", alt_en="Crater", credit="Kantor")
    name = picture.file.name
    user = make_user("t", languages=["ar"], picture_actions=["change"])
    url = reverse("wagtailimages:edit", args=[picture.pk])
    client = log_in(user)
    assert client.get(url).status_code == 200
    client.post(
        url,
        {
            "alt_ar": "فوهة",
            "caption_ar": "",
            "title": "hacked",
            "alt_ind": "hacked",
            "alt_en": "hacked",
            "credit": "hacked",
            "licence": "cc0",
            "tags": "hacked",
            "focal_point_x": "1",
            "focal_point_y": "1",
            "focal_point_width": "1",
            "focal_point_height": "1",
        },
    )
    picture = Picture.objects.get()
    assert (picture.alt_ar, picture.alt_ind, picture.alt_en) == ("فوهة", "Kawah", "Crater")
    assert (picture.title, picture.credit, picture.licence) == ("Kawah", "Kantor", "unknown")
    assert (picture.file.name, picture.focal_point_x, picture.tags.count()) == (name, None, 0)


def test_the_regions_settings_keep_all_but_the_own_words(region):
    user = make_user(
        "t", languages=["ar"], site=region.site, site_permissions=["regions.change_regionsettings"]
    )
    url = reverse("wagtailsettings:edit", args=["regions", "regionsettings", region.site.pk])
    response = log_in(user).post(
        url,
        {"intro_ar": "أقصى الشرق", "tagline_ar": "", "name": "hacked", "intro_ind": "hacked"},
    )
    assert response.status_code == 302
    settings = RegionSettings.objects.get(site=region.site)
    assert (settings.intro_ar, settings.name, settings.intro_ind or "") == (
        "أقصى الشرق",
        "Banyuwangi",
        "",
    )
    assert settings.languages == ["id", "en", "ms", "zh-hans", "ar"]


def test_a_language_that_the_region_does_not_use_has_no_field_and_keeps_its_text(other_region):
    page = PlaceFactory(
        parent=DestinationIndexPageFactory(parent=other_region.home), summary_ar="نص قديم"
    )
    page.save_revision()
    client = log_in(make_user("o", page=other_region.home, languages=codes()))
    data = form_of(client, edit_url(page))
    assert "summary_ar" not in data
    assert "summary_en" in data
    data["summary_en"] = "New"
    assert client.post(edit_url(page), data).status_code == 302
    content = content_of(page)
    assert (content["summary_en"], content["summary_ar"]) == ("New", "نص قديم")


@pytest.mark.parametrize("held", [["id"], ["ar"], ["en", "ms"], ["id", "ar"], []])
def test_forbidden_fields_are_exactly_the_others(region, held):
    user = make_user("u", languages=held)
    columns = {localized("summary", code): code for code in codes()}
    names = [*columns, "latitude"]
    forbidden = forbidden_fields(Place, names, user)
    if "id" in held:
        expected = {c for c, code in columns.items() if code not in held}
    else:
        expected = {c for c, code in columns.items() if code not in held} | {"latitude"}
    assert forbidden == expected


def test_the_body_of_another_language_cannot_be_slipped_in(place, region):
    client = log_in(make_user("t", page=region.home, languages=["ar"]))
    data = form_of(client, edit_url(place))
    data["body_ar-count"] = "1"
    data.update(
        {
            "body_ar-0-deleted": "",
            "body_ar-0-order": "0",
            "body_ar-0-type": "quote",
            "body_ar-0-id": "",
            "body_ar-0-value-text": "قول",
            "body_ar-0-value-attribution": "",
        }
    )
    data.update({name: value for name, value in CRAFTED.items() if name.startswith("body_en")})
    assert client.post(edit_url(place), data).status_code == 302
    content = content_of(place)
    assert [block["value"]["text"] for block in json.loads(content["body_ar"])] == ["قول"]
    assert json.loads(content["body_en"] or "[]") == []
