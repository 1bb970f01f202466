"""The admin of what festivals are sorted by, who holds them, and when they are."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.views.snippets import CreateView, SnippetViewSetGroup

from regions.viewsets import RegionSnippetViewSet

from .desk.hooks import MENU_HOOK
from .models import (
    CallForProposals,
    Edition,
    Festival,
    FestivalCategory,
    Observance,
)
from .registry.viewsets import OrganiserViewSet, RoadViewSet, VenueViewSet
from .views import festivals_of


class EditionCreateView(CreateView):
    """`?festival=` is the page that the edition belongs to; the year is the next that lacks one."""

    def get_initial_form_instance(self) -> Edition:
        edition = super().get_initial_form_instance() or Edition()
        chosen = self.request.GET.get("festival", "")
        if chosen.isascii() and chosen.isdigit() and len(chosen) <= 9:
            mine = festivals_of(self.request.user).values("pk")
            edition.festival = Festival.objects.filter(pk=int(chosen), pk__in=mine).first()
        if edition.festival_id:
            latest = edition.festival.editions.order_by("-year").values_list("year", flat=True)
            this_year = timezone.now().year
            edition.year = max(this_year, (latest.first() or this_year - 1) + 1)
        return edition


class EditionViewSet(RegionSnippetViewSet):
    model = Edition
    region_path = "festival"
    icon = "calendar-alt"
    add_view_class = EditionCreateView
    list_display = ("__str__", "year", "date_kind", "starts_on", BooleanColumn("live"))
    list_filter = ("year", "date_kind", "live")
    search_fields = ("festival__title",)
    ordering = ("-year", "-starts_on", "pk")

    def get_queryset(self, request: Any) -> Any:
        return super().get_queryset(request).select_related("festival")


class FestivalCategoryViewSet(RegionSnippetViewSet):
    model = FestivalCategory
    icon = "tag"
    list_display = ("__str__", "slug", "site")
    list_filter = ("site",)


class ObservanceViewSet(RegionSnippetViewSet):
    """Days of the year that clashes are told of; in the desk's menu."""

    model = Observance
    icon = "date"
    menu_hook = MENU_HOOK
    menu_order = 700
    add_to_admin_menu = True
    list_display = ("name", "holiday", "hijri_month", "starts_on", "severity", "site")
    list_filter = ("site",)


class CallForProposalsViewSet(RegionSnippetViewSet):
    """Calls for proposals; in the desk's menu."""

    model = CallForProposals
    icon = "mail"
    menu_hook = MENU_HOOK
    menu_order = 410
    add_to_admin_menu = True
    list_display = ("year", "opens_on", "closes_on", "site")
    list_filter = ("site", "year")


class FestivalsViewSetGroup(SnippetViewSetGroup):
    items = (
        EditionViewSet,
        FestivalCategoryViewSet,
        OrganiserViewSet,
        VenueViewSet,
        RoadViewSet,
    )
    menu_icon = "calendar-alt"
    menu_label = _("Festivals")
    menu_name = "festivals"
    menu_order = 210
