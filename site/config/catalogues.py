"""The interface's catalogues: where they are, compiling them, and what is missing from them.

People write `locale/<language>/LC_MESSAGES/django.po`; Django reads the .mo made from it. That is
made here with polib, so that whoever runs the site needs no GNU gettext.
"""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import polib
from django.utils.translation import to_locale

_PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]")

#: Modules whose words only the office reads. Wagtail's admin speaks Indonesian and English, so
#: these are translated into the source language alone; all other words into every language.
_OFFICERS_WORDS = re.compile(
    r"""
    ^site/translations/                     # the editor's tabs, panels, reports and questions
    | ^site/config/management/
    | ^site/roles/                          # … first page, mails and groups
    | ^site/regions/(categories|forms|positions|rights|tokens|trees)\.py:  # the admin's forms …
    | ^site/home/scene\.py:
    | ^site/notices/(forms|slots)\.py:
    | ^site/pages/sourced\.py:
    | ^events/(announcements|confirmations|fields|forms|rule_preview)\.py:
    | ^events/(confirmation_views|side_panels|views|viewsets)\.py:
    | ^events/(clashing|desk|imports|registry|years)/  # … the calendar desk, its imports …
    | ^events/management/
    | ^events/submissions/(desk\w*|acts|hooks|making|matching|clashes)\.py:
    | ^templates/(events/(admin|desk)|notices)/
    | ^media/(?!enums|raster|templatetags/|uploads|views)  # … and its library
    | /templates/                           # an app's own templates dress the admin …
    | ^templates/wagtail
    | /models/(?!(submissions|when)\.py)      # … but for what organisers fill in
    | (?<!^events)/validators\.py:          # … and what is wrong with it
    | /(apps|blocks|checks|models|panels|permissions|wagtail_hooks)\.py:
    """,
    re.VERBOSE,
)


def path_of(folder: Path, language: str) -> Path:
    """Return where a language's catalogue is: ``zh-hans`` is in ``zh_Hans``."""
    return folder / to_locale(language) / "LC_MESSAGES" / "django.po"


def languages_with_catalogues(codes: Iterable[str]) -> list[str]:
    """Return the languages that need a catalogue: all but English, which the code is written in."""
    return [code for code in codes if code.split("-")[0] != "en"]


def compile_stale(folder: Path) -> list[Path]:
    """Compile every catalogue that is newer than its .mo and return those, in order of path.

    Fuzzy and empty messages stay out: readers get the fallback instead. Safe while another process
    does the same.
    """
    compiled = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        unfinished = target.with_name(f".{target.name}.{os.getpid()}")
        polib.pofile(str(source)).save_as_mofile(str(unfinished))
        unfinished.replace(target)
        compiled.append(source)
    return compiled


def is_for_readers(entry: polib.POEntry) -> bool:
    """Whether visitors of the site may see the message, judged by where it occurs.

    A place that is not known to be the office's counts as the readers'.
    """
    return any(not _OFFICERS_WORDS.search(f"{path}:{line}") for path, line in entry.occurrences)


def gaps(
    wanted: Iterable[polib.POEntry], catalogue: Iterable[polib.POEntry]
) -> Iterator[tuple[str, str]]:
    """Yield ``(message, reason)`` for each wanted message that the catalogue cannot say well.

    Missing, empty in one of its plural forms, fuzzy, or with other placeholders than the message
    has. A plural form may leave a placeholder out ("one place").
    """
    known = {(entry.msgctxt, entry.msgid): entry for entry in catalogue if not entry.obsolete}
    for entry in wanted:
        found = known.get((entry.msgctxt, entry.msgid))
        if found is None:
            yield entry.msgid, "missing"
            continue
        texts = list(found.msgstr_plural.values()) if entry.msgid_plural else [found.msgstr]
        if not texts or not all(texts):
            yield entry.msgid, "not translated"
        elif found.fuzzy:
            yield entry.msgid, "fuzzy"
        elif any(not _fits(entry, text) for text in texts):
            yield entry.msgid, "other placeholders"


def _fits(entry: polib.POEntry, text: str) -> bool:
    allowed = set(_PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
    used = set(_PLACEHOLDER.findall(text))
    return used <= allowed if entry.msgid_plural else used == allowed
