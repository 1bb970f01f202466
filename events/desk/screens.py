"""What the calendar's screens share: its filters, ways back to it, the region's editions."""

import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from wagtail.permissions import policy_registry

from events.models import Edition, Occurrence
from events.views import ANNOUNCE, festivals_of

from .base import DeskView
from .filters import CalendarFilters

CALENDAR = "events_desk:calendar"


class CalendarScreen(DeskView):
    """The calendar, or a screen that leads back to it as it was left: `back` is its query."""

    parents: Any = ((CALENDAR, gettext_lazy("Calendar")),)

    @cached_property
    def filters(self) -> CalendarFilters:
        """What the calendar asks for, or will ask for again. Three queries."""
        asked = self.request.POST.get("back", self.request.GET.get("back", ""))
        return self.read_filters(QueryDict(asked[:500]))

    def read_filters(self, asked: QueryDict) -> CalendarFilters:
        today = timezone.now().astimezone(self.region.zone).date()
        return CalendarFilters(asked, site=self.site, today=today)

    @property
    def editions(self) -> Any:
        """The editions of this region. No query by itself."""
        policy: Any = policy_registry.get_by_type(Edition)
        return Edition.objects.filter(policy.within([self.site])).select_related("festival")

    def told_of(self, edition: Edition, on: datetime.date) -> Occurrence | None:
        """Return the date that readers see, for who may tell them something of it at once.

        One query.
        """
        user = self.request.user
        if not user.has_perm(ANNOUNCE):
            return None
        mine = festivals_of(user).values("pk")
        dates = Occurrence.objects.filter(edition=edition.pk, planned_on=on, festival__in=mine)
        return dates.first()

    def here(self, **other: str) -> str:
        """Return the address of the calendar with the same filters, but for what is given."""
        return joined(self.address(CALENDAR), self.filters.query(**other))

    def beyond(self, name: str, *args: Any, **query: str) -> str:
        """Return the address of another screen, which leads back to the calendar as it is."""
        back = self.filters.query()
        return joined(
            self.address(name, *args), urlencode({**query, **({"back": back} if back else {})})
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        site_key = self.site.pk if len(self.sites) > 1 else ""
        return super().get_context_data(
            **kwargs, site_key=site_key, back=self.filters.query(), back_url=self.here()
        )


def joined(url: str, query: str) -> str:
    """Return an address with more of a query."""
    return f"{url}{'&' if '?' in url else '?'}{query}" if query else url
