"""The demo's days of the year: what a holiday or a fasting month does to festivals here."""

from events.models import Observance

from . import content
from .workshop import Workshop

_AS_THEY_ARE = ("holiday", "hijri_month", "days_before", "days_after", "severity")


def make_observances(shop: Workshop) -> None:
    """Make them, in every language."""
    for each in content.read("observances.toml")["observances"]:
        observance = Observance(
            site=shop.site,
            **{name: each[name] for name in _AS_THEY_ARE if name in each},
            **content.translated("name", each["name"]),
            **content.translated("effect", each["effect"]),
        )
        observance.full_clean()
        observance.save()
