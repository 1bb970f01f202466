"""Sheets of paper: a template of ours and its data become a PDF. Pure: no clock, no database.

Typst sets them, with Chinese, Arabic and Latin in one line where need be. Nothing of the machine
comes in, neither its fonts nor its clock nor files outside of `templates/`, so the same data give
the same bytes everywhere.
"""

import functools
import json
import logging
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

TEMPLATES = Path(__file__).parent / "templates"
FONTS = Path(__file__).parent / "fonts"
#: PDF/UA-1 (ISO 14289-1): tagged, titled, in a named language, with a text for every picture.
STANDARD = "ua-1"

_SPACES = re.compile(r"[\t-\r\x85\u2028\u2029]+")
# Control characters, and half characters, which have no encoding.
_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")

logger = logging.getLogger(__name__)


class TypesettingError(Exception):
    """A sheet could not be set. The message is typst's, with the place in the template."""


def pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """Return the PDF that a template makes of the data.

    `template` names a file of `templates/` without its ending; its head comment says what data it
    takes. The data are what JSON can hold. They reach the template as values and never as markup,
    without control characters, which no font has; line breaks and tabs become spaces.

    The PDF is accessible by PDF/UA-1. Where that forbids something which readers can live with (a
    letter that no font of ours has, shown as a box), it is tagged all the same, without the claim,
    and a warning is logged.

    Raises TypesettingError where typst fails, and ValueError or TypeError for data that JSON cannot
    hold. A year of 120 festivals costs about a tenth of a second; nothing is written anywhere.
    """
    words = json.dumps(_clean(data), allow_nan=False)
    try:
        return _set(template, words, [STANDARD])
    except typst.TypstError as error:
        if not _is_about_the_standard(error):
            raise TypesettingError(_explain(error)) from error
        logger.warning("%s is not accessible by PDF/UA-1: %s", template, _explain(error))
    try:
        return _set(template, words, [])
    except typst.TypstError as error:
        raise TypesettingError(_explain(error)) from error


@functools.cache
def fonts() -> typst.Fonts:
    """Return the fonts of this folder, read once a process: none of the system, none of typst's."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )


def _set(template: str, words: str, standards: list[Any]) -> bytes:
    path = TEMPLATES / f"{template}.typ"
    if path.parent != TEMPLATES or not path.is_file():
        raise TypesettingError(f"There is no template {template!r}.")
    try:
        return typst.compile(
            str(path),
            root=str(TEMPLATES),
            font_paths=fonts(),
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"data": words},
            pdf_standards=standards,
            # Templates write no date; this is for whatever asks typst what day it is.
            timestamp=0,
        )
    except BaseException as error:
        # A panic in a drawing arrives as an exception that is no `Exception`, so that nobody
        # catches it by accident. The worker must outlive it; whoever ends the program must not.
        if type(error).__name__ == "PanicException":
            raise TypesettingError(f"{template}: typst panicked: {error}") from error
        raise


def _is_about_the_standard(error: typst.TypstError) -> bool:
    return error.message.startswith("PDF/UA-1 error")


def _explain(error: typst.TypstError) -> str:
    return (error.diagnostic or error.message).strip()


def _clean(value: Any) -> Any:
    """Return the value with every text in it fit to be set."""
    if isinstance(value, str):
        return _UNFIT.sub("", _SPACES.sub(" ", value))
    if isinstance(value, Mapping):
        return {key: _clean(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(part) for part in value]
    return value
