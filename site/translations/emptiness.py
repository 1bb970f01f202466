"""When a translated value says nothing, so that the reader gets the next language instead."""

import re

from django.utils.html import strip_tags
from modeltranslation.fields import TranslationFieldDescriptor
from wagtail.blocks import StreamValue
from wagtail.rich_text import RichText

# What says something without a letter of text.
_TELLING_TAGS = re.compile(r"<(img|hr|embed|video|audio|iframe|object|svg)\b", re.IGNORECASE)
_ENTITY_SPACES = re.compile(r"&nbsp;|&#160;|&#xa0;|&zwnj;|&zwj;|\u200b|\ufeff", re.IGNORECASE)


def is_empty(value: object) -> bool:
    """Whether a field's value has nothing for a reader.

    Takes what any translatable field may hold: None, text, HTML as Draftail saves it (an untouched
    editor leaves ``<p data-block-key="…"></p>``), RichText, StreamValue or a list of raw blocks.
    Numbers, dates and booleans are never empty. Costs no query.
    """
    if value is None:
        return True
    if isinstance(value, RichText):
        value = value.source
    if isinstance(value, str):
        if "<" not in value and "&" not in value:
            return not value.strip(" \t\r\n\u00a0\u200b\ufeff")
        if _TELLING_TAGS.search(value):
            return False
        return not _ENTITY_SPACES.sub(" ", strip_tags(value)).strip()
    if isinstance(value, StreamValue):
        return len(value) == 0
    if isinstance(value, list | tuple | dict):
        return len(value) == 0
    return False


def teach_modeltranslation() -> None:
    """Make modeltranslation's fallback agree with `is_empty`; called once when apps are ready.

    Its own rule takes an empty Draftail paragraph and an empty stream for text, and so shows a
    reader nothing where the next language has something.
    """
    original = TranslationFieldDescriptor.meaningful_value

    def meaningful_value(self: object, val: object, undefined: object) -> bool:
        return not is_empty(val) and bool(original(self, val, undefined))

    if getattr(original, "knows_emptiness", False):
        return
    meaningful_value.knows_emptiness = True  # type: ignore[attr-defined]
    TranslationFieldDescriptor.meaningful_value = meaningful_value
