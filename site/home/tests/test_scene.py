"""The cut-outs before the sky, and where places lie on the drawn map."""

from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Collection, CollectionViewRestriction

from home.models import HomePage
from home.scene import SCENE, DrawnMap
from media.tests.factories import PictureFactory
from media.tests.files import drawing, picture
from translations.tests.browsing import edit_url, form_of, log_in

EDGES = {"map_north": "-7.5", "map_south": "-8.9", "map_west": "113.8", "map_east": "114.6"}


def transparent():
    content = picture("PNG", mode="RGBA", color=(9, 9, 9, 9))
    return PictureFactory(file=ContentFile(content, name="boat.png"))


def hide(image):
    image.collection = Collection.get_first_root_node().add_child(name="Press")
    image.save()
    CollectionViewRestriction.objects.create(
        collection=image.collection, restriction_type=CollectionViewRestriction.LOGIN
    )


@pytest.fixture
def home(region):
    return HomePage.objects.get(pk=region.home.pk)


def errors_of(home):
    try:
        home.full_clean()
    except ValidationError as error:
        return error.message_dict
    return {}


# --- Cut-outs ---


@pytest.mark.parametrize("name", SCENE)
def test_an_opaque_picture_is_refused_by_its_field(home, name):
    setattr(home, name, PictureFactory())
    assert errors_of(home) == {
        name: ["This picture has no transparent ground. Choose one that does."]
    }


@pytest.mark.parametrize("name", SCENE)
def test_what_can_be_seen_through_and_what_is_drawn_may_stand_there(home, name):
    for image in (
        transparent(),
        PictureFactory(file=ContentFile(drawing(), name="boat.svg")),
        None,
    ):
        setattr(home, name, image)
        assert errors_of(home) == {}


def test_a_home_page_has_a_scene_once_one_cutout_is_public(home):
    assert home.has_scene is False
    home.scene_middle = transparent()
    assert home.has_scene is True
    hide(home.scene_middle)
    del home.scene_middle.is_public
    assert home.has_scene is False


def test_a_cutout_whose_file_has_become_opaque_is_no_scene(home):
    home.scene_middle = PictureFactory()
    assert home.has_scene is False


@pytest.mark.parametrize(("language", "its_own"), [("en", False), ("zh-hans", False), ("ar", True)])
def test_what_stands_at_the_edge_goes_by_the_direction_of_the_language(home, language, its_own):
    home.scene_figure, home.scene_figure_rtl = transparent(), transparent()
    with translation.override(language):
        assert home.figure == (home.scene_figure_rtl if its_own else home.scene_figure)


def test_without_a_figure_of_its_own_a_language_from_the_right_has_the_other(home):
    home.scene_figure = transparent()
    with translation.override("ar"):
        assert home.figure == home.scene_figure


def test_an_editor_is_told_at_the_field(home):
    chief = get_user_model().objects.create_superuser("chief", "c@example.org", "x")
    client = log_in(chief)
    data = form_of(client, edit_url(home))
    data["scene_figure"] = str(PictureFactory().pk)
    html = client.post(edit_url(home), data).content.decode()
    assert "This picture has no transparent ground." in html
    assert HomePage.objects.get(pk=home.pk).get_latest_revision_as_object().scene_figure is None


# --- The map ---


def test_a_drawing_without_edges_is_refused_by_each_of_them(home):
    home.map_picture, home.map_north = PictureFactory(), Decimal(-7)
    message = "Say where the drawing ends, or places cannot find their spot on it."
    assert errors_of(home) == {name: [message] for name in ("map_south", "map_west", "map_east")}
    assert home.has_map is False


@pytest.mark.parametrize(
    ("changed", "errors"),
    [
        ({}, {}),
        (
            {"map_north": "-8.9"},
            {"map_north": ["The upper edge lies north of the lower one."]},
        ),
        (
            {"map_west": "114.7"},
            {"map_east": ["The right edge lies east of the left one."]},
        ),
        (
            {"map_south": "-7", "map_east": "113"},
            {
                "map_north": ["The upper edge lies north of the lower one."],
                "map_east": ["The right edge lies east of the left one."],
            },
        ),
    ],
)
def test_edges_that_enclose_nothing_are_refused(home, changed, errors):
    home.map_picture = PictureFactory()
    for name, value in {**EDGES, **changed}.items():
        setattr(home, name, Decimal(value))
    assert errors_of(home) == errors


def test_edges_without_a_drawing_are_nobodys_concern(home):
    home.map_north = Decimal(-9)
    home.map_south = Decimal(-7)
    assert errors_of(home) == {}
    assert home.spot(Decimal(-8), Decimal(114)) is None


def test_a_private_drawing_is_no_map(home):
    home.map_picture = PictureFactory()
    for name, value in EDGES.items():
        setattr(home, name, Decimal(value))
    hide(home.map_picture)
    assert home.has_map is False
    assert home.spot(Decimal(-8), Decimal(114)) is None


def drawn(north, south, west, east):
    """Return the spots on a map with these edges, by a function of latitude and longitude."""
    edges = type("Edges", (), {"has_map": True, "map_north": north, "map_south": south})()
    edges.map_west, edges.map_east = west, east
    return lambda latitude, longitude: DrawnMap.spot(edges, latitude, longitude)


@pytest.mark.parametrize(
    ("latitude", "longitude", "spot"),
    [
        ("-7", "113", (0.0, 0.0)),
        ("-9", "115", (1.0, 1.0)),
        ("-8", "114", (0.5, 0.5)),
        ("-7.5", "114.5", (0.75, 0.25)),
        ("-6.999999", "114", None),
        ("-9.000001", "114", None),
        ("-8", "112.999999", None),
        ("-8", "115.000001", None),
        (None, "114", None),
        ("-8", None, None),
    ],
)
def test_a_place_lies_where_its_coordinates_say_or_not_on_the_map(latitude, longitude, spot):
    spot_of = drawn(Decimal(-7), Decimal(-9), Decimal(113), Decimal(115))
    found = spot_of(latitude and Decimal(latitude), longitude and Decimal(longitude))
    assert found == (pytest.approx(spot) if spot else None)


degrees = st.decimals(-80, 80, places=6)
sizes = st.decimals("0.001", 10, places=6)
shares = st.decimals(0, 1, places=3)


@given(degrees, degrees, sizes, sizes, shares, shares)
def test_a_position_comes_back_as_the_share_that_it_was_made_from(
    south, west, height, width, down, across
):
    spot_of = drawn(south + height, south, west, west + width)
    found = spot_of(south + height * (1 - down), west + width * across)
    assert found == pytest.approx((float(across), float(down)), abs=1e-6)


@given(degrees, degrees, sizes, sizes, degrees, degrees)
def test_whatever_has_a_spot_is_on_the_drawing(south, west, height, width, latitude, longitude):
    found = drawn(south + height, south, west, west + width)(latitude, longitude)
    inside = south <= latitude <= south + height and west <= longitude <= west + width
    assert (found is not None) == inside
