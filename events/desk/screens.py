"""What the calendar's own screens share: its filters, ways back to it, and the region's editions."""

from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from wagtail.permissions import policy_registry

from events.models import Edition

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

    def here(self, **other: str) -> str:
        """Return the address of the calendar with the same filters, but for what is given."""
        return joined(self.address(CALENDAR), self.filters.query(**other))

    def beyond(self, name: str, *args: Any, **query: str) -> str:
        """Return the address of another screen, which leads back to the calendar as it is."""
        back = self.filters.query()
        return joined(
            self.address(name, *args), urlencode({**query, **({"back": back} if back else {})})
        )


def joined(url: str, query: str) -> str:
    """Return an address with more of a query."""
    return f"{url}{'&' if '?' in url else '?'}{query}" if query else url
