"""How much of something is translated: counts per language, and whether a reader can have it.

Pure: works on the serialized form that revisions hold, or on a live object's columns.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from . import sources
from .emptiness import is_empty
from .fields import Translated, translated_relations
from .languages import SOURCE, codes, localized


@dataclass(frozen=True)
class Count:
    """Translated fields of one language: how many there are, have text, and are outdated."""

    language: str
    done: int
    total: int
    outdated: int

    @property
    def is_complete(self) -> bool:
        return self.done == self.total

    @property
    def percent(self) -> int:
        """Return whole per cent, rounded down: 100 means complete."""
        return 100 * self.done // self.total if self.total else 100


def _rows(
    model: type[Translated], values: Mapping[str, Any]
) -> Iterator[tuple[type[Translated], Mapping[str, Any]]]:
    yield model, values
    for accessor in translated_relations(model):
        child_model: Any = getattr(model, accessor).rel.related_model
        for row in values.get(accessor) or []:
            yield child_model, row


def count(model: type[Translated], values: Mapping[str, Any]) -> dict[str, Count]:
    """Count every language of a serialized object and its translated inline children.

    Only fields with source text count: what the source leaves empty, nobody has to translate.
    """
    tally = {code: [0, 0, 0] for code in codes()}
    for owner, row in _rows(model, values):
        for field_name, source_column in owner.source_columns().items():
            if not sources.fingerprint(row.get(source_column)):
                continue
            for code in codes():
                numbers = tally[code]
                numbers[1] += 1
                column = source_column if code == SOURCE else localized(field_name, code)
                numbers[0] += bool(sources.fingerprint(row.get(column)))
                numbers[2] += sources.outdated(
                    field_name=field_name, language=code, values=row, source_column=source_column
                )
    return {code: Count(code, *numbers) for code, numbers in tally.items()}


def is_complete(instance: Translated, language: str, essential_fields: tuple[str, ...]) -> bool:
    """Whether a reader of this language gets the thing itself and not a fallback.

    Every essential field must have text where the source has some. No query.
    """
    columns = instance.source_columns()
    if language == SOURCE:
        return True
    return all(
        is_empty(getattr(instance, columns[name]))
        or not is_empty(getattr(instance, localized(name, language)))
        for name in essential_fields
    )
