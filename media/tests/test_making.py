"""How the worker makes renditions."""

import io
from typing import Any

import pytest
import willow
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.images.models import Filter, SourceImageIOError

from media import making, uploads
from media.making import make_missing
from media.models import Picture, PictureRendition
from media.tests.factories import PictureFactory
from media.tests.files import (
    SRGB,
    as_held,
    decoded,
    drawing,
    encoded,
    exif,
    noise,
    picture,
    stored_files,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]


#: A photograph of 500 by 350 pixels is cut and scaled to so many shapes for readers: two cards,
#: two posters, two heroes, one lead, two bodies, one more of the gallery, two thumbs. AVIF has all
#: of them, JPEG one of each use.
SHAPES = 2 + 2 + 2 + 1 + 2 + 1 + 2


def photograph(**facts: Any) -> Picture:
    content = picture(size=(500, 350))
    return PictureFactory(file=ContentFile(content, name="kawah.jpg"), **facts)


def specs(made: Picture) -> list[str]:
    return sorted(made.renditions.values_list("filter_spec", flat=True))


def test_all_that_a_picture_needs_is_made_and_nothing_else() -> None:
    made = photograph()
    assert make_missing(made) == len(made.every_spec()) == 5 + SHAPES + 7
    assert specs(made) == sorted(made.every_spec())


def test_a_drawing_is_made_too() -> None:
    made = PictureFactory(file=ContentFile(drawing(), name="kawah.svg"))
    assert make_missing(made) == 6
    assert specs(made) == sorted(made.every_spec())
    assert {each.url.rpartition(".")[2] for each in made.renditions.all()} == {"svg"}


def test_only_what_is_missing_is_made() -> None:
    made = photograph(made=True)
    kept = made.renditions.get(filter_spec="width-720|format-jpeg")
    made.renditions.filter(filter_spec="width-480|format-avif").delete()

    make_missing(made)

    assert specs(made) == sorted(made.every_spec())
    assert made.renditions.get(filter_spec="width-720|format-jpeg") == kept


@pytest.mark.parametrize("focal", [None, (300, 60, 40, 40)])
def test_each_is_the_very_picture_that_wagtail_would_make(
    focal: tuple[int, int, int, int] | None,
) -> None:
    made = PictureFactory(file=ContentFile(noise(size=(340, 260)), name="kawah.jpg"))
    if focal:
        made.focal_point_x, made.focal_point_y = focal[:2]
        made.focal_point_width, made.focal_point_height = focal[2:]
        made.save()

    make_missing(made)

    for each in made.renditions.all():
        out = io.BytesIO()
        Filter(each.filter_spec).run(made, out)
        assert each.file.open().read() == out.getvalue(), each.filter_spec


def test_the_file_is_decoded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made = photograph()
    opened: list[Any] = []
    decode = willow.Image.open
    monkeypatch.setattr(
        making.willow.Image, "open", lambda file: opened.append(file) or decode(file)
    )
    scaled: list[tuple[int, int]] = []
    resize = Image.Image.resize
    monkeypatch.setattr(
        Image.Image,
        "resize",
        lambda self, size, *args: (
            (scaled.append(size) if self.size != tuple(size) else None) or resize(self, size, *args)
        ),
    )

    make_missing(made)

    from_the_file = [each for each in opened if each.name == made.file.name]
    assert len(from_the_file) == 1
    # Once for both formats; the shapes that are as large as the file need no scaling.
    assert len(scaled) == len(set(scaled)) == 10


def test_readers_have_each_as_soon_as_it_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    made = photograph()
    there: list[int] = []
    generate = Picture.generate_rendition_file

    def counting(self: Picture, *args: Any, **kwargs: Any) -> Any:
        there.append(PictureRendition.objects.count())
        return generate(self, *args, **kwargs)

    monkeypatch.setattr(Picture, "generate_rendition_file", counting)
    make_missing(made)
    assert there == list(range(len(made.every_spec())))


