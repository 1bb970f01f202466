"""Publishing several pages at once, with the languages that it changes shown first."""

from typing import Any

from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction

from .pages import TranslatedPage
from .viewsets import explained, pending_changes


class TranslatedPublishBulkAction(PublishBulkAction):
    """Wagtail's, whose question names each page's languages and those of its unpublished subpages.

    Costs what `pending_changes` costs, a page.
    """

    template_name = "translations/pages/confirm_bulk_publish.html"

    def object_context(self, obj: Any) -> dict[str, Any]:
        context = super().object_context(obj)
        page = context["item"]
        below = [
            child
            for child in page.get_descendants().not_live().specific()
            if child.permissions_for_user(self.request.user).can_publish()
        ]
        context["changes"] = [
            {"page": each, "asked": explained(found)}
            for each in [page, *below]
            if (found := self._pending(each))
        ]
        return context

    @staticmethod
    def _pending(page: Any) -> Any:
        draft = page.specific.get_latest_revision_as_object()
        return pending_changes(draft) if isinstance(draft, TranslatedPage) else None
