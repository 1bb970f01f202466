from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import File
from django.core.files.storage import Storage
from django.http import Http404
from django.test import Client, RequestFactory

from media.tests.factories import LibraryDocumentFactory, PictureFactory
from media.tests.files import drawing, picture
from media.views import CONTENT_TYPES, rendition

pytestmark = pytest.mark.django_db

JPEG = picture()


@pytest.fixture
def images(store: Path) -> Path:
    """The public folder of the store, with one rendition in it and secrets around."""
    folder = store / "images"
    (folder / "folder.jpg").mkdir(parents=True)
    (folder / "kawah.jpg").write_bytes(JPEG)
    (folder / "notes.txt").write_text("secret")
    (folder / "page.html").write_text("secret")
    (folder / "kawah.svg.gz").write_bytes(b"secret")
    for name in ("original_images", "documents", "wagtail_uploads", "imagesque"):
        (store / name).mkdir()
        (store / name / "kawah.jpg").write_bytes(JPEG)
    (store / "kawah.jpg").write_bytes(JPEG)
    (store.parent / "outside.jpg").write_bytes(JPEG)
    return folder


def get(path: str, **headers: str) -> Any:
    return rendition(RequestFactory(headers=headers).get("/media/x"), path)


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
    (images / "other.jpg").write_bytes(JPEG)
    tags = set()
    for name in ("kawah", "other"):
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


def test_any_other_store_will_do(settings: Any) -> None:
    settings.WAGTAILIMAGES_RENDITION_STORAGE = "media.tests.test_views.ElsewhereStorage"
    ElsewhereStorage.asked.clear()

    response = get("images/kawah.jpg")

    assert b"".join(response.streaming_content) == JPEG
    assert response["Content-Type"] == "image/jpeg"
    with pytest.raises(Http404):
        get("images/nothing.jpg")
    with pytest.raises(Http404):
        get("original_images/kawah.jpg")
    assert ElsewhereStorage.asked == ["images/kawah.jpg", "images/nothing.jpg"]


# --- Through the whole site ---


def test_readers_get_renditions_and_never_what_they_were_made_from(store: Path) -> None:
    image = PictureFactory()
    document = LibraryDocumentFactory()
    made = image.renditions_for("thumb")["jpeg"][0]
    client = Client()

    response = client.get(made.url)
    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    assert b"".join(response.streaming_content) == made.file.open().read()
    assert client.get(image.file.url).status_code == 404
    assert client.get(f"/media/{document.file.name}").status_code == 404


def test_a_head_has_the_headers_and_no_body(store: Path) -> None:
    made = PictureFactory().renditions_for("thumb")["jpeg"][0]

    response = Client().head(made.url)

    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    assert response["Content-Length"] == str(made.file.size)
    assert response.getvalue() == b""


def test_nothing_about_the_reader_is_in_the_answer(store: Path) -> None:
    """Shared caches keep one copy for all."""
    made = PictureFactory().renditions_for("thumb")["jpeg"][0]

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
