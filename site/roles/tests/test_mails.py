"""Mails of the workflow: to each in their own language, about a page and nobody."""

import logging
import shutil

import pytest
from django.core import mail
from django.utils.translation import override
from wagtail.users.models import UserProfile

from config import catalogues
from destinations.tests.factories import DestinationIndexPageFactory, PlaceFactory
from notices.office_mails import language_of
from roles.enums import RoleName, Step
from roles.mails import send_notification
from roles.making import make_roles
from roles.models import OfficeTask

from .world import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(region, settings, tmp_path):
    """A region with roles, where Indonesian words are at hand."""
    folder = tmp_path / "id" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    shutil.copy(catalogues.path_of(settings.ROOT / "locale", "id"), folder)
    catalogues.compile_stale(tmp_path)
    settings.LOCALE_PATHS = [tmp_path]
    settings.WAGTAILADMIN_BASE_URL = "https://admin.example"
    make_roles(region.settings)
    return region


def speaking(user, language):
    UserProfile.objects.filter(user=user).update(preferred_language=language)
    user.__dict__.pop("wagtail_userprofile", None)
    return type(user).objects.get(pk=user.pk)


def submit(office, author, title="Pantai Boom"):
    section = DestinationIndexPageFactory(parent=office.home)
    place = PlaceFactory(parent=section, title=title, slug="boom", owner=author, live=False)
    place.save_revision(user=author)
    place.get_workflow().start(place, author)
    return type(place).objects.get(pk=place.pk)


def by_recipient():
    return {message.to[0].split("@")[0]: message for message in mail.outbox}


def test_each_is_written_to_in_their_own_language(office):
    author = make_person(office, RoleName.WRITER, name="wati")
    speaking(make_person(office, RoleName.EDITOR, name="made"), "en")
    speaking(make_person(office, RoleName.TRANSLATOR, language="ar", name="amir"), "id")
    with override("en"):
        submit(office, author)
    letters = by_recipient()
    assert sorted(letters) == ["amir", "made"]
    assert letters["made"].subject == "“Pantai Boom” waits for you: Translate"
    assert letters["made"].body.splitlines()[0] == "Hello made,"
    assert letters["amir"].subject == "“Pantai Boom” menunggu Anda: Terjemahkan"
    assert "wati mengajukan “Pantai Boom”" in letters["amir"].body
    assert "Halo amir," in letters["amir"].body


def test_who_chose_no_language_gets_the_source_not_the_senders(office):
    author = make_person(office, RoleName.WRITER, name="wati")
    editor = speaking(make_person(office, RoleName.EDITOR, name="made"), "")
    with override("en"):
        assert language_of(editor) == "id"
        submit(office, author)
    assert mail.outbox[0].subject == "“Pantai Boom” menunggu Anda: Terjemahkan"


def test_the_author_is_told_what_came_of_it(office):
    author = speaking(make_person(office, RoleName.WRITER, name="wati"), "id")
    editor = make_person(office, RoleName.EDITOR, name="made")
    place = submit(office, author)
    place.current_workflow_state.current_task_state.reject(user=editor, comment="Jam bukanya?")
    rejected = mail.outbox[-1]
    assert (rejected.to, rejected.subject) == (
        ["wati@example.org"],
        "“Pantai Boom” dikembalikan kepada Anda",
    )
    assert "“Jam bukanya?”" in rejected.body
    assert f"https://admin.example/admin/pages/{place.pk}/edit/" in rejected.body


def test_approval_goes_from_translators_to_editors_to_the_author(office):
    author = make_person(office, RoleName.WRITER, name="wati")
    editor = make_person(office, RoleName.EDITOR, name="made")
    translator = make_person(office, RoleName.TRANSLATOR, language="en", name="tia")
    place = submit(office, author)
    mail.outbox.clear()
    place.current_workflow_state.current_task_state.approve(user=translator)
    assert [(each.to, each.subject) for each in mail.outbox] == [
        (["made@example.org"], "“Pantai Boom” waits for you: Check and publish")
    ]
    mail.outbox.clear()
    place = type(place).objects.get(pk=place.pk)
    assert place.live is False
    place.current_workflow_state.current_task_state.approve(user=editor)
    assert [(each.to, each.subject) for each in mail.outbox] == [
        (["wati@example.org"], "“Pantai Boom” was approved")
    ]
    assert type(place).objects.get(pk=place.pk).live is True


def test_subjects_name_the_page_and_nobody(office):
    author = make_person(office, RoleName.WRITER, name="wati")
    editor = make_person(office, RoleName.EDITOR, name="made")
    reader = make_person(office, RoleName.SITE_ADMINISTRATOR, name="sri")
    place = submit(office, author)
    place.current_workflow_state.current_task_state.reject(user=editor)
    send_notification(
        [reader], "updated_comments", {"page": place, "editor": editor, "new_comments": []}
    )
    assert len(mail.outbox) == 4
    for message in mail.outbox:
        assert not any(name in message.subject for name in ("wati", "made", "sri", "@"))
        assert "token" not in message.body


def test_what_is_typed_stands_as_it_was_typed(office):
    author = make_person(office, RoleName.WRITER, name="wati")
    make_person(office, RoleName.EDITOR, name="made")
    submit(office, author, title="Gunung & “Laut” <1>")
    assert mail.outbox[0].subject == "“Gunung & “Laut” <1>” waits for you: Translate"
    assert "Gunung & “Laut” <1>" in mail.outbox[0].body


def test_a_mail_that_fails_stops_nobody_and_names_nobody(office, monkeypatch, caplog):
    author = make_person(office, RoleName.WRITER, name="wati")
    make_person(office, RoleName.EDITOR, name="made")
    make_person(office, RoleName.SITE_ADMINISTRATOR, name="sri")
    calls = []

    def fail(*args, **kwargs):
        calls.append(args)
        raise ConnectionRefusedError

    monkeypatch.setattr("wagtail.admin.mail.send_mail", fail)
    with caplog.at_level(logging.ERROR):
        place = submit(office, author)
    assert len(calls) == 2
    assert place.current_workflow_state is not None
    [failed, _other] = [each for each in caplog.records if each.name == "notices.office_mails"]
    assert failed.getMessage().startswith("A mail failed: user ")
    assert "example.org" not in caplog.text


def test_the_step_is_named_in_the_readers_language(office):
    task = OfficeTask.objects.get(office__site=office.site, step=Step.CHECK)
    with override("id"):
        assert task.title == "Periksa dan terbitkan"
