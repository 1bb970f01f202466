"""Which source text a translation was made from: fingerprints, and the record of them.

Pure: no database, no clock. A record is a dict ``{"heading:en": "<fingerprint>"}`` kept as
``translation_meta`` beside the translated fields, so that it travels in revisions and copies.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from .emptiness import is_empty
from .languages import SOURCE, localized, targets

Record = dict[str, str]

_BLOCK_KEY = re.compile(r'\s*data-block-key="[^"]*"')


def fingerprint(value: object) -> str:
    """Return a short hash of what a reader would see in a field's serialized value.

    Editors' housekeeping does not count: ids of blocks and Draftail's block keys. Empty values of
    every kind have the same fingerprint. Takes text, or a stream as its JSON text or raw list.
    """
    if is_empty(value) or value == "[]":
        return ""
    canonical = json.dumps(_without_ids(_as_data(value)), sort_keys=True, ensure_ascii=False)
    return hashlib.blake2s(canonical.encode(), digest_size=8).hexdigest()


def _as_data(value: object) -> object:
    if isinstance(value, str) and value.startswith("["):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def _without_ids(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: _without_ids(item)
            for key, item in value.items()
            if not (key == "id" and isinstance(item, str | None))
        }
    if isinstance(value, list):
        return [_without_ids(item) for item in value]
    if isinstance(value, str):
        return _BLOCK_KEY.sub("", value).strip()
    return value


def key(field_name: str, language: str) -> str:
    """Return the record's key of one field in one language."""
    return f"{field_name}:{language}"


def record(
    *,
    source_columns: Mapping[str, str],
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any],
) -> Record:
    """Return the record for `after`, given the serialized values at the start of the session.

    `source_columns` maps each translated field to the column that holds its source text (the
    heading's is the page's title). A translation that changed in the session was made from the
    source as it is now. One that did not keeps what was recorded; where nothing was, it is taken
    to match the source it stood beside. `before` is None for something new.
    """
    known: Mapping[str, str] = (before or {}).get("translation_meta") or {}
    result: Record = {}
    for field_name, source_column in source_columns.items():
        source_now = fingerprint(after.get(source_column))
        for language in targets():
            column = localized(field_name, language)
            made = fingerprint(after.get(column))
            if not made:
                continue
            unit = key(field_name, language)
            if before is None or made != fingerprint(before.get(column)):
                result[unit] = source_now
            else:
                result[unit] = known.get(unit) or fingerprint(before.get(source_column))
    return result


def outdated(
    *, field_name: str, language: str, values: Mapping[str, Any], source_column: str
) -> bool:
    """Whether a translation was made from another source text than today's.

    Something never recorded (a row written by a script) is not called outdated.
    """
    if language == SOURCE or not fingerprint(values.get(localized(field_name, language))):
        return False
    made_from = (values.get("translation_meta") or {}).get(key(field_name, language))
    return made_from is not None and made_from != fingerprint(values.get(source_column))


def marked_current(
    values: Mapping[str, Any],
    *,
    source_columns: Mapping[str, str],
    languages: Iterable[str],
) -> Record:
    """Return the record after somebody said: these languages say what the source says today."""
    result: Record = dict(values.get("translation_meta") or {})
    for field_name, source_column in source_columns.items():
        for language in languages:
            if fingerprint(values.get(localized(field_name, language))):
                result[key(field_name, language)] = fingerprint(values.get(source_column))
    return result
