"""Beginning an edition from the calendar: a festival, known or new, and its days."""

from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.db import transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log
from wagtail.models import Page, Site

from events.enums import DateKind
from events.form_fields import DayField
from events.models import Edition, Festival, FestivalIndexPage
from events.slugs import festival_slug


class NewEditionForm(forms.Form):
    """A festival of the region by its name, or a new one, and its days.

    `section` is where a new festival would stand, None where the user may make none. After a
    refusal `existing` is the edition that stands in the way. One query for the names.
    """

    festival = forms.CharField(
        label=gettext_lazy("Festival"),
        max_length=255,
        validators=[ProhibitNullCharactersValidator()],
        widget=forms.TextInput(attrs={"list": "festival-names", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Name the festival.")},
    )
    is_new = forms.BooleanField(
        label=gettext_lazy("It is a new festival"),
        required=False,
        help_text=gettext_lazy("A page is begun for it, as a draft."),
    )
    starts_on = DayField(
        label=gettext_lazy("First day"),
        error_messages={
            "required": gettext_lazy("Give the first day."),
        },
    )
    ends_on = DayField(
        label=gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("Left empty: the first day."),
    )

    def __init__(self, *args: Any, site: Site, section: Page | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.site = site
        self.section = section
        self.existing: Edition | None = None
        if section is None:
            del self.fields["is_new"]

    @cached_property
    def festivals(self) -> dict[str, Festival]:
        """The region's festivals by the name that they are offered under. One query."""
        root: Page = self.site.root_page
        found: dict[str, Festival] = {}
        pages = Festival.objects.filter(path__startswith=root.path).only("title", "slug", "path")
        for page in pages.order_by("title", "path"):
            name = f"{page.title} ({page.slug})" if page.title in found else page.title
            found[name] = page
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first."))
        if name := cleaned.get("festival"):
            self._find(name, is_new=cleaned.get("is_new", False))
        if first and cleaned.get("page"):
            self._refuse_a_second(cleaned["page"], first.year)
        return cleaned

    def _find(self, name: str, *, is_new: bool) -> None:
        by_name = {each.casefold(): page for each, page in self.festivals.items()}
        page = by_name.get(name.casefold())
        if page and is_new:
            self.add_error(
                "festival",
                _("There is a festival of this name. Take away the tick, or choose another name."),
            )
        elif page is None and not is_new:
            self.add_error("festival", self._unknown())
        self.cleaned_data["page"] = page

    def _unknown(self) -> str:
        if self.section is None:
            return _("No festival has this name. Choose one of the list.")
        return _("No festival has this name. Choose one of the list, or tick that it is new.")

    def _refuse_a_second(self, page: Festival, year: int) -> None:
        self.existing = page.editions.filter(year=year, season="").first()
        if self.existing:
            self.add_error(
                "starts_on",
                _("This festival has an edition of %(year)s already.") % {"year": year},
            )

    def save(self, *, by: Any) -> Edition:
        """Begin the edition as a draft, and the festival where it is new; return the edition.

        All or nothing. Raises ValidationError where our own rules refuse the edition.
        """
        data = self.cleaned_data
        with transaction.atomic():
            page = data["page"] or self._begin(data["festival"], by)
            edition = Edition(
                festival=page,
                year=data["starts_on"].year,
                date_kind=DateKind.FIXED,
                starts_on=data["starts_on"],
                ends_on=data["ends_on"] or data["starts_on"],
                live=False,
            )
            edition.full_clean()
            edition.save()
            revision = edition.save_revision(user=by)
            log(
                instance=edition,
                action="wagtail.create",
                user=by,
                revision=revision,
                content_changed=True,
            )
        return edition

    def _begin(self, name: str, by: Any) -> Festival:
        section: Any = self.section
        slug = festival_slug(name, section.get_children().values_list("slug", flat=True))
        page = Festival(title=name, slug=slug, live=False, owner=by)
        section.add_child(instance=page)
        page.save_revision(user=by, clean=False, log_action=True)
        return page


def section_for(user: Any, site: Site) -> Page | None:
    """Return where a user may begin a festival in a region; None for who may not. Two queries."""
    section = FestivalIndexPage.of_region(site.root_page)
    if section and section.permissions_for_user(user).can_add_subpage():
        return section
    return None
