from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from django.core.files.base import ContentFile
from django.utils.translation import override
from wagtail.images.models import Filter
from wagtail.models import Collection, CollectionViewRestriction

from media.enums import Licence
from media.errors import UnlistedRenditionError
from media.making import make_missing
from media.models import Picture
from media.renditions import ADMIN, USES
from media.tests.factories import LibraryDocumentFactory, PictureFactory
from media.tests.files import decoded, drawing, picture
from translations.languages import codes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]


def test_the_factory_makes_a_real_picture() -> None:
    made = PictureFactory()
    image = decoded(made.file.open().read())
    assert (image.format, image.size, made.width, made.height) == ("JPEG", (120, 80), 120, 80)
    assert made.collection.is_root()


def test_the_factory_takes_another_file(tmp_path: Path) -> None:
    path = tmp_path / "kawah.svg"
    path.write_bytes(drawing())
    made = PictureFactory(file__from_path=str(path))
    assert (made.is_svg(), made.width, made.height) == (True, 30, 20)


def test_the_factory_makes_a_real_document() -> None:
    assert LibraryDocumentFactory().file.open().read() == b"Jadwal"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({"alt_ind": "id"}, {"id": "id", "en": "id", "ms": "id", "zh-hans": "id", "ar": "id"}),
        (
            {"alt_ind": "id", "alt_en": "en"},
            {"id": "id", "en": "en", "ms": "en", "zh-hans": "en", "ar": "en"},
        ),
        (
            {"alt_ind": "id", "alt_ar": "ar"},
            {"id": "id", "en": "id", "ms": "id", "zh-hans": "id", "ar": "ar"},
        ),
        ({}, dict.fromkeys(("id", "en", "ms", "zh-hans", "ar"), "")),
    ],
)
def test_the_text_alternative_is_the_readers_or_the_nearest(
    texts: dict[str, str], expected: dict[str, str]
) -> None:
    """Never the title, which is often the name of the file."""
    made = Picture.objects.get(pk=PictureFactory(title="IMG_2041", **texts).pk)
    found = {}
    for code in codes():
        with override(code):
            found[code] = made.default_alt_text or ""
    assert found == expected


@pytest.mark.parametrize(
    ("licence", "address"),
    [
        (Licence.CC_BY, "https://creativecommons.org/licenses/by/4.0/"),
        (Licence.OWN, ""),
        (Licence.UNKNOWN, ""),
    ],
)
def test_a_licence_can_be_read_where_it_is_public(licence: str, address: str) -> None:
    assert Picture(licence=licence).licence_url == address


# --- Renditions ---


def names(made: Picture, use: str) -> dict[str, list[str]]:
    make_missing(made)
    return {
        format: [rendition.file.name for rendition in some]
        for format, some in made.renditions_for(use).items()
    }


def test_renditions_are_named_after_the_content() -> None:
    made = PictureFactory(file__filename="Kawah Ijen.jpg")
    start = f"images/Kawah_Ijen.{made.file_hash[:12]}"

    assert names(made, "gallery") == {
        "avif": [f"{start}.width-320.format-avif.avif"],
        "jpeg": [f"{start}.width-320.format-jpeg.jpg"],
    }


def test_a_rendition_that_is_cut_is_named_after_the_focal_point_too() -> None:
    made = PictureFactory(file__width=600)
    before = names(made, "thumb")
    made.focal_point_x, made.focal_point_y = 20, 20
    made.focal_point_width = made.focal_point_height = 10
    made.save()

    after = names(made, "thumb")

    assert set(before["jpeg"]) & set(after["jpeg"]) == set()
    assert names(made, "gallery") == names(Picture.objects.get(), "gallery")


def test_a_long_name_is_cut_and_not_what_makes_it_unique() -> None:
    made = PictureFactory(
        file__filename="k" * 90 + ".jpg",
        focal_point_x=9,
        focal_point_y=9,
        focal_point_width=9,
        focal_point_height=9,
    )

    (name,) = names(made, "lead")["jpeg"]

    assert len(name) == len("images/") + 80
    assert made.file_hash[:12] in name
    assert name.endswith(".fill-640x320.format-jpeg.jpg")


def test_a_drawing_is_passed_through_byte_by_byte() -> None:
    content = drawing("<defs><g id='a'/></defs><use xlink:href='#a'/>")
    made = PictureFactory(file=ContentFile(content, name="kawah.svg"), made=True)

    (rendition,) = made.renditions_for("card")["svg"]

    assert rendition.file.open().read() == content
    assert (rendition.width, rendition.height) == (30, 20)
    assert rendition.file.name == f"images/kawah.{made.file_hash[:12]}.original.svg"


