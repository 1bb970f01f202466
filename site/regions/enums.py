from django.db import models
from django.utils.translation import gettext_lazy as _


class Motif(models.TextChoices):
    """Borders that a region may carry: static/brand/motifs/ has a drawing of each."""

    GAJAH_OLING = "gajah-oling", _("Gajah Oling, batik of Banyuwangi")
