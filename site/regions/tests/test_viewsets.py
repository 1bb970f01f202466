"""Things of a region in the admin, beyond what the matrix of roles shows: crafted posts."""

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import GroupSitePermission

from destinations.models import District, PlaceCategory
from destinations.tests.factories import DistrictFactory, PlaceCategoryFactory
from translations.languages import codes
from translations.tests.browsing import log_in
from translations.tests.factories import make_user

pytestmark = pytest.mark.django_db

ALL = [
    f"destinations.{action}_{model}"
    for action in ("add", "change", "delete", "view")
    for model in ("district", "placecategory")
]
HOME = "/admin/"


def url(name, *args, model="district"):
    return reverse(f"wagtailsnippets_destinations_{model}:{name}", args=args)


@pytest.fixture
def editor(region):
    """Somebody who may do everything with districts and categories in the first region."""
    return make_user("editor", languages=codes(), site=region.site, site_permissions=ALL)


@pytest.fixture
def both(region, other_region):
    """Somebody who may do everything in the first region, and look in the second."""
    user = make_user("both", languages=codes(), site=region.site, site_permissions=ALL)
    other = make_user(
        "helper", site=other_region.site, site_permissions=["destinations.view_district"]
    )
    user.groups.add(other.groups.get())
    return user


@pytest.fixture
def own(region):
    return DistrictFactory(site=region.site, slug="licin", name="Licin")


@pytest.fixture
def foreign(other_region):
    return DistrictFactory(site=other_region.site, slug="rahasia", name="Rahasia")


def test_a_new_one_is_the_only_regions_and_nobody_is_asked(editor, region):
    client = log_in(editor)
    html = client.get(url("add")).content.decode()
    assert 'name="site"' not in html
    response = client.post(url("add"), {"name": "Glagah", "slug": "glagah"})
    assert response.url == url("list")
    assert District.objects.get().site == region.site


def test_a_crafted_site_changes_nothing(editor, region, other_region, own):
    client = log_in(editor)
    data = {"name": "Glagah", "slug": "glagah", "site": other_region.site.pk}
    client.post(url("add"), data)
    client.post(url("edit", own.pk), {**data, "slug": "licin"})
    assert {each.site for each in District.objects.all()} == {region.site}
    assert set(District.objects.values_list("name", flat=True)) == {"Glagah"}


def test_where_one_may_only_look_one_adds_nothing(both, region, other_region):
    data = {"name": "Glagah", "slug": "glagah", "site": other_region.site.pk}
    log_in(both).post(url("add"), data)
    assert District.objects.get().site == region.site


def test_who_may_add_in_two_regions_is_asked_which(region, other_region):
    user = make_user("u", languages=codes(), site=region.site, site_permissions=ALL)
    again = make_user("v", languages=codes(), site=other_region.site, site_permissions=ALL)
    user.groups.add(again.groups.get())
    client = log_in(user)
    html = client.get(url("add")).content.decode()
    assert html.count("<option") == 3
    client.post(url("add"), {"name": "G", "slug": "g", "site": other_region.site.pk})
    assert District.objects.get().site == other_region.site
    response = client.post(url("add"), {"name": "G", "slug": "g2", "site": 999})
    assert response.status_code == 200
    assert response.context["form"].errors.keys() == {"site"}


def test_a_name_that_the_region_has_already_is_an_error_not_a_crash(editor, own, foreign):
    response = log_in(editor).post(url("add"), {"name": "Licin 2", "slug": "licin"})
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["__all__"]
    assert District.objects.filter(slug="licin").count() == 1
    # Another region's word is free.
    assert log_in(editor).post(url("add"), {"name": "R", "slug": "rahasia"}).status_code == 302


@pytest.mark.parametrize("name", ["edit", "delete", "usage", "history", "history_results"])
def test_what_is_foreign_is_not_there(editor, foreign, name):
    client = log_in(editor)
    assert client.get(url(name, foreign.pk)).status_code == 404
    client.post(url(name, foreign.pk), {"name": "x", "slug": "x"})
    foreign.refresh_from_db()
    assert foreign.name == "Rahasia"


def test_a_right_in_one_region_is_none_in_the_other(both, own, foreign):
    client = log_in(both)
    assert client.get(url("edit", own.pk)).status_code == 200
    assert client.get(url("edit", foreign.pk)).url == HOME
    assert client.post(url("delete", foreign.pk)).url == HOME
    assert District.objects.filter(pk=foreign.pk).exists()
    html = client.get(url("list")).content.decode()
    assert ("Licin" in html, "Rahasia" in html) == (True, True)


def test_listing_search_and_filters_keep_to_the_region(editor, own, foreign):
    client = log_in(editor)
    for query in ("", "?q=a", f"?site={foreign.site_id}", "?ordering=name"):
        html = client.get(url("list") + query).content.decode()
        assert "Rahasia" not in html
        assert "sabang.example" not in html
    assert "Licin" in client.get(url("list")).content.decode()


def test_the_chooser_keeps_to_the_region(editor, own, foreign):
    client = log_in(editor)
    stem = "wagtailsnippetchoosers_destinations_district"
    listed = client.get(reverse(f"{stem}:choose")).json()["html"]
    assert ("Licin" in listed, "Rahasia" in listed) == (True, False)
    assert client.get(reverse(f"{stem}:chosen", args=[foreign.pk])).status_code == 404
    chosen = client.get(reverse(f"{stem}:chosen_multiple"), {"id": [own.pk, foreign.pk]}).json()[
        "result"
    ]
    assert [each["string"] for each in chosen] == ["Licin"]


