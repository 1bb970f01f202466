"""What a page's <head> needs beyond pages.head: data for search engines, names of locales."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
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
_ESCAPES = {ord(char): f"\\u{ord(char):04X}" for char in "<>&\u2028\u2029"}


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


@dataclass(frozen=True)
class SharedPicture:
    """A page's picture as shared links show it: absolute address, pixels, text alternative."""

    url: str
    width: int
    height: int
    alt: str


@register.simple_tag(takes_context=True)
def share_picture(context: template.Context, page: Any) -> SharedPicture | None:
    """Return the picture that shared links show, or None: ``{% share_picture page as shared %}``.

    The largest of the page's lead pictures that every site can read; None for a private picture,
    and until one is made. Costs what the lead picture costs; the page shows the same renditions.
    """
    picture = getattr(page, "picture", None)
    if picture is None or not picture.is_public:
        return None
    *_better, for_everybody = picture.renditions_for("lead").values()
    if not for_everybody:
        return None
    rendition = for_everybody[-1]
    url = context["request"].build_absolute_uri(rendition.url)
    return SharedPicture(url, rendition.width, rendition.height, picture.default_alt_text or "")
