"""The admin's addresses of the registry: suggestions, adding on the spot, merging, splitting."""

from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView, View
from wagtail.log_actions import log

from events.desk.base import DeskView, sites_of
from events.models import Registered
from regions.permissions import LOOKING

from . import merging
from .facts import side_by_side
from .forms import EntryForm
from .names import rank
from .usage import RELATIONS, Usage
from .widgets import EntryInput

MODELS = {model._meta.model_name: model for model in RELATIONS}
#: How many suggestions are shown, and how much of what is typed is looked for.
MOST_SUGGESTIONS, LONGEST_QUERY = 20, 160


def edit_url(entry: Any) -> str:
    return _snippet_url("edit", type(entry), entry.pk)


def list_url(model: Any) -> str:
    return _snippet_url("list", model)


def merge_url(model: Any, *keys: Any) -> str:
    """Return the address at which entries of a kind are merged."""
    address = reverse("events_registry:merge", args=[model._meta.model_name])
    query = "&".join(f"id={key}" for key in keys)
    return f"{address}?{query}" if query else address


def _snippet_url(name: str, model: Any, *args: Any) -> str:
    return reverse(model.snippet_viewset.get_url_name(name), args=args)


class RegistryView(DeskView):
    """What the addresses share: a kind of entry, and the rights over it that are needed here."""

    actions: ClassVar[tuple[str, ...]] = LOOKING
    parents = ()

    @cached_property
    def model(self) -> Any:
        """The kind in the address. Raises Http404 for one that there is not."""
        model = MODELS.get(self.kwargs["kind"])
        if model is None:
            raise Http404
        return model

    @property
    def needed(self) -> tuple[Any, tuple[str, ...]]:  # type: ignore[override]
        return self.model, self.actions


class SuggestView(RegistryView, View):
    """What answers to `?q=` in one region, as JSON: at most twenty entries, the likeliest first.

    What begins with it comes first, then what is used most. `is_new` says that none has this very
    name. Five queries, after those for the rights.
    """

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        query = " ".join(request.GET.get("q", "")[:LONGEST_QUERY].split())
        entries = self.model.objects.kept().filter(site=self.site)
        if hasattr(self.model, "district"):
            entries = entries.select_related("district")
        usage = Usage(self.model, [self.site])
        found = sorted(
            (
                (ranked, -usage.number(entry), entry.name.casefold(), entry.pk, entry)
                for entry in entries
                if (ranked := rank(entry.name, query)) is not None
            ),
            key=lambda each: each[:4],
        )
        named = self.model(site=self.site, name=query).namesake if query else None
        return JsonResponse(
            {
                "entries": [
                    {"id": entry.pk, "name": entry.name, "note": _note(entry, -number)}
                    for _ranked, number, _name, _pk, entry in found[:MOST_SUGGESTIONS]
                ],
                "is_new": bool(query) and named is None,
            }
        )


def _note(entry: Any, number: int) -> str:
    """Return what tells an entry from others of a like name."""
    district = getattr(entry, "district", None)
    used = ngettext("%(number)s festival", "%(number)s festivals", number) % {"number": number}
    return " · ".join(filter(None, [str(district or ""), used if number else ""]))


