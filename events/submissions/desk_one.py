"""What the office's screens of one proposal share."""

import datetime
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from wagtail.models import Site

from events.desk.base import DeskView
from events.models import FestivalIndexPage, Submission

from . import messages

NEEDED: tuple[Any, tuple[str, ...]] = (Submission, ("change", "view"))
TITLE = gettext_lazy("Submissions")


class OneView(DeskView):
    """What the screens of one proposal share. One of a foreign region is a 404."""

    header_icon = "mail"
    needed = NEEDED
    parents = (("events_submissions:queue", TITLE),)

    @cached_property
    def submission(self) -> Submission:
        mine = Submission.objects.filter(site__in=self.sites)
        found = mine.select_related("site__root_page", "district", "call", "festival", "edition")
        return get_object_or_404(found, pk=self.kwargs["pk"])

    @cached_property
    def site(self) -> Site:
        """The proposal's own region."""
        return self.submission.site

    @property
    def now(self) -> datetime.datetime:
        """The moment, by the region's clocks."""
        return timezone.now().astimezone(self.region.zone)

    @cached_property
    def link(self) -> str:
        """The private link; empty where the section of festivals is not public."""
        if self.section is None or not self.section.live:
            return ""
        return messages.link_of(self.submission, self.section, self.request)

    @cached_property
    def section(self) -> FestivalIndexPage | None:
        """The region's section of festivals. One query."""
        return FestivalIndexPage.of_region(self.root)

    def get_page_title(self) -> str:
        return self.submission.name
