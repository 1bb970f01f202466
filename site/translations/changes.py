"""Which languages a publish would change: the draft held against what the public has.

Pure: works on serialized pages, as revisions hold them.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import capfirst

from . import languages
from .fields import Translated, translated_relations
from .sources import fingerprint


@dataclass
class Changes:
    """What differs, by language, as the labels of fields; `shared` is what has no language."""

    by_language: dict[str, list[str]] = field(default_factory=dict)
    shared: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.by_language or self.shared)

    @property
    def token(self) -> str:
        """Return a short name of exactly these changes: who confirmed others has to look again."""
        text = repr((sorted(self.by_language.items()), sorted(self.shared)))
        return hashlib.blake2s(text.encode(), digest_size=8).hexdigest()


def changes(
    model: type[Translated],
    *,
    live: Mapping[str, Any] | None,
    draft: Mapping[str, Any],
    shared_fields: Sequence[str] = (),
) -> Changes:
    """Return what publishing the draft would change.

    `live` is None for a page that the public has never had: then every text is a change.
    `shared_fields` names the untranslated fields and relations that an editor can change.
    """
    found: dict[str, list[str]] = {}
    live = live or {}
    for owner, label_prefix, before, after in _pairs(model, live, draft):
        for name, source_column in owner.source_columns().items():
            label = _label(owner, name, label_prefix)
            for code in languages.codes():
                column = (
                    source_column if code == languages.SOURCE else languages.localized(name, code)
                )
                if fingerprint(before.get(column)) != fingerprint(after.get(column)):
                    labels = found.setdefault(code, [])
                    if label not in labels:
                        labels.append(label)
    shared = [
        str(_verbose_name(model, name))
        for name in shared_fields
        if _comparable(model, name, live.get(name)) != _comparable(model, name, draft.get(name))
    ]
    return Changes({code: found[code] for code in languages.in_order(found)}, shared)


def _pairs(model: Any, live: Mapping[str, Any], draft: Mapping[str, Any]) -> list[tuple]:
    """Pair the page and its translated children with their live counterparts."""
    pairs: list[tuple] = [(model, "", live, draft)]
    for accessor in translated_relations(model):
        child_model = getattr(model, accessor).rel.related_model
        prefix = str(capfirst(child_model._meta.verbose_name))
        before = {row.get("pk"): row for row in live.get(accessor) or []}
        seen = set()
        for row in draft.get(accessor) or []:
            seen.add(row.get("pk"))
            pairs.append((child_model, prefix, before.get(row.get("pk")) or {}, row))
        pairs += [(child_model, prefix, row, {}) for pk, row in before.items() if pk not in seen]
    return pairs


def _label(owner: type[Translated], name: str, prefix: str) -> str:
    label = str(capfirst(getattr(owner._meta.get_field(name), "verbose_name", name)))
    return f"{prefix}: {label}" if prefix else label


def _verbose_name(model: Any, name: str) -> str:
    try:
        model_field = model._meta.get_field(name)
    except LookupError:
        return name
    if model_field.one_to_many:
        return str(capfirst(model_field.related_model._meta.verbose_name_plural))
    return str(capfirst(getattr(model_field, "verbose_name", name)))


def _comparable(model: Any, name: str, value: Any) -> Any:
    """Reduce a shared value to what is shared in it: children without their translated columns."""
    if not isinstance(value, list):
        return value or None
    try:
        child_model = model._meta.get_field(name).related_model
    except LookupError:
        return value
    translated = set()
    if child_model and issubclass(child_model, Translated):
        translated = {
            languages.localized(each, code)
            for each in child_model.translated_fields
            for code in languages.codes()
        } | {*child_model.translated_fields, "translation_meta"}
    return [
        {key: item for key, item in row.items() if key not in translated | {"pk", "page"}}
        if isinstance(row, dict)
        else row
        for row in value
    ] or None
