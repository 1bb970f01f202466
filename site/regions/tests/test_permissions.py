"""Rights by region: held by a group for a region, never for a model."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser, Group, Permission
from wagtail.models import GroupSitePermission, Site

from destinations.models import District, PlaceFact
from destinations.tests.factories import (
    DestinationIndexPageFactory,
    DistrictFactory,
    PlaceFactFactory,
    PlaceFactory,
)
from home.tests.factories import HomePageFactory
from regions.permissions import RegionPermissionPolicy
from regions.trees import site_id_of

pytestmark = pytest.mark.django_db

DISTRICTS = RegionPermissionPolicy(District)
FACTS = RegionPermissionPolicy(PlaceFact, "place")


def user_with(*rights, name="u"):
    """Make somebody with rights as ("change", model, site)."""
    user = get_user_model().objects.create_user(name)
    group = Group.objects.create(name=f"group of {name}")
    user.groups.add(group)
    for action, model, site in rights:
        permission = Permission.objects.get(codename=f"{action}_{model._meta.model_name}")
        GroupSitePermission.objects.create(group=group, site=site, permission=permission)
    return user


def fresh(user):
    """The same person, without what Django and Wagtail remember of the rights."""
    return get_user_model().objects.get(pk=user.pk)


@pytest.fixture
def own(region):
    return DistrictFactory(site=region.site)


@pytest.fixture
def foreign(other_region):
    return DistrictFactory(site=other_region.site)


def fact_in(region):
    section = DestinationIndexPageFactory(parent=region.home)
    return PlaceFactFactory(place=PlaceFactory(parent=section, slug="place"))


def test_a_right_holds_in_its_region_and_for_its_action(region, own, foreign):
    user = user_with(("change", District, region.site))
    may = DISTRICTS.user_has_permission_for_instance
    assert may(user, "change", own) is True
    assert may(user, "change", foreign) is False
    assert may(user, "delete", own) is False
    assert may(user, "change", region.site) is True
    assert DISTRICTS.user_has_permission(user, "change") is True
    assert DISTRICTS.user_has_permission(user, "add") is False
    found = DISTRICTS.instances_user_has_permission_for(user, "change")
    assert list(found) == [own]
    assert list(DISTRICTS.instances_user_has_permission_for(user, "delete")) == []


def test_a_right_over_one_model_is_none_over_another(region, own):
    user = user_with(("change", PlaceFact, region.site))
    assert DISTRICTS.user_has_permission(user, "change") is False
    assert DISTRICTS.user_has_permission_for_instance(user, "change", own) is False


def test_a_right_over_the_whole_model_gives_nothing(region, own, foreign):
    user = user_with()
    user.user_permissions.add(Permission.objects.get(codename="change_district"))
    user = fresh(user)
    assert user.has_perm("destinations.change_district") is True
    assert DISTRICTS.user_has_permission(user, "change") is False
    assert DISTRICTS.user_has_permission_for_instance(user, "change", own) is False
    assert list(DISTRICTS.instances_user_has_permission_for(user, "change")) == []
    assert user not in DISTRICTS.users_with_permission("change")


def test_superusers_may_do_everything_and_the_idle_nothing(region, own, foreign):
    boss = get_user_model().objects.create_superuser("boss", "b@example.org", "x")
    assert DISTRICTS.user_has_permission_for_instance(boss, "delete", foreign) is True
    assert set(DISTRICTS.instances_user_has_permission_for(boss, "change")) == {own, foreign}
    user = user_with(("change", District, region.site))
    user.is_active = False
    for nobody in (user, AnonymousUser()):
        assert DISTRICTS.user_has_permission_for_instance(nobody, "change", own) is False
        assert list(DISTRICTS.instances_user_has_permission_for(nobody, "change")) == []


def test_who_may_is_told_by_region(region, other_region, own, foreign):
    here = user_with(("change", District, region.site), name="here")
    there = user_with(("change", District, other_region.site), name="there")
    user_with(("add", District, region.site), name="adds")
    boss = get_user_model().objects.create_superuser("boss", "b@example.org", "x")
    assert set(DISTRICTS.users_with_permission("change")) == {here, there, boss}
    found = DISTRICTS.users_with_permission_for_instance("change", own)
    assert set(found) == {here, boss}


def test_a_page_tells_the_region_of_what_hangs_on_it(region, other_region):
    own, foreign = fact_in(region), fact_in(other_region)
    user = user_with(("change", PlaceFact, region.site))
    assert FACTS.site_id_of_instance(own) == region.site.pk
    assert FACTS.user_has_permission_for_instance(user, "change", own) is True
    assert FACTS.user_has_permission_for_instance(user, "change", foreign) is False
    assert list(FACTS.instances_user_has_permission_for(user, "change")) == [own]


def test_what_leads_nowhere_is_a_superusers(region):
    user = user_with(("change", PlaceFact, region.site), ("change", District, region.site))
    boss = get_user_model().objects.create_superuser("boss", "b@example.org", "x")
    for policy, lost in ((FACTS, PlaceFact()), (DISTRICTS, District())):
        assert policy.site_id_of_instance(lost) is None
        assert policy.user_has_permission_for_instance(user, "change", lost) is False
        assert policy.user_has_permission_for_instance(boss, "change", lost) is True


def test_a_region_inside_anothers_tree_is_a_region_of_its_own(region):
    inner_home = HomePageFactory(parent=region.home, slug="inner")
    inner = Site.objects.create(hostname="inner.example", root_page=inner_home)
    Site.clear_site_root_paths_cache()
    section = DestinationIndexPageFactory(parent=inner_home)
    theirs = PlaceFactFactory(place=PlaceFactory(parent=section, slug="place"))
    own = fact_in(region)
    assert site_id_of(theirs.place) == inner.pk
    outer_user = user_with(("change", PlaceFact, region.site), name="outer")
    inner_user = user_with(("change", PlaceFact, inner), name="inner")
    assert list(FACTS.instances_user_has_permission_for(outer_user, "change")) == [own]
    assert list(FACTS.instances_user_has_permission_for(inner_user, "change")) == [theirs]
    assert FACTS.user_has_permission_for_instance(outer_user, "change", theirs) is False


def test_rights_are_asked_for_once(region, own, foreign, django_assert_num_queries):
    user = user_with(("change", District, region.site))
    DISTRICTS.user_has_permission(user, "change")
    with django_assert_num_queries(0):
        for thing in (own, foreign, own):
            DISTRICTS.user_has_permission_for_instance(user, "change", thing)
