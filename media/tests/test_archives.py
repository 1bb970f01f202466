import io
import zipfile
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from media import archives
from media.errors import NotAsSaidError
from media.tests.papers import ODT_TYPE, archive, claiming, locked, odt, office

CHECKS = {
    "docx": (archives.check_word, "word/document.xml"),
    "xlsx": (archives.check_excel, "xl/workbook.xml"),
    "pptx": (archives.check_powerpoint, "ppt/presentation.xml"),
}


def refused(check: Any, content: bytes) -> tuple[str, str]:
    with pytest.raises(ValidationError) as caught:
        check(io.BytesIO(content))
    (error,) = caught.value.error_list
    return str(error.code), str((error.params or {}).get("name", ""))


@pytest.fixture(autouse=True)
def _never_unpack(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("something was unpacked")

    monkeypatch.setattr(zipfile.ZipFile, "open", fail)
    monkeypatch.setattr(zipfile.ZipFile, "read", fail)
    monkeypatch.setattr(zipfile.ZipFile, "extract", fail)


@pytest.fixture
def nothing_packed() -> bytes:
    return b"PK\x05\x06" + b"\0" * 18


@pytest.fixture
def three() -> bytes:
    """A good archive, made before unpacking is forbidden (writing opens entries, too)."""
    return THREE


THREE = archive({"a.txt": b"a", "b/c.jpg": b"c", "b/d.tar.gz": b"d"})
BOMB = archive({"zeros.txt": b"\0"})


def test_a_plain_archive_is_taken(three: bytes) -> None:
    archives.check_zip(io.BytesIO(three))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK",
        b"PK\x03\x04",
        THREE[:40],
        b"PK\x03\x04" + b"\0" * 200,
        THREE.replace(b"PK\x01", b"PX"),
    ],
)
def test_half_an_archive_is_none(content: bytes) -> None:
    with pytest.raises(NotAsSaidError):
        archives.check_zip(io.BytesIO(content))


def test_an_empty_archive_is_none(nothing_packed: bytes) -> None:
    with pytest.raises(NotAsSaidError):
        archives.check_zip(io.BytesIO(nothing_packed))


@pytest.mark.parametrize("before", [b"MZ program ", b"PK\x03\x04 and more"])
def test_nothing_stands_before_an_archive(before: bytes) -> None:
    """Programs that unpack themselves, and pages that a browser would show, do."""
    with pytest.raises(NotAsSaidError):
        archives.check_zip(io.BytesIO(before + THREE))


def test_a_bomb_is_refused_by_what_it_says_of_itself() -> None:
    most = archives.MAX_BYTES
    archives.check_zip(io.BytesIO(claiming(BOMB, most)))
    assert refused(archives.check_zip, claiming(BOMB, most + 1))[0] == "too_much"
    assert refused(archives.check_word, claiming(WORD, most + 1))[0] == "too_much"


def test_so_are_very_many_files() -> None:
    assert refused(archives.check_zip, MANY)[0] == "too_much"


def test_a_password_is_refused() -> None:
    assert refused(archives.check_zip, locked(THREE))[0] == "locked"


LEADING_OUT = ["../x.txt", "/etc/passwd", "a/../../x", "a\\..\\..\\x", "C:/x.txt", "\\\\host\\x"]


@pytest.mark.parametrize("name", LEADING_OUT)
def test_what_leads_out_of_its_folder_is_refused(name: str) -> None:
    content = OUT[name]
    assert refused(archives.check_zip, content)[0] == "leads_out"


RUNNING = ["setup.exe", "a/b/Setup.EXE", "x.jpg.scr", "run.sh", "page.hta", "Makro.docm", "x.js"]


@pytest.mark.parametrize("name", RUNNING)
def test_what_runs_is_refused(name: str) -> None:
    assert refused(archives.check_zip, RUNS[name]) == ("runs", name)


def test_names_reach_no_message_as_markup() -> None:
    assert refused(archives.check_zip, MARKUP)[1] == "img src=x onerror=alert(1) .exe"


WORD_MACROS = ["word/vbaProject.bin", "word/VBAPROJECT.BIN", "word/activeX/a.bin"]


@pytest.mark.parametrize("ending", CHECKS)
def test_office_files_are_known_by_their_main_part(ending: str) -> None:
    check, _main = CHECKS[ending]
    for other, content in OFFICE.items():
        if other == ending:
            check(io.BytesIO(content))
        else:
            with pytest.raises(NotAsSaidError):
                check(io.BytesIO(content))


@pytest.mark.parametrize(
    "name", ["word/vbaProject.bin", "word/VBAPROJECT.BIN", "word/activeX/a.bin"]
)
def test_macros_are_refused(name: str) -> None:
    assert refused(archives.check_word, MACROS[name]) == ("runs", name)


@pytest.mark.parametrize("name", ["Basic/Standard/Module1.xml", "Scripts/python/x.py"])
def test_macros_of_open_documents_are_refused(name: str) -> None:
    assert refused(archives.check_open_document, MACROS[name]) == ("runs", name)


def test_an_open_document_names_itself_first() -> None:
    archives.check_open_document(io.BytesIO(ODT))
    for content in NO_ODT:
        with pytest.raises(NotAsSaidError):
            archives.check_open_document(io.BytesIO(content))


# Made here because the fixture above forbids what writing needs.
OFFICE = {ending: office(main) for ending, (_check, main) in CHECKS.items()}
WORD = OFFICE["docx"]
MANY = archive({f"{number}.txt": b"" for number in range(archives.MAX_FILES + 1)})
OUT = {name: archive({"a.txt": b"", name: b"x"}) for name in LEADING_OUT}
RUNS = {name: archive({"a.txt": b"", name: b"x"}) for name in RUNNING}
MARKUP = archive({"<img src=x onerror=alert(1)>.exe": b"x"})
MACROS = {
    **{name: office("word/document.xml", **{name: b"x"}) for name in WORD_MACROS},
    **{name: odt(**{name: b"x"}) for name in ("Basic/Standard/Module1.xml", "Scripts/python/x.py")},
}
ODT = odt()
NO_ODT = [
    archive({"content.xml": b"<x/>", "mimetype": ODT_TYPE}),
    archive({"mimetype": ODT_TYPE + b"-template", "x": b""}),
    archive({"mimetype": b"application/epub+zip", "content.xml": b""}),
    archive({"mimetype": ODT_TYPE}),
]
