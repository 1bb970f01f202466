"""The page listing's column that shows each language's state at a glance."""

from typing import Any

from wagtail.admin.ui.tables import Column

from . import languages
from .pages import LanguagesInUse


class LanguagesColumn(Column):
    """A mark a language: complete, outdated, in part, none. Needs the prefetch of the listing."""

    cell_template_name = "translations/tables/languages_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        request = parent_context["request"]
        if not hasattr(request, "languages_in_use"):
            request.languages_in_use = LanguagesInUse()
        in_use = request.languages_in_use.at(instance)
        context["value"] = [mark for mark in context["value"] if mark["code"] in in_use]
        return context

    def get_value(self, instance: Any) -> list[dict[str, Any]]:
        progress = {row.language: row for row in instance.translation_progress.all()}
        held_back = {row.language for row in instance.language_versions.all() if row.held_back}
        return [
            {
                "code": code,
                "name": languages.name(code),
                "state": _state(progress[code], held_back=code in held_back),
                "done": progress[code].done,
                "total": progress[code].total,
                "outdated": progress[code].outdated,
            }
            for code in languages.codes()
            if code in progress
        ]


def _state(progress: Any, *, held_back: bool) -> str:
    if held_back:
        return "held-back"
    if progress.outdated:
        return "outdated"
    if progress.is_complete:
        return "complete"
    return "partial" if progress.done else "none"
