"""The report by language: what is missing, outdated, held back; and only of one's own pages."""

import pytest
from django.urls import reverse

from destinations.tests.factories import published
from pages.tests.factories import StandardPageFactory
from translations.languages import codes
from translations.tests.browsing import log_in
from translations.tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(region):
    return log_in(make_user("o", page=region.home, languages=codes()))


def rows(client, **query):
    response = client.get(reverse("translations_report"), query)
    assert response.status_code == 200
    return [(row.page.title, row.language) for row in response.context["object_list"]]


def test_it_lists_every_page_in_every_language_but_the_source(region, officer):
    published(StandardPageFactory(parent=region.home, title="Cara"))
    assert [row for row in rows(officer) if row[0] == "Cara"] == [
        ("Cara", "ar"),
        ("Cara", "en"),
        ("Cara", "ms"),
        ("Cara", "zh-hans"),
    ]


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ("missing", "Kosong"),
        ("partial", "Sebagian"),
        ("complete", "Lengkap"),
        ("outdated", "Lama"),
        ("held_back", "Ditahan"),
    ],
)
def test_it_filters_by_state(region, officer, state, found):
    published(StandardPageFactory(parent=region.home, title="Kosong"))
    published(StandardPageFactory(parent=region.home, title="Sebagian", heading_en="Part"))
    full = {"heading_en": "Whole", "summary_en": "All."}
    published(StandardPageFactory(parent=region.home, title="Lengkap", **full))
    old = published(StandardPageFactory(parent=region.home, title="Lama dulu", heading_en="Old"))
    old.title = "Lama"
    old.save_revision().publish()
    held = published(StandardPageFactory(parent=region.home, title="Ditahan", heading_en="Held"))
    held.language_versions.filter(language="en").update(held_back=True)
    titles = [title for title, _language in rows(officer, language="en", state=state)]
    assert found in titles
    others = {"Kosong", "Lengkap"} - {found}
    assert not others & set(titles)


def test_pages_of_another_region_stay_out(region, other_region, officer):
    published(StandardPageFactory(parent=other_region.home, title="Rahasia Sabang"))
    assert "Rahasia Sabang" not in {title for title, _language in rows(officer)}


def test_languages_that_a_region_does_not_use_stay_out(other_region):
    published(StandardPageFactory(parent=other_region.home, title="Pulau Weh"))
    client = log_in(make_user("s", page=other_region.home, languages=codes()))
    assert {language for _title, language in rows(client)} == {"en"}


def test_it_can_be_taken_along_as_a_table(region, officer):
    published(StandardPageFactory(parent=region.home, title="Cara"))
    response = officer.get(reverse("translations_report"), {"export": "csv", "language": "en"})
    assert response["Content-Type"] == "text/csv"
    lines = b"".join(response.streaming_content).decode().splitlines()
    assert "Cara,en,0,2,0,False,False" in lines


def test_its_cost_does_not_grow_with_the_pages(region, officer, django_assert_max_num_queries):
    def cost():
        with django_assert_max_num_queries(60) as counted:
            officer.get(reverse("translations_report"))
        return len(counted.captured_queries)

    published(StandardPageFactory(parent=region.home, slug="a"))
    officer.get(reverse("translations_report"))
    few = cost()
    for number in range(12):
        published(StandardPageFactory(parent=region.home, slug=f"b{number}"))
    assert cost() == few
