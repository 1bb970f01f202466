"""Who holds festivals, where, and along which roads: entries that festivals share.

An entry that turned out to be another one's twin is merged into it and stays as a signpost: old
drafts, addresses and calendars that know it are led to the one that is left.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Site

from destinations.models import District
from events.querysets import RegisteredQuerySet
from events.registry.names import key_of
from notices.contacts import Contacts
from regions.models import RegionSettings
from regions.positions import Positioned
from translations.cleaning import CleansTogether
from translations.models import TranslatedSnippet
from translations.panels import snippet_edit_handler


class Registered(models.Model):
    """An entry of one region's registry. Its name is a proper noun, the same in all languages."""

    site = models.ForeignKey(
        Site, verbose_name=_("site"), on_delete=models.CASCADE, related_name="%(class)ss"
    )
    slug = models.SlugField(_("slug"), max_length=60)
    name = models.CharField(_("name"), max_length=160)
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
    )

    objects = RegisteredQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["site", "slug"], name="one_%(class)s_a_slug")
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Raise ValidationError where another entry of the region has this name. One query."""
        super().clean()
        if self.name and (known := self.namesake):
            message = _("There is an entry of this name already: %(name)s.")
            raise ValidationError(
                {"name": ValidationError(message, code="namesake", params={"name": known.name})}
            )

    @property
    def namesake(self) -> Any:
        """Another entry of the region with this very name, None where there is none.

        Case, signs and spaces do not count, and no more does what was merged. One query.
        """
        entries: Any = type(self)._default_manager
        others = entries.kept().filter(site_id=self.site_id)
        named = key_of(self.name)
        found = (each for each in others.exclude(pk=self.pk) if key_of(each.name) == named)
        return next(found, None)

    @property
    def survivor(self) -> Any:
        """The entry that this one was merged into, itself where it was not.

        Merging leads every signpost straight to the entry that is left, so it is one step. One
        query for one that was merged.
        """
        return self.merged_into or self


class Organiser(Registered, Contacts, TranslatedSnippet):
    """Who holds festivals: an office, a village, a committee."""

    translated_fields = ("description",)

    description = models.CharField(_("description"), max_length=255, blank=True)

    edit_handler = snippet_edit_handler(
        fields=translated_fields,
        shared=[
            FieldPanel("site"),
            FieldPanel("name"),
            FieldPanel("slug"),
            *Contacts.contact_panels,
        ],
    )

    class Meta(Registered.Meta):
        verbose_name = _("organiser")
        verbose_name_plural = _("organisers")

    def telephone_country(self) -> str:
        """Return the country of the organiser's region. One query."""
        region = RegionSettings.objects.filter(site_id=self.site_id).first()
        return region.country if region else ""


class Venue(CleansTogether, Positioned, Registered):
    """Where festivals are held that is no place of the site's own: a hall, a field, a village."""

    district = models.ForeignKey(
        District,
        verbose_name=_("district"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="venues",
    )

    panels = [
        FieldPanel("site"),
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("district"),
        *Positioned.position_panels,
    ]

    class Meta(Registered.Meta):
        verbose_name = _("venue")
        verbose_name_plural = _("venues")

    def field_errors(self) -> dict[str, Any]:
        """Return half a position, and a district of another region. One query at most."""
        errors = self.position_errors()
        if self.district and self.district.site_id != self.site_id:
            errors["district"] = _("This belongs to another region.")
        return errors


class Road(Registered):
    """A road that festivals close, use or lead along: two at once do not go together."""

    panels = [FieldPanel("site"), FieldPanel("name"), FieldPanel("slug")]

    class Meta(Registered.Meta):
        verbose_name = _("road")
        verbose_name_plural = _("roads")
