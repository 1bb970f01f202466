"""How text is stored and asked for in the search index, so that both databases find it alike.

Databases cut text at spaces. Chinese has none, so it is stored as overlapping pairs of characters;
Arabic is stored without its optional marks and with one form of each letter that is written in
several ways. A query is treated the same.
"""

import html
import re
import unicodedata

from django.utils.html import strip_tags
from wagtail.blocks import StreamValue
from wagtail.rich_text import RichText

_NO_WORD = re.compile(r"[^\w]+")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_ARABIC_MARKS = re.compile(r"[\u0610-\u061a\u064b-\u065f\u0670\u0640\u06d6-\u06ed]")
_ARABIC_LETTERS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه"}
)
_ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")


def normalized(text: str) -> str:
    """Return text as the index keeps it: lower case, no accents, Chinese in pairs, Arabic plain."""
    text = unicodedata.normalize("NFKD", text).casefold()
    text = _ARABIC_MARKS.sub("", text).translate(_ARABIC_LETTERS).translate(_ARABIC_DIGITS)
    text = "".join(char for char in text if not unicodedata.combining(char))
    text = _HAN.sub(lambda run: f" {' '.join(_pairs(run.group()))} ", text)
    return " ".join(text.split())


def query(text: str) -> str:
    """Return what a reader typed as the index is asked for it: words alone, no operators."""
    return " ".join(_NO_WORD.sub(" ", normalized(text)).split())


def _pairs(run: str) -> list[str]:
    """Return overlapping pairs of a run of Chinese characters; a single one stays single."""
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]


def plain_text(value: object) -> str:
    """Return the words of a text, HTML, RichText or stream value. Costs no query."""
    if isinstance(value, StreamValue):
        return " ".join(
            plain_text(part)
            for child in value
            for part in child.block.get_searchable_content(child.value)
        )
    if isinstance(value, RichText):
        value = value.source
    return html.unescape(strip_tags(str(value or "").replace("><", "> <")))
