"""The desk's screens about clashes: the report of a year, what was accepted, and the rules."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.log_actions import log

from events.desk.base import DeskView
from events.models import ClashAcceptance, ClashSetting, Edition, FestivalCategory

from . import acceptances, reading
from .forms import AcceptanceForm, ClashFilterForm, ClashRulesForm
from .values import Clash
from .words import told

PER_PAGE = 40


class ClashesView(DeskView, TemplateView):
    """The clashes of a year, the most serious first; a post accepts one of them.

    Whoever plans dates reads it; who publishes them may accept.
    `?year=&severity=&rule=&category=&edition=` narrow it.
    """

    template_name = "events/admin/clashes.html"
    page_title = gettext_lazy("Clashes")
    header_icon = "warning"

    @cached_property
    def filters(self) -> ClashFilterForm:
        this_year = timezone.now().astimezone(self.region.zone).year
        editions = Edition.objects.filter(festival__path__startswith=self.root.path)
        planned = editions.order_by().values_list("year", flat=True).distinct()
        return ClashFilterForm(
            self.request.GET.dict(),
            years=sorted({*planned, *range(this_year, this_year + 3)}),
            categories=FestivalCategory.objects.filter(site=self.site),
            this_year=this_year,
        )

    @cached_property
    def clashes(self) -> list[Clash]:
        year = self.filters.chosen_year
        return reading.of_years(self.site, year, year)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may(Edition, "publish"):
            raise PermissionDenied
        form = AcceptanceForm(request.POST)
        form.is_valid()
        clash = self._asked_for(form)
        if clash is None:
            messages.warning(
                request, _("Nothing was accepted: a date of this clash has changed. Look again.")
            )
        elif clash.is_accepted:
            messages.info(request, _("It was accepted already."))
        elif form.errors:
            return self.render_to_response(self.get_context_data(refused=form))
        else:
            note = form.cleaned_data["note"]
            acceptances.accept(clash, note, by=request.user, now=timezone.now())
            messages.success(
                request, _("Accepted: it stays silent until one of the dates changes.")
            )
        return HttpResponseRedirect(request.get_full_path())

    def _asked_for(self, form: AcceptanceForm) -> Clash | None:
        """Return the clash that a form is about, as it stands now: posted keys are not trusted."""
        asked = (form.data.get("key"), form.data.get("days"))
        return next((each for each in self.clashes if (each.key, each.days) == asked), None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kept = [each for each in self.clashes if self.filters.keeps(each)]
        roads = reading.roads_of(kept)
        loud = told((each for each in kept if not each.is_accepted), roads)
        return super().get_context_data(
            **kwargs,
            filters=self.filters,
            year=self.filters.chosen_year,
            page=Paginator(loud, PER_PAGE).get_page(self.request.GET.get("p")),
            accepted=told((each for each in kept if each.is_accepted), roads),
            may_accept=self.may(Edition, "publish"),
            may_set_rules=self.may(ClashSetting, "change"),
            rules_url=self.address("events_clashes:rules"),
        )


class TakeBackView(DeskView, View):
    """The button of an accepted clash; doing it twice does nothing the second time.

    What the address asks for beyond, such as the year, is the report's.
    """

    needed = (Edition, ("publish",))
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        mine = ClashAcceptance.objects.filter(edition__festival__path__startswith=self.root.path)
        acceptance = get_object_or_404(mine.select_related("edition__festival"), pk=pk)
        if acceptances.take_back(acceptance, by=request.user, now=timezone.now()):
            messages.success(request, _("Taken back: the clash is told again."))
        else:
            messages.info(request, _("It was taken back already."))
        return HttpResponseRedirect(f"{reverse('events_clashes:report')}?{request.GET.urlencode()}")


class ClashRulesView(DeskView, TemplateView):
    """How much each rule matters, by category."""

    template_name = "events/admin/clash_rules.html"
    page_title = gettext_lazy("Clash rules")
    header_icon = "sliders"
    needed = (ClashSetting, ("change",))
    parents = (("events_clashes:report", ClashesView.page_title),)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ClashRulesForm(site=self.site)
        return self.render_to_response(self.get_context_data(form=form))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ClashRulesForm(request.POST, site=self.site)
        if not form.is_valid():
            messages.error(request, _("Nothing was saved: choose one of the offered severities."))
            return self.render_to_response(self.get_context_data(form=form))
        form.save()
        log(instance=self.region, action=acceptances.RULES_SET, user=request.user)
        messages.success(request, _("The rules are saved."))
        return HttpResponseRedirect(self.address("events_clashes:rules"))
