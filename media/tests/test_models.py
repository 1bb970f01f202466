from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils.translation import override

from media.enums import Licence
from media.models import Picture
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

    after = names(made, "thumb")

    assert set(before["jpeg"]) & set(after["jpeg"]) == set()
    assert names(made, "gallery") == names(Picture.objects.get(), "gallery")


def test_a_long_name_is_cut_and_not_what_makes_it_unique() -> None:
    made = PictureFactory(file__filename="k" * 90 + ".jpg")
    made.focal_point_x = made.focal_point_y = made.focal_point_width = made.focal_point_height = 9

    (name,) = names(made, "lead")["jpeg"]

    assert len(name) == len("images/") + 80
    assert made.file_hash[:12] in name
    assert name.endswith(".fill-640x360.format-jpeg.jpg")


def test_a_drawing_is_passed_through_byte_by_byte() -> None:
    content = drawing("<defs><g id='a'/></defs><use xlink:href='#a'/>")
    made = PictureFactory(file=ContentFile(content, name="kawah.svg"))

    (rendition,) = made.renditions_for("card")["svg"]

    assert rendition.file.open().read() == content
    assert (rendition.width, rendition.height) == (30, 20)
    assert rendition.file.name == f"images/kawah.{made.file_hash[:12]}.original.svg"


def test_sizes_and_formats_are_what_they_say() -> None:
    made = PictureFactory(file__width=1000, file__height=1000)
    for format, some in made.renditions_for("card").items():
        for rendition in some:
            image = decoded(rendition.file.open().read())
            assert image.format == format.upper()
            assert image.size == (rendition.width, rendition.height)
    assert [(r.width, r.height) for r in made.renditions_for("card")["jpeg"]] == [
        (320, 213),
        (480, 320),
        (640, 427),
        (960, 640),
    ]


def test_transparency_reaches_the_readers() -> None:
    content = picture("PNG", mode="RGBA", color=(255, 0, 0, 90), size=(50, 50))
    made = PictureFactory(file=ContentFile(content, name="logo.png"))

    by_format = made.renditions_for("body")

    assert list(by_format) == ["avif", "png"]
    for some in by_format.values():
        alpha = decoded(some[0].file.open().read()).convert("RGBA").getpixel((9, 9))[3]
        assert abs(alpha - 90) < 4


def test_fetched_for_a_use_renditions_cost_nothing(django_assert_num_queries: Any) -> None:
    for _number in range(3):
        PictureFactory().renditions_for("card")

    with django_assert_num_queries(2):
        found = list(Picture.objects.for_use("card"))
        assert len(found) == 3
        for each in found:
            assert [len(some) for some in each.renditions_for("card").values()] == [1, 1]


def test_only_what_the_use_needs_is_fetched() -> None:
    made = PictureFactory()
    for use in ("card", "body", "thumb"):
        made.renditions_for(use)

    (found,) = Picture.objects.for_use("card")

    assert sorted(each.filter_spec for each in found.prefetched_renditions) == [
        "fill-320x213|format-avif",
        "fill-320x213|format-jpeg",
    ]
