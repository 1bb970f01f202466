from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import File
from django.core.files.storage import Storage
from django.core.signals import request_finished
from django.db import close_old_connections, connection
from django.http import Http404
from django.test import Client, RequestFactory
from wagtail.models import Collection, CollectionViewRestriction

from media.models import Picture, PictureRendition
from media.tests.conftest import logged_in
from media.tests.factories import LibraryDocumentFactory, PictureFactory
from media.tests.files import drawing, picture
from media.views import CONTENT_TYPES, rendition
from translations.tests.factories import make_user

pytestmark = pytest.mark.django_db

JPEG = picture()


@pytest.fixture(autouse=True)
def _keep_the_connection() -> Iterator[None]:
    """Let no closed response close the test's database connection, as Django's client does."""
    request_finished.disconnect(close_old_connections)
    yield
    request_finished.connect(close_old_connections)


@pytest.fixture
def images(store: Path) -> Path:
    """The public folder of the store, with one rendition in it and secrets around.

    The secrets are said to be renditions, too, so that the folder alone decides.
    """
    image = PictureFactory()
    folder = store / "images"
    (folder / "folder.jpg").mkdir(parents=True)
    (folder / "kawah.jpg").write_bytes(JPEG)
    (folder / "notes.txt").write_text("secret")
    (folder / "page.html").write_text("secret")
    (folder / "kawah.svg.gz").write_bytes(b"secret")
    for name in ("original_images", "documents", "wagtail_uploads", "imagesque"):
        (store / name).mkdir(exist_ok=True)
        (store / name / "kawah.jpg").write_bytes(JPEG)
    (store / "kawah.jpg").write_bytes(JPEG)
    (store.parent / "outside.jpg").write_bytes(JPEG)
    for number, name in enumerate(
        (
            "images/kawah.jpg",
            *(f"images/x{ending}" for ending in CONTENT_TYPES),
            "images/gone.jpg",
            "images/folder.jpg",
            "images/notes.txt",
            "images/page.html",
            "images/kawah.svg.gz",
            "images/../original_images/kawah.jpg",
            "original_images/kawah.jpg",
            "documents/kawah.jpg",
            "kawah.jpg",
            "../outside.jpg",
        )
    ):
        made = PictureRendition(image=image, filter_spec=f"spec-{number}", width=1, height=1)
        made.file.name = name
        made.save()
    (folder / "unknown.jpg").write_bytes(JPEG)
    return folder


def get(path: str, **headers: str) -> Any:
    request = RequestFactory(headers=headers).get("/media/x")
    request.user = AnonymousUser()
    return rendition(request, path)


def test_a_rendition_is_served_for_a_year(images: Path) -> None:
    response = get("images/kawah.jpg")

    assert b"".join(response.streaming_content) == JPEG
    assert response.status_code == 200
    assert dict(response.headers) == {
        "Content-Type": "image/jpeg",
        "Content-Length": str(len(JPEG)),
        "Content-Disposition": 'inline; filename="kawah.jpg"',
        "ETag": response["ETag"],
        "Cache-Control": "public, max-age=31536000, immutable",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    }


@pytest.mark.parametrize(("ending", "content_type"), CONTENT_TYPES.items())
def test_types_are_the_sites_own_and_not_the_machines(
    images: Path, ending: str, content_type: str
) -> None:
    (images / f"x{ending}").write_bytes(drawing())
    response = get(f"images/x{ending}")
    assert response["Content-Type"] == content_type
    response.close()


@pytest.mark.parametrize(
    "path",
    [
        "images/nothing.jpg",
        "images/gone.jpg",
        "images/unknown.jpg",
        "images/notes.txt",
        "images/page.html",
        "images/kawah.svg.gz",
        "images/folder.jpg",
        "images/folder.jpg/",
        "images/",
        "images",
        "",
        "kawah.jpg",
        "original_images/kawah.jpg",
        "documents/kawah.jpg",
        "wagtail_uploads/kawah.jpg",
        "imagesque/kawah.jpg",
        "Images/kawah.jpg",
        "images/../kawah.jpg",
        "images/../original_images/kawah.jpg",
        "images/../../outside.jpg",
        "images/x/../../original_images/kawah.jpg",
        "images/..\\original_images\\kawah.jpg",
        "images\\kawah.jpg",
        "images/./kawah.jpg",
        "images//kawah.jpg",
        "/images/kawah.jpg",
        "//images/kawah.jpg",
        "../outside.jpg",
        "images/kawah.jpg\0",
        "images/kawah\0.jpg",
        "images/\0/../../original_images/kawah.jpg",
        "images/kawah.jpg\0.html",
        "images/" + "k" * 5000 + ".jpg",
        "images/kawah.jpg ",
        "images/kawah.JPG",
    ],
)
def test_nothing_else_is_served(images: Path, path: str) -> None:
    with pytest.raises(Http404):
        get(path)


def test_an_absolute_path_is_no_way_out(images: Path) -> None:
    with pytest.raises(Http404):
        get(f"images/{images.parent}/original_images/kawah.jpg")
    with pytest.raises(Http404):
        get(str(images / "kawah.jpg"))


def test_who_has_it_gets_no_bytes(images: Path) -> None:
    first = get("images/kawah.jpg")
    first.close()

    for known in (first["ETag"], f'"other", {first["ETag"]}', f"W/{first['ETag']}", "*"):
        again = get("images/kawah.jpg", if_none_match=known)
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == first["ETag"]
        assert again["Cache-Control"] == "public, max-age=31536000, immutable"
    other = get("images/kawah.jpg", if_none_match='"other"')
    assert other.status_code == 200
    other.close()


