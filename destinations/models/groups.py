"""What places are grouped by: category and district."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Site

from regions.categories import Category


class PlaceCategory(Category):
    """What a place is for: nature, beaches, culture. Each region names its own."""

    class Meta(Category.Meta):
        verbose_name = _("place category")
        verbose_name_plural = _("place categories")


class District(models.Model):
    """A district of the region. A proper noun: it has one name in all languages."""

    site = models.ForeignKey(
        Site, verbose_name=_("site"), on_delete=models.CASCADE, related_name="districts"
    )
    slug = models.SlugField(
        _("slug"), max_length=60, help_text=_("Used in addresses: ?district=licin.")
    )
    name = models.CharField(_("name"), max_length=80)

    panels = [FieldPanel("site"), FieldPanel("name"), FieldPanel("slug")]

    class Meta:
        verbose_name = _("district")
        verbose_name_plural = _("districts")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["site", "slug"], name="one_district_a_slug")]

    def __str__(self) -> str:
        return self.name
