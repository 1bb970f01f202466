"""The admin of venues, organisers and roads: where they are used, and what may be one."""

from typing import Any

import django_filters
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.widgets.button import Button
from wagtail.models import Site
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import EditView, IndexView, UsageView

from events.models import Organiser, Road, Venue
from events.views import festivals_of
from regions.permissions import LOOKING
from regions.viewsets import RegionSnippetViewSet

from . import merging
from .forms import RegisteredForm
from .names import twins
from .usage import Usage
from .views import merge_url

UNUSED, MERGED = "unused", "merged"


class LedToSurvivor:
    """Mixed into the views of one entry: what was merged leads to the one that is left."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = getattr(self, "object", None)
        if found is None or not found.merged_into_id:
            return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        messages.info(
            request,
            _gettext("%(name)s was merged into this one.") % {"name": found.name},
        )
        name = request.resolver_match.view_name  # type: ignore[union-attr]
        return HttpResponseRedirect(reverse(name, args=[found.merged_into_id]))


class UsedByColumn(Column):
    """How many festivals use an entry; where a merged one leads."""

    def get_value(self, instance: Any) -> Any:
        if instance.merged_into_id:
            return _gettext("merged into %(name)s") % {"name": instance.merged_into}
        return instance.used_by


class RegistryIndexView(IndexView):
    """The listing with a column of usage, and a note of what may be one: six queries more."""

    @cached_property
    def columns(self) -> list[Any]:
        """Wagtail's, without the region for who has one alone."""
        policy: Any = policy_registry.get_by_type(self.model)
        sites = policy.sites_user_has_any_permission_for(self.request.user, LOOKING)
        has_several = len(sites[:2]) > 1
        return [each for each in super().columns if has_several or each.name != "site"]

    def get_table(self, object_list: Any, **kwargs: Any) -> Any:
        entries = list(object_list)
        sites = Site.objects.filter(pk__in={each.site_id for each in entries})
        usage = Usage(self.model, sites.select_related("root_page"))
        for each in entries:
            each.used_by = usage.number(each)
        return super().get_table(object_list, **kwargs)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        if not self.results_only and self.user_has_permission("delete"):
            context["twins"] = self._twins()
        return context

    def _twins(self) -> list[dict[str, Any]]:
        policy: Any = policy_registry.get_by_type(self.model)
        mine = policy.instances_user_has_permission_for(self.request.user, "delete")
        names: dict[int, dict[int, str]] = {}
        for site, pk, name in mine.filter(merged_into=None).values_list("site", "pk", "name"):
            names.setdefault(site, {})[pk] = name
        return [
            {"names": [of_site[key] for key in pair], "url": merge_url(self.model, *pair)}
            for of_site in names.values()
            for pair in twins(of_site)
        ]


class RegistryEditView(EditView):
    """The form of an entry, with the festivals that use it and what was merged into it."""

    template_name = "events/admin/registry/edit.html"

    @cached_property
    def may_merge(self) -> bool:
        return self.user_has_permission("delete")

    @property
    def header_more_buttons(self) -> list[Button]:
        buttons = list(super().header_more_buttons)
        if self.may_merge:
            buttons.append(
                Button(
                    _gettext("Merge with another…"),
                    url=merge_url(self.model, self.object.pk),
                    icon_name="resubmit",
                    priority=15,
                )
            )
        return buttons

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        mine = set(festivals_of(self.request.user).values_list("pk", flat=True))
        return {
            **context,
            "uses": [
                {"use": each, "is_mine": each.festival in mine}
                for each in Usage(self.model, [self.object.site]).of(self.object)
            ],
            "mergings": [
                {"key": each.pk, "names": [one["name"] for one in each.data["moved"]]}
                for each in (merging.splittable(self.object) if self.may_merge else ())
            ],
            "split_url": reverse(
                "events_registry:split", args=[self.model._meta.model_name, self.object.pk]
            ),
        }


class RegistryUsageView(UsageView):
    """Wagtail's, by what drafts and roads say, too (usage.py)."""

    def get_queryset(self) -> Any:
        return Usage(self.model, [self.object.site]).of(self.object)

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("title", label=_("Festival"), accessor="title", get_url=self._address),
            Column("state", label=_("State"), accessor=_state),
        ]

    @cached_property
    def _mine(self) -> set[int]:
        return set(festivals_of(self.request.user).values_list("pk", flat=True))

    def _address(self, use: Any) -> str | None:
        if use.festival not in self._mine:
            return None
        return reverse("wagtailadmin_pages:edit", args=[use.festival])

    def get_table(self, object_list: Any, **kwargs: Any) -> Any:
        return BaseListingView.get_table(self, object_list, **kwargs)


def _state(use: Any) -> str:
    if use.in_draft_only:
        return _gettext("in a draft")
    return _gettext("public") if use.is_live else _gettext("not published")


class RegisteredFilterSet(WagtailFilterSet):
    """What is used and stands for itself; on request what nobody uses, or what was merged."""

    show = django_filters.ChoiceFilter(
        label=_("Show"),
        choices=[(UNUSED, _("Used by no festival")), (MERGED, _("Merged into another"))],
        widget=forms.RadioSelect,
        empty_label=_("All"),
        method="as_chosen",
    )

    def as_chosen(self, queryset: Any, _name: str, value: str) -> Any:
        if value == UNUSED:
            sites = Site.objects.filter(pk__in=queryset.order_by().values("site"))
            usage = Usage(queryset.model, sites.select_related("root_page"))
            return queryset.exclude(pk__in=usage.used)
        return queryset

    def filter_queryset(self, queryset: Any) -> Any:
        found = super().filter_queryset(queryset)
        is_merged = self.form.cleaned_data.get("show") == MERGED
        return found.exclude(merged_into=None) if is_merged else found.filter(merged_into=None)


class RegistryViewSet(RegionSnippetViewSet):
    index_view_class = RegistryIndexView
    edit_view_class = RegistryEditView
    usage_view_class = RegistryUsageView
    index_template_name = "events/admin/registry/index.html"
    edit_template_name = "events/admin/registry/edit.html"
    search_fields = ("name",)
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("site", "merged_into")

    def get_edit_handler(self) -> Any:
        handler = super().get_edit_handler()
        base = handler.base_form_class or WagtailAdminModelForm
        handler.base_form_class = type(base.__name__, (RegisteredForm, base), {})
        return handler

    def construct_view(self, view_class: Any, **kwargs: Any) -> Any:
        if hasattr(view_class, "get_object"):
            view_class = type(view_class.__name__, (LedToSurvivor, view_class), {})
        return super().construct_view(view_class, **kwargs)


def _filters(kind: Any, *names: str) -> type[RegisteredFilterSet]:
    meta = type("Meta", (), {"model": kind, "fields": [*names]})
    return type(f"{kind.__name__}FilterSet", (RegisteredFilterSet,), {"Meta": meta})


_USED_BY = UsedByColumn("used_by", label=_("Festivals"))


class OrganiserViewSet(RegistryViewSet):
    model = Organiser
    icon = "group"
    list_display = ("name", _USED_BY, "site")
    filterset_class = _filters(Organiser, "site")


class VenueViewSet(RegistryViewSet):
    model = Venue
    icon = "home"
    list_display = ("name", _USED_BY, "district", "site")
    filterset_class = _filters(Venue, "site", "district")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("district")


class RoadViewSet(RegistryViewSet):
    model = Road
    icon = "minus"
    list_display = ("name", _USED_BY, "site")
    filterset_class = _filters(Road, "site")
