"""What was true when somebody looked: the abstract base of every price, hour, fact and date."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel


class Sourced(models.Model):
    """Something that was true when somebody looked: where it was read, and when."""

    source = models.CharField(
        _("source"),
        max_length=255,
        blank=True,
        help_text=_("Where this was read, in the language of the office. Readers see it."),
    )
    checked_on = models.DateField(_("last checked"), null=True, blank=True)

    sourced_panels = [FieldRowPanel([FieldPanel("source"), FieldPanel("checked_on")])]

    class Meta:
        abstract = True
