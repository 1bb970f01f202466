"""Uploads by every road that Wagtail has: what is bad is an error, and nothing of it is kept."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import ExifTags, Image
from wagtail.images.forms import get_image_form, get_image_multi_form
from wagtail.models import UploadedFile

from media import raster, svg, uploads
from media.making import make_missing
from media.models import Picture, PictureRendition
from media.tests.factories import PictureFactory
from media.tests.files import decoded, drawing, exif, picture, png, rights, stored_files
from media.tests.papers import archive

pytestmark = pytest.mark.usefixtures("store", "english")

#: Each file with the message that it is refused with, and what the message names.
BAD = {
    "script.svg": (drawing("<script/>"), svg.SCRIPT, {"name": "script"}),
    "handler.svg": (
        drawing(attributes='viewBox="0 0 3 2" onload="alert(1)"'),
        svg.HANDLER,
        {"name": "onload"},
    ),
    "foreign.svg": (
        drawing("<foreignObject/>"),
        svg.FOREIGN,
        {"name": "foreignObject"},
    ),
    "outside.svg": (
        drawing('<image xlink:href="https://evil.example/x.png"/>'),
        svg.REFERENCE,
        {"name": "https://evil.example/x.png"},
    ),
    "import.svg": (
        drawing("<style>@import 'https://evil.example/x.css';</style>"),
        svg.REFERENCE,
        {"name": "@import"},
    ),
    "laughs.svg": (
        b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + drawing("<text>&b;</text>"),
        svg.ENTITY,
        {"name": "a"},
    ),
    "xxe.svg": (
        b'<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + drawing("<text>&x;</text>"),
        svg.ENTITY,
        {"name": "x"},
    ),
    "bomb.png": (png(20_000, 20_000), raster.TOO_MANY_PIXELS, {"limit": 50}),
    "quiet-bomb.png": (png(9_000, 9_000), raster.TOO_MANY_PIXELS, {"limit": 50}),
    "half.jpg": (picture(size=(300, 300))[:900], raster.BROKEN, {}),
    "moving.gif": (
        picture(
            "GIF",
            save_all=True,
            append_images=[Image.new("RGB", (24, 16), "blue")],
            duration=100,
        ),
        raster.MOVES,
        {},
    ),
    "page.png": (b"<html>", uploads.NOT_A_PICTURE, {"ending": "png"}),
    "shell.php": (
        picture("PNG"),
        uploads.OTHER_KIND,
        {"ending": "php", "formats": "AVIF, GIF, JPEG, PNG, SVG, WebP"},
    ),
    "other.jpg": (
        picture("PNG"),
        uploads.MISLABELLED,
        {"ending": "jpg", "format": "PNG", "right": "png"},
    ),
}


def bad(name: str) -> tuple[bytes, str]:
    """Return a bad file, and what its uploader reads in the language being spoken now."""
    content, message, params = BAD[name]
    return content, str(message) % params


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


POLYGLOTS = {
    "page.png": picture("PNG") + b"<html><script>alert('SECRET')</script></html>",
    "page.gif": picture("GIF", comment=b"<script>alert('SECRET')</script>"),
    "archive.jpg": picture() + archive({"SECRET.exe": b"MZ"}),
}


def private_jpeg() -> bytes:
    notes = exif(orientation=6, artist="Siti", copyright="Dinas")
    return picture(size=(60, 40), exif=notes.tobytes())


def assert_kept_clean(made: Picture) -> None:
    """The stored file is the picture turned upright, with its rights and without its secrets."""
    content = made.file.open().read()
    assert (made.width, made.height, made.file_size) == (40, 60, len(content))
    assert rights(decoded(content)) == {
        ExifTags.Base.Artist: "Siti",
        ExifTags.Base.Copyright: "Dinas",
    }
    assert b"SECRET" not in content


# --- One at a time ---


@pytest.mark.parametrize("name", BAD)
def test_the_single_form_names_what_is_wrong(officer: Client, name: str) -> None:
    content, message = bad(name)

    response = officer.post(
        reverse("wagtailimages:add"), {"title": "Kawah", "file": upload(name, content)}
    )

    assert response.status_code == 200
    assert response.context["form"].errors["file"][0] == message
    assert Picture.objects.count() == 0
    assert stored_files() == []


def test_the_single_form_keeps_what_is_good(officer: Client) -> None:
    response = officer.post(
        reverse("wagtailimages:add"),
        {"title": "Kawah", "file": upload("kawah.jpg", private_jpeg()), "licence": "own"},
    )

    assert response.status_code == 302
    assert_kept_clean(Picture.objects.get())


@pytest.mark.parametrize("name", POLYGLOTS)
def test_what_is_a_picture_and_more_is_kept_as_the_picture_alone(
    officer: Client, name: str
) -> None:
    assert b"SECRET" in POLYGLOTS[name]

    officer.post(
        reverse("wagtailimages:add"),
        {"title": "Kawah", "file": upload(name, POLYGLOTS[name]), "licence": "own"},
    )

    made = Picture.objects.get()
    make_missing(made)
    contents = [each.file.open().read() for each in (made, *made.renditions.all())]
    assert len(contents) == len(made.every_spec()) + 1
    assert [b"SECRET" in content or b"script" in content for content in contents] == [False] * len(
        contents
    )


def test_no_rendition_knows_where_a_photograph_was_taken(officer: Client) -> None:
    officer.post(
        reverse("wagtailimages:add"),
        {"title": "Kawah", "file": upload("kawah.jpg", private_jpeg()), "licence": "own"},
    )
    made = Picture.objects.get()
    make_missing(made)
    for each in made.renditions.all():
        content = each.file.open().read()
        assert (b"SECRET" in content, dict(decoded(content).getexif().get_ifd(0x8825))) == (
            False,
            {},
        )


def test_an_upload_has_its_renditions_as_soon_as_it_is_stored(
    officer: Client, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        officer.post(
            reverse("wagtailimages:add"),
            {"title": "Kawah", "file": upload("kawah.jpg", picture()), "licence": "own"},
        )
        assert PictureRendition.objects.count() == 0

    made = Picture.objects.get()
    assert sorted(made.renditions.values_list("filter_spec", flat=True)) == sorted(
        made.every_spec()
    )


def test_a_drawing_is_kept_hushed(officer: Client) -> None:
    content = drawing("<!-- SECRET --><rect width='3'/>")

    officer.post(
        reverse("wagtailimages:add"),
        {"title": "Kawah", "file": upload("kawah.svg", content), "licence": "own"},
    )

    made = Picture.objects.get()
    assert made.file.open().read() == svg.cleaned(content)
    assert (made.width, made.height, made.is_svg()) == (30, 20, True)


def test_wagtails_own_limit_of_bytes_comes_first(officer: Client, settings: Any) -> None:
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 100

    response = officer.post(
        reverse("wagtailimages:add"),
        {"title": "Kawah", "file": upload("half.jpg", private_jpeg()[:200])},
    )

    (error,) = response.context["form"].errors["file"]
    assert error.startswith("This file is too big (200")


# --- Many at a time ---


@pytest.mark.parametrize("name", BAD)
def test_the_multiple_upload_answers_with_what_is_wrong(officer: Client, name: str) -> None:
    content, message = bad(name)

    response = officer.post(
        reverse("wagtailimages:add_multiple"), {"files[]": upload(name, content)}
    )

    assert response.status_code == 200
    assert response.json() == {"success": False, "error_message": message}
    assert (Picture.objects.count(), UploadedFile.objects.count()) == (0, 0)
    assert stored_files() == []


def test_the_multiple_upload_keeps_what_is_good(officer: Client) -> None:
    response = officer.post(
        reverse("wagtailimages:add_multiple"), {"files[]": upload("kawah.jpg", private_jpeg())}
    )

    made = Picture.objects.get()
    assert (response.json()["success"], response.json()["image_id"]) == (True, made.pk)
    assert_kept_clean(made)


def test_a_file_parked_for_another_error_is_clean_already(officer: Client) -> None:
    """Wagtail keeps a good file whose title is too long until somebody has corrected the title."""
    response = officer.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "x" * 300, "files[]": upload("kawah.jpg", private_jpeg())},
    )

    parked = UploadedFile.objects.get()
    assert response.json()["uploaded_file_id"] == parked.pk
    assert Picture.objects.count() == 0
    assert b"SECRET" not in parked.file.open().read()

    prefix = f"uploaded-image-{parked.pk}"
    officer.post(
        reverse("wagtailimages:create_multiple_from_uploaded_image", args=[parked.pk]),
        {f"{prefix}-title": "Kawah", f"{prefix}-licence": "own"},
    )

    assert_kept_clean(Picture.objects.get())


def test_a_large_upload_waits_on_disk_and_is_cleaned_there(officer: Client) -> None:
    file = TemporaryUploadedFile("kawah.jpg", "image/jpeg", 0, None)
    file.write(private_jpeg())
    file.seek(0)
    file.size = len(private_jpeg())
    form = get_image_form(Picture)({"title": "Kawah", "licence": "own"}, {"file": file})

    assert form.is_valid(), form.errors
    form.save()
    file.close()

    assert_kept_clean(Picture.objects.get())


# --- In choosers ---


@pytest.mark.parametrize("name", BAD)
def test_the_chooser_names_what_is_wrong(officer: Client, name: str) -> None:
    content, message = bad(name)

    response = officer.post(
        reverse("wagtailimages_chooser:create"),
        {
            "image-chooser-upload-title": "Kawah",
            "image-chooser-upload-file": upload(name, content),
        },
    )

    answer = json.loads(response.content)
    assert answer["step"] == "reshow_creation_form"
    assert message in answer["htmlFragment"]
    assert Picture.objects.count() == 0
    assert stored_files() == []


def test_the_chooser_keeps_what_is_good(officer: Client) -> None:
    response = officer.post(
        reverse("wagtailimages_chooser:create"),
        {
            "image-chooser-upload-title": "Kawah",
            "image-chooser-upload-file": upload("kawah.jpg", private_jpeg()),
            "image-chooser-upload-licence": "own",
        },
    )

    made = Picture.objects.get()
    assert json.loads(response.content)["result"]["id"] == str(made.pk)
    assert_kept_clean(made)


# --- Edit ---


def change(client: Client, image: Picture, **fields: Any) -> Any:
    return client.post(
        reverse("wagtailimages:edit", args=[image.pk]),
        {"title": image.title, "licence": "own", "tags": "", **fields},
    )


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_changes_nothing(officer: Client, name: str) -> None:
    image = PictureFactory(title="Kawah")
    before = (image.file.name, stored_files())
    content, message = bad(name)

    response = change(officer, image, title="Other", file=upload(name, content))

    assert response.context["form"].errors["file"][0] == message
    image.refresh_from_db()
    assert (image.title, image.file.name) == ("Kawah", before[0])
    assert [each for each in stored_files() if each.startswith("original_images")] == before[1]


def test_a_new_file_takes_the_place_of_the_old_one(officer: Client) -> None:
    image = PictureFactory()
    old = image.file.name

    assert change(officer, image, file=upload("new.jpg", private_jpeg())).status_code == 302

    made = Picture.objects.get()
    assert_kept_clean(made)
    assert old not in stored_files()


def test_a_stored_file_is_not_looked_at_again(officer: Client, store: Path) -> None:
    image = PictureFactory()
    (store / image.file.name).write_bytes(private_jpeg())

    assert change(officer, image, title="New").status_code == 302

    image.refresh_from_db()
    assert image.title == "New"
    assert (store / image.file.name).read_bytes() == private_jpeg()


# --- Languages ---


def test_each_field_says_its_language_to_the_browser(db: None) -> None:
    form = get_image_form(Picture)()

    assert {
        name: (field.widget.attrs["lang"], field.widget.attrs["dir"])
        for name, field in form.fields.items()
        if name.startswith(("alt", "caption"))
    } == {
        f"{field}_{column}": (code, direction)
        for field in ("alt", "caption")
        for column, code, direction in (
            ("ind", "id", "ltr"),
            ("en", "en", "ltr"),
            ("ms", "ms", "ltr"),
            ("zh_hans", "zh-hans", "ltr"),
            ("ar", "ar", "rtl"),
        )
    }


def test_a_translation_stands_beside_its_source(db: None) -> None:
    form = get_image_form(Picture)(instance=PictureFactory(alt_ind="Kawah <b>Ijen</b>"))

    assert form.fields["alt_ar"].help_text == (
        'In Bahasa Indonesia: <span lang="id" dir="ltr">Kawah &lt;b&gt;Ijen&lt;/b&gt;</span>'
    )
    assert "Kawah" not in str(form.fields["alt_ind"].help_text)
    assert "Kawah" not in str(form.fields["caption_ar"].help_text)


def test_a_licence_that_nobody_chose_is_not_known_yet(officer: Client) -> None:
    """Wagtail's multiple upload asks for it in a second step."""
    officer.post(reverse("wagtailimages:add_multiple"), {"files[]": upload("a.jpg", picture())})
    made = Picture.objects.get()
    assert made.licence == "unknown"

    made.licence = "cc0"
    made.save()
    prefix = f"image-{made.pk}"
    officer.post(
        reverse("wagtailimages:edit_multiple", args=[made.pk]), {f"{prefix}-title": "Kawah"}
    )

    made.refresh_from_db()
    assert (made.title, made.licence) == ("Kawah", "cc0")


def test_the_form_of_the_second_step_takes_no_file(db: None) -> None:
    assert "file" not in get_image_multi_form(Picture)(instance=PictureFactory()).fields
