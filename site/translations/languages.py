"""What is known about a language: its name, direction, fallbacks and the columns that hold it."""

from collections.abc import Iterable, Sequence

from babel.core import get_global
from django.conf import settings
from django.utils.translation import get_language as _active_language
from django.utils.translation import get_language_info
from modeltranslation import settings as modeltranslation_settings
from modeltranslation.utils import build_localized_fieldname

SOURCE: str = settings.LANGUAGE_CODE
"""The language that all others are translated from."""


def codes() -> list[str]:
    """Return every language the software speaks, source first, e.g. ``["id", "en", …]``."""
    return [code for code, _name in settings.LANGUAGES]


def targets() -> list[str]:
    """Return every language but the source."""
    return [code for code in codes() if code != SOURCE]


def name(code: str) -> str:
    """Return the language's name in itself, e.g. ``"العربية"``."""
    return dict(settings.LANGUAGES).get(code, code)


def direction(code: str) -> str:
    """Return ``"rtl"`` or ``"ltr"``."""
    return "rtl" if get_language_info(code)["bidi"] else "ltr"


def active() -> str:
    """Return the language being spoken now, as one of `codes()`; the source where none is."""
    return nearest(_active_language() or SOURCE, codes()) or SOURCE


def fallbacks(code: str) -> list[str]:
    """Return the languages to try for a reader of this one, its own first, the source last."""
    configured = modeltranslation_settings.FALLBACK_LANGUAGES
    chain = [code, *configured.get(code, configured["default"]), SOURCE]
    return list(dict.fromkeys(chain))


def localized(field_name: str, code: str) -> str:
    """Return the name of the column that holds a field in a language (``heading_ind`` for id)."""
    return build_localized_fieldname(field_name, code)


def nearest(code: str, offered: Sequence[str]) -> str | None:
    """Return which of the offered languages serves a code best, or None.

    The exact language, else one of the same primary subtag: ``zh-CN`` and ``zh`` are served by
    ``zh-hans``, ``en-GB`` by ``en``. Case and underscores do not matter.
    """
    wanted = code.strip().replace("_", "-").lower()
    by_code = {language.lower(): language for language in offered}
    if wanted in by_code:
        return by_code[wanted]
    primary = wanted.split("-")[0]
    return next((lang for low, lang in by_code.items() if low.split("-")[0] == primary), None)


def in_order(some: Iterable[str]) -> list[str]:
    """Return the given languages in the project's order, unknown ones dropped."""
    chosen = set(some)
    return [code for code in codes() if code in chosen]


def uses_latin_script(code: str) -> bool:
    """Whether a language is written in Latin letters: the brand's face has those alone.

    Source: CLDR's likely subtags.
    """
    language, _dash, script = code.partition("-")
    likely: str = get_global("likely_subtags").get(language, "")
    return script.lower() == "latn" or (not script and "_Latn_" in likely)
