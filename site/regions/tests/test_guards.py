"""Doors of Wagtail's admin that no matrix of one address each can show: several things at once."""

import pytest
from django.urls import get_resolver, reverse
from wagtail.models import Collection, Page

from destinations.models import Place
from destinations.tests.factories import (
    DestinationIndexPageFactory,
    PlaceCategoryFactory,
    PlaceFactory,
    published,
)
from media.models import LibraryDocument, Picture
from media.tests.factories import LibraryDocumentFactory, PictureFactory
from pages.tests.factories import StoryIndexPageFactory
from regions.guards import GUARDS
from roles.enums import RoleName
from roles.making import make_roles
from roles.tests.world import make_person
from translations.tests.browsing import edit_url, form_of, log_in

pytestmark = pytest.mark.django_db

HOME = "/admin/"


@pytest.fixture
def offices(region, other_region):
    """Both regions with their roles, a page, a picture and a document each."""
    for each, mark in ((region, "Milik"), (other_region, "Rahasia")):
        make_roles(each.settings)
        collection = each.site.office.collection
        published(PlaceFactory(parent=each.home, title=f"{mark} kawah", slug="kawah"))
        picture = PictureFactory(title=f"{mark} foto", collection=collection)
        picture.tags.add(f"label {mark}")
        LibraryDocumentFactory(title=f"{mark} berkas", collection=collection)
    return region, other_region


@pytest.fixture
def administrator(offices):
    return make_person(offices[0], RoleName.SITE_ADMINISTRATOR)


def pair(model):
    """Return the own and the foreign one."""
    titles = ("Milik", "Rahasia")
    return [model.objects.get(title__startswith=f"{title} ") for title in titles]


@pytest.mark.parametrize(
    ("model", "action"),
    [
        (Page, "delete"),
        (Page, "publish"),
        (Page, "unpublish"),
        (Page, "move"),
        (Picture, "delete"),
        (Picture, "add_tags"),
        (Picture, "add_to_collection"),
        (LibraryDocument, "delete"),
        (LibraryDocument, "add_tags"),
        (LibraryDocument, "add_to_collection"),
    ],
)
def test_a_foreign_one_among_several_refuses_all(administrator, model, action):
    own, foreign = pair(model)
    client = log_in(administrator)
    stem = f"/admin/bulk/{model._meta.app_label}/{model._meta.model_name}/{action}/"
    assert client.get(f"{stem}?id={own.pk}").status_code == 200
    for ids in (f"?id={foreign.pk}", f"?id={own.pk}&id={foreign.pk}"):
        assert client.get(stem + ids).url == HOME
        assert client.post(stem + ids).url == HOME
    assert model.objects.filter(pk__in=[own.pk, foreign.pk]).count() == 2


@pytest.mark.parametrize("model", [Picture, LibraryDocument])
def test_all_files_are_all_of_the_region(administrator, model):
    _own, foreign = pair(model)
    client = log_in(administrator)
    address = f"/admin/bulk/{model._meta.app_label}/{model._meta.model_name}/delete/?id=all"
    assert foreign.title not in client.get(address).content.decode()
    client.post(address)
    assert list(model.objects.all()) == [foreign]


def test_all_pages_below_a_foreign_one_are_refused(administrator, offices):
    foreign = offices[1].home
    address = f"/admin/bulk/wagtailcore/page/delete/?id=all&childOf={foreign.pk}"
    assert log_in(administrator).get(address).url == HOME
    assert log_in(administrator).post(address).url == HOME
    assert Page.objects.get(slug="kawah", path__startswith=foreign.path)


def test_people_are_named_to_nobody_by_what_is_done_with_several(administrator, offices):
    foreign = make_person(offices[1], RoleName.WRITER, name="rahasia")
    response = log_in(administrator).get(f"/admin/bulk/auth/user/delete/?id={foreign.pk}")
    assert response.url == HOME


