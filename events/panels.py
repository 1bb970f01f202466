"""Panels of an edition's form: its rule in words while it is typed; that its year is kept back."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.panels import Panel


class RulePanel(Panel):
    """What the fields above say, in words, with the next dates (events/rule_preview.py).

    A script asks anew whenever the form changes; without scripts it says what was saved.
    """

    class BoundPanel(Panel.BoundPanel):
        template_name = "events/admin/rule_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            from .rule_preview import Preview

            context = super().get_context_data(parent_context) or {}
            return {
                **context,
                "preview": Preview.of(self.instance),
                "preview_url": reverse("events_rules:preview"),
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
