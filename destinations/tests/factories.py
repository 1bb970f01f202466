from typing import Any

import factory
import wagtail_factories

from destinations.models import (
    DestinationIndexPage,
    District,
    Place,
    PlaceCategory,
    PlaceFact,
    PlacePicture,
    PlacePrice,
)
from pages.tests.factories import SitePageFactory


class PlaceCategoryFactory(factory.django.DjangoModelFactory):
    site = factory.SubFactory(wagtail_factories.SiteFactory)
    slug = "nature"
    name_ind = "Alam"
    name_en = "Nature"

    class Meta:
        model = PlaceCategory


class DistrictFactory(factory.django.DjangoModelFactory):
    site = factory.SubFactory(wagtail_factories.SiteFactory)
    slug = "licin"
    name = "Licin"

    class Meta:
        model = District


class DestinationIndexPageFactory(SitePageFactory):
    title = "Destinasi"
    slug = "destinations"
    heading_en = "Destinations"

    class Meta:
        model = DestinationIndexPage


class PlaceFactory(SitePageFactory):
    title = "Kawah Ijen"

    class Meta:
        model = Place


class PlaceFactFactory(factory.django.DjangoModelFactory):
    label_ind = "Mendaki"
    value_ind = "1,5–4 jam"

    class Meta:
        model = PlaceFact


class PlacePriceFactory(factory.django.DjangoModelFactory):
    amount = 5000

    class Meta:
        model = PlacePrice


class PlacePictureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PlacePicture


def published(page: Any, *, user: Any = None) -> Any:
    """Save a draft of the page and publish it, as an editor would; return the live row."""
    page.save_revision(user=user).publish(user=user)
    return type(page).objects.get(pk=page.pk)
