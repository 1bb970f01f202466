"""The desk's screens of imports: the list, a new one, its columns, and what becomes of it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext, gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.models import Site

from events.desk.base import DeskView
from events.enums import ImportOutcome, ImportState
from events.models import Edition, FestivalIndexPage, Import, ImportSource
from events.spreadsheets import csv_response

from . import reading, tasks
from .exports import FORMATS, export
from .forms import ColumnsForm, ExportForm, UploadForm
from .items import UnreadableError, label

PER_PAGE = 50
#: What the worker is at, or will be.
AT_WORK = (ImportState.CHECKING, ImportState.QUEUED, ImportState.UNDOING)
_TASKS = {
    ImportState.CHECKING: tasks.check,
    ImportState.QUEUED: tasks.carry_out,
    ImportState.UNDOING: tasks.take_back,
}


class ImportsView(DeskView, TemplateView):
    """All imports of the region, the newest first, and the ways in and out."""

    template_name = "events/admin/imports/list.html"
    page_title = gettext_lazy("Import and export")
    header_icon = "upload"
    needed = (Import, ("add", "view"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = Import.objects.filter(site=self.site).select_related("made_by", "source")
        return super().get_context_data(
            **kwargs,
            page=Paginator(found, PER_PAGE).get_page(self.request.GET.get("p")),
            new_url=self.address("events_imports:new") if self.may(Import, "add") else "",
            export_url=self.address("events_imports:export"),
        )


class _BelowView(DeskView):
    header_icon = "upload"
    needed: tuple[Any, tuple[str, ...]] = (Import, ("add", "view"))
    parents = (("events_imports:list", ImportsView.page_title),)


class NewView(_BelowView, TemplateView):
    """The file. A calendar is looked at at once; of a table the columns are asked for first."""

    template_name = "events/admin/imports/new.html"
    page_title = gettext_lazy("Import a file")
    needed = (Import, ("add",))

    def form(self, *args: Any) -> UploadForm:
        return UploadForm(*args, may_publish=self.may_publish)

    @cached_property
    def may_publish(self) -> bool:
        """Whether the user may publish festivals and editions in this region."""
        section = FestivalIndexPage.of_region(self.root)
        if section is None or not self.may(Edition, "publish"):
            return False
        return section.permissions_for_user(self.request.user).can_publish_subpage()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=self.form()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        made = self._made(form)
        if form.table is None:
            tasks.check.enqueue(made.pk, get_language())
            return HttpResponseRedirect(reverse("events_imports:import", args=[made.pk]))
        return HttpResponseRedirect(reverse("events_imports:columns", args=[made.pk]))

    def _made(self, form: UploadForm) -> Import:
        name = form.cleaned_data["source"]
        source = None
        if name:
            source, _is_new = ImportSource.objects.get_or_create(site=self.site, name=name)
        user: Any = self.request.user
        made = Import(
            site=self.site,
            source=source,
            file_name=form.cleaned_data["file"].name[-200:],
            publish=form.cleaned_data.get("publish", False),
            state=ImportState.CHECKING if form.table is None else ImportState.MAPPING,
            made_by=user,
            made_at=timezone.now(),
        )
        made.file.save("file", ContentFile(form.data_of_file), save=False)
        made.save()
        return made

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sources = ImportSource.objects.filter(site=self.site)
        return super().get_context_data(**kwargs, sources=sources)


class _OneView(_BelowView):
    """What the screens of one import share. Another region's is not there at all."""

    kwargs: dict[str, Any]

    @cached_property
    def made(self) -> Import:
        found = Import.objects.select_related("site__root_page", "source", "made_by", "undone_by")
        return get_object_or_404(found, site__in=self.sites, pk=self.kwargs["pk"])

    @cached_property
    def site(self) -> Site:
        return self.made.site

    def get_page_title(self) -> str:
        return self.made.file_name

    def here(self) -> HttpResponse:
        return HttpResponseRedirect(reverse("events_imports:import", args=[self.made.pk]))

    def start(self, state: str, before: tuple[str, ...], **columns: Any) -> bool:
        """Have the worker do what a state says; False where the import is past it already.

        One statement decides, so that two clicks start it once.
        """
        columns |= {"state": state, "error": "", "done": 0}
        if not Import.objects.filter(pk=self.made.pk, state__in=before).update(**columns):
            return False
        _TASKS[ImportState(state)].enqueue(self.made.pk, get_language())
        return True


class ColumnsView(_OneView, TemplateView):
    """What the columns of a table mean; remembered for its source."""

    template_name = "events/admin/imports/columns.html"
    needed = (Import, ("add",))

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.sites:
            raise PermissionDenied
        if self.made.state not in (ImportState.MAPPING, ImportState.CHECKED, ImportState.FAILED):
            return self.here()
        return super().dispatch(request, *args, **kwargs)

    def form(self, *args: Any) -> ColumnsForm | None:
        """Return the form, None for a file that has no columns or is no longer there."""
        try:
            with self.made.file.open("rb") as file:
                table = reading.table_of(file.read())
        except (OSError, ValueError, UnreadableError):
            return None
        return ColumnsForm(*args, table=table, source=self.made.source) if table else None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form()
        if form is None:
            return self.here()
        return self.render_to_response(self.get_context_data(form=form))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        if form is None:
            return self.here()
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        chosen = {name: heading for name, heading in form.cleaned_data.items() if heading}
        if self.made.source is not None:
            # What was left out on purpose is remembered as well.
            ImportSource.objects.filter(pk=self.made.source.pk).update(mapping=form.cleaned_data)
        before = (ImportState.MAPPING, ImportState.CHECKED, ImportState.FAILED)
        self.start(ImportState.CHECKING, before, mapping=chosen)
        return self.here()


