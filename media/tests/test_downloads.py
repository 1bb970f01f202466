import io

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from media import downloads
from media.enums import DOCUMENT_CONTENT_TYPES, DocumentFormat
from media.tests.files import drawing, picture
from media.tests.papers import DOCUMENTS

pytestmark = pytest.mark.usefixtures("english")


def refused(content: bytes, name: str) -> tuple[str, str]:
    """Return the code and the text of the one error that a document is refused with."""
    with pytest.raises(ValidationError) as caught:
        downloads.check(io.BytesIO(content), name=name)
    (error,) = caught.value.error_list
    return str(error.code), str(error.message) % (error.params or {})


def test_what_is_checked_is_what_is_allowed() -> None:
    assert settings.WAGTAILDOCS_EXTENSIONS == DocumentFormat.values == list(DOCUMENTS)
    assert list(DOCUMENT_CONTENT_TYPES) == list(DocumentFormat)


@pytest.mark.parametrize("ending", DOCUMENTS)
def test_every_format_is_taken_under_its_own_name(ending: str) -> None:
    for name in (f"jadwal.{ending}", f"jadwal.{ending.upper()}", f"x.php.{ending}"):
        downloads.check(io.BytesIO(DOCUMENTS[ending]), name=name)


@pytest.mark.parametrize("ending", DOCUMENTS)
@pytest.mark.parametrize("named", DOCUMENTS)
def test_no_format_is_taken_under_the_name_of_another(ending: str, named: str) -> None:
    if ending == named or {ending, named} == {"csv", "txt"}:
        return  # every text is a text, and rows with commas are no sign
    if named == "zip" and ending in {"docx", "odt", "pptx", "xlsx"}:
        downloads.check(io.BytesIO(DOCUMENTS[ending]), name="jadwal.zip")  # which they are
        return
    code, _text = refused(DOCUMENTS[ending], f"jadwal.{named}")
    assert code in {"not_what_it_says", "not_utf_8"}


#: How fonts and films begin, and what else is not what its name says.
OTHERS = {
    "font": b"\x00\x01\x00\x00\x00\x0c\x00\x80\x00\x03\x00\x40" + b"\0" * 64,
    "webfont": b"wOF2\x00\x01\x00\x00" + b"\0" * 64,
    "film": b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 64,
    "webm": b"\x1a\x45\xdf\xa3\x93\x42\x82\x88webm" + b"\0" * 64,
    "program": b"MZ\x90\x00" + b"\0" * 64,
    "photograph": picture(),
    "nothing": b"",
}


@pytest.mark.parametrize("kind", OTHERS)
@pytest.mark.parametrize("named", list(DOCUMENTS))
def test_what_only_calls_itself_a_document_is_refused(kind: str, named: str) -> None:
    if kind == "nothing" and named in {"txt", "csv"}:
        return  # an empty text is a text
    code, text = refused(OTHERS[kind], f"x.{named}")
    assert code in {"not_what_it_says", "not_utf_8"}
    assert text.isprintable()


@pytest.mark.parametrize(
    "name", ["x.ttf", "x.woff2", "x.mp4", "x.webm", "x.exe", "x.html", "x.svg"]
)
def test_files_of_other_kinds_are_refused_whatever_they_are(name: str) -> None:
    for content in (*OTHERS.values(), drawing(), b"<script>alert(1)</script>"):
        assert refused(content, name)[0] == "other_kind"


def test_who_brings_another_kind_is_told_which_there_are() -> None:
    assert refused(b"", "a.<img src=x>") == (
        "other_kind",
        "Files like this (imgsrcx) cannot be used as documents. Save it as one of CSV, Word, "
        "OpenDocument, PDF, PowerPoint, plain text, Excel, ZIP.",
    )
    assert refused(b"MZ", "a.pdf") == (
        "not_what_it_says",
        "This is no PDF file, although its name ends in .pdf. Open it in the program that it is "
        "for, and save it from there.",
    )


def test_texts_are_utf_8() -> None:
    assert refused("Jadwal – é".encode("cp1252"), "x.csv")[0] == "not_utf_8"
    assert refused("Jadwal".encode("utf-16"), "x.txt")[0] == "not_utf_8"
    assert refused(b"Jadwal\x00", "x.txt")[0] == "not_what_it_says"
    downloads.check(io.BytesIO("活动\tفعالية\r\n\f".encode()), name="x.txt")
