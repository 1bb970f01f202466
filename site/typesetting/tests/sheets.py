"""What stands on the sheets of a PDF: letters and where they begin, ink and where there is none."""

import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf
import typst
from PIL import Image

from typesetting import press

MM = 72 / 25.4


@dataclass(frozen=True)
class Run:
    """Letters that one operator shows: their page, their start in millimetres from top left."""

    page: int
    x: float
    y: float
    text: str


def runs(document: bytes) -> list[Run]:
    """Return all letters in the order in which they are drawn: Arabic from left to right."""
    found = []
    with pikepdf.open(io.BytesIO(document)) as pdf:
        for number, page in enumerate(pdf.pages, start=1):
            found += [
                Run(number, x / MM, (float(page.mediabox[3]) - y) / MM, text)
                for x, y, text in _shown(page)
            ]
    return found


def text(document: bytes) -> str:
    """Return all letters of a document without spaces, which lines may end with or not."""
    return re.sub(
        r"[\s\u200B-\u200F\u2066-\u2069]", "", "".join(run.text for run in runs(document))
    )


def metadata(document: bytes) -> dict[str, Any]:
    """Return title, author, language, dates and claims of a document."""
    with pikepdf.open(io.BytesIO(document)) as pdf, pdf.open_metadata() as xmp:
        return {
            "title": str(pdf.docinfo.get("/Title")),
            "author": str(pdf.docinfo.get("/Author")),
            "language": str(pdf.Root.Lang),
            "reads": str(pdf.Root.ViewerPreferences.get("/Direction", "/L2R")),
            "dates": sorted({"/CreationDate", "/ModDate"} & set(pdf.docinfo.keys())),
            "is_tagged": bool(pdf.Root.MarkInfo.Marked),
            "ua": xmp.get("pdfuaid:part"),
            "pages": len(pdf.pages),
        }


def compiler(template: str, data: Mapping[str, Any]) -> typst.Compiler:
    """Return typst with a template and its data, to ask where things are."""
    return typst.Compiler(
        str(press.TEMPLATES / f"{template}.typ"),
        root=str(press.TEMPLATES),
        font_paths=press.fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data)},
    )


def pictures(template: str, data: Mapping[str, Any], *, dots: int = 2) -> list[Image.Image]:
    """Return the sheets as pictures with that many dots a millimetre."""
    made = compiler(template, data).compile(format="png", ppi=dots * 25.4)
    return [
        Image.open(io.BytesIO(page)).convert("RGB")
        for page in (made if isinstance(made, list) else [made])
    ]


def is_blank(
    picture: Image.Image, box: tuple[float, float, float, float], *, dots: int = 2
) -> bool:
    """Say whether there is one colour alone between left, top, right and bottom, in millimetres."""
    part = picture.crop(tuple(round(edge * dots) for edge in box))
    return len(part.getcolors(part.width * part.height)) == 1


def _shown(page: pikepdf.Page) -> list[tuple[float, float, str]]:
    """Read a page's content: typst's own, which shows text with TJ and Tj alone."""
    alphabets = {
        name: _alphabet(font.ToUnicode.read_bytes().decode("latin-1"))
        for name, font in page.Resources.Font.items()
    }
    found: list[tuple[float, float, str]] = []
    matrix, saved = pikepdf.Matrix(), []
    line, alphabet, spans = pikepdf.Matrix(), {}, []
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "q":
                saved.append(matrix)
            case "Q":
                matrix = saved.pop()
            case "cm":
                matrix = pikepdf.Matrix(*map(float, operands)) @ matrix
            case "Tm":
                line = pikepdf.Matrix(*map(float, operands))
            case "Tf":
                alphabet = alphabets[str(operands[0])]
            case "BDC":
                said = operands[1].get("/ActualText") if len(operands) > 1 else None
                spans.append(None if said is None else str(said))
                if said is not None:
                    at = line @ matrix
                    found.append((at.e, at.f, str(said)))
            case "BMC":
                spans.append(None)
            case "EMC":
                spans.pop()
            case "Tj" | "TJ" if all(span is None for span in spans):
                parts = operands[0] if str(operator) == "TJ" else [operands[0]]
                codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
                letters = [
                    alphabet.get(int.from_bytes(codes[i : i + 2], "big"), "")
                    for i in range(0, len(codes), 2)
                ]
                at = line @ matrix
                found.append((at.e, at.f, "".join(letters)))
    return found


def _alphabet(cmap: str) -> dict[int, str]:
    """Read a ToUnicode map (ISO 32000-1, 9.10.3)."""
    found = {}
    for part in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, letters in re.findall(r"<(\w+)>\s*<(\w+)>", part):
            found[int(code, 16)] = _utf16(letters)
    for part in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for first, last, letters in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", part):
            start = ord(_utf16(letters)[-1])
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + step] = _utf16(letters)[:-1] + chr(start + step)
    return found


def _utf16(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be")
