"""Clashes in the admin: addresses, menu, log."""

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from events.desk.hooks import MENU_HOOK, DeskMenuItem

from .acceptances import ACCEPTED, RULES_SET, TAKEN_BACK
from .views import ClashesView, ClashRulesView, TakeBackView


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern | URLResolver]:
    patterns = [
        path("", ClashesView.as_view(), name="report"),
        path("rules/", ClashRulesView.as_view(), name="rules"),
        path("<int:pk>/take-back/", TakeBackView.as_view(), name="take_back"),
    ]
    return [path("clashes/", include((patterns, "events_clashes")))]


@hooks.register(MENU_HOOK)
def report() -> MenuItem:
    return DeskMenuItem(
        ClashesView.page_title,
        reverse("events_clashes:report"),
        needed=ClashesView.needed,
        name="clashes",
        icon_name="warning",
        order=200,
    )


@hooks.register(MENU_HOOK)
def rules() -> MenuItem:
    return DeskMenuItem(
        ClashRulesView.page_title,
        reverse("events_clashes:rules"),
        needed=ClashRulesView.needed,
        name="clash-rules",
        icon_name="sliders",
        order=710,
    )


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(ACCEPTED, _("Accept a clash"), _("Clash accepted"))
    actions.register_action(TAKEN_BACK, _("Take back"), _("Acceptance of a clash taken back"))
    actions.register_action(RULES_SET, _("Set clash rules"), _("Clash rules set"))
