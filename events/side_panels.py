"""The editor's side panel that says when a festival is, and leads to what changes it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.permissions import policy_registry

from .desk.base import sites_of
from .models import Edition, Outcome, YearPlan
from .views import ANNOUNCE, a_day_ago
from .years.addresses import next_year_address, outcome_address


class DatesSidePanel(BaseSidePanel):
    """A festival's editions, the latest first: a year is added here and no page is copied."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle dates")
        icon_name = "calendar-alt"

    name = "dates"
    title = _("Dates")
    template_name = "events/admin/dates_side_panel.html"
    order = 140

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return editions and where they lead. Six queries."""
        user = self.request.user
        policy = policy_registry.get_by_type(Edition)
        may_add = policy.user_has_permission(user, "add")
        editions = self._editions(user)
        latest = editions[0] if editions else None
        preparing = sites_of(user, YearPlan, ("change",))
        add = reverse("wagtailsnippets_events_edition:add") if may_add else ""
        return {
            **super().get_context_data(parent_context),
            "editions": editions,
            "since": a_day_ago(),
            "add_url": f"{add}?festival={self.object.pk}" if add else "",
            "may_change": policy.user_has_permission(user, "change"),
            "may_announce": user.has_perm(ANNOUNCE),
            "next_year_url": next_year_address(latest, preparing) if latest else "",
        }

    def _editions(self, user: Any) -> list[Edition]:
        """Return the editions, each with where its outcome is said (`outcome_url`), if over."""
        telling = sites_of(user, Outcome, ("add",))
        editions = list(self.object.editions.prefetch_related("occurrences__change"))
        for each in editions:
            each.festival = self.object
            is_over = any(date.ends_on < a_day_ago() for date in each.occurrences.all())
            each.outcome_url = outcome_address(each, telling) if is_over else ""
        return editions
