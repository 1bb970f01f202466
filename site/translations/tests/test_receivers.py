"""The derived rows say what the public has, whoever saves and however."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from destinations.tests.factories import published
from pages.models import StandardPage
from pages.tests.factories import StandardPageFactory
from translations.models import LanguageVersion

pytestmark = pytest.mark.django_db


def versions(page, field="title"):
    return dict(page.language_versions.values_list("language", field))


def draft_of(page, **changes):
    """Save a draft on top of the live page, as an editor would."""
    draft = page.get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(draft, name, value)
    draft.save_revision()


def test_publishing_writes_a_row_a_language(region):
    page = published(
        StandardPageFactory(
            parent=region.home, title="Cara", heading_en="Ways", summary_en="By sea."
        )
    )
    assert versions(page) == {
        "id": "Cara",
        "en": "Ways",
        "ms": "Ways",
        "zh-hans": "Ways",
        "ar": "Ways",
    }
    assert versions(page, "complete") == {
        "id": True,
        "en": True,
        "ms": False,
        "zh-hans": False,
        "ar": False,
    }


def test_a_draft_never_reaches_what_the_public_can_search(region):
    page = published(StandardPageFactory(parent=region.home, title="Cara", heading_en="Ways"))
    draft_of(page, title="Rahasia", heading_en="Secret", summary_ind="rahasia")
    assert versions(page)["id"] == "Cara"
    texts = " ".join(page.language_versions.values_list("search_text", flat=True))
    assert "rahasia" not in texts


def test_a_page_that_was_never_published_shows_nothing(region):
    page = StandardPageFactory(parent=region.home, title="Rahasia", live=False)
    page.save_revision()
    assert set(versions(page).values()) == {""}
    assert set(versions(page, "live").values()) == {False}


def test_a_scheduled_draft_of_a_live_page_waits(region):
    page = published(StandardPageFactory(parent=region.home, title="Cara"))
    draft = page.get_latest_revision_as_object()
    draft.title, draft.go_live_at = "Besok", timezone.now() + timedelta(days=1)
    draft.save_revision().publish()
    assert versions(page)["id"] == "Cara"


def test_unpublishing_takes_the_text_away_and_publishing_brings_it_back(region):
    page = published(StandardPageFactory(parent=region.home, title="Cara"))
    page.unpublish()
    assert set(versions(page).values()) == {""}
    assert set(versions(page, "live").values()) == {False}
    page.get_latest_revision().publish()
    assert versions(page)["id"] == "Cara"


def test_expiry_takes_the_page_out(region):
    page = StandardPageFactory(parent=region.home, title="Cara")
    published(page)
    StandardPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(hours=1))
    call_command("publish_scheduled")
    assert set(versions(page, "live").values()) == {False}


def test_an_alias_has_rows_of_its_own(region):
    page = published(StandardPageFactory(parent=region.home, title="Cara", slug="cara"))
    alias = page.create_alias(update_slug="cara-alias")
    assert versions(alias)["id"] == "Cara"
    draft_of(page, title="Jalan")
    page.get_latest_revision().publish()
    assert versions(alias)["id"] == "Jalan"


def test_held_back_and_reviewed_survive_a_publish(region):
    page = published(StandardPageFactory(parent=region.home, title="Cara", heading_en="Ways"))
    page.language_versions.filter(language="en").update(held_back=True, reviewed_by_native=True)
    draft_of(page, title="Jalan")
    page.get_latest_revision().publish()
    version = page.language_versions.get(language="en")
    assert (version.held_back, version.reviewed_by_native, version.available) == (True, True, False)


def test_a_deleted_page_leaves_no_rows(region):
    page = published(StandardPageFactory(parent=region.home, title="Cara"))
    page.delete()
    assert not LanguageVersion.objects.filter(page_id=page.pk).exists()


def test_counts_follow_the_draft_and_not_the_live_page(region):
    page = published(StandardPageFactory(parent=region.home, title="Cara", summary_ind="Laut."))
    draft_of(page, heading_en="Ways", summary_en="By sea.")
    row = page.translation_progress.get(language="en")
    assert (row.done, row.total) == (2, 2)
    assert versions(page, "complete")["en"] is False


def test_search_text_of_a_fallback_is_what_the_reader_sees(region):
    page = published(StandardPageFactory(parent=region.home, title="Cara", summary_en="By sea."))
    assert "by sea" in page.language_versions.get(language="ar").search_text


def test_loading_a_fixture_derives_nothing(region, tmp_path):
    page = published(StandardPageFactory(parent=region.home, title="Cara"))
    dump = tmp_path / "dump.json"
    call_command(
        "dumpdata", "wagtailcore.page", "pages.standardpage", output=str(dump), verbosity=0
    )
    LanguageVersion.objects.filter(page=page).delete()
    call_command("loaddata", str(dump), verbosity=0)
    assert not LanguageVersion.objects.filter(page=page).exists()
