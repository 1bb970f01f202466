"""What organisers propose: its place in the admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.log_actions import LogActionRegistry

from events.desk.hooks import MENU_HOOK, DeskMenuItem
from events.enums import SubmissionAct

from . import urls as submission_urls
from .acts import LOGGED, POSSIBLE
from .desk import waiting_for
from .desk_one import NEEDED


class SubmissionsMenuItem(DeskMenuItem):
    """The queue, with the number of those that wait for the office. One query or two."""

    def render_component(self, request: HttpRequest) -> Any:
        number = waiting_for(request.user)
        label = f"{self.label} ({number})" if number else self.label
        return LinkMenuItem(
            self.name,
            label,
            self.url,
            icon_name=self.icon_name,
            classname=self.classname,
            attrs=self.attrs,
        )


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern | URLResolver]:
    return [path("submissions/", include(submission_urls))]


@hooks.register(MENU_HOOK)
def submissions() -> MenuItem:
    return SubmissionsMenuItem(
        _("Submissions"),
        reverse("events_submissions:queue"),
        name="submissions",
        icon_name="mail",
        order=400,
        needed=NEEDED,
    )


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    for act in POSSIBLE:
        label = SubmissionAct(act).label
        actions.register_action(LOGGED % act, label, label)