class ImportView(_OneView, TemplateView):
    """How far an import is, and what becomes of each item; `?outcome=` keeps those of one kind."""

    template_name = "events/admin/imports/import.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.made.state == ImportState.MAPPING and self.may(Import, "add"):
            return HttpResponseRedirect(reverse("events_imports:columns", args=[self.made.pk]))
        response = self.render_to_response(self.get_context_data())
        if self.made.state in AT_WORK:
            # For browsers without scripts; the module is sooner.
            response["Refresh"] = "15"
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        made = self.made
        counted = made.items.order_by().values_list("outcome").annotate(number=Count("pk"))
        counts = dict(counted)
        chosen = self.request.GET.get("outcome", "")
        items = made.items.select_related("festival", "edition").defer("before")
        if chosen in ImportOutcome.values:
            items = items.filter(outcome=chosen)
        page = Paginator(items, PER_PAGE).get_page(self.request.GET.get("p"))
        rows: list[Any] = list(page.object_list)
        for item in rows:
            item.field_label = label(item.field) if item.field else ""
        page.object_list = rows
        return super().get_context_data(
            **kwargs,
            made=made,
            is_at_work=made.state in AT_WORK,
            done=tasks.progress_of(made),
            counts=[(each, counts.get(each.value, 0)) for each in ImportOutcome],
            all_counted=sum(counts.values()),
            has_refused=bool(counts.get(ImportOutcome.REFUSED)),
            has_table=bool(made.mapping),
            chosen=chosen if chosen in ImportOutcome.values else "",
            page=page,
            may_add=self.may(Import, "add"),
        )


class ProgressView(_OneView, View):
    """How far it is, for the module that moves the bar."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        made = self.made
        answer = {
            "done": tasks.progress_of(made),
            "total": made.total,
            "is_at_work": made.state in AT_WORK,
        }
        return JsonResponse(answer, headers={"Cache-Control": "no-store"})


class RunView(_OneView, View):
    """The button that imports what was looked at."""

    http_method_names = ["post"]
    needed = (Import, ("add",))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.start(ImportState.QUEUED, (ImportState.CHECKED,)):
            messages.warning(request, gettext("It was started already."))
        return self.here()


class AgainView(_OneView, View):
    """The button for an import that stands still: its worker was stopped, and left nothing."""

    http_method_names = ["post"]
    needed = (Import, ("add",))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        state = self.made.state
        if state == ImportState.FAILED:
            self.start(ImportState.CHECKING, (ImportState.FAILED,))
        elif state in AT_WORK:
            self.start(state, (state,))
        return self.here()


class UndoView(_OneView, TemplateView):
    """Asks before a whole import is taken back."""

    template_name = "events/admin/imports/undo.html"
    needed = (Import, ("add",))

    def get_page_title(self) -> str:
        return gettext("Take the import back")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.made.state != ImportState.DONE:
            return self.here()
        counted = self.made.items.exclude(before=None).order_by().values_list("outcome")
        counts = dict(counted.annotate(number=Count("pk")))
        context = self.get_context_data(
            made=self.made,
            new=counts.get(ImportOutcome.NEW, 0),
            changed=counts.get(ImportOutcome.CHANGED, 0),
        )
        return self.render_to_response(context)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        columns = {"undone_by": request.user, "undone_at": timezone.now()}
        if not self.start(ImportState.UNDOING, (ImportState.DONE,), **columns):
            messages.warning(request, gettext("It was taken back already."))
        return self.here()


class RefusedView(_OneView, View):
    """What was refused, and why, as a table to be mended and sent to whoever made the file."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        refused = self.made.items.filter(outcome=ImportOutcome.REFUSED)
        found = refused.values_list("number", "uid", "name", "field", "reason")
        return csv_response(
            f"refused-{self.made.pk}.csv",
            [gettext("Number"), gettext("UID"), gettext("Name"), gettext("Field"), gettext("Why")],
            (
                [number, uid, name, label(field) if field else "", reason]
                for number, uid, name, field, reason in found
            ),
        )


class ExportView(_BelowView, TemplateView):
    """What is to go out; with `?format=` the file itself."""

    template_name = "events/admin/imports/export.html"
    page_title = gettext_lazy("Export")
    header_icon = "download"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ExportForm(request.GET if "format" in request.GET else None)
        if not form.is_bound or not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        asked = form.cleaned_data
        kind, year = asked["format"], asked["year"]
        content = export(self.site, kind, year=year, drafts=asked["drafts"])
        response = HttpResponse(content, content_type=FORMATS[kind])
        name = f"festivals-{year}.{kind}" if year else f"festivals.{kind}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
