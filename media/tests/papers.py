"""Documents as people and attackers upload them, made on the spot."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

ODT_TYPE = b"application/vnd.oasis.opendocument.text"


def pdf(change: Callable[[Any], None] | None = None, **options: Any) -> bytes:
    """Return a PDF of one page, changed by `change` and saved with pikepdf's `options`."""
    document = pikepdf.new()
    document.add_blank_page()
    if change:
        change(document)
    out = io.BytesIO()
    document.save(out, **options)
    return out.getvalue()


def with_action(**action: Any) -> Callable[[Any], None]:
    """Return a change that gives a document an action for when it is opened."""

    def change(document: Any) -> None:
        document.Root.OpenAction = Dictionary(**action)

    return change


def with_link(**action: Any) -> Callable[[Any], None]:
    """Return a change that gives the first page a link with an action, inside other objects."""

    def change(document: Any) -> None:
        link = Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=Dictionary(**action)
        )
        document.pages[0].Annots = Array([link])

    return change


def with_names(**trees: Any) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        document.Root.Names = Dictionary(**trees)

    return change


def with_attachment(document: Any) -> None:
    document.attachments["secret.exe"] = b"MZ"


def with_annotation(kind: str) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        document.pages[0].Annots = Array(
            [Dictionary(Type=Name.Annot, Subtype=Name(kind), Rect=Array([0, 0, 9, 9]))]
        )

    return change


def with_form(document: Any) -> None:
    """Fields to fill in, which are nothing bad, in a language of their own, which is."""
    document.Root.AcroForm = Dictionary(Fields=Array([]), XFA=Stream(document, b"<xdp/>"))


SCRIPT = {"S": Name.JavaScript, "JS": String("app.alert(1)")}


def archive(files: dict[str, bytes], *, prefix: bytes = b"", **options: Any) -> bytes:
    """Return a ZIP of files by name, in their order."""
    out = io.BytesIO(prefix)
    out.seek(len(prefix))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, **options) as made:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            made.writestr(entry, content)
    return out.getvalue()


def office(main_part: str, **more: bytes) -> bytes:
    """Return what an office program of Microsoft's writes, as far as its names go."""
    return archive({"[Content_Types].xml": b"<Types/>", main_part: b"<x/>", **more})


def odt(**more: bytes) -> bytes:
    return archive({"mimetype": ODT_TYPE, "content.xml": b"<x/>", **more})


def claiming(content: bytes, size: int) -> bytes:
    """Return a ZIP whose table of contents claims a size for its last file."""
    place = content.rindex(b"PK\x01\x02") + 24
    return content[:place] + size.to_bytes(4, "little") + content[place + 4 :]


def locked(content: bytes) -> bytes:
    """Return a ZIP whose table of contents says that its last file is encrypted."""
    place = content.rindex(b"PK\x01\x02") + 8
    return content[:place] + b"\x01" + content[place + 1 :]


DOCUMENTS = {
    "csv": b"\xef\xbb\xbftanggal,acara\r\n2027-07-01,Gandrung Sewu\r\n",
    "docx": office("word/document.xml"),
    "odt": odt(),
    "pdf": pdf(),
    "pptx": office("ppt/presentation.xml"),
    "txt": "Jadwal: 07.00–17.00\n".encode(),
    "xlsx": office("xl/workbook.xml"),
    "zip": archive({"logo/logo.svg": b"<svg/>", "README.txt": b"x"}),
}
