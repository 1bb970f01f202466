from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from . import urls
from .bulk_actions import TranslatedPublishBulkAction
from .permissions import language_permissions
from .reports import TranslationReportView
from .viewsets import TranslatedPageViewSet

# After Wagtail's own action of the same name: the last one counts.
hooks.register("register_bulk_action", TranslatedPublishBulkAction, order=10)


@hooks.register("register_admin_viewset")
def page_viewset() -> TranslatedPageViewSet:
    return TranslatedPageViewSet("pages")


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    return [
        path("translations/", include(urls, namespace="translations")),
        path("reports/languages/", TranslationReportView.as_view(), name="translations_report"),
        path(
            "reports/languages/results/",
            TranslationReportView.as_view(results_only=True),
            name="translations_report_results",
        ),
    ]


@hooks.register("register_reports_menu_item")
def report_menu_item() -> MenuItem:
    return MenuItem(
        _("Languages"),
        reverse("translations_report"),
        icon_name="globe",
        name="languages",
        order=300,
    )


@hooks.register("register_permissions")
def permissions() -> QuerySet[Permission]:
    return language_permissions()


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(
        "translations.mark_current",
        _("Mark translation as current"),
        _("Translation marked as current"),
    )
    actions.register_action(
        "translations.copy_structure",
        _("Copy structure"),
        _("Structure copied from the source language"),
    )
    actions.register_action("translations.restore", _("Restore text"), _("Text restored"))
    actions.register_action("translations.hold_back", _("Hold back"), _("Language held back"))
    actions.register_action("translations.release", _("Release"), _("Language released"))
    actions.register_action(
        "translations.review", _("Native reader"), _("Mark of a native reader changed")
    )


@hooks.register("insert_global_admin_css")
def admin_css() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))
