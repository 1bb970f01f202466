from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet

from . import admin_urls
from .announcements import ANNOUNCED, CHECKED, TAKEN_BACK
from .clashing import hooks as clash_hooks  # noqa: F401 (registers hooks)
from .confirmations import CONFIRMATION_TAKEN_BACK, CONFIRMED
from .desk import hooks as desk_hooks
from .imports import hooks as import_hooks  # noqa: F401
from .registry import hooks as registry_hooks  # noqa: F401
from .rule_preview import preview
from .submissions import hooks as submission_hooks  # noqa: F401
from .views import may_look
from .viewsets import CallForProposalsViewSet, FestivalsViewSetGroup, ObservanceViewSet
from .years import hooks as year_hooks  # noqa: F401

register_snippet(FestivalsViewSetGroup)
register_snippet(ObservanceViewSet)
register_snippet(CallForProposalsViewSet)
desk_hooks.register_rights()


class PublishNowMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_look(request.user)


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern | URLResolver]:
    rules = ([path("preview/", preview, name="preview")], "events_rules")
    return [
        path("now/", include(admin_urls, namespace="events_now")),
        path("date-rules/", include(rules)),
    ]


@hooks.register("register_admin_menu_item")
def publish_now() -> MenuItem:
    return PublishNowMenuItem(
        _("Publish now"),
        reverse("events_now:ahead"),
        name="publish-now",
        icon_name="calendar-check",
        order=205,
    )


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(ANNOUNCED, _("Announce"), _("Announced at once"))
    actions.register_action(TAKEN_BACK, _("Take back"), _("Announcement taken back"))
    actions.register_action(CONFIRMED, _("Confirm"), _("Date confirmed"))
    actions.register_action(CONFIRMATION_TAKEN_BACK, _("Take back"), _("Confirmation taken back"))
    actions.register_action(CHECKED, _("Check"), _("Announcement checked"))
