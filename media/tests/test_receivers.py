"""What follows from a picture's file, whoever saves it."""

import hashlib
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import pytest
from django.core.files.base import ContentFile

from media.models import LibraryDocument, Picture, PictureRendition
from media.tasks import make_renditions
from media.tests.factories import LibraryDocumentFactory, PictureFactory
from media.tests.files import drawing, picture, stored_files

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]

Commits = Callable[..., Any]

#: At 120 by 80 pixels: the admin's five, and of each use but the cut-outs the smallest, twice.
EVERY = 5 + 2 * 7


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.jpg", picture(), False),
        ("a.png", picture("PNG"), False),
        ("a.png", picture("PNG", mode="RGBA", color=(0, 0, 0, 9)), True),
        ("a.gif", picture("GIF"), False),
        ("a.svg", drawing(), False),
    ],
)
def test_transparency_is_read_from_the_file(name: str, content: bytes, expected: bool) -> None:
    made = Picture.objects.create(title="A", file=ContentFile(content, name=name))
    assert Picture.objects.get(pk=made.pk).has_transparency is expected


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.jpg", picture(color=(232, 88, 58)), "e53"),
        ("a.png", picture("PNG", color=(255, 255, 255)), "fff"),
        ("a.png", picture("PNG", mode="L", color=17), "111"),
        ("a.gif", picture("GIF", color=(0, 0, 255)), "00f"),
        ("a.webp", picture("WEBP", color=(0, 0, 0)), "000"),
        ("a.png", picture("PNG", mode="RGBA", color=(0, 0, 0, 9)), ""),
        ("a.svg", drawing(), ""),
    ],
)
def test_the_colour_while_loading_is_read_from_the_file(
    name: str, content: bytes, expected: str
) -> None:
    made = Picture.objects.create(title="A", file=ContentFile(content, name=name))
    assert Picture.objects.get(pk=made.pk).color == expected


def test_a_document_has_its_size_and_hash_from_the_start() -> None:
    made = LibraryDocument.objects.get(pk=LibraryDocumentFactory().pk)
    assert (made.file_size, made.file_hash) == (6, hashlib.sha1(b"Jadwal").hexdigest())  # noqa: S324


def test_a_file_has_its_size_and_hash_from_the_start() -> None:
    made = Picture.objects.get(pk=PictureFactory().pk)
    assert (made.file_size, len(made.file_hash)) == (made.file.size, 40)


def test_another_file_means_other_facts_and_no_old_renditions() -> None:
    made = PictureFactory(made=True)
    old = made.file_hash
    assert PictureRendition.objects.count() > 0

    content = picture("PNG", mode="RGBA", color=(0, 0, 0, 9))
    made = Picture.objects.get()
    made.file = ContentFile(content, name="other.png")
    made.save()

    made = Picture.objects.get()
    assert (made.has_transparency, made.color, made.file_hash != old, made.file_size) == (
        True,
        "",
        True,
        len(content),
    )
    assert PictureRendition.objects.count() == 0


def test_a_file_that_is_in_the_store_already_is_a_new_one_too() -> None:
    """Wagtail's second step of the multiple upload puts it there before it saves the picture."""
    content = picture("PNG", mode="RGBA", color=(0, 0, 0, 9))
    made = Picture(title="A")
    made.file.save("other.png", ContentFile(content, name="other.png"), save=False)

    made.save()

    made = Picture.objects.get()
    assert (made.has_transparency, made.file_size, made.width) == (True, len(content), 24)


def test_saving_words_touches_no_file() -> None:
    made = PictureFactory(made=True)
    number = PictureRendition.objects.count()
    before = stored_files()

    made.alt_en = "Crater"
    with patch.object(Picture, "_set_image_file_metadata") as read:
        made.save()

    assert (stored_files(), read.call_count, PictureRendition.objects.count()) == (
        before,
        0,
        number,
    )


# --- Renditions are made behind the scenes ---


def test_a_new_picture_gets_all_its_renditions(django_capture_on_commit_callbacks: Commits) -> None:
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        made = PictureFactory()

    assert len(callbacks) == 1
    assert sorted(made.renditions.values_list("filter_spec", flat=True)) == sorted(
        made.every_spec()
    )


def test_nothing_is_made_before_the_picture_is_really_stored() -> None:
    PictureFactory()
    assert PictureRendition.objects.count() == 0


@pytest.mark.parametrize(
    ("update_fields", "orders"),
    [(None, 1), (["file"], 1), (["focal_point_x"], 1), (["alt_en"], 0), (["file_hash"], 0)],
)
def test_only_what_changes_renditions_orders_them(
    django_capture_on_commit_callbacks: Commits, update_fields: list[str] | None, orders: int
) -> None:
    made = PictureFactory()
    with django_capture_on_commit_callbacks() as callbacks:
        made.save(update_fields=update_fields)
    assert len(callbacks) == orders


def test_the_worker_makes_what_is_missing(django_capture_on_commit_callbacks: Commits) -> None:
    made = PictureFactory()

    assert make_renditions.call(made.pk) == EVERY
    assert made.renditions.count() == EVERY
    before = stored_files()

    assert make_renditions.call(made.pk) == EVERY
    assert stored_files() == before


def test_the_worker_asks_little_where_nothing_is_missing(django_assert_num_queries: Any) -> None:
    made = PictureFactory()
    make_renditions.call(made.pk)
    # The picture, what is made of it, and a look in a transaction for cuts that are outdated.
    with django_assert_num_queries(6):
        make_renditions.call(made.pk)


def test_the_worker_passes_over_what_is_gone(caplog: pytest.LogCaptureFixture) -> None:
    made = PictureFactory()
    made.file.storage.delete(made.file.name)

    assert make_renditions.call(made.pk) == 0
    assert make_renditions.call(made.pk + 1) == 0
    assert [record.getMessage() for record in caplog.records if record.name == "media.tasks"] == [
        f"The file of picture {made.pk} is not in the store."
    ]


def test_the_work_waits_in_the_queue_of_jobs() -> None:
    assert make_renditions.backend == "jobs"
