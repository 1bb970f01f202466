"""Forms that name entries of the registry, and the form of an entry."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q
from django.urls import reverse
from django.utils.choices import CallableChoiceIterator
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from events.desk.base import sites_of
from events.slugs import slug_of
from regions.choices import RegionChoicesMixin
from regions.trees import site_id_of
from translations.forms import TranslatedPageForm

from .signposts import follow, survivors


class FestivalForm(TranslatedPageForm):
    """A festival's form: venue, organiser and roads are its region's, whatever is posted.

    What was merged is taken as well, for a form that was open meanwhile, and led on; it is not
    offered.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        page = kwargs.get("instance")
        if page is not None:
            follow(page)
        super().__init__(*args, **kwargs)
        site_id = (
            site_id_of(self.instance) if self.instance.path or self.instance.url_path else None
        )
        site = Site.objects.filter(pk=site_id).first() if site_id else None
        for name in ("organiser", "venue", "roads"):
            if name in self.fields:
                self._keep_to(site, self.fields[name], self._posted(name))

    def clean(self) -> dict[str, Any]:
        """Lead roads on here: a form gives them to the festival after the festival is cleaned."""
        cleaned = super().clean() or {}
        if "roads" in cleaned:
            cleaned["roads"] = survivors(cleaned["roads"])
        return cleaned

    def _posted(self, name: str) -> list[str]:
        """Return the keys that were posted for a field, to be shown again with an error."""
        if not self.is_bound:
            return []
        posted = self.fields[name].widget.value_from_datadict(
            self.data, self.files, self.add_prefix(name)
        )
        keys: Iterable[Any] = posted if isinstance(posted, list) else [posted]
        return [key for key in keys if key and key.isascii() and key.isdigit() and len(key) < 10]

    def _keep_to(self, site: Site | None, field: Any, posted: list[str]) -> None:
        entries = field.queryset.model.objects.filter(site=site)
        offered = entries.filter(Q(merged_into=None) | Q(pk__in=posted)).order_by("name", "pk")
        field.queryset = entries
        blank = [] if isinstance(field, forms.ModelMultipleChoiceField) else [("", "")]
        field.widget.choices = CallableChoiceIterator(
            lambda: [*blank, *offered.values_list("pk", "name")]
        )
        field.widget.site = site
        user, model = self.language_user, entries.model
        if user is not None and site is not None:
            # Asked where the form is shown: whoever only sends it needs no answer.
            field.widget.may_add = lambda: site in sites_of(user, model, ("add",))


class RegisteredForm(RegionChoicesMixin):
    """Mixed into the form of an entry: a name that is there already is linked to."""

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if self.has_error("name", "namesake"):
            known = self.instance.namesake
            opts = known._meta
            edit = reverse(
                f"wagtailsnippets_{opts.app_label}_{opts.model_name}:edit", args=[known.pk]
            )
            message = _("There is an entry of this name already: {name}.")
            link = format_html('<a href="{}">{}</a>', edit, known.name)
            self.errors["name"] = self.error_class([format_html(str(message), name=link)])


class EntryForm(forms.ModelForm):
    """The name of an entry that is added where it is needed; its address follows from the name.

    `entry` is an instance with its site.
    """

    class Meta:
        fields = ("name",)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        entry: Any = self.instance
        if name := cleaned.get("name"):
            name = cleaned["name"] = " ".join(name.split())
            taken = type(entry).objects.filter(site=entry.site).values_list("slug", flat=True)
            entry.slug = slug_of(name, set(taken), otherwise=entry._meta.model_name)
        return cleaned

    @classmethod
    def for_model(cls, model: Any) -> type["EntryForm"]:
        made: Any = forms.modelform_factory(model, form=cls, fields=cls.Meta.fields)
        return made
