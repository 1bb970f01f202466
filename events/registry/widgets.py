"""The field in which an entry of the registry is found while its name is typed.

A list of all entries for a browser without scripts; `static/js/combobox.js` makes a combobox of it.
"""

import json
from collections.abc import Callable
from typing import Any

from django import forms
from django.forms import Script
from django.urls import reverse
from django.utils.translation import gettext as _

_WORDS: dict[str, Any] = {
    "venue": lambda: {
        "add": _("Add “%s” as a venue"),
        "none": _("No venue of this name."),
        "hint": _("Type a part of the name."),
    },
    "organiser": lambda: {
        "add": _("Add “%s” as an organiser"),
        "none": _("No organiser of this name."),
        "hint": _("Type a part of the name."),
    },
    "road": lambda: {
        "add": _("Add “%s” as a road"),
        "none": _("No road of this name."),
        "hint": _("Type a part of the name."),
    },
}


class _Combobox(forms.Select):
    """A list of entries of one kind. `site` is whose they are, `may_add` says whether a name that
    is not there can be added on the spot; the form sets both."""

    site: Any = None
    may_add: Callable[[], bool] | None = None

    def __init__(self, kind: str, attrs: Any = None) -> None:
        self.kind = kind
        super().__init__(attrs)

    def build_attrs(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        attrs = super().build_attrs(*args, **kwargs)
        if self.site is None:
            return attrs
        words = {
            **_WORDS[self.kind](),
            "found": _("Suggestions: %s"),
            "remove": _("Take away %s"),
            "failed": _("There was no answer. Try again."),
        }
        attrs |= {
            "data-combobox": json.dumps(words, ensure_ascii=False),
            "data-suggest": self._address("suggest"),
        }
        if self.may_add is not None and self.may_add():
            attrs["data-add"] = self._address("add")
        return attrs

    def _address(self, name: str) -> str:
        return f"{reverse(f'events_registry:{name}', args=[self.kind])}?site={self.site.pk}"

    @property
    def media(self) -> forms.Media:
        scripts: list[Any] = [Script("js/combobox.js", type="module")]
        return forms.Media(js=scripts)


class EntryInput(_Combobox):
    """One entry, or none."""


class EntriesInput(_Combobox, forms.SelectMultiple):
    """Several entries, which stand before the field and can be taken away."""
