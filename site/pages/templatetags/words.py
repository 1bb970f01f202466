"""Translated words in templates, marked where they are not in the reader's language."""

import re
from dataclasses import dataclass
from typing import Any

from django import template
from django.forms.utils import flatatt
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info

from pages.addresses import path_in
from regions.models import RegionSettings
from translations import languages
from translations.emptiness import is_empty
from translations.fields import Translated
from translations.pages import TranslatedPage

register = template.Library()

_LATIN_IN_BRACKETS = re.compile(r"\([\w\s.,;:&#'’/-]*[A-Za-z][\w\s.,;:&#'’/-]*\)", re.ASCII)


def language_marks(code: str) -> dict[str, str]:
    """Return the attributes `lang` and `dir` of a text; none for the reader's own language."""
    if code == languages.active():
        return {}
    return {"lang": code, "dir": languages.direction(code)}


def _shown(thing: Translated, field_name: str) -> tuple[Any, str]:
    """Return what a field says to the reader, and in which language. No query."""
    code = thing.language_shown(field_name)
    column = (
        thing.source_columns()[field_name]
        if code == languages.SOURCE
        else languages.localized(field_name, code)
    )
    return getattr(thing, column), code


def isolated(value: str) -> SafeString:
    """Return a text written from the right, escaped, with Latin names in brackets kept whole.

    Where such a name breaks over two lines, the bidirectional algorithm would turn each of its
    brackets to the wrong side. (Unicode Standard Annex 9, isolates.)
    """
    return SafeString(_LATIN_IN_BRACKETS.sub(r"<bdi>\g<0></bdi>", escape(value)))


@register.simple_tag
def text(thing: Translated, field_name: str, element: str = "", **attributes: Any) -> SafeString:
    """Show a translated field of plain text in the reader's language or the nearest that has it.

    ``{% text page "heading" %}`` gives the words alone, inside a marked <span> where they are in
    another language. ``{% text page "summary" "p" class="lead" %}`` puts them into that element,
    with its attributes. Nothing at all for an empty field. No query.
    """
    value, code = _shown(thing, field_name)
    if is_empty(value):
        return SafeString("")
    if languages.direction(code) == "rtl":
        value = isolated(value)
    marks = language_marks(code)
    if not element and not marks:
        return conditional_escape(value)
    return format_html(
        "<{0}{1}>{2}</{0}>", element or "span", flatatt({**attributes, **marks}), value
    )


@register.simple_tag
def language_attributes(thing: Translated, field_name: str) -> SafeString:
    """Return `lang` and `dir` for the element around a field, with a space before them.

    ``<div{% language_attributes page "body" %}>``. Empty where the field is in the reader's
    language. No query.
    """
    return flatatt(language_marks(thing.language_shown(field_name)))


@register.simple_tag
def source_language() -> SafeString:
    """Return `lang` and `dir` of what is written once, in the language of the office.

    ``<bdi{% source_language %}>``. Empty for its own readers. No query.
    """
    return flatatt(language_marks(languages.SOURCE))


@register.filter
def language_of(thing: Translated, field_name: str) -> str:
    """Return the language that a field is shown in, e.g. ``{{ page|language_of:"body" }}``."""
    return thing.language_shown(field_name)


@register.filter
def uses_latin_script(code: str) -> bool:
    """Whether a language is written in Latin letters: ``{% if language|uses_latin_script %}``."""
    return languages.uses_latin_script(code)


@register.filter
def language_name(code: str) -> str:
    """Return a language's name in itself: ``ar`` → ``العربية``."""
    return languages.name(code)


@dataclass(frozen=True)
class FallbackNotice:
    """What to tell a reader whose language a page is not, or not wholly, available in.

    `wanted` and `shown` are names of languages in the reader's own; `extent` says how much is
    missing: "whole", "parts", or "unsure" for a text that is held back. `url` leads to the version
    that is read instead; empty where the region does not use that language.
    """

    wanted: str
    shown: str
    code: str
    extent: str
    url: str


@register.inclusion_tag("components/fallback_notice.html", takes_context=True)
def fallback_notice(context: template.Context, page: TranslatedPage) -> dict[str, Any]:
    """Tell the reader in their language that a page speaks another one. Nothing where it does not.

    No query where the page's language versions are known, as they are once its head is made.
    """
    here = languages.active()
    if page.is_whole_in(here):
        return {"notice": None}
    fields = [name for name in page.essential_fields if not is_empty(_shown(page, name)[0])]
    shown = [page.language_shown(name) for name in fields]
    elsewhere = [code for code in shown if code != here]
    if elsewhere:
        code = elsewhere[0]
        extent = "whole" if len(elsewhere) == len(shown) else "parts"
    else:
        code = next(code for code in languages.fallbacks(here) if code != here)
        extent = "unsure"
    in_use = RegionSettings.for_request(context["request"]).languages_in_use
    return {
        "notice": FallbackNotice(
            wanted=str(get_language_info(here)["name_translated"]),
            shown=str(get_language_info(code)["name_translated"]),
            code=code,
            extent=extent,
            url=path_in(context["request"], code) if code in in_use else "",
        )
    }