def test_sizes_and_formats_are_what_they_say() -> None:
    made = PictureFactory(file__width=1000, file__height=1000, made=True)
    for format, some in made.renditions_for("card").items():
        for rendition in some:
            image = decoded(rendition.file.open().read())
            assert image.format == format.upper()
            assert image.size == (rendition.width, rendition.height)
    sizes = {
        format: [(each.width, each.height) for each in some]
        for format, some in made.renditions_for("card").items()
    }
    assert sizes == {"avif": [(320, 240), (640, 480), (900, 675)], "jpeg": [(640, 480)]}


def test_transparency_reaches_the_readers() -> None:
    content = picture("PNG", mode="RGBA", color=(255, 0, 0, 90), size=(50, 50))
    made = PictureFactory(file=ContentFile(content, name="logo.png"), made=True)

    by_format = made.renditions_for("body")

    assert list(by_format) == ["avif", "png"]
    for some in by_format.values():
        alpha = decoded(some[0].file.open().read()).convert("RGBA").getpixel((9, 9))[3]
        assert abs(alpha - 90) < 4


def test_fetched_for_a_use_renditions_cost_nothing(django_assert_num_queries: Any) -> None:
    PictureFactory.create_batch(3, made=True)

    with django_assert_num_queries(2):
        found = list(Picture.objects.for_use("card"))
        assert len(found) == 3
        for each in found:
            assert [len(some) for some in each.renditions_for("card").values()] == [1, 1]
            assert each.is_public is True


def test_only_what_the_use_needs_is_fetched() -> None:
    PictureFactory(made=True)

    (found,) = Picture.objects.for_use("card")

    assert sorted(each.filter_spec for each in found.prefetched_renditions) == [
        "fill-320x240|format-avif",
        "fill-320x240|format-jpeg",
    ]


# --- What is missing is ordered, and never made here ---


def transparent(**facts: Any) -> Picture:
    content = picture("PNG", mode="RGBA", color=(255, 0, 0, 90), size=(600, 400))
    return PictureFactory(file=ContentFile(content, name="logo.png"), **facts)


