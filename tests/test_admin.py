"""The admin wears the region's dress, in Wagtail's own places for it."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from roles.enums import RoleName
from roles.making import make_roles
from roles.tests.world import make_person

pytestmark = pytest.mark.django_db


def page(client, path, host="localhost"):
    response = client.get(path, headers={"host": host})
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def brand(html):
    """The name and tagline as the log-in page shows them."""
    (name,) = re.findall(r"<h1>(.*?)</h1>", html)
    tagline = re.findall(r'<p class="login-tagline".*?>(.*?)</p>', html)
    return re.sub("<.*?>", "", name).strip(), *tagline


def test_the_log_in_page_is_the_regions(region, other_region, reader):
    here = page(reader, "/admin/login/")
    assert brand(here) == ("Banyuwangi", "The Sunrise of Java")
    assert re.findall("<title>(.*?)</title>", here)[0].endswith("- Banyuwangi")
    assert f'href="/brand/admin.css?v={region.settings.accents_version}"' in here
    assert f'href="/favicon.ico?v={region.settings.tokens_version}"' in here
    assert here.index("wagtailadmin/css/core.css") < here.index("/brand/admin.css")
    there = page(reader, "/admin/login/", host="sabang.example")
    assert brand(there) == ("Sabang",)
    assert f'href="/brand/admin.css?v={other_region.settings.accents_version}"' in there


def test_nothing_in_it_calls_wagtail_by_name(region, reader):
    html = page(reader, "/admin/login/")
    text = re.sub(r"<(script|noscript).*?</\1>|<[^>]*>", " ", html)
    assert re.findall("(?i)wagtail", text) == []


def test_a_name_with_markup_is_only_a_name(region, reader):
    region.settings.name = "<b>Banyuwangi"
    region.settings.save()
    assert "<b>" not in page(reader, "/admin/login/")


def test_without_any_site_one_can_still_log_in(db, reader):
    from wagtail.models import Site

    Site.objects.all().delete()
    assert brand(page(reader, "/admin/login/")) == ("Sunrise",)


@pytest.fixture
def sri(db):
    return get_user_model().objects.create_superuser(
        "sri", "sri@example.org", "first-light", first_name="Sri", last_name="Wahyuni"
    )


def welcome(user):
    client = Client()
    client.force_login(user)
    html = page(client, "/admin/")
    assert '<use href="/static/brand/mark.svg#mark"/></svg>' in html
    assert '<span class="brand-name">Banyuwangi</span>' in html
    (title,) = re.findall(r'<h1 class="w-h1 w-mt-0">(.*?)</h1>', html)
    return title.strip()


def test_the_first_page_names_the_region_and_the_officer(region, sri):
    assert welcome(sri) == "Welcome to Banyuwangi, Sri Wahyuni"


def test_who_works_in_another_region_than_the_hosts_is_welcomed_to_that(region, other_region):
    make_roles(other_region.settings)
    editor = make_person(other_region, RoleName.EDITOR)
    assert welcome(editor) == "Welcome to Sabang, sabang-editor"