def test_who_has_what_is_gone_is_told(images: Path) -> None:
    first = get("images/kawah.jpg")
    first.close()
    (images / "kawah.jpg").unlink()
    with pytest.raises(Http404):
        get("images/kawah.jpg", if_none_match=first["ETag"])


def test_each_name_has_an_etag_of_its_own(images: Path) -> None:
    (images / "x.jpg").write_bytes(JPEG)
    tags = set()
    for name in ("kawah", "x"):
        response = get(f"images/{name}.jpg")
        tags.add(response["ETag"])
        response.close()
    assert len(tags) == 2


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_renditions_are_only_read(images: Path, method: str) -> None:
    request = getattr(RequestFactory(), method)("/media/images/kawah.jpg")
    assert rendition(request, "images/kawah.jpg").status_code == 405


class ElsewhereStorage(Storage):
    """A store without a file system, as object stores are."""

    asked: list[str] = []

    def _open(self, name: str, mode: str = "rb") -> File:
        self.asked.append(name)
        if name != "images/kawah.jpg":
            raise FileNotFoundError(name)
        return File(BytesIO(JPEG), name=name)


def test_any_other_store_will_do(images: Path, settings: Any) -> None:
    settings.WAGTAILIMAGES_RENDITION_STORAGE = "media.tests.test_views.ElsewhereStorage"
    ElsewhereStorage.asked.clear()

    response = get("images/kawah.jpg")

    assert b"".join(response.streaming_content) == JPEG
    assert response["Content-Type"] == "image/jpeg"
    for path in ("images/gone.jpg", "images/nothing.jpg", "original_images/kawah.jpg"):
        with pytest.raises(Http404):
            get(path)
    assert ElsewhereStorage.asked == ["images/kawah.jpg", "images/gone.jpg"]


def test_a_public_picture_costs_one_query(images: Path, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        get("images/kawah.jpg").close()


def test_the_name_is_found_by_an_index(images: Path) -> None:
    plan = PictureRendition.objects.filter(file="images/kawah.jpg").explain()
    if connection.vendor == "sqlite":  # PostgreSQL reads so few rows one by one
        assert "rendition_by_file" in plan


# --- Private collections ---


@pytest.fixture
def private(images: Path) -> Picture:
    """The picture of the rendition that is served, in a collection under a restricted one."""
    image = Picture.objects.get()
    press = Collection.get_first_root_node().add_child(name="Press")
    image.collection = press.add_child(name="2027")
    image.save()
    CollectionViewRestriction.objects.create(
        collection=press, restriction_type=CollectionViewRestriction.LOGIN
    )
    return image


def test_a_rendition_of_a_private_picture_is_not_there_for_readers(private: Picture) -> None:
    for headers in ({}, {"if_none_match": "*"}):
        with pytest.raises(Http404):
            get("images/kawah.jpg", **headers)
    assert Client().get("/media/images/kawah.jpg").status_code == 404
    assert logged_in(make_user("w", languages=["id"])).get(
        "/media/images/kawah.jpg"
    ).status_code == (404)


@pytest.mark.parametrize("action", ["choose", "change"])
def test_who_may_use_a_private_picture_sees_it_and_no_cache_keeps_it(
    private: Picture, action: str
) -> None:
    user = make_user("w", languages=["ar"], picture_actions=[action])

    response = logged_in(user).get("/media/images/kawah.jpg")

    assert b"".join(response.streaming_content) == JPEG
    assert (response.status_code, response["Cache-Control"]) == (200, "private, no-store")
    assert "Cookie" in response["Vary"]


def test_opened_again_it_is_there_for_all(private: Picture) -> None:
    CollectionViewRestriction.objects.all().delete()
    response = get("images/kawah.jpg")
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    response.close()


# --- Through the whole site ---


def test_readers_get_renditions_and_never_what_they_were_made_from(store: Path) -> None:
    image = PictureFactory(made=True)
    document = LibraryDocumentFactory()
    made = image.renditions_for("thumb")["jpeg"][0]
    client = Client()

    response = client.get(made.url)
    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    assert b"".join(response.streaming_content) == made.file.open().read()
    assert client.get(image.file.url).status_code == 404
    assert client.get(f"/media/{document.file.name}").status_code == 404


def test_a_head_has_the_headers_and_no_body(store: Path) -> None:
    made = PictureFactory(made=True).renditions_for("thumb")["jpeg"][0]

    response = Client().head(made.url)

    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    assert response["Content-Length"] == str(made.file.size)
    assert response.getvalue() == b""


def test_nothing_about_the_reader_is_in_the_answer(store: Path) -> None:
    """Shared caches keep one copy for all."""
    made = PictureFactory(made=True).renditions_for("thumb")["jpeg"][0]

    response = Client().get(made.url, headers={"accept-language": "ar"})

    assert (dict(response.cookies), response.get("Vary")) == ({}, None)
    assert "Content-Language" not in response
    policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    assert response["Content-Security-Policy"] == policy


@pytest.mark.parametrize(
    "address",
    [
        "/media/images/..%2foriginal_images/kawah.jpg",
        "/media/images/%2e%2e/original_images/kawah.jpg",
        "/media/images/../original_images/kawah.jpg",
        "/media/images/..%5coriginal_images%5ckawah.jpg",
        "/media/original_images/kawah.jpg",
    ],
)
def test_no_address_leads_out_of_the_folder(images: Path, address: str) -> None:
    assert Client().get(address).status_code == 404


def test_nul_in_an_address_is_refused(images: Path) -> None:
    assert Client().get("/media/images/kawah.jpg%00.html").status_code in {400, 404}
