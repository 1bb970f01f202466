"""The panel that says a date rule back in words, while it is typed."""

from typing import Any

from django.urls import reverse
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
