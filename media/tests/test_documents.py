"""Documents: uploads by every road that Wagtail has, and how readers get them."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.documents.forms import get_document_form
from wagtail.models import Collection, CollectionViewRestriction, UploadedFile

from media import archives, downloads, pdf
from media.enums import DOCUMENT_CONTENT_TYPES
from media.models import LibraryDocument
from media.tests import papers
from media.tests.conftest import grant_documents, logged_in
from media.tests.factories import LibraryDocumentFactory
from media.tests.files import stored_files
from translations.languages import codes
from translations.tests.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store", "english")]

NOT_PDF = (downloads.NOT_WHAT_IT_SAYS, {"format": "PDF", "ending": "pdf"})
#: Each file with the message that it is refused with, and what the message names.
BAD: dict[str, tuple[bytes, Any, dict[str, Any]]] = {
    "script.pdf": (papers.pdf(papers.with_action(**papers.SCRIPT)), pdf.ACTS, {"name": "JS"}),
    "film.pdf": (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", *NOT_PDF),
    "font.pdf": (b"\x00\x01\x00\x00\x00\x0c\x00\x80\x00\x03\x00\x40", *NOT_PDF),
    "page.pdf": (b"<html><script>alert(1)</script>", *NOT_PDF),
    "macro.docx": (
        papers.office("word/document.xml", **{"word/vbaProject.bin": b"x"}),
        archives.RUNS,
        {"name": "word/vbaProject.bin"},
    ),
    "bomb.zip": (
        papers.claiming(papers.archive({"x.txt": b"x"}), archives.MAX_BYTES + 1),
        archives.TOO_MUCH,
        {"files": archives.MAX_FILES, "limit": 500},
    ),
    "slip.zip": (
        papers.archive({"../x.txt": b"x"}),
        archives.LEADS_OUT,
        {"name": "../x.txt"},
    ),
    "film.mp4": (
        b"\0\0\0\x18ftypmp42",
        downloads.OTHER_KIND,
        {
            "ending": "mp4",
            "formats": "CSV, Word, OpenDocument, PDF, PowerPoint, plain text, Excel, ZIP",
        },
    ),
}


def bad(name: str) -> tuple[bytes, str]:
    content, message, params = BAD[name]
    return content, str(message) % params


@pytest.fixture
def archivist(db: None) -> Client:
    """Who writes Indonesian and may add and change documents; the admin is English."""
    user = make_user("archivist", languages=["id"])
    grant_documents(user, "add", "change", "choose")
    return logged_in(user)


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


# --- Uploads ---


@pytest.mark.parametrize("name", BAD)
def test_the_single_form_names_what_is_wrong(archivist: Client, name: str) -> None:
    content, message = bad(name)

    response = archivist.post(
        reverse("wagtaildocs:add"), {"title": "Jadwal", "file": upload(name, content)}
    )

    assert response.status_code == 200
    assert response.context["form"].errors["file"] == [message]
    assert (LibraryDocument.objects.count(), stored_files()) == (0, [])


@pytest.mark.parametrize("name", BAD)
def test_the_multiple_upload_answers_with_what_is_wrong(archivist: Client, name: str) -> None:
    content, message = bad(name)

    response = archivist.post(
        reverse("wagtaildocs:add_multiple"), {"files[]": upload(name, content)}
    )

    assert response.json() == {"success": False, "error_message": message}
    assert (LibraryDocument.objects.count(), UploadedFile.objects.count()) == (0, 0)
    assert stored_files() == []


@pytest.mark.parametrize("name", BAD)
def test_the_chooser_names_what_is_wrong(archivist: Client, name: str) -> None:
    content, message = bad(name)

    response = archivist.post(
        reverse("wagtaildocs_chooser:create"),
        {
            "document-chooser-upload-title": "Jadwal",
            "document-chooser-upload-file": upload(name, content),
        },
    )

    answer = json.loads(response.content)
    assert answer["step"] == "reshow_creation_form"
    assert message in answer["htmlFragment"]
    assert (LibraryDocument.objects.count(), stored_files()) == (0, [])


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_changes_nothing(archivist: Client, name: str) -> None:
    document = LibraryDocumentFactory(title="Jadwal")
    before = (document.file.name, stored_files())
    content, message = bad(name)

    response = archivist.post(
        reverse("wagtaildocs:edit", args=[document.pk]),
        {"title": "Other", "tags": "", "file": upload(name, content)},
    )

    assert response.context["form"].errors["file"] == [message]
    document.refresh_from_db()
    assert (document.title, document.file.name, stored_files()) == ("Jadwal", *before)


@pytest.mark.parametrize("ending", papers.DOCUMENTS)
def test_what_is_good_is_kept_as_it_came(archivist: Client, ending: str) -> None:
    content = papers.DOCUMENTS[ending]

    response = archivist.post(
        reverse("wagtaildocs:add_multiple"), {"files[]": upload(f"jadwal.{ending}", content)}
    )

    made = LibraryDocument.objects.get()
    assert (response.json()["success"], response.json()["doc_id"]) == (True, made.pk)
    assert made.file.open().read() == content
    assert (made.file_size, made.licence) == (len(content), "unknown")


def test_a_large_upload_waits_on_disk_and_is_looked_at_there(db: None) -> None:
    content = papers.pdf()
    for accepted, change in ((True, None), (False, papers.with_attachment)):
        content = papers.pdf(change)
        file = TemporaryUploadedFile("jadwal.pdf", "application/pdf", 0, None)
        file.write(content)
        file.seek(0)
        file.size = len(content)
        form = get_document_form(LibraryDocument)({"title": "x", "licence": "own"}, {"file": file})
        assert form.is_valid() is accepted
        file.close()


def test_wagtails_own_limit_of_bytes_comes_first(archivist: Client, settings: Any) -> None:
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 4

    response = archivist.post(
        reverse("wagtaildocs:add"), {"title": "x", "file": upload("x.pdf", b"12345")}
    )

    (error,) = response.context["form"].errors["file"]
    assert error.startswith("This file is too big (5")


# --- Words ---


def test_a_document_has_a_name_in_the_readers_language_or_the_nearest() -> None:
    made = LibraryDocumentFactory(title="Jadwal", heading_en="Programme")
    found = {}
    for code in codes():
        with override(code):
            again = LibraryDocument.objects.get(pk=made.pk)
            found[code] = (again.name, again.language_shown("heading"))
    assert found == {
        "id": ("Jadwal", "id"),
        "en": ("Programme", "en"),
        "ms": ("Programme", "en"),
        "zh-hans": ("Programme", "en"),
        "ar": ("Programme", "en"),
    }


# --- Readers ---


@pytest.mark.parametrize("ending", papers.DOCUMENTS)
def test_readers_get_a_file_to_save_and_nothing_that_a_browser_shows(ending: str) -> None:
    made = LibraryDocumentFactory(
        file__filename=f"jadwal.{ending}", file__data=papers.DOCUMENTS[ending]
    )

    response = Client().get(made.url)

    assert b"".join(response.streaming_content) == papers.DOCUMENTS[ending]
    assert response["Content-Type"] == DOCUMENT_CONTENT_TYPES[ending]
    assert response["Content-Disposition"] == f'attachment; filename="jadwal.{ending}"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'"
    assert response["Cache-Control"] == "private, no-cache"
    assert dict(response.cookies) == {}


def test_who_has_it_gets_no_bytes() -> None:
    made = LibraryDocumentFactory()
    tag = Client().get(made.url)["ETag"]
    assert Client().get(made.url, headers={"if-none-match": tag}).status_code == 304


def test_a_lost_file_is_not_there() -> None:
    made = LibraryDocumentFactory()
    made.file.storage.delete(made.file.name)
    assert Client().get(made.url).status_code == 404


def test_documents_are_only_read() -> None:
    assert Client().post(LibraryDocumentFactory().url).status_code == 405


def test_only_its_own_address_leads_to_a_document() -> None:
    made = LibraryDocumentFactory()
    for address in (f"/documents/{made.pk}/other.txt", "/documents/999/jadwal.txt"):
        assert Client().get(address).status_code == 404
    assert Client().get(f"/media/{made.file.name}").status_code == 404


@pytest.fixture
def secret() -> LibraryDocument:
    """A document in a collection under one for which one has to be logged in."""
    press = Collection.get_first_root_node().add_child(name="Press")
    inner = press.add_child(name="2027")
    CollectionViewRestriction.objects.create(
        collection=press, restriction_type=CollectionViewRestriction.LOGIN
    )
    return LibraryDocumentFactory(collection=inner, file__data=b"SECRET")


def test_a_private_document_is_for_who_is_let_in(secret: LibraryDocument) -> None:
    response = Client().get(secret.url)
    assert (response.status_code, response.url.partition("?")[2]) == (302, f"next={secret.url}")
    assert b"SECRET" not in response.content

    let_in = logged_in(make_user("w")).get(secret.url)

    assert b"".join(let_in.streaming_content) == b"SECRET"
    assert let_in["Cache-Control"] == "private, no-cache"


def test_who_knows_the_hash_of_a_private_document_still_gets_nothing(
    secret: LibraryDocument,
) -> None:
    headers = {"if-none-match": f'"{secret.file_hash}"'}
    assert Client().get(secret.url, headers=headers).status_code == 302
