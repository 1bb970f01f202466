"""Positions that can be copied, and opened in a map, in every language."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from destinations.models import Place
from destinations.templatetags.positions import coordinates, geo_uri

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["id", "en", "ar"])
def test_a_position_is_written_alike_in_every_language(language):
    place = Place(latitude=Decimal("-8.06240"), longitude=Decimal("114.24600"))
    with override(language):
        assert coordinates(place) == "-8.0624, 114.246"
        assert geo_uri(place) == "geo:-8.0624,114.246"


def test_round_numbers_keep_their_noughts():
    assert coordinates(Place(latitude=Decimal(0), longitude=Decimal("100.00000"))) == "0, 100"


def test_an_unknown_position_is_nothing():
    assert coordinates(Place()) == ""
    assert geo_uri(Place()) == ""
