"""Whose a file is, and what may be done with it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from media.enums import LICENCE_ADDRESSES, Licence


class Credited(models.Model):
    """A file that somebody made, and others may use under some terms."""

    credit = models.CharField(
        _("credit"),
        max_length=255,
        blank=True,
        help_text=_("Who made it. Shown beside it."),
    )
    source_url = models.URLField(_("source"), blank=True)
    licence = models.CharField(
        _("licence"), max_length=20, choices=Licence.choices, default=Licence.UNKNOWN
    )

    class Meta:
        abstract = True

    @property
    def licence_url(self) -> str:
        """Where the licence can be read; empty for those without a public text."""
        return LICENCE_ADDRESSES.get(Licence(self.licence), "")
