"""What languages cost an editor, in queries: the figures of a bare Wagtail page and a margin."""

import datetime

import pytest

from destinations.tests.factories import (
    DestinationIndexPageFactory,
    PlaceFactFactory,
    PlaceFactory,
    published,
)
from events.tests.factories import EditionFactory, FestivalFactory, FestivalIndexPageFactory
from pages.tests.factories import StandardPageFactory
from translations.languages import codes, localized
from translations.tests.browsing import edit_url, form_of, log_in
from translations.tests.factories import make_user

pytestmark = pytest.mark.django_db

#: A bare Wagtail page, measured: 75 an autosave, 49 a plain draft save.
AUTOSAVE = 75 + 15
DRAFT_SAVE = 49 + 10
#: What three inline relations with three children cost of themselves, in Wagtail.
INLINE_CHILDREN = 13
#: And what the lists of organisers, venues and roads cost a form that is sent back.
REGISTRY = 6


def make_page(region):
    return StandardPageFactory(parent=region.home, slug="getting-here", **texts())


def make_place(region):
    place = PlaceFactory(
        parent=DestinationIndexPageFactory(parent=region.home), slug="kawah-ijen", **texts()
    )
    for number in range(3):
        PlaceFactFactory(place=place, sort_order=number)
    return place


def make_festival(region):
    section = FestivalIndexPageFactory(parent=region.home)
    festival = FestivalFactory(parent=section, slug="gandrung-sewu", **texts())
    for year in (2024, 2025, 2026):
        EditionFactory(festival=festival, starts_on=datetime.date(year, 10, 24))
    return festival


def texts():
    return {localized("summary", code): f"summary {code}" for code in codes()}


KINDS = pytest.mark.parametrize(
    ("make", "extra"),
    [(make_page, 0), (make_festival, REGISTRY), (make_place, INLINE_CHILDREN)],
    ids=["page", "festival", "place"],
)


@pytest.fixture
def officer(region):
    return log_in(make_user("o", page=region.home, languages=codes()))


@KINDS
def test_a_draft_save_stays_within_its_budget(
    region, officer, django_assert_max_num_queries, make, extra
):
    page = published(make(region))
    data = form_of(officer, edit_url(page))
    data["summary_en"] = "An acid lake."
    with django_assert_max_num_queries(DRAFT_SAVE + extra):
        assert officer.post(edit_url(page), data).status_code == 302


@KINDS
def test_an_autosave_stays_within_its_budget(
    region, officer, django_assert_max_num_queries, make, extra
):
    page = published(make(region))
    data = form_of(officer, edit_url(page))
    data["summary_en"] = "An acid lake."
    headers = {"accept": "application/json"}
    first = officer.post(edit_url(page), data, headers=headers).json()
    data["overwrite_revision_id"] = first["revision_id"]
    data["summary_en"] = "An acid lake, blue."
    with django_assert_max_num_queries(AUTOSAVE + extra):
        assert officer.post(edit_url(page), data, headers=headers).json()["success"] is True
