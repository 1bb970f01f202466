import pytest
from django.core.exceptions import ValidationError

from media import uploads
from media.enums import EXTENSIONS, PictureFormat
from media.tests.files import drawing, picture

pytestmark = pytest.mark.usefixtures("english")

CONTENTS = {
    format: drawing() if format is PictureFormat.SVG else picture(format.value)
    for format in PictureFormat
}


def refused(content: bytes, name: str) -> tuple[str, str]:
    """Return the code and the text of the one error that a file is refused with."""
    with pytest.raises(ValidationError) as caught:
        uploads.checked(content, name=name)
    (error,) = caught.value.error_list
    return str(error.code), str(error.message) % (error.params or {})


@pytest.mark.parametrize("format", PictureFormat)
def test_every_format_is_taken_under_its_own_names(format: PictureFormat) -> None:
    for ending in EXTENSIONS[format]:
        for name in (f"kawah.{ending}", f"kawah.{ending.upper()}", f"x.php.{ending}"):
            assert uploads.checked(CONTENTS[format], name=name)


@pytest.mark.parametrize("format", PictureFormat)
@pytest.mark.parametrize("named", PictureFormat)
def test_no_format_is_taken_under_the_name_of_another(
    format: PictureFormat, named: PictureFormat
) -> None:
    if format is named:
        return
    code, _text = refused(CONTENTS[format], f"kawah.{EXTENSIONS[named][0]}")
    assert code == ("not_a_picture" if format is PictureFormat.SVG else "mislabelled")


def test_who_mislabelled_a_picture_is_told_its_right_name() -> None:
    assert refused(CONTENTS[PictureFormat.PNG], "kawah.jpg") == (
        "mislabelled",
        "The name ends in .jpg, but the picture in it is PNG. Rename the file so that it ends in "
        ".png.",
    )


@pytest.mark.parametrize(
    "content",
    [
        b"<?php system($_GET['c']); ?>",
        b"<html><script>alert(1)</script></html>",
        b"%PDF-1.7",
        b"MZ\x90\x00",
        b"",
    ],
)
def test_what_only_calls_itself_a_picture_is_refused(content: bytes) -> None:
    for name in ("kawah.png", "kawah.jpg", "kawah.gif", "kawah.webp", "kawah.avif"):
        assert refused(content, name)[0] == "not_a_picture"
    assert refused(content, "kawah.svg")[0] in {"broken", "not_svg"}


@pytest.mark.parametrize(
    "name", ["shell.php", "a.html", "a.svgz", "a.heic", "a.tiff", "png", "", ".png"]
)
def test_files_of_other_kinds_are_refused(name: str) -> None:
    assert refused(CONTENTS[PictureFormat.PNG], name)[0] == "other_kind"


def test_a_name_reaches_no_message_as_markup() -> None:
    assert refused(b"", "a.<img src=x>") == (
        "other_kind",
        "Files like this (imgsrcx) cannot be used as pictures. Save the picture as AVIF, GIF, "
        "JPEG, PNG, SVG, WebP.",
    )
