"""What festivals are sorted by."""

from django.utils.translation import gettext_lazy as _

from regions.categories import Category


class FestivalCategory(Category):
    """What a festival is about: rituals, music, sport. Each region names its own."""

    class Meta(Category.Meta):
        verbose_name = _("festival category")
        verbose_name_plural = _("festival categories")
