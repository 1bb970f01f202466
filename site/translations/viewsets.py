"""One page viewset for all page types: the listing's column, the editor's question."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.views.pages.convert_alias import ConvertAliasView
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from . import languages
from .changes import Changes, changes
from .columns import LanguagesColumn
from .pages import TranslatedPage
from .permissions import may_shape
from .side_panels import TranslationsSidePanel

#: What an editor confirmed: the token of the changes that were shown.
CONFIRMED = "confirmed-languages"


def pending_changes(page: TranslatedPage) -> Changes:
    """Return what publishing this draft would change. Reads the live row and its children."""
    model = type(page)
    stored = model.objects.filter(pk=page.pk).first() if page.pk else None
    live = stored.serializable_data() if stored is not None and stored.live else None
    options = model.get_edit_handler().get_form_options()
    columns = {
        languages.localized(name, code)
        for name in model.translated_fields
        for code in languages.codes()
    } | set(model.source_columns().values())
    shared = [
        name
        for name in [*options.get("fields", []), *options.get("formsets", {})]
        if name not in columns and name != "comments"
    ]
    return changes(model, live=live, draft=page.serializable_data(), shared_fields=shared)


def explained(found: Changes) -> dict[str, Any]:
    """Return the changes as the templates read them."""
    return {
        "token": found.token,
        "shared": found.shared,
        "languages": [
            {
                "code": code,
                "name": languages.name(code),
                "direction": languages.direction(code),
                "labels": labels,
            }
            for code, labels in found.by_language.items()
        ],
    }


class LanguagesAreShown:
    """Before publish or submit the editor is shown which languages change, and confirms.

    One page is one draft for all languages and autosave makes half-typed text a daily thing, so
    the first click saves nothing and publishes nothing: it comes back with the list. What was
    typed is in the form. A second click with the same list goes through; with another, it is shown
    again.
    """

    _fresh_instance: Any
    _parent: Any
    ASKED = ("publish", "submit", "restart_workflow", "perform_workflow_action")

    def form_valid(self, form: Any) -> HttpResponse:
        if self.action_name in self.ASKED and isinstance(form.instance, TranslatedPage):  # type: ignore[attr-defined]
            found = pending_changes(self._as_it_would_be())
            if found and self.request.POST.get(CONFIRMED) != found.token:  # type: ignore[attr-defined]
                return self._ask(form, found)
        return super().form_valid(form)  # type: ignore[misc]

    def _as_it_would_be(self) -> TranslatedPage:
        """Return the page with all that was posted, and leave the real one alone."""
        probe = self.form_class(  # type: ignore[attr-defined]
            self.request.POST,  # type: ignore[attr-defined]
            self.request.FILES,  # type: ignore[attr-defined]
            instance=self._fresh_instance(),
            subscription=self.subscription,  # type: ignore[attr-defined]
            parent_page=self._parent(),
            for_user=self.request.user,  # type: ignore[attr-defined]
        )
        probe.is_valid()
        return probe.save(commit=False)

    def _ask(self, form: Any, found: Changes) -> HttpResponse:
        form.restore_required_fields()
        self.errors_debug = None
        self.has_unsaved_changes = True
        self.languages_to_confirm = explained(found)
        return self.render_to_response(self.get_context_data())  # type: ignore[attr-defined]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)  # type: ignore[misc]
        asked = getattr(self, "languages_to_confirm", None)
        if asked:
            context["languages_to_confirm"] = {
                **asked,
                "field": CONFIRMED,
                "action": self._posted_action(),
            }
            # A draft saved by itself meanwhile would come after what the answer publishes, and the
            # page had changes again that nobody made. Leaving it still warns.
            context["autosave_enabled"] = False
        return context

    def _posted_action(self) -> list[tuple[str, str]]:
        """Return the fields of the button that was clicked, to be clicked again."""
        posted = self.request.POST  # type: ignore[attr-defined]
        return [
            (name, posted[name])
            for name in posted
            if name.startswith(("action-", "workflow-action-"))
        ]


class TranslatedEditView(LanguagesAreShown, EditView):
    """Wagtail's editor with the languages beside it."""

    def _fresh_instance(self) -> Page:
        return self.get_object()

    def _parent(self) -> Page:
        return self.parent

    def get_template_names(self) -> list[str]:
        if getattr(self, "languages_to_confirm", None):
            return ["translations/pages/edit_confirm.html"]
        return super().get_template_names()

    def save_action(self) -> HttpResponse:
        """Save the draft, unless the page changed since this request has read it.

        Wagtail writes the whole row of a page that was not live when it was read. An autosave in
        flight while somebody approves would so unpublish the page again, without a word. The row
        is locked and looked at once more: one query, and a transaction around the saving.
        """
        with transaction.atomic():
            now = (
                Page.objects.select_for_update()
                .only("live", "latest_revision")
                .get(pk=self.page.pk)
            )
            before = self.real_page_record
            is_stale = now.live != before.live or (
                self.expects_json_response and now.latest_revision_id != before.latest_revision_id
            )
            if not is_stale:
                return super().save_action()
        if self.expects_json_response:
            return self.json_error_response(
                "invalid_revision", _("Saving would undo a newer change.")
            )
        messages.error(
            self.request,
            _(
                "Somebody published or unpublished this page meanwhile. Nothing was saved yet: "
                "what you typed is below. Save again to keep it."
            ),
        )
        self.errors_debug = None
        self.has_unsaved_changes = True
        return self.render_to_response(self.get_context_data())

    def get_side_panels(self) -> MediaContainer:
        panels = super().get_side_panels()
        if isinstance(self.page, TranslatedPage) and self.page.pk:
            languages_panel = TranslationsSidePanel(
                self.page,
                self.request,
                codes=self.form.languages_in_use,
                may_decide=self.page_perms.can_publish(),
            )
            # An autosave changes nothing that a page type's own panels show, and leaves them alone.
            more = [] if self.expects_json_response else self.page.editor_side_panels(self.request)
            return MediaContainer([*panels, languages_panel, *more])
        return panels


