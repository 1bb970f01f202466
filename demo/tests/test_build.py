"""The demo as it is built: whole, linked, and left alone the second time."""

import pytest
from django.test import Client
from wagtail.models import Page

from demo.build import build
from events.enums import EventStatus
from events.models import Edition, Festival, Occurrence
from notices.models import ReadySentence
from translations.models import LanguageVersion

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("jobs_wait")]

LINKED = [
    "destinations/kawah-ijen",
    "destinations/pantai-sukamade",
    "destinations/pulau-merah",
    "destinations/desa-kemiren",
    "destinations/de-djawatan",
    "events/gandrung-sewu",
    "events/banyuwangi-ethno-carnival",
    "events/tour-de-banyuwangi-ijen",
    "events/barong-ider-bumi",
    "events/seblang-olehsari",
]


def quiet(_line):
    return None


def test_the_demo_is_whole_and_a_second_building_changes_nothing():
    region = build(quiet)
    client = Client()
    for code in ("id", "en", "ms", "zh-hans", "ar"):
        for path in (*LINKED, "events", "events/past", "privacy", "plan-your-visit/safety"):
            response = client.get(f"/{code}/{path}/")
            assert response.status_code == 200, path
            if path in LINKED:
                assert 'rel="canonical"' in response.content.decode()
    available = LanguageVersion.objects.available()
    for path in LINKED:
        page = Page.objects.get(url_path=f"{region.home.url_path}{path}/")
        assert available.filter(page=page).count() == 5
    assert Festival.objects.filter(is_example=True).count() == 29
    assert not Edition.objects.filter(live=True, occurrences=None).exists()
    # Every state of a date, and a festival whose parts stand in its programme alone.
    assert set(Occurrence.objects.values_list("status", flat=True)) == set(EventStatus.values)
    assert Occurrence.objects.filter(is_listed=False).count() >= 12
    for sentence in ReadySentence.objects.all():
        assert sentence.missing_languages(region.settings.languages_in_use) == []

    revisions = Page.objects.values_list("pk", "latest_revision_id")
    before = set(revisions)
    build(quiet)
    assert set(revisions.all()) == before
