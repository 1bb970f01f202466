"""What a region sorts its things by: nature, beaches, rituals. Each region names its own."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Site

from translations.models import TranslatedSnippet
from translations.panels import snippet_edit_handler


class Category(TranslatedSnippet):
    """One category of one region. `slug` is the same in every language: it is in addresses."""

    translated_fields = ("name", "description")

    site = models.ForeignKey(
        Site, verbose_name=_("site"), on_delete=models.CASCADE, related_name="%(class)s_set"
    )
    slug = models.SlugField(
        _("slug"), max_length=60, help_text=_("Used in addresses: ?category=nature.")
    )
    name = models.CharField(_("name"), max_length=80)
    description = models.CharField(_("description"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    edit_handler = snippet_edit_handler(
        fields=translated_fields,
        shared=[FieldPanel("site"), FieldPanel("slug"), FieldPanel("order")],
    )

    class Meta:
        abstract = True
        ordering = ["order", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["site", "slug"], name="one_%(class)s_a_slug")
        ]

    def __str__(self) -> str:
        return self.name or self.slug
