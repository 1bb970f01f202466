"""Uploads in a bucket: a real S3 server, started here, and the whole way from upload to reader."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from moto.server import ThreadedMotoServer

from config.stores import media_storage
from media.making import make_missing
from media.models import LibraryDocument, Picture
from media.tests import papers
from media.tests.conftest import grant_documents
from media.tests.files import decoded, drawing, exif, picture
from translations.tests.factories import make_user

pytestmark = [pytest.mark.s3, pytest.mark.usefixtures("region")]


@pytest.fixture(scope="session")
def s3() -> Iterator[str]:
    """The address of an S3 server on this machine."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(s3: str, settings: Any) -> Iterator[Any]:
    """An empty bucket, in a folder of which the site keeps its uploads."""
    service = boto3.resource(
        "s3",
        endpoint_url=f"http://{s3}",
        aws_access_key_id="key",
        aws_secret_access_key="secret",
        region_name="us-east-1",
    )
    made = service.create_bucket(Bucket="uploads")
    settings.STORAGES = {
        **settings.STORAGES,
        "default": media_storage(f"s3://key:secret@{s3}/uploads/site?region=us-east-1&tls=0"),
    }
    yield made
    made.objects.delete()
    made.delete()


def kept(bucket: Any) -> list[str]:
    return sorted(each.key for each in bucket.objects.all())


class Office(Client):
    """An officer's browser; what follows a request is done when it ends, as at a commit."""

    commits: Any

    def post(self, *args: Any, **kwargs: Any) -> Any:
        with self.commits(execute=True):
            return super().post(*args, **kwargs)

    def add(self, name: str, content: bytes) -> Any:
        return self.post(
            reverse("wagtailimages:add"),
            {"title": "Kawah", "file": SimpleUploadedFile(name, content), "licence": "own"},
        )


@pytest.fixture
def officer(db: None, django_capture_on_commit_callbacks: Any) -> Office:
    user = make_user("officer", languages=["id"], picture_actions=["add", "change", "choose"])
    grant_documents(user, "add", "change", "choose")
    client = Office()
    client.commits = django_capture_on_commit_callbacks
    client.force_login(user)
    return client


def test_a_picture_from_upload_to_reader(officer: Office, bucket: Any) -> None:
    notes = exif(orientation=6, artist="Siti")
    officer.add("kawah.jpg", picture(size=(60, 40), exif=notes.tobytes()))

    # The tasks of tests are done at once.
    made = Picture.objects.get()
    assert (made.width, made.height, len(made.color)) == (40, 60, 3)
    assert made.renditions.count() == len(made.every_spec())
    assert len(kept(bucket)) == len(made.every_spec()) + 1
    assert {key.split("/")[0] for key in kept(bucket)} == {"site"}
    rendition = made.renditions_for("card")["jpeg"][0]
    assert rendition.url == f"/media/{rendition.file.name}"

    response = Client().get(rendition.url)

    content = b"".join(response.streaming_content)
    assert decoded(content).size == (rendition.width, rendition.height) == (40, 30)
    assert (response["Content-Type"], response["Content-Length"]) == (
        "image/jpeg",
        str(len(content)),
    )
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert Client().get(f"/media/{made.file.name}").status_code == 404
    tag = {"if-none-match": response["ETag"]}
    assert Client().get(rendition.url, headers=tag).status_code == 304


def test_a_drawing_too(officer: Office, bucket: Any) -> None:
    officer.add("kawah.svg", drawing())
    url = Picture.objects.get().renditions_for("card")["svg"][0].url
    assert b"<svg" in b"".join(Client().get(url).streaming_content)


def test_what_is_refused_is_not_in_the_bucket(officer: Office, bucket: Any) -> None:
    officer.add("kawah.svg", drawing("<script/>"))
    assert (Picture.objects.count(), kept(bucket)) == (0, [])


def test_two_of_a_name_are_two(officer: Office, bucket: Any) -> None:
    officer.add("kawah.jpg", picture(color=(9, 9, 9)))
    officer.add("kawah.jpg", picture(color=(200, 200, 200)))
    first, second = Picture.objects.order_by("pk")
    assert first.file.name != second.file.name
    assert first.file.read() != second.file.read()


def test_another_file_and_the_end(officer: Office, bucket: Any) -> None:
    officer.add("kawah.jpg", picture())
    made = Picture.objects.get()
    before = kept(bucket)

    officer.post(
        reverse("wagtailimages:edit", args=[made.pk]),
        {
            "title": "Kawah",
            "licence": "own",
            "tags": "",
            "file": SimpleUploadedFile("new.jpg", picture(size=(50, 50))),
        },
    )

    assert set(kept(bucket)) & set(before) == set()
    assert len(kept(bucket)) == len(before)
    with officer.commits(execute=True):
        Picture.objects.get().delete()
    assert kept(bucket) == []


def test_a_lost_file_is_not_there(officer: Office, bucket: Any) -> None:
    officer.add("kawah.jpg", picture())
    made = Picture.objects.get()
    url = made.renditions_for("card")["jpeg"][0].url
    default_storage.delete(made.renditions_for("card")["jpeg"][0].file.name)
    default_storage.delete(made.file.name)

    assert Client().get(url).status_code == 404
    assert officer.get(reverse("picture_original", args=[made.pk])).status_code == 404
    assert officer.get(reverse("wagtailimages:edit", args=[made.pk])).status_code == 200
    assert make_missing(Picture.objects.get()) == len(made.every_spec())


def test_a_document_from_upload_to_reader(officer: Office, bucket: Any) -> None:
    content = papers.pdf()
    officer.post(
        reverse("wagtaildocs:add_multiple"),
        {"files[]": SimpleUploadedFile("jadwal.pdf", content)},
    )
    made = LibraryDocument.objects.get()
    assert kept(bucket) == [f"site/{made.file.name}"]

    response = Client().get(made.url)

    assert b"".join(response.streaming_content) == content
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "application/pdf"
    default_storage.delete(made.file.name)
    assert Client().get(made.url).status_code == 404


@pytest.mark.parametrize("path", ["../secret.jpg", "images/../../secret.jpg", "images/x\0.jpg"])
def test_no_address_leads_out_of_the_folder(bucket: Any, path: str) -> None:
    bucket.put_object(Key="secret.jpg", Body=picture())
    assert Client().get(f"/media/{path}").status_code in {400, 404}
