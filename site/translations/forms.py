"""Forms in which nobody changes a language that is not theirs.

One mixin for pages, inline children, snippets and pictures. It takes away the fields that the user
may not write, so a crafted post finds nothing to fill. Hiding panels is not enough: inline children
and image forms leak.
"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BaseModelForm
from django.forms.formsets import (
    INITIAL_FORM_COUNT,
    TOTAL_FORM_COUNT,
    BaseFormSet,
    ManagementForm,
)
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm

from .fields import Translated
from .languages import SOURCE, codes, localized, targets
from .permissions import may_shape, writable_languages

#: What is the user's own matter on a page form and no content of it.
_ALWAYS_ALLOWED = {"comment_notifications"}


def forbidden_fields(model: type[Translated], names: Iterable[str], user: Any) -> set[str]:
    """Return which of a form's fields the user may not change.

    Who writes the source language may change everything but the columns of languages that are not
    theirs; who does not may change the columns of their own languages and nothing else.
    """

    def columns(languages: set[str]) -> set[str]:
        return {localized(name, code) for name in model.translated_fields for code in languages}

    own = set(writable_languages(user))
    if may_shape(user):
        return set(names) & columns(set(targets()) - own)
    return set(names) - columns(own - {SOURCE}) - _ALWAYS_ALLOWED


class LanguagePermissionMixin(BaseModelForm):
    """A model form that drops what its user may not write.

    The user comes as `for_user` (Wagtail's model forms) or `user` (its image forms). A form made
    without a user, as in scripts, keeps all its fields. Columns of languages that are not in use
    are dropped as well: shown they would only be in the way, unshown they would be emptied.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        user = kwargs.get("for_user") or kwargs.get("user")
        self.languages_in_use: list[str] = kwargs.pop("languages_in_use", None) or codes()
        super().__init__(*args, **kwargs)
        self.language_user = user
        model: type[Translated] = self._meta.model
        dropped = {
            localized(name, code)
            for name in model.translated_fields
            for code in targets()
            if code not in self.languages_in_use
        }
        if user is not None:
            dropped |= forbidden_fields(model, self.fields, user)
        for name in dropped & set(self.fields):
            del self.fields[name]

    @property
    def is_for_translator(self) -> bool:
        """Whether the user may change words of some languages only, and nothing shared."""
        return self.language_user is not None and not may_shape(self.language_user)


class TranslatedModelForm(LanguagePermissionMixin, WagtailAdminModelForm):
    """The form of snippets and inline children."""


class TranslatedPageForm(LanguagePermissionMixin, WagtailAdminPageForm):
    """The form of pages, in the languages that their region uses."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        page = kwargs.get("instance")
        place = page if page is not None and page.path else kwargs.get("parent_page")
        if page is not None and place is not None and place is not page:
            # What holds for pages of a region holds for one that is being made in it, too.
            page.set_url_path(place)
        kwargs["languages_in_use"] = self._meta.model.languages_in_use_at(place)
        super().__init__(*args, **kwargs)


class TranslatedChildFormSet(BaseChildFormSet):
    """Inline children that a translator neither adds, deletes nor reorders.

    For a translator the children are bound by their place in the draft, never by what was posted:
    a post with more, fewer, other or reordered children changes nothing but its own words.
    """

    form_kwargs: dict[str, Any]

    @cached_property
    def _locked(self) -> bool:
        user = self.form_kwargs.get("for_user")
        return user is not None and not may_shape(user)

    @cached_property
    def _children(self) -> list[Any]:
        """The draft's own children, in the order in which the editor shows them."""
        manager = getattr(self.instance, self.rel_name)
        order = getattr(self.model, "sort_order_field", None)
        children = list(manager.get_object_list())
        return sorted(children, key=lambda child: getattr(child, order) or 0) if order else children

    @cached_property
    def management_form(self) -> ManagementForm:
        """Wagtail's counts; for a translator those of the draft, as an empty list is not shown."""
        if not (self._locked and self.is_bound):
            return super().management_form
        counts = {
            f"{self.prefix}-{TOTAL_FORM_COUNT}": self.total_form_count(),
            f"{self.prefix}-{INITIAL_FORM_COUNT}": self.initial_form_count(),
        }
        form = ManagementForm(counts, auto_id=self.auto_id, prefix=self.prefix)
        form.full_clean()
        return form

    def initial_form_count(self) -> int:
        return len(self._children) if self._locked else super().initial_form_count()

    def total_form_count(self) -> int:
        return len(self._children) if self._locked else super().total_form_count()

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        if not self._locked:
            return super()._construct_form(i, **kwargs)
        kwargs["instance"] = self._children[i]
        # BaseFormSet's own: the ones between look the instance up by what was posted.
        return BaseFormSet._construct_form(self, i, **kwargs)  # type: ignore[attr-defined]

    def _should_delete_form(self, form: Any) -> bool:
        return False if self._locked else super()._should_delete_form(form)

    def clean(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse a post that was made against another list of children: words would land wrong."""
        if self._locked:
            for i, form in enumerate(self.forms):
                posted = self.data.get(f"{self.add_prefix(i)}-{self.model._meta.pk.name}", "")
                if posted != str(form.instance.pk or ""):
                    raise ValidationError(
                        _("Somebody changed this list meanwhile. Load the page again.")
                    )
            return None
        return super().clean(*args, **kwargs)

    def save(self, commit: bool = True) -> Any:
        if not self._locked:
            return super().save(commit=commit)
        self.new_objects, self.changed_objects, self.deleted_objects = [], [], []
        for form in self.forms:
            if form.has_changed():
                form.save(commit=False)
                self.changed_objects.append((form.instance, form.changed_data))
        if commit:
            getattr(self.instance, self.rel_name).commit()
        return [child for child, _changed in self.changed_objects]
