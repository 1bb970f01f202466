"""A page that is kept for partners: read on the site, by whoever has the role."""

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from destinations.tests.factories import published
from pages.tests.factories import StandardPageFactory
from roles.enums import RoleName
from roles.making import make_roles
from roles.models import RoleGroup

from .world import make_person

pytestmark = pytest.mark.django_db

LOGIN = "/id/_util/login/"


@pytest.fixture
def page(region):
    """A page of the region that its partner readers alone may read."""
    make_roles(region.settings)
    published(region.home)
    page = published(StandardPageFactory(parent=region.home, title="Buku panduan", slug="buku"))
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.add(RoleGroup.objects.get(role=RoleName.PARTNER_READER).group)
    return page


def log_in_on_the_site(reader, user):
    assert reader.get(LOGIN).status_code == 200
    return reader.post(
        LOGIN, {"username": user.username, "password": "first-light", "next": "/id/buku/"}
    )


def test_a_partner_logs_in_on_the_site_and_reads(page, region, reader):
    asked = reader.get("/id/buku/")
    assert (asked.status_code, asked.url) == (302, f"{LOGIN}?next=/id/buku/")
    partner = make_person(region, RoleName.PARTNER_READER)
    assert log_in_on_the_site(reader, partner).url == "/id/buku/"
    assert "Buku panduan" in reader.get("/id/buku/").content.decode()
    assert reader.get("/admin/").status_code == 302


def test_others_do_not_read_it(page, region, other_region):
    make_roles(other_region.settings)
    for user in (
        make_person(region, RoleName.STUDY_VISIT_DESK),
        make_person(other_region, RoleName.PARTNER_READER),
    ):
        client = Client()
        log_in_on_the_site(client, user)
        assert client.get("/id/buku/").status_code == 302