def test_nothing_goes_to_a_foreign_region(administrator, offices):
    own, foreign = pair(Page)
    client = log_in(administrator)
    there = offices[1].home
    move = reverse("wagtailadmin_pages:move_confirm", args=[own.pk, there.pk])
    assert client.get(move).url == HOME
    assert client.post(move).url == HOME
    copy = reverse("wagtailadmin_pages:copy", args=[own.pk])
    data = {"new_title": "x", "new_slug": "x", "new_parent_page": there.pk}
    client.post(copy, data)
    bulk = f"/admin/bulk/wagtailcore/page/move/?id={own.pk}"
    client.post(bulk, {"chooser": there.pk})
    assert not Page.objects.child_of(there).exclude(pk=foreign.pk).exists()
    own.refresh_from_db()
    assert own.get_parent() == offices[0].home.page_ptr


def test_files_go_to_no_foreign_collection(administrator, offices):
    own, _foreign = pair(Picture)
    there = offices[1].site.office.collection
    client = log_in(administrator)
    client.post(
        f"/admin/bulk/media/picture/add_to_collection/?id={own.pk}", {"collection": there.pk}
    )
    address = reverse("wagtailimages:edit", args=[own.pk])
    client.post(address, {"title": "x", "collection": there.pk, "licence": "own"})
    own.refresh_from_db()
    assert own.collection == offices[0].site.office.collection
    assert Collection.objects.get(pk=there.pk).get_children_count() == 0


def test_a_place_takes_no_foreign_category(administrator, offices):
    section = DestinationIndexPageFactory(parent=offices[0].home)
    place = published(PlaceFactory(parent=section, title="Teluk", slug="teluk"))
    foreign = PlaceCategoryFactory(site=offices[1].site)
    client = log_in(administrator)
    data = form_of(client, edit_url(place))
    data["category"] = foreign.pk
    response = client.post(edit_url(place), data)
    assert response.context["form"].errors.keys() == {"category"}
    assert Place.objects.get(pk=place.pk).get_latest_revision_as_object().category is None


def test_the_page_chooser_shows_the_region_and_leads_to_it(administrator, offices):
    own, foreign = pair(Page)
    StoryIndexPageFactory(parent=offices[0].home, title="Milik kisah")
    client = log_in(administrator)
    top = client.get("/admin/choose-page/").json()["html"]
    assert (offices[0].home.title in top, offices[1].home.title in top) == (True, False)
    below = client.get(f"/admin/choose-page/{offices[0].home.pk}/").json()["html"]
    assert ("Milik kisah" in below, "Milik kawah" in below) == (True, True)
    chosen = f"/admin/choose-page/chosen-multiple/?id={own.pk}"
    assert client.get(chosen).json()["result"][0]["adminTitle"] == "Milik kawah"
    assert client.get(f"{chosen}&id={foreign.pk}").url == HOME


def test_tags_are_those_of_the_own_files(administrator, admin_client):
    address = "/admin/tag-autocomplete/?term=label"
    assert log_in(administrator).get(address).json() == ["label Milik"]
    assert admin_client.get(address).json() == ["label Milik", "label Rahasia"]
    assert log_in(administrator).get("/admin/tag-autocomplete/").json() == []


def test_filters_offer_the_own_people_and_superusers_see_all(administrator, admin_client, offices):
    writer = make_person(offices[0], RoleName.WRITER, name="wati")
    foreign = make_person(offices[1], RoleName.WRITER, name="rahasia")
    for person, region in ((writer, offices[0]), (foreign, offices[1])):
        Page.objects.filter(path__startswith=region.home.path).update(owner=person)
    address = f"/admin/pages/{offices[0].home.pk}/"
    html = log_in(administrator).get(address).content.decode()
    assert ("wati" in html, "rahasia" in html) == (True, False)
    html = admin_client.get(address).content.decode()
    assert ("wati" in html, "rahasia" in html) == (True, True)


def test_each_guard_stands_before_an_address_that_there_is():
    names = set()

    def walk(resolver, namespace=""):
        for each in resolver.url_patterns:
            if hasattr(each, "url_patterns"):
                walk(each, f"{namespace}{each.namespace}:" if each.namespace else namespace)
            else:
                names.add(f"{namespace}{each.name}")

    walk(get_resolver())
    assert set(GUARDS) <= names