def bulk(model):
    return reverse(
        "wagtail_bulk_action", args=[model._meta.app_label, model._meta.model_name, "delete"]
    )


def test_several_at_once_are_refused_when_one_is_foreign(editor, own, foreign):
    client = log_in(editor)
    address = f"{bulk(District)}?id={own.pk}&id={foreign.pk}"
    for response in (client.get(address), client.post(address)):
        assert response.url == HOME
    assert District.objects.count() == 2


def test_all_at_once_are_all_of_the_region(editor, own, foreign):
    client = log_in(editor)
    address = f"{bulk(District)}?id=all"
    assert "Rahasia" not in client.get(address).content.decode()
    client.post(address)
    assert list(District.objects.all()) == [foreign]


def test_nonsense_at_once_is_not_found(editor):
    assert log_in(editor).get(f"{bulk(District)}?id=x").status_code == 404
    assert log_in(editor).get("/admin/bulk/no/thing/delete/?id=1").status_code == 404


def test_a_translator_changes_words_of_their_region_and_moves_nothing(region, other_region):
    category = PlaceCategoryFactory(site=region.site)
    user = make_user(
        "t",
        languages=["ar"],
        site=region.site,
        site_permissions=["destinations.change_placecategory"],
    )
    client = log_in(user)
    data = {"name_ar": "طبيعة", "name_ind": "x", "slug": "x", "site": other_region.site.pk}
    client.post(url("edit", category.pk, model="placecategory"), data)
    category = PlaceCategory.objects.get()
    assert (category.name_ar, category.name_ind) == ("طبيعة", "Alam")
    assert (category.slug, category.site) == ("nature", region.site)


# --- Handing rights out ---


def rights_of(group):
    kind = ContentType.objects.get_for_model(District)
    rows = GroupSitePermission.objects.filter(group=group, permission__content_type=kind)
    return sorted(f"{row.site_id}:{row.permission.codename}" for row in rows)


def test_an_administrator_hands_out_rights_by_region_in_the_groups_form(
    admin_client, region, other_region
):
    group = Group.objects.create(name="Hand-made")
    address = reverse("wagtailusers_groups:edit", args=[group.pk])
    html = admin_client.get(address).content.decode()
    assert "Districts: rights by region" in html
    assert 'value="destinations.change_district"' not in html
    prefix = "destinations.district_region_rights-rights"
    own, other = region.site.pk, other_region.site.pk
    data = posted(admin_client, address) | {prefix: [f"{own}:change", f"{other}:view"]}
    assert admin_client.post(address, data).status_code == 302
    assert rights_of(group) == sorted([f"{own}:change_district", f"{other}:view_district"])
    data[prefix] = [f"{own}:change", "999:change", f"{own}:own"]
    assert admin_client.post(address, data).status_code == 200
    data[prefix] = [f"{own}:change"]
    admin_client.post(address, data)
    assert rights_of(group) == [f"{own}:change_district"]


def posted(client, address):
    """The group's form as a browser would post it, with nothing ticked."""
    forms = client.get(address).context["permission_panels"]
    data = {"name": "Hand-made"}
    for form in forms:
        management = getattr(form, "management_form", None)
        if management is not None:
            data |= {
                f"{form.prefix}-TOTAL_FORMS": 0,
                f"{form.prefix}-INITIAL_FORMS": 0,
                f"{form.prefix}-MIN_NUM_FORMS": 0,
                f"{form.prefix}-MAX_NUM_FORMS": 1000,
            }
    return data


# --- Redirects ---


@pytest.fixture
def keeper(region):
    rights = [f"wagtailredirects.{action}_redirect" for action in ("add", "change", "delete")]
    return make_user("keeper", page=region.home, site=region.site, site_permissions=rights)


def test_an_office_writes_its_own_redirects(keeper, region, other_region):
    client = log_in(keeper)
    data = {"old_path": "/ijen", "redirect_page": region.home.pk, "is_permanent": "on"}
    assert client.post("/admin/redirects/add/", data).status_code == 302
    assert Redirect.objects.get().site == region.site
    again = client.post("/admin/redirects/add/", data)
    assert again.status_code == 200
    assert list(again.context["form"].errors) == ["__all__"]


def test_a_redirect_to_a_foreign_page_or_for_a_foreign_site_is_refused(
    keeper, region, other_region
):
    client = log_in(keeper)
    data = {"old_path": "/ijen", "redirect_page": other_region.home.pk, "is_permanent": "on"}
    response = client.post("/admin/redirects/add/", data)
    assert response.context["form"].errors.keys() == {"redirect_page"}
    data |= {"redirect_page": region.home.pk, "site": other_region.site.pk}
    client.post("/admin/redirects/add/", data)
    assert Redirect.objects.get().site == region.site


def test_redirects_of_all_sites_are_a_superusers(keeper, admin_client, region):
    everywhere = Redirect.objects.create(old_path="/rahasia", redirect_link="https://example.org")
    client = log_in(keeper)
    assert "rahasia" not in client.get("/admin/redirects/").content.decode()
    assert client.get(f"/admin/redirects/{everywhere.pk}/").status_code == 404
    assert client.get("/admin/redirects/import/").url == HOME
    assert "/admin/redirects/import/" not in client.get("/admin/redirects/").content.decode()
    assert "/admin/redirects/import/" in admin_client.get("/admin/redirects/").content.decode()
    data = {"old_path": "/all", "redirect_link": "https://example.org", "site": ""}
    assert admin_client.post("/admin/redirects/add/", data).status_code == 302
    assert Redirect.objects.get(old_path="/all").site is None
