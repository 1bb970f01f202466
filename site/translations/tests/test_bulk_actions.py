"""Publishing several pages at once names the languages that change, subpages included."""

import pytest

from destinations.tests.factories import published
from pages.models import StandardPage
from pages.tests.factories import StandardPageFactory
from translations.languages import codes
from translations.tests.browsing import log_in
from translations.tests.factories import make_user

pytestmark = pytest.mark.django_db

URL = "/admin/bulk/wagtailcore/page/publish/"


@pytest.fixture
def moderator(region):
    return make_user(
        "m", page=region.home, page_actions=["add", "change", "publish"], languages=codes()
    )


def test_the_question_names_languages_of_pages_and_of_their_drafts_below(region, moderator):
    page = published(StandardPageFactory(parent=region.home, title="Cara", slug="ways"))
    draft = page.get_latest_revision_as_object()
    draft.summary_ar = "بالبحر"
    draft.save_revision()
    below = StandardPageFactory(
        parent=page, title="Feri", slug="ferry", live=False, heading_en="Ferry"
    )
    below.save_revision()
    same = published(StandardPageFactory(parent=region.home, title="Etiket", slug="etiquette"))

    response = log_in(moderator).get(URL, {"id": [page.pk, same.pk], "next": "/admin/"})

    shown = {
        change["page"].title: [each["code"] for each in change["asked"]["languages"]]
        for item in response.context["items"]
        for change in item["changes"]
    }
    assert shown == {"Cara": ["ar"], "Feri": ["id", "en"]}
    assert "العربية" in response.content.decode()
    assert StandardPage.objects.get(pk=page.pk).summary_ar != "بالبحر"


def test_a_translator_publishes_nothing_in_bulk(region):
    page = StandardPageFactory(parent=region.home, title="Cara", slug="ways", live=False)
    page.save_revision()
    client = log_in(make_user("t", page=region.home, languages=["ar"]))
    client.post(f"{URL}?id={page.pk}&next=/admin/", {})
    assert StandardPage.objects.get(pk=page.pk).live is False


def test_the_answer_publishes(region, moderator):
    page = StandardPageFactory(parent=region.home, title="Cara", slug="ways", live=False)
    page.save_revision()
    log_in(moderator).post(f"{URL}?id={page.pk}&next=/admin/", {})
    assert StandardPage.objects.get(pk=page.pk).live is True
