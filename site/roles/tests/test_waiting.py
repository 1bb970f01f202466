"""Who waits for what: the lists of the first page, role by role."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page

from destinations.models import Place
from destinations.tests.factories import DestinationIndexPageFactory, PlaceFactory, published
from roles import waiting
from roles.enums import RoleName
from roles.making import make_roles
from translations.languages import codes
from translations.models import TranslationProgress
from translations.tests.browsing import log_in

from .world import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(region):
    make_roles(region.settings)
    published(region.home)
    return region


@pytest.fixture
def section(office):
    return published(DestinationIndexPageFactory(parent=office.home))


def submitted(section, author, title="Pantai Boom", slug="boom"):
    place = PlaceFactory(parent=section, title=title, slug=slug, owner=author)
    place.save_revision(user=author)
    place.get_workflow().start(place, author)
    return Place.objects.get(pk=place.pk)


def facts(found):
    return [(line.title, line.step, line.by, line.is_sent_back) for line in found.lines]


def test_what_a_writer_submitted_waits_for_translators_then_for_editors(office, section):
    writer = make_person(office, RoleName.WRITER)
    translator = make_person(office, RoleName.TRANSLATOR, language="ar")
    editor = make_person(office, RoleName.EDITOR)
    place = submitted(section, writer)
    with override("en"):
        assert facts(waiting.for_others(writer)) == [
            ("Pantai Boom", "Translate", "Translators, Editors, Site administrators", False)
        ]
        assert facts(waiting.for_me(writer)) == []
        by_writer = [("Pantai Boom", "Translate", writer.username, False)]
        assert facts(waiting.for_me(translator)) == by_writer
        assert facts(waiting.for_me(editor)) == by_writer
        place.current_workflow_state.current_task_state.approve(user=translator)
        assert facts(waiting.for_me(translator)) == []
        assert facts(waiting.for_me(editor)) == [
            ("Pantai Boom", "Check and publish", writer.username, False)
        ]
        assert facts(waiting.for_others(writer)) == [
            ("Pantai Boom", "Check and publish", "Editors, Site administrators", False)
        ]


def test_what_is_sent_back_waits_for_its_author_with_what_was_said(office, section):
    writer, editor = make_person(office, RoleName.WRITER), make_person(office, RoleName.EDITOR)
    place = submitted(section, writer)
    place.current_workflow_state.current_task_state.reject(user=editor, comment="Jam bukanya?")
    found = waiting.for_me(writer)
    assert [(line.title, line.comment, line.is_sent_back) for line in found.lines] == [
        ("Pantai Boom", "Jam bukanya?", True)
    ]
    assert waiting.for_others(writer).total == 0
    assert waiting.for_me(editor).total == 0


def test_each_translator_sees_their_own_language_and_outdated_first(office, section):
    old = PlaceFactory(parent=section, title="Lama", slug="lama", summary_ar="قديم")
    old.heading_ar = "قديم"
    published(old)
    old = Place.objects.get(pk=old.pk)
    old.summary_ind = "Baru."
    old.save_revision()
    published(PlaceFactory(parent=section, title="Kosong", slug="kosong"))
    arabic = make_person(office, RoleName.TRANSLATOR, language="ar")
    [work] = waiting.in_my_languages(arabic)
    assert (work.language, work.missing, work.outdated) == ("ar", 3, 1)
    assert (work.lines[0].title, work.lines[0].outdated) == ("Lama", 1)
    assert work.lines[0].url == f"/admin/pages/{old.pk}/edit/#tab-language_ar"
    english = make_person(office, RoleName.TRANSLATOR, language="en")
    assert [each.language for each in waiting.in_my_languages(english)] == ["en"]


def test_languages_that_the_region_does_not_use_are_no_work(office, section, other_region):
    make_roles(other_region.settings)
    published(other_region.home)
    editor = make_person(other_region, RoleName.EDITOR)
    assert [each.language for each in waiting.in_my_languages(editor)] == ["en"]
    assert waiting.in_my_languages(make_person(office, RoleName.STUDY_VISIT_DESK)) == []


def test_an_editor_sees_what_readers_do_not_have_yet(office, section):
    writer, editor = make_person(office, RoleName.WRITER), make_person(office, RoleName.EDITOR)
    submitted(section, writer)
    draft = published(PlaceFactory(parent=section, title="Teluk", slug="teluk"))
    draft.summary_ind = "Baru."
    draft.save_revision()
    found = waiting.for_publication(editor)
    with override("en"):
        assert {(line.title, line.step) for line in found.lines} == {
            ("Pantai Boom", "Translate"),
            ("Teluk", ""),
        }
    assert found.total == 2
    assert waiting.for_publication(writer) is None


def test_nothing_of_a_foreign_region_is_listed(office, section, other_region):
    make_roles(other_region.settings)
    published(other_region.home)
    writer = make_person(office, RoleName.WRITER)
    submitted(section, writer)
    foreign = make_person(other_region, RoleName.SITE_ADMINISTRATOR)
    assert waiting.for_me(foreign).total == 0
    assert waiting.for_others(foreign).total == 0
    assert [line.title for work in waiting.in_my_languages(foreign) for line in work.lines] == [
        "Sabang"
    ]
    assert waiting.for_publication(foreign).total == 0


def test_the_first_page_says_so_where_nothing_waits(office):
    editor = make_person(office, RoleName.EDITOR)
    for code in ("en", "ms", "zh_hans", "ar"):
        setattr(office.home, f"heading_{code}", "x")
        setattr(office.home, f"summary_{code}", "x")
    published(office.home)
    html = log_in(editor).get("/admin/").content.decode()
    for words in (
        "Waiting for you (0)",
        "Nothing waits for you.",
        "Nothing that you submitted is waiting.",
        "All pages are whole and up to date in your languages.",
        "Readers have the latest of every page.",
    ):
        assert words in html
    desk = log_in(make_person(office, RoleName.STUDY_VISIT_DESK)).get("/admin/").content.decode()
    assert "Nothing waits for you." in desk
    assert "Translations to write" not in desk
    assert "Not yet published" not in desk


def test_the_first_page_shows_the_lists_with_links(office, section):
    writer, editor = make_person(office, RoleName.WRITER), make_person(office, RoleName.EDITOR)
    place = submitted(section, writer, title="Boom & <b>")
    html = log_in(editor).get("/admin/").content.decode()
    link = f'<a href="/admin/pages/{place.pk}/edit/">Boom &amp; &lt;b&gt;</a>'
    assert html.count(link) == 2
    assert f"Translate, submitted by {writer.username}" in html
    assert f'href="{reverse("translations_report")}?language=ar"' in html


def test_the_lists_are_short_and_say_how_many_there_are(office, section):
    writer, editor = make_person(office, RoleName.WRITER), make_person(office, RoleName.EDITOR)
    for number in range(waiting.SHOWN + 3):
        submitted(section, writer, title=f"Pantai {number}", slug=f"p-{number}")
    found = waiting.for_me(editor)
    assert (len(found.lines), found.total, found.more) == (waiting.SHOWN, waiting.SHOWN + 3, 3)
    assert "and 3 more" in log_in(editor).get("/admin/").content.decode()


@pytest.mark.parametrize("role", [RoleName.EDITOR, RoleName.WRITER])
def test_the_first_page_costs_the_same_with_500_pages(office, section, role):
    person, writer = make_person(office, role), make_person(office, RoleName.WRITER, name="w")
    for number in range(waiting.SHOWN + 1):
        submitted(section, writer, title=f"Pantai {number}", slug=f"p-{number}")
    few = cost(person)
    add_drafts(section, 500)
    many = cost(person)
    found = waiting.in_my_languages(person)
    assert [each.missing for each in found] == [500 + waiting.SHOWN + 3] * 4
    assert (many <= few, few <= BUDGETS[role]) == (True, True), (few, many)


#: The whole page, Wagtail's own menu, summary and panels with it.
BUDGETS = {RoleName.EDITOR: 40, RoleName.WRITER: 32}


def cost(person):
    client = Client()
    client.force_login(person)
    client.get("/admin/")
    with CaptureQueriesContext(connection) as counted:
        assert client.get("/admin/").status_code == 200
    return len(counted)


def add_drafts(section, number):
    """Add rows as that many untranslated drafts leave them, without the cost of saving each."""
    kind = ContentType.objects.get_for_model(Place)
    pages = Page.objects.bulk_create(
        Page(
            title=f"Banyak {each}",
            draft_title=f"Banyak {each}",
            slug=f"banyak-{each}",
            content_type=kind,
            locale=section.locale,
            path=Page._get_path(section.path, section.depth + 1, section.numchild + 100 + each),
            depth=section.depth + 1,
            url_path=f"{section.url_path}banyak-{each}/",
            has_unpublished_changes=True,
        )
        for each in range(number)
    )
    TranslationProgress.objects.bulk_create(
        TranslationProgress(page=page, language=code, done=0, total=3)
        for page in pages
        for code in codes()
    )
