"""The admin of what festivals are sorted by, who holds them, and when they are."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.widgets import Button
from wagtail.models import Site
from wagtail.snippets.views.snippets import CreateView, IndexView, SnippetViewSetGroup

from regions.viewsets import RegionSnippetViewSet

from .desk.base import sites_of
from .desk.hooks import MENU_HOOK
from .models import (
    CallForProposals,
    Edition,
    Festival,
    FestivalCategory,
    Observance,
    Occurrence,
    Outcome,
    YearPlan,
)
from .registry.viewsets import OrganiserViewSet, RoadViewSet, VenueViewSet
from .views import festivals_of
from .years.addresses import next_year_address, outcome_address
from .years.kept_back import kept_back


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


class EditionIndexView(IndexView):
    """Leads from an edition to next year's, and from one that is over to what became of it."""

    @cached_property
    def preparing(self) -> list[Site]:
        return sites_of(self.request.user, YearPlan, ("change",))

    @cached_property
    def telling(self) -> list[Site]:
        return sites_of(self.request.user, Outcome, ("add",))

    def get_list_more_buttons(self, instance: Edition) -> list[Any]:
        buttons = super().get_list_more_buttons(instance)
        if next_year := next_year_address(instance, self.preparing):
            buttons.append(
                Button(_("Add next year’s edition"), next_year, icon_name="plus", priority=25)
            )
        if instance.is_over and (outcome := outcome_address(instance, self.telling)):
            buttons.append(Button(_("What became of it"), outcome, icon_name="tick", priority=26))
        return buttons


def _kept_back_in_words(edition: Edition) -> str:
    return gettext("Kept back until the launch") if edition.is_kept_back else ""


class EditionViewSet(RegionSnippetViewSet):
    model = Edition
    region_path = "festival"
    icon = "calendar-alt"
    add_view_class = EditionCreateView
    index_view_class = EditionIndexView
    list_display = (
        "__str__",
        "year",
        "date_kind",
        "starts_on",
        BooleanColumn("live"),
        Column("readers", label=_("Readers"), accessor=_kept_back_in_words),
    )
    list_filter = ("year", "date_kind", "live")
    search_fields = ("festival__title",)
    ordering = ("-year", "-starts_on", "pk")

    def get_queryset(self, request: Any) -> Any:
        today = timezone.now().date()
        over = Occurrence.objects.filter(edition=OuterRef("pk"), ends_on__lt=today)
        editions = super().get_queryset(request).select_related("festival")
        return editions.annotate(is_kept_back=kept_back(), is_over=Exists(over))


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
