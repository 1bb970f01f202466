"""Regions for tests and the demo. Two that differ in all that the code must not assume."""

from typing import Any

import factory
import wagtail_factories

from regions.models import RegionSettings

SUNRISE_PALETTE = {
    "night": "#14142B",
    "indigo": "#2B2A5E",
    "plum": "#6B2D5C",
    "coral": "#E8583A",
    "gold": "#F6AE2D",
    "cream": "#FFF6E5",
    "lake": "#127C8A",
    "leaf": "#2F6B4F",
    "ink": "#1C1B22",
}


class RegionSettingsFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RegionSettings

    site = factory.SubFactory(wagtail_factories.SiteFactory)
    name = "Banyuwangi"
    tagline_ind = "The Sunrise of Java"
    country = "ID"
    time_zone = "Asia/Jakarta"
    languages = ["id", "en", "ms", "zh-hans", "ar"]
    palette = SUNRISE_PALETTE

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        """Fill the row that Wagtail may already have made for the site."""
        site = kwargs.pop("site")
        region = model_class.for_site(site)
        for name, value in kwargs.items():
            setattr(region, name, value)
        region.save()
        return region
