"""The panel on everybody's first page that says who waits for what."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component

from . import waiting


class WaitingPanel(Component):
    """What waits for the user, for others, in the user's languages, and for publication."""

    name = "waiting"
    template_name = "roles/home/waiting.html"
    order = 100

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        return {
            "for_me": waiting.for_me(user),
            "for_others": waiting.for_others(user),
            "languages": waiting.in_my_languages(user),
            "writes_languages": bool(waiting.translated_by(user)),
            "for_publication": waiting.for_publication(user),
        }
