"""Preparing a year's programme: next editions, the launch, what became of them. In the admin."""

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from events.desk.hooks import MENU_HOOK, DeskMenuItem
from events.models import Outcome, YearPlan

from . import adding, admin_urls, embargo, launch, outcomes


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern | URLResolver]:
    return [path("years/", include(admin_urls, namespace="events_years"))]


@hooks.register(MENU_HOOK)
def years() -> MenuItem:
    return DeskMenuItem(
        _("Years’ programmes"),
        reverse("events_years:years"),
        needed=(YearPlan, ("change",)),
        name="years",
        icon_name="date",
        order=400,
    )


@hooks.register(MENU_HOOK)
def outcomes_item() -> MenuItem:
    return DeskMenuItem(
        _("Outcomes"),
        reverse("events_years:outcomes"),
        needed=(Outcome, ("add", "change")),
        name="outcomes",
        icon_name="tick",
        order=500,
    )


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    for name, label, message in (
        (adding.ADDED, _("Add to a year"), _("Moved by rule from an earlier year")),
        (embargo.KEPT_BACK, _("Keep a year back"), _("Year kept back until its launch")),
        (launch.LAUNCHED, _("Launch"), _("Year launched")),
        (launch.LAUNCH_TAKEN_BACK, _("Take back"), _("Launch taken back")),
        (outcomes.SAID, _("Outcome"), _("Outcome said")),
        (outcomes.TAKEN_BACK, _("Take back"), _("Outcome taken back")),
    ):
        actions.register_action(name, label, message)
