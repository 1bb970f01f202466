"""The calendar desk in the admin's menu, and rights over what has no screen of Wagtail's own."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.log_actions import LogActionRegistry
from wagtail.permissions import register_permission_policy

from events.models import ClashSetting, Edition, Import, Outcome, Submission, YearPlan
from regions.permissions import RegionPermissionPolicy
from regions.rights import rights_form

from . import urls
from .base import sites_of
from .moves import MOVED

MENU_HOOK = "register_calendar_desk_item"

#: Models whose screens are the desk's own, how each leads to its region, and its icon.
_MODELS: tuple[tuple[Any, str, str], ...] = (
    (Import, "site", "upload"),
    (Submission, "site", "mail"),
    (YearPlan, "site", "date"),
    (ClashSetting, "site", "warning"),
    (Outcome, "edition__festival", "tick"),
)


class DeskMenuItem(MenuItem):
    """An item of the desk's menu, for whoever holds a right over a model in some region."""

    def __init__(
        self, label: Any, url: str, *, needed: tuple[Any, tuple[str, ...]], **kwargs: Any
    ) -> None:
        super().__init__(label, url, **kwargs)
        self.needed = needed

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(sites_of(request.user, *self.needed))


@hooks.register("register_admin_menu_item")
def calendar_desk() -> MenuItem:
    return SubmenuMenuItem(
        _("Calendar desk"),
        Menu(register_hook_name=MENU_HOOK),
        name="calendar-desk",
        icon_name="date",
        order=208,
    )


@hooks.register(MENU_HOOK)
def calendar_item() -> MenuItem:
    return DeskMenuItem(
        _("Calendar"),
        reverse("events_desk:calendar"),
        needed=(Edition, ("add", "change", "view")),
        name="calendar",
        icon_name="calendar-alt",
        order=100,
    )


@hooks.register("register_admin_urls")
def calendar_urls() -> list[URLResolver]:
    return [path("calendar/", include(urls))]


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(MOVED, _("Move"), _("Date moved in the calendar"))


def register_rights() -> None:
    """Have rights over the desk's own models held by region, as over everything else."""
    for model, region_path, icon in _MODELS:
        register_permission_policy(model, RegionPermissionPolicy(model, region_path))
        hooks.register(
            "register_group_permission_panel",
            lambda model=model, icon=icon: rights_form(model, icon),
        )
