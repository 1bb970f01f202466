"""Importing calendars and tables, and the way back. Its place in the admin."""

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from events.desk.hooks import MENU_HOOK, DeskMenuItem
from events.models import Import


@hooks.register(MENU_HOOK)
def imports() -> DeskMenuItem:
    return DeskMenuItem(
        _("Import and export"),
        reverse("events_imports:list"),
        needed=(Import, ("add", "view")),
        name="imports",
        icon_name="upload",
        order=600,
    )


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern | URLResolver]:
    return [path("imports/", include("events.imports.urls"))]
