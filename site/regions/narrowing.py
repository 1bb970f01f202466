"""Wagtail's own filters, choosers and forms, kept to the regions of whoever uses them.

Wagtail knows one office. Where it lists people, groups, sites, workflows or tags it lists them all,
and most of those places have no hook. They are taught here, each once, when apps are ready
(docs/decisions/0008-rights-by-region.md); roles/tests/matrix.txt shows that nothing is left.
"""

from typing import Any

from django.db.models import QuerySet
from django.forms import Form, ModelChoiceField
from taggit.models import Tag
from wagtail.admin import filters
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms.view_restrictions import BaseViewRestrictionForm
from wagtail.admin.models import popular_tags_for_model
from wagtail.images.views import chooser as image_chooser
from wagtail.log_actions import get_active_log_context

from .scope import narrow


def teach_wagtail() -> None:
    """Narrow what Wagtail's filters, privacy forms and lists of tags offer."""
    WagtailFilterSet.get_form_class = _filter_form_class
    BaseViewRestrictionForm.__init__ = _restriction_form_init
    filters.popular_tags_for_model = _popular_tags
    image_chooser.popular_tags_for_model = _popular_tags


def _filter_form_class(filterset: Any) -> type[Form]:
    form_class = super(WagtailFilterSet, filterset).get_form_class()
    user = getattr(filterset.request, "user", None)
    for field in form_class.base_fields.values():
        # Filters of one page's or one thing's history give their own queryset: it stays a subset.
        if isinstance(field, ModelChoiceField) and isinstance(field.queryset, QuerySet):
            field.queryset = narrow(field.queryset, user)
    return form_class


_plain_restriction_form_init = BaseViewRestrictionForm.__init__


def _restriction_form_init(form: Any, *args: Any, **kwargs: Any) -> None:
    _plain_restriction_form_init(form, *args, **kwargs)
    groups = form.fields.get("groups")
    if groups is not None:
        groups.queryset = narrow(groups.queryset, get_active_log_context().user)


def _popular_tags(model: Any, count: int = 10) -> QuerySet[Tag]:
    """Wagtail's list of a model's most used tags, for the user at work."""
    user = get_active_log_context().user
    if user is not None and user.is_superuser:
        return popular_tags_for_model(model, count)
    # The most used of all tags may be foreign ones: narrow before the ten are taken.
    return narrow(popular_tags_for_model(model, None), user)[:count]
