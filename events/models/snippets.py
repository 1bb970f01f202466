"""What festivals are sorted by, and who holds them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Site

from notices.contacts import Contacts
from regions.categories import Category
from regions.models import RegionSettings
from translations.models import TranslatedSnippet
from translations.panels import snippet_edit_handler


class FestivalCategory(Category):
    """What a festival is about: rituals, music, sport. Each region names its own."""

    class Meta(Category.Meta):
        verbose_name = _("festival category")
        verbose_name_plural = _("festival categories")


class Organiser(Contacts, TranslatedSnippet):
    """Who holds festivals: an office, a village, a committee. Its name is a proper noun."""

    translated_fields = ("description",)

    site = models.ForeignKey(
        Site, verbose_name=_("site"), on_delete=models.CASCADE, related_name="organisers"
    )
    slug = models.SlugField(_("slug"), max_length=60)
    name = models.CharField(_("name"), max_length=120)
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

    class Meta:
        verbose_name = _("organiser")
        verbose_name_plural = _("organisers")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["site", "slug"], name="one_organiser_a_slug")
        ]

    def __str__(self) -> str:
        return self.name

    def telephone_country(self) -> str:
        """Return the country of the organiser's region. One query."""
        region = RegionSettings.objects.filter(site_id=self.site_id).first()
        return region.country if region else ""