class AddView(RegistryView, View):
    """Add an entry by its `name` alone, from where it is needed. Answers as JSON: 201 with the
    entry, or 400 with what is wrong."""

    http_method_names = ["post"]
    actions = ("add",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = EntryForm.for_model(self.model)(request.POST, instance=self.model(site=self.site))
        if not form.is_valid():
            wrong = [message for messages_of in form.errors.values() for message in messages_of]
            return JsonResponse({"errors": wrong}, status=400)
        entry = form.save()
        log(instance=entry, action="wagtail.create", user=request.user)
        return JsonResponse({"id": entry.pk, "name": entry.name}, status=201)


class MergeView(RegistryView, TemplateView):
    """Which of several entries stays, what they say, and who uses them; then they are one.

    `?id=` names entries, `?stays=` the one that is left: else the one that is used most. With one
    entry alone it asks for the other. Entries of another region are a 404.
    """

    template_name = "events/admin/registry/merge.html"
    actions = ("delete",)
    page_title = gettext_lazy("Merge")

    @property
    def header_icon(self) -> str:  # type: ignore[override]
        return self.model.snippet_viewset.icon

    @cached_property
    def _mine(self) -> list[Any]:
        return sites_of(self.request.user, *self.needed)

    @cached_property
    def sites(self) -> list[Any]:
        """The regions of the entries, or all of the user's where none is theirs."""
        regions = {each.site_id for each in self._named}
        return [site for site in self._mine if site.pk in regions] or self._mine

    @cached_property
    def _named(self) -> list[Registered]:
        """Every entry that is named, whosever it is, merged ones left out. One query."""
        asked = self.request.POST if self.request.method == "POST" else self.request.GET
        keys = [key for key in asked.getlist("id") if key.isascii() and key.isdigit()]
        keys = [key for key in dict.fromkeys(keys) if len(key) < 10][: merging.MOST]
        found = self.model.objects.kept().filter(pk__in=keys)
        return list(found.select_related("site__root_page"))

    @cached_property
    def entries(self) -> list[Any]:
        """The entries to be merged, the one that stays first. Raises Http404 for foreign ones."""
        mine = {site.pk for site in self._mine}
        if any(each.site_id not in mine for each in self._named):
            raise Http404
        return sorted(self._named, key=self._order)

    def _order(self, entry: Any) -> tuple[Any, ...]:
        asked = self.request.POST if self.request.method == "POST" else self.request.GET
        stays = str(entry.pk) == asked.get("stays", "")
        return (not stays, -self.usage.number(entry), entry.name.casefold(), entry.pk)

    @cached_property
    def usage(self) -> Usage:
        return Usage(self.model, {each.site for each in self._named})

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._refusal() or super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if refusal := self._refusal(least=2):
            return refusal
        survivor, *others = self.entries
        try:
            merging.merge(survivor, others, by=request.user)
        except merging.NotMergeableError:
            return self._refuse(_("Somebody changed one of these meanwhile. Choose them again."))
        names = ", ".join(each.name for each in others)
        messages.success(
            request,
            _("%(names)s: merged into %(survivor)s, with every festival.")
            % {"names": names, "survivor": survivor.name},
        )
        return HttpResponseRedirect(edit_url(survivor))

    def _refusal(self, least: int = 1) -> HttpResponse | None:
        if len(self.entries) < least or not self.entries:
            return self._refuse(_("Choose two entries at least that were not merged yet."))
        if not merging.is_mergeable(self.entries):
            return self._refuse(_("These belong to different regions and stay apart."))
        return None

    def _refuse(self, message: str) -> HttpResponse:
        messages.error(self.request, message)
        return HttpResponseRedirect(list_url(self.model))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {
            "url": list_url(self.model),
            "label": capfirst(self.model._meta.verbose_name_plural),
        }
        here = {"url": "", "label": self.get_page_title()}
        return [*self.breadcrumbs_items, above, here]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        columns = [
            {
                "entry": each,
                "uses": self.usage.of(each),
                "edit_url": edit_url(each),
                "stays_url": f"{merge_url(self.model, *self._keys)}&stays={each.pk}",
            }
            for each in self.entries
        ]
        is_one = len(columns) == 1
        return super().get_context_data(
            **kwargs,
            columns=columns,
            survivor=self.entries[0],
            facts=[] if is_one else _with_names(side_by_side(self.entries), self.entries),
            other=self._other() if is_one else None,
            list_url=list_url(self.model),
            kind_name=self.model._meta.verbose_name,
        )

    def _other(self) -> dict[str, Any] | None:
        """Return the field that asks for the other entry; None where there is no other. One
        query."""
        (entry,) = self.entries
        others = self.model.objects.kept().filter(site=entry.site).exclude(pk=entry.pk)
        widget = EntryInput(self.model._meta.model_name)
        widget.site = entry.site
        widget.choices = [("", ""), *others.values_list("pk", "name")]
        if len(widget.choices) == 1:
            return None
        field = widget.render("id", "", {"id": "registry-other"})
        return {"field": field, "media": widget.media}

    @property
    def _keys(self) -> list[int]:
        return [each.pk for each in self.entries]


def _with_names(facts: Any, entries: Any) -> list[dict[str, Any]]:
    return [
        {
            "fact": each,
            "taken_from": None if each.taken_from is None else entries[each.taken_from].name,
        }
        for each in facts
    ]


class SplitView(RegistryView, View):
    """Take back a merging into an entry: `merging` is the key of its log entry."""

    http_method_names = ["post"]
    actions = ("delete",)

    def post(self, request: HttpRequest, *args: Any, pk: int, **kwargs: Any) -> HttpResponse:
        found = self.model.objects.filter(pk=pk, site__in=self.sites).first()
        if found is None:
            raise Http404
        asked = request.POST.get("merging", "")
        key = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0
        if merging.split(found, key, by=request.user):
            messages.success(request, _("Split again: every festival uses what it used before."))
        else:
            messages.error(
                request,
                _("This can no longer be taken back: festivals were changed since. Nothing was."),
            )
        return HttpResponseRedirect(edit_url(found))
