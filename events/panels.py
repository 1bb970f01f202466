"""Panels of an edition's form: its rule in words while it is typed; that its year is kept back."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.panels import Panel


class RulePanel(Panel):
    """What the fields above say, in words, with the next dates and what these clash with
    (events/rule_preview.py).

    A script asks anew whenever the form changes; without scripts it says what was saved.
    """

    class BoundPanel(Panel.BoundPanel):
        template_name = "events/admin/rule_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            from .rule_preview import Preview, clashes_of

            context = super().get_context_data(parent_context) or {}
            preview = Preview.of(self.instance)
            asked = f"?edition={self.instance.pk}" if self.instance.pk else ""
            return {
                **context,
                **(clashes_of(self.instance, self.request.user) if preview.dates else {}),
                "preview": preview,
                "preview_url": reverse("events_rules:preview") + asked,
            }


class KeptBackPanel(Panel):
    """That readers see nothing of the edition until the launch of its year. One query."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "events/admin/kept_back_panel.html"

        @cached_property
        def plan(self) -> Any:
            from .years.kept_back import plan_over

            edition = self.instance
            return plan_over(edition) if edition.festival_id and edition.year else None

        def is_shown(self) -> bool:
            return super().is_shown() and self.plan is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context) or {}
            return {**context, "plan": self.plan}
