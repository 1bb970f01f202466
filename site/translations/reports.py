"""The report that tells translators and officers what is missing, outdated or held back."""

from typing import Any

import django_filters
from django.db.models import Exists, F, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy

from . import languages
from .models import LanguageVersion, TranslationProgress
from .pages import LanguagesInUse

STATES = [
    ("missing", _("Not begun")),
    ("partial", _("In part")),
    ("complete", _("Complete")),
    ("outdated", _("Outdated")),
    ("held_back", _("Held back")),
    ("unreviewed", _("Not yet read by a native reader")),
]


def edit_url(row: TranslationProgress) -> str:
    """Return the address of the editor, open at the row's language."""
    url = reverse("wagtailadmin_pages:edit", args=[row.page_id])
    return f"{url}#tab-language_{row.language.replace('-', '_')}"


class TranslationFilterSet(WagtailFilterSet):
    language = django_filters.ChoiceFilter(
        label=_("Language"),
        choices=lambda: [(code, languages.name(code)) for code in languages.targets()],
    )
    state = django_filters.ChoiceFilter(label=_("State"), choices=STATES, method="filter_state")

    class Meta:
        model = TranslationProgress
        fields = ("language",)

    def filter_state(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        by_state: dict[str, dict[str, Any]] = {
            "missing": {"done": 0},
            "partial": {"done__gt": 0, "done__lt": F("total")},
            "complete": {"done": F("total")},
            "outdated": {"outdated__gt": 0},
            "held_back": {"held_back": True},
            "unreviewed": {"reviewed": False, "done__gt": 0},
        }
        return queryset.filter(**by_state[value])


class TranslationReportView(ReportView):
    """Every page × language but the source, for the pages that the user may explore."""

    page_title = _("Languages")
    header_icon = "globe"
    index_url_name = "translations_report"
    index_results_url_name = "translations_report_results"
    filterset_class = TranslationFilterSet
    default_ordering = "page__title"
    columns = [
        TitleColumn("title", label=_("Page"), accessor="page.title", get_url=edit_url),
        Column(
            "language_name", label=_("Language"), accessor=lambda row: languages.name(row.language)
        ),
        Column("progress", label=_("Translated"), accessor=lambda row: f"{row.done} / {row.total}"),
        Column("outdated", label=_("Outdated"), accessor="outdated"),
        Column(
            "held_back",
            label=_("Held back"),
            accessor=lambda row: _("Held back") if row.held_back else "",
        ),
        Column(
            "reviewed",
            label=_("Read by a native reader"),
            accessor=lambda row: _("Yes") if row.reviewed else "",
        ),
    ]
    list_export = ["page.title", "language", "done", "total", "outdated", "held_back", "reviewed"]
    any_permission_required = ["add", "change", "publish"]

    @property
    def permission_policy(self) -> Any:
        return page_permission_policy

    def get_queryset(self) -> QuerySet[TranslationProgress]:
        mine = page_permission_policy.explorable_instances(self.request.user)
        versions = LanguageVersion.objects.filter(
            page_id=OuterRef("page_id"), language=OuterRef("language")
        )
        return (
            TranslationProgress.objects.filter(page__in=mine, total__gt=0)
            .exclude(language=languages.SOURCE)
            .annotate(
                held_back=Exists(versions.filter(held_back=True)),
                reviewed=Exists(versions.filter(reviewed_by_native=True)),
            )
            .select_related("page")
            .order_by("page__title", "language")
        )

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """Drop languages that the page's region does not use."""
        in_use = LanguagesInUse()
        return [row for row in object_list if row.language in in_use.at(row.page)]
