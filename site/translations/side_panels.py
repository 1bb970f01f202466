"""The editor's side panel that says how far each language is, and holds its switches."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel

from . import languages
from .models import TranslationProgress
from .pages import TranslatedPage
from .permissions import may_write


class TranslationsSidePanel(BaseSidePanel):
    """Counts of the latest draft, whether readers have it, and what may be done about it."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle languages")
        icon_name = "globe"
        counter_classname = "w-bg-critical-200"

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            context["count"] = sum(row["outdated"] for row in self.panel.rows)
            return context

    name = "languages"
    title = _("Languages")
    template_name = "translations/side_panels/languages.html"
    order = 150

    def __init__(
        self, page: TranslatedPage, request: Any, *, codes: list[str], may_decide: bool
    ) -> None:
        """`codes` are the languages of the page's region. Two queries."""
        super().__init__(page, request)
        self.may_decide = may_decide
        progress = {
            row.language: row for row in TranslationProgress.objects.filter(page_id=page.pk)
        }
        self.rows = [self._row(code, progress.get(code)) for code in codes]

    def _row(self, code: str, progress: TranslationProgress | None) -> dict[str, Any]:
        version = self.object.versions.get(code)
        return {
            "code": code,
            "tab": code.replace("-", "_"),
            "name": languages.name(code),
            "direction": languages.direction(code),
            "is_source": code == languages.SOURCE,
            "done": progress.done if progress else 0,
            "total": progress.total if progress else 0,
            "outdated": progress.outdated if progress else 0,
            "available": bool(version and version.available),
            "version": version,
            "may_write": may_write(self.request.user, code),
            "may_decide": self.may_decide,
        }

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {**super().get_context_data(parent_context), "rows": self.rows}
