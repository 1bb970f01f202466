import io
import struct
import zlib
from typing import Any

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from pikepdf import Array, Dictionary, Name, String

from media import pdf
from media.errors import NotAsSaidError
from media.tests import papers


def refused(content: bytes) -> tuple[str, str]:
    with pytest.raises(ValidationError) as caught:
        pdf.check(io.BytesIO(content))
    (error,) = caught.value.error_list
    return str(error.code), str((error.params or {}).get("name", ""))


def fields(document: Any) -> None:
    """Give a document a field to fill in, which needs no program."""
    field = Dictionary(FT=Name.Tx, T=String("nama"), Type=Name.Annot, Subtype=Name.Widget)
    document.Root.AcroForm = Dictionary(Fields=Array([document.make_indirect(field)]))


@pytest.mark.parametrize(
    "change",
    [
        None,
        fields,
        papers.with_link(S=Name.URI, URI=String("https://example.org/")),
        papers.with_action(S=Name.GoTo, D=String("top")),
    ],
    ids=["blank", "form", "link", "jump"],
)
def test_what_is_only_read_is_taken(change: Any) -> None:
    for options in ({}, {"object_stream_mode": pikepdf.ObjectStreamMode.generate}):
        pdf.check(io.BytesIO(papers.pdf(change, **options)))


ACTING = {
    "script when opened": (papers.with_action(**papers.SCRIPT), ("acts", "JS")),
    "script in a link": (papers.with_link(**papers.SCRIPT), ("acts", "JS")),
    "script without code": (papers.with_action(S=Name.JavaScript), ("acts", "JavaScript")),
    "script by name": (papers.with_names(JavaScript=Dictionary()), ("acts", "JavaScript")),
    "program": (papers.with_action(S=Name.Launch, F=String("cmd.exe")), ("acts", "Launch")),
    "program in a link": (papers.with_link(S=Name.Launch), ("acts", "Launch")),
    "next action": (
        papers.with_action(S=Name.GoTo, Next=Array([Dictionary(S=Name.Launch)])),
        ("acts", "Launch"),
    ),
    "form sent away": (papers.with_link(S=Name.SubmitForm), ("acts", "SubmitForm")),
    "data fetched": (papers.with_link(S=Name.ImportData), ("acts", "ImportData")),
    "other language": (papers.with_form, ("acts", "XFA")),
    "attachment": (papers.with_attachment, ("has_files", "EmbeddedFiles")),
    "attachment on a page": (
        papers.with_annotation("/FileAttachment"),
        ("has_files", "FileAttachment"),
    ),
    "film": (papers.with_annotation("/RichMedia"), ("has_files", "RichMedia")),
}


@pytest.mark.parametrize("kind", ACTING)
@pytest.mark.parametrize("is_packed", [False, True], ids=["plain", "in object streams"])
def test_what_acts_or_holds_files_is_refused(kind: str, is_packed: bool) -> None:
    change, expected = ACTING[kind]
    mode = pikepdf.ObjectStreamMode.generate if is_packed else pikepdf.ObjectStreamMode.disable
    content = papers.pdf(change, object_stream_mode=mode)
    if is_packed and expected == ("acts", "JS"):
        assert b"/JS" not in content  # so that a look for words would find nothing
    found = refused(content)
    assert found[0] == expected[0]
    assert found[1] in {expected[1], "EF"}


def test_names_in_hexadecimal_are_read() -> None:
    content = papers.pdf(papers.with_action(**papers.SCRIPT))
    hidden = content.replace(b"/JavaScript", b"/J#61vaScript").replace(b"/JS", b"/#4aS")
    assert b"JavaScript" not in hidden
    # The table of contents is now wrong, so a new one is written around the same objects.
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(hidden)) as document:
        document.save(out, normalize_content=False)
    assert refused(out.getvalue()) == ("acts", "JS")


def test_a_password_is_refused() -> None:
    lock = pikepdf.Encryption(owner="a", user="b")
    assert refused(papers.pdf(encryption=lock))[0] == "locked"
    pdf.check(io.BytesIO(papers.pdf(encryption=pikepdf.Encryption(owner="a", user=""))))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7",
        b"%PDF-1.7\n<html><script>alert(1)</script>",
        papers.pdf()[:-80],
        b"<html>" + papers.pdf(),
        b"\n" + papers.pdf(),
        b"MZ",
    ],
    ids=["empty", "begun", "page", "cut off", "page before", "line before", "program"],
)
def test_what_is_no_whole_pdf_is_refused(content: bytes) -> None:
    with pytest.raises(NotAsSaidError):
        pdf.check(io.BytesIO(content))


def bomb(size: int) -> bytes:
    """Return a PDF with a stream of objects that unpacks to a number of bytes."""
    packed = zlib.compress(b"10 0 <</A 1>>" + b" " * size, 9)
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R/X 10 0 R>>",
        2: b"<</Type/Pages/Kids[]/Count 0>>",
        3: b"<</Type/ObjStm/N 1/First 5/Filter/FlateDecode/Length %d>>stream\n%b\nendstream"
        % (len(packed), packed),
    }
    out, places = b"%PDF-1.5\n", {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    rows = [(0, 0, 65535), *((1, places[number], 0) for number in objects)]
    rows += [(0, 0, 0)] * 6 + [(2, 3, 0), (1, len(out), 0)]
    table = b"".join(struct.pack(">BIH", *row) for row in rows)
    return out + (
        b"11 0 obj\n<</Type/XRef/Size 12/W[1 4 2]/Root 1 0 R/Length %d>>stream\n%b\nendstream\n"
        b"endobj\nstartxref\n%d\n%%%%EOF" % (len(table), table, len(out))
    )


def test_a_bomb_is_not_unpacked() -> None:
    pdf.check(io.BytesIO(bomb(1024)))
    with pytest.raises(NotAsSaidError):
        pdf.check(io.BytesIO(bomb(100 * 1024 * 1024)))


def test_objects_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_OBJECTS", 2)
    assert refused(papers.pdf())[0] == "too_complex"
