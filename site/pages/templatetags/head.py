"""What a page's <head> needs beyond pages.head: data for search engines, names of locales."""

import json
from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from translations.languages import SOURCE

register = template.Library()

#: How Open Graph writes the languages.
OPEN_GRAPH_LOCALES = {
    "id": "id_ID",
    "en": "en_GB",
    "ms": "ms_MY",
    "zh-hans": "zh_CN",
    "ar": "ar_AR",
}

# What could end a script element, or a line of JavaScript, inside a JSON string.
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


@register.simple_tag
def json_ld(data: Any) -> SafeString:
    """Return schema.org's data as a script element that nothing in the data can break out of.

    It is data and never run, so the content security policy lets it stand.
    """
    encoded = json.dumps(data, ensure_ascii=False).translate(_ESCAPES)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        SafeString(encoded),
    )


@register.filter
def open_graph_locale(code: str) -> str:
    """Return a language as Open Graph writes it, e.g. ``en_GB``."""
    return OPEN_GRAPH_LOCALES.get(code, code.replace("-", "_"))


@register.filter
def x_default(urls: Iterable[tuple[str, str]]) -> str:
    """Return the address for readers of all other languages: English, else the source's.

    Takes pairs of language and address; empty where there is neither.
    """
    by_code = dict(urls)
    return by_code.get("en") or by_code.get(SOURCE, "")