@pytest.fixture
def orders(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The pictures whose renditions have been ordered so far."""
    ordered: list[int] = []
    monkeypatch.setattr("media.models.pictures.order_missing", ordered.append)
    return ordered


@pytest.fixture
def no_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail wherever a picture's file is opened."""

    def fail(self: Any) -> None:
        raise AssertionError("a picture was opened")

    monkeypatch.setattr(Picture, "open_file", fail)


@pytest.mark.usefixtures("no_pixels")
def test_what_is_missing_is_ordered_and_left_out(orders: list[int]) -> None:
    made = PictureFactory.build(pk=7, width=600, height=400, file=None)
    made.file.name = "original_images/kawah.jpg"

    assert made.renditions_for("card") == {"avif": [], "jpeg": []}
    assert orders == [7]


def test_nothing_is_ordered_where_nothing_is_missing(orders: list[int]) -> None:
    for made in (PictureFactory(made=True), transparent(made=True)):
        for use in USES:
            made.renditions_for(use)
        for spec in ADMIN:
            made.get_rendition(spec)
    assert orders == []


@pytest.mark.parametrize("use", [name for name, use in USES.items() if use.is_cutout])
def test_an_opaque_picture_has_nothing_where_a_cutout_stands(use: str, orders: list[int]) -> None:
    """And orders nothing, for it would be ordered by every reader for ever."""
    opaque, clear = PictureFactory(), transparent()
    drawn = PictureFactory(file=ContentFile(drawing(), name="kawah.svg"))

    assert [each.is_made_for(use) for each in (opaque, clear, drawn)] == [False, True, True]
    assert opaque.renditions_for(use) == {"avif": [], "jpeg": []}
    assert orders == []
    assert clear.renditions_for(use) == {"avif": [], "png": []}
    assert orders == [clear.pk]


def test_where_some_are_made_those_are_shown(orders: list[int]) -> None:
    made = PictureFactory(file__width=600, file__height=400, made=True)
    made.renditions.filter(filter_spec="width-480|format-avif").delete()

    by_format = made.renditions_for("gallery")

    assert [each.width for each in by_format["avif"]] == [320, 600]
    assert [each.width for each in by_format["jpeg"]] == [480]
    assert orders == [made.pk]


def test_where_a_format_is_not_made_the_other_is_shown(orders: list[int]) -> None:
    made = PictureFactory(file__width=600, file__height=400, made=True)
    made.renditions.filter(filter_spec__startswith="fill-", filter_spec__endswith="avif").delete()

    by_format = made.renditions_for("card")

    assert by_format["avif"] == []
    assert [each.width for each in by_format["jpeg"]] == [534]
    assert orders == [made.pk]


def test_until_a_new_cut_is_made_the_old_one_stands_in(orders: list[int]) -> None:
    made = PictureFactory(file__width=600, made=True)
    before = {each.pk for each in made.renditions_for("thumb")["jpeg"]}
    whole = {each.pk for each in made.renditions_for("gallery")["jpeg"]}
    made.focal_point_x = made.focal_point_y = made.focal_point_width = made.focal_point_height = 20
    made.save()
    orders.clear()

    assert {each.pk for each in made.renditions_for("thumb")["jpeg"]} == before
    assert orders == [made.pk]
    make_missing(made)
    orders.clear()

    assert {each.pk for each in made.renditions_for("thumb")["jpeg"]} & before == set()
    assert {each.pk for each in made.renditions_for("gallery")["jpeg"]} == whole
    assert orders == []


@pytest.mark.parametrize("spec", ["max-165x165", "fill-600x338", "width-320|format-avif"])
def test_a_listed_size_is_found(spec: str) -> None:
    made = PictureFactory(made=True)
    assert made.get_rendition(spec) == made.renditions.get(filter_spec=spec)
    assert made.get_rendition(Filter(spec)) == made.renditions.get(filter_spec=spec)


@pytest.mark.parametrize(
    "spec",
    [
        "width-321|format-avif",
        "width-320",
        "width-320|format-webp",
        "width-320|format-jpeg|jpegquality-100",
        "max-166x165",
        "fill-320x213-c100|format-jpeg",
        "original|format-png",
        "width-720|format-jpeg",
        "nonsense",
        "",
    ],
)
def test_an_unlisted_size_is_refused(spec: str, orders: list[int]) -> None:
    """The last but two is in the table, and larger than this picture needs."""
    made = PictureFactory(made=True)
    before = made.renditions.count()

    with pytest.raises(
        UnlistedRenditionError, match=r"There is no rendition '.*': media.renditions"
    ):
        made.get_rendition(spec)
    with pytest.raises(UnlistedRenditionError):
        made.get_renditions("max-165x165", spec)

    assert (made.renditions.count(), orders) == (before, [])


@pytest.mark.usefixtures("no_pixels")
def test_a_stand_in_has_the_size_of_what_is_to_come(orders: list[int]) -> None:
    made = Picture(pk=7, width=600, height=400, color="e53")
    made.file.name = "original_images/kawah.jpg"

    stand_in = made.get_rendition("max-165x165")

    assert (stand_in.pk, stand_in.width, stand_in.height) == (None, 165, 110)
    assert unquote(stand_in.url) == (
        'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" width="165" height="110">'
        '<path fill="#e53" d="M0 0h165v110H0z"/></svg>'
    )
    assert orders == [7]


def test_the_nearest_of_the_same_shape_stands_in() -> None:
    made = PictureFactory(file__width=2000, file__height=1000, made=True)
    lost = ["max-800x600", "fill-1440x960|format-avif", "fill-600x338"]
    made.renditions.filter(filter_spec__in=lost).delete()

    whole, cut, alone = made.get_renditions(*lost).values()

    assert [(each.width, each.height) for each in (whole, cut, alone)] == [
        (800, 400),
        (1440, 960),
        (600, 338),
    ]
    assert "width-720.format-" in whole.url
    assert "fill-960x640.format-" in cut.url
    assert alone.url.startswith("data:image/svg+xml,")
    assert made.renditions.count() == len(made.every_spec()) - 3


def test_the_original_of_a_photograph_has_no_rendition() -> None:
    """Wagtail's forms ask for it, and would put a copy of the original among what is public."""
    made = PictureFactory(made=True)

    original = made.get_rendition("original")

    assert (original.url, original.width, original.height) == (
        f"/admin/images/{made.pk}/original/",
        120,
        80,
    )
    assert made.renditions.filter(filter_spec="original").count() == 0


# --- Private collections ---


def test_a_picture_is_private_with_its_collection_or_one_above() -> None:
    root = Collection.get_first_root_node()
    outer = root.add_child(name="Outer")
    inner = outer.add_child(name="Inner")
    beside = Collection.objects.get(pk=root.pk).add_child(name="Beside")
    pictures = [PictureFactory(collection=each, made=True) for each in (root, outer, inner, beside)]

    def public() -> list[bool]:
        known = [each.is_public for each in Picture.objects.for_use("card").order_by("pk")]
        asked = [each.is_public for each in Picture.objects.order_by("pk")]
        chosen = [each in Picture.objects.public() for each in pictures]
        assert known == asked == chosen
        return known

    assert public() == [True, True, True, True]
    restriction = CollectionViewRestriction.objects.create(
        collection=outer, restriction_type=CollectionViewRestriction.LOGIN
    )
    assert public() == [True, False, False, True]
    restriction.delete()
    CollectionViewRestriction.objects.create(
        collection=root, restriction_type=CollectionViewRestriction.PASSWORD, password="x"
    )
    assert public() == [False, False, False, False]
