from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from translations.tests.factories import make_user


@pytest.fixture
def store(settings: Any, tmp_path: Path) -> Path:
    """An empty store of uploads, of this test alone."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def english() -> Iterator[None]:
    """Speak the language in which messages stand in the code: no catalogue changes the words."""
    with translation.override("en"):
        yield


@pytest.fixture
def officer(db: None) -> Client:
    """Who writes Indonesian and English and may add and change pictures; the admin is English."""
    user = make_user("officer", languages=["id", "en"], picture_actions=["add", "change", "choose"])
    return logged_in(user)


@pytest.fixture
def translator(db: None) -> Client:
    """Who writes Arabic alone, though Wagtail gives every right over pictures and documents."""
    user = make_user("translator", languages=["ar"], picture_actions=["add", "change", "choose"])
    grant_documents(user, "add", "change", "choose")
    return logged_in(user)


def logged_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def grant_documents(user: Any, *actions: str) -> None:
    from django.contrib.auth.models import Permission
    from wagtail.models import Collection, GroupCollectionPermission

    for action in actions:
        GroupCollectionPermission.objects.create(
            group=user.groups.get(),
            collection=Collection.get_first_root_node(),
            permission=Permission.objects.get(
                content_type__app_label="wagtaildocs", codename=f"{action}_document"
            ),
        )
