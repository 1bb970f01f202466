"""The section of festivals: the calendar, by list, month, year and weekend."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path
from wagtail.models import Page

from pages import head
from pages.models import SitePage
from regions.clock import lives_until, next_midnight, now_of


class FestivalIndexPage(RoutablePageMixin, SitePage):
    """The section of festivals: what is coming, and what has been."""

    template = "events/festival_index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["events.Festival"]
    max_count_per_parent = 1
    page_description = _("The section that lists festivals by date.")

    class Meta:
        verbose_name = _("festivals section")
        verbose_name_plural = _("festivals sections")

    @classmethod
    def of_region(cls, root: Page) -> "FestivalIndexPage | None":
        """Return the section of the region whose tree begins at a page. One query."""
        return cls.objects.descendant_of(root).order_by("path").first()

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Serve the section; for good lead on what asks for an entry that was merged."""
        from events.registry.signposts import led_on

        return led_on(request) or super().serve(request, *args, **kwargs)

    @path("past/", name="past")
    def past(self, request: HttpRequest) -> HttpResponse:
        """The archive: what was held, the latest first."""
        shown = self._listing(request, "past/", _gettext("Past festivals"), is_past=True)
        return self.render(request, context_overrides=shown)

    @path("this-weekend/", name="weekend")
    def weekend(self, request: HttpRequest) -> HttpResponse:
        """What is on from Friday to Sunday of this week; on a Sunday still of this one."""
        from events.listing import weekend

        span = weekend(now_of(request).date())
        shown = self._listing(request, "this-weekend/", _gettext("This weekend"), span=span)
        return self.render(request, context_overrides=shown)

    @re_path(r"^(?P<year>[0-9]{4})/$", name="year")
    def year(self, request: HttpRequest, year: str) -> HttpResponse:
        """The programme of a year. Raises Http404 for one that no calendar of ours reaches."""
        from events import almanac

        if not almanac.is_year(int(year)):
            raise Http404
        lives_until(request, next_midnight(now_of(request)))
        shown = almanac.year_page(self, request, int(year))
        title = _gettext("Festivals in %(year)s") % {"year": year}
        found = self._head(request, f"{year}/", title)
        if shown["is_empty"]:
            found = replace(found, is_indexed=False, alternates=[])
        context = shown | {"head": found, "title": title}
        return self.render(request, template="events/year.html", context_overrides=context)

    @re_path(r"^(?P<year>[0-9]{4})/(?P<month>0[1-9]|1[0-2])/$", name="month")
    def month(self, request: HttpRequest, year: str, month: str) -> HttpResponse:
        """A month as a grid of days. Raises Http404 as for a year."""
        from events import almanac

        if not almanac.is_year(int(year)):
            raise Http404
        lives_until(request, next_midnight(now_of(request)))
        shown = almanac.month_page(self, request, int(year), int(month))
        found = self._head(request, f"{year}/{month}/", shown.name)
        if shown.is_empty:
            found = replace(found, is_indexed=False, alternates=[])
        context = {"month": shown, "head": found}
        return self.render(request, template="events/month.html", context_overrides=context)

    @path("submit/", name="submit")
    def submit(self, request: HttpRequest) -> HttpResponse:
        """The form that proposes a festival."""
        from events.submissions.proposal_screen import ProposalScreen

        return ProposalScreen(self, request).answer()

    @path("submit/<str:token>/", name="submission")
    def submission(self, request: HttpRequest, token: str) -> HttpResponse:
        """The page of a private link. Raises Http404 for a token that is none."""
        from events.submissions.private_screen import PrivateScreen

        return PrivateScreen(self, request, token).answer()

    @path("submit/<str:token>/correct/", name="correct_submission")
    def correct_submission(self, request: HttpRequest, token: str) -> HttpResponse:
        """The form again, as it was sent. Raises Http404 as above."""
        from events.submissions.private_screen import PrivateScreen

        return PrivateScreen(self, request, token).correct()

    @path("submit/<str:token>/data/", name="submission_data")
    def submission_data(self, request: HttpRequest, token: str) -> HttpResponse:
        """All that is kept of the sender, as JSON. Raises Http404 as above."""
        from events.submissions.private_screen import PrivateScreen

        return PrivateScreen(self, request, token).data()

    def unindexed_head(self, request: HttpRequest, below: str, title: str) -> head.Head:
        """Return the head of an address that is for people alone, and no part of the calendar."""
        found = self._head(request, below, title)
        return replace(found, description="", is_indexed=False, alternates=[], structured_data=[])

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        # Addresses below put their own over these before they ask for anything.
        return context | self._listing(request, "", "")

    def _listing(
        self, request: HttpRequest, below: str, title: str, **asked: Any
    ) -> dict[str, Any]:
        from events.listing import FestivalListing

        now = now_of(request)
        lives_until(request, next_midnight(now))
        listing = FestivalListing(self, request.GET, today=now.date(), **asked)
        shown = self._head(request, below, title)
        if listing.is_filtered:
            shown = listing.unindexed(shown)
        return {"listing": listing, "head": shown}

    def _head(self, request: HttpRequest, below: str, title: str) -> head.Head:
        """Return the head of an address below the section, which has a title of its own."""
        shown = head.for_page(self, request, below=below)
        if not below:
            return shown
        about = [data | {"name": title, "url": shown.canonical} for data in shown.structured_data]
        return replace(shown, title=f"{title} · {shown.title}", structured_data=about)
