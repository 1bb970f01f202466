"""Choosing a language for a reader who has not said one in the address. Pure."""

import re
from collections.abc import Sequence

from django.utils.translation.trans_real import parse_accept_lang_header

from translations.languages import SOURCE, nearest

#: What looks like a language at the head of a path: two letters, with or without subtags.
_LANGUAGE_CODE = re.compile(r"^/([A-Za-z]{2}(?:[-_][A-Za-z0-9]{2,8})*)(?:/(.*))?$")


def accepted(header: str) -> list[str]:
    """Return the codes of an Accept-Language header, best first; refused ones are left out."""
    pairs = parse_accept_lang_header(header)
    return [code for code, quality in pairs if code != "*" and quality > 0]


def best(offered: Sequence[str], *, code: str = "", header: str = "") -> str:
    """Return which of the offered languages serves a reader best.

    First by the code asked for (``zh-CN`` → ``zh-hans``), then by what the browser accepts, else
    the source language.
    """
    for wanted in [code, *accepted(header)]:
        if wanted and (found := nearest(wanted, offered)):
            return found
    return SOURCE


def split_path(path: str) -> tuple[str, str]:
    """Split ``/xx/rest`` into ``("xx", "rest")``; a path without a language has an empty code."""
    match = _LANGUAGE_CODE.match(path)
    return (match[1], match[2] or "") if match else ("", path.lstrip("/"))