class TranslatedCreateView(LanguagesAreShown, CreateView):
    """Wagtail's form for a new page; asks as the editor does."""

    def _fresh_instance(self) -> Page:
        return self.page_class(owner=self.request.user, locale=self.page.locale)

    def _parent(self) -> Page:
        return self.parent_page

    def get_template_names(self) -> list[str]:
        if getattr(self, "languages_to_confirm", None):
            return ["translations/pages/create_confirm.html"]
        return super().get_template_names()


class TranslatedIndexView(ExplorableIndexView):
    """The explorer's listing with a column of languages; two queries more, whatever its length."""

    def annotate_queryset(self, pages: QuerySet[Page]) -> QuerySet[Page]:
        return (
            super()
            .annotate_queryset(pages)
            .prefetch_related("translation_progress", "language_versions")
        )


class ShapersOnly:
    """A view that changes what all languages share: not for a translator."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_shape(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class ShapersOnlyRevertView(ShapersOnly, RevisionsRevertView):
    """Going back to an old draft changes every language at once."""


class ShapersOnlyConvertAliasView(ShapersOnly, ConvertAliasView):
    """An alias becoming a page of its own is a change of structure."""


class ConfirmedWorkflowActionView(WorkflowActionView):
    """Approving outside the editor (dashboard, preview) shows the languages first, too."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        draft = self.object.get_latest_revision_as_object()
        if self.action_name == "approve" and isinstance(draft, TranslatedPage):
            found = pending_changes(draft)
            if found and request.POST.get(CONFIRMED) != found.token:
                return self._ask(request, found)
        return super().post(request, *args, **kwargs)

    def _ask(self, request: HttpRequest, found: Changes) -> HttpResponse:
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # A dialog has no room for the question; the editor has.
            return self.render_modal_json(
                request, {"step": "success", "redirect": self.redirect_url}
            )
        context = {
            "page": self.object,
            "asked": {**explained(found), "field": CONFIRMED},
            "posted": [(k, v) for k, v in request.POST.items() if k != "csrfmiddlewaretoken"],
            "edit_url": self.redirect_url,
        }
        return TemplateResponse(request, "translations/pages/confirm_workflow_action.html", context)


class TranslatedPageViewSet(PageViewSet):
    """Registered for Page itself, so it serves every page type and mixed listings alike."""

    model = Page
    add_view_class = TranslatedCreateView
    edit_view_class = TranslatedEditView
    index_view_class = TranslatedIndexView
    revisions_revert_view_class = ShapersOnlyRevertView
    convert_alias_view_class = ShapersOnlyConvertAliasView
    workflow_action_view_class = ConfirmedWorkflowActionView
    list_display = [
        *ExplorableIndexView.base_columns,
        LanguagesColumn("languages", label=gettext_lazy("Languages"), width="15%"),
    ]
