"""Venues, organisers and roads in the admin: addresses, merging, and what may not be deleted."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLResolver, include, path
from django.utils.html import format_html
from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter

from .bulk_actions import MergeBulkAction
from .merging import MERGED, SPLIT
from .usage import RELATIONS, Usage
from .views import AddView, MergeView, SplitView, SuggestView, list_url, merge_url

hooks.register("register_bulk_action", MergeBulkAction)


@hooks.register("register_admin_urls")
def addresses() -> list[URLResolver]:
    patterns = [
        path("<slug:kind>/suggest/", SuggestView.as_view(), name="suggest"),
        path("<slug:kind>/add/", AddView.as_view(), name="add"),
        path("<slug:kind>/merge/", MergeView.as_view(), name="merge"),
        path("<slug:kind>/split/<int:pk>/", SplitView.as_view(), name="split"),
    ]
    return [path("registry/", include((patterns, "events_registry")))]


@hooks.register("before_delete_snippet")
def keep_what_is_used(request: HttpRequest, entries: list[Any]) -> HttpResponse | None:
    """Refuse to delete an entry that festivals use: it is merged instead. Three queries."""
    if not entries or type(entries[0]) not in RELATIONS:
        return None
    model = type(entries[0])
    usage = Usage(model, {each.site for each in entries})
    used = [each for each in entries if usage.number(each)]
    for each in used:
        number = usage.number(each)
        said = ngettext(
            "%(name)s is used by %(number)s festival and was not deleted.",
            "%(name)s is used by %(number)s festivals and was not deleted.",
            number,
        ) % {"name": each.name, "number": number}
        messages.error(
            request,
            format_html(
                '{} <a href="{}">{}</a>',
                said,
                merge_url(model, each.pk),
                _gettext("Merge it with another instead"),
            ),
        )
    return HttpResponseRedirect(list_url(model)) if used else None


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    @actions.register_action(MERGED)
    class MergedFormatter(LogFormatter):
        label = _("Merge")

        def format_message(self, log_entry: Any) -> str:
            names = ", ".join(each["name"] for each in log_entry.data["moved"])
            return _gettext("Merged into this one: %(names)s") % {"names": names}

    @actions.register_action(SPLIT)
    class SplitFormatter(LogFormatter):
        label = _("Split again")

        def format_message(self, log_entry: Any) -> str:
            names = ", ".join(log_entry.data["names"])
            return _gettext("Split from this one again: %(names)s") % {"names": names}
