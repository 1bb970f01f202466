"""Several entries chosen in a listing: to be merged."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from .merging import MOST
from .usage import RELATIONS
from .views import list_url, merge_url


class MergeBulkAction(SnippetBulkAction):
    """Leads on to the screen that merges; it checks whose entries they are."""

    display_name = _("Merge")
    action_type = "merge"
    aria_label = _("Merge the selected entries")
    action_priority = 20
    template_name = "events/admin/registry/merge.html"
    models = list(RELATIONS)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        keys = [key for key in request.GET.getlist("id") if key.isascii() and key.isdigit()]
        if 2 <= len(keys) <= MOST:
            return HttpResponseRedirect(merge_url(self.model, *keys))
        messages.error(
            request,
            _gettext("Tick between two and %(most)s entries that are one.") % {"most": MOST},
        )
        return HttpResponseRedirect(list_url(self.model))