def test_another_file_meanwhile_ends_the_work_on_the_old_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = photograph()
    generate = Picture.generate_rendition_file

    def replacing(self: Picture, filter: Any, **kwargs: Any) -> Any:
        file = generate(self, filter, **kwargs)
        if filter.spec == "fill-320x240|format-avif":
            other = Picture.objects.get(pk=made.pk)
            other.file = ContentFile(picture("PNG"), name="other.png")
            other.save()
        return file

    monkeypatch.setattr(Picture, "generate_rendition_file", replacing)
    make_missing(made)

    assert PictureRendition.objects.count() == 0
    assert [name for name in stored_files() if "fill-320x240" in name] == []


def test_a_picture_that_is_deleted_meanwhile_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = photograph()
    generate = Picture.generate_rendition_file

    def deleting(self: Picture, filter: Any, **kwargs: Any) -> Any:
        file = generate(self, filter, **kwargs)
        Picture.objects.filter(pk=made.pk).delete()
        return file

    monkeypatch.setattr(Picture, "generate_rendition_file", deleting)
    make_missing(made)

    assert PictureRendition.objects.count() == 0
    assert [name for name in stored_files() if name.startswith("images/")] == []


def test_cuts_around_an_earlier_focal_point_are_deleted_in_the_end() -> None:
    made = photograph(made=True)
    before = set(made.renditions.values_list("pk", flat=True))
    made.focal_point_x = made.focal_point_y = made.focal_point_width = made.focal_point_height = 90
    made.save()
    assert set(made.renditions.values_list("pk", flat=True)) == before

    make_missing(made)

    assert specs(made) == sorted(made.every_spec())
    kept = set(made.renditions.values_list("pk", flat=True)) & before
    assert {each.filter_spec.partition("-")[0] for each in made.renditions.filter(pk__in=kept)} == {
        "max",
        "width",
    }


def test_who_knows_an_earlier_focal_point_deletes_nothing_of_the_present_one() -> None:
    """Two workers, and the one that began first ends last."""
    slow = photograph()
    fast = Picture.objects.get(pk=slow.pk)
    fast.focal_point_x = fast.focal_point_y = fast.focal_point_width = fast.focal_point_height = 90
    fast.save()
    make_missing(fast)

    make_missing(slow)

    assert specs(fast) == sorted(fast.every_spec())
    assert all(map(fast.is_current, fast.renditions.all()))


@pytest.mark.parametrize("orientation", range(2, 9))
def test_renditions_are_turned_as_the_camera_was_held(orientation: int) -> None:
    """Pixel by pixel the same as those of a picture that needs no turn."""
    upright = noise("PNG", size=(90, 60))
    turned = encoded(
        as_held(decoded(upright), orientation), "PNG", exif=exif(orientation=orientation).tobytes()
    )

    first, second = (
        PictureFactory(
            file=ContentFile(uploads.checked(content, name="a.png"), name="a.png"), made=True
        )
        for content in (upright, turned)
    )

    assert first.every_spec() == second.every_spec()
    for spec in first.every_spec():
        made, again = (
            decoded(each.get_rendition(spec).file.open().read()) for each in (first, second)
        )
        assert (made.size, made.tobytes()) == (again.size, again.tobytes()), spec


def test_a_lost_file_is_an_error() -> None:
    made = photograph()
    made.file.storage.delete(made.file.name)
    with pytest.raises(SourceImageIOError):
        make_missing(Picture.objects.get())


@pytest.mark.parametrize("format", ["avif", "jpeg"])
def test_the_colour_profile_reaches_the_readers(format: str) -> None:
    content = picture(size=(400, 300), icc_profile=SRGB)
    made = PictureFactory(file=ContentFile(content, name="a.jpg"), made=True)
    for each in made.renditions_for("card")[format]:
        assert decoded(each.file.open().read()).info["icc_profile"] == SRGB
