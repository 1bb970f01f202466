import io
import struct
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from PIL import ExifTags, Image, ImageCms, ImageFile, PngImagePlugin

from media.enums import PictureFormat
from media.raster import cleaned, has_transparency
from media.tests.files import (
    SRGB,
    as_held,
    decoded,
    drawing,
    encoded,
    exif,
    iptc,
    noise,
    picture,
    png,
    png_chunk,
    rights,
    with_segment,
)

FORMATS = [each for each in PictureFormat if each is not PictureFormat.SVG]


def refused(content: bytes, format: PictureFormat) -> str:
    """Return the code of the one error that the picture is refused with."""
    with pytest.raises(ValidationError) as caught:
        cleaned(content, format=format)
    (error,) = caught.value.error_list
    assert str(error.message % (error.params or {})).isprintable()
    return str(error.code)


# --- What passes ---


@pytest.mark.parametrize("format", FORMATS)
def test_a_plain_picture_stays_what_it_was(format: PictureFormat) -> None:
    result = decoded(cleaned(picture(format.value), format=format))

    assert (result.format, result.size) == (format.value, (24, 16))
    red, green, blue = result.convert("RGB").getpixel((12, 8))
    assert (abs(red - 232) < 4, abs(green - 88) < 4, abs(blue - 58) < 4) == (True, True, True)


def test_png_and_gif_lose_no_pixel() -> None:
    for format in (PictureFormat.PNG, PictureFormat.GIF):
        content = noise(format.value)
        before = decoded(content).convert("RGB").tobytes()
        assert decoded(cleaned(content, format=format)).convert("RGB").tobytes() == before


@pytest.mark.parametrize("subsampling", ["4:4:4", "4:2:2", "4:2:0"])
def test_jpeg_keeps_its_own_tables(subsampling: str) -> None:
    content = noise(quality=71, subsampling=subsampling, progressive=True)

    result = cleaned(content, format=PictureFormat.JPEG)

    before, after = decoded(content), decoded(result)
    assert after.quantization == before.quantization
    assert after.layer == before.layer
    assert after.info["progressive"] == 1
    assert len(result) <= len(content)


def test_grey_stays_grey() -> None:
    content = picture(mode="L", color=90, quality=60)

    after = decoded(cleaned(content, format=PictureFormat.JPEG))

    assert (after.mode, after.quantization) == ("L", decoded(content).quantization)


@pytest.mark.parametrize("lossless", [True, False])
def test_webp_stays_lossless_or_not(lossless: bool) -> None:
    content = noise("WEBP", lossless=lossless, icc_profile=SRGB)

    result = cleaned(content, format=PictureFormat.WEBP)

    assert (b"VP8L" in result) is lossless
    assert (decoded(result).tobytes() == decoded(content).tobytes()) is lossless


def test_a_phones_two_pictures_in_one_file_are_the_first_of_them() -> None:
    image = Image.new("RGB", (32, 32), "red")
    content = encoded(
        image, "MPO", save_all=True, append_images=[Image.new("RGB", (32, 32), "blue")]
    )
    assert decoded(content).n_frames == 2

    result = decoded(cleaned(content, format=PictureFormat.JPEG))

    assert (result.format, getattr(result, "n_frames", 1)) == ("JPEG", 1)
    assert result.getpixel((5, 5)) == (254, 0, 0)


# --- What is refused ---


def test_pillow_never_shows_half_a_picture() -> None:
    assert ImageFile.LOAD_TRUNCATED_IMAGES is False


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("share", [0.1, 0.6])
def test_a_cut_off_picture_is_refused(format: PictureFormat, share: float) -> None:
    content = noise(format.value)
    assert refused(content[: int(len(content) * share)], format) == "broken"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x89PNG\r\n\x1a\n",
        b"\x89PNG\r\n\x1a\n<html><script>alert(1)</script>",
        drawing(),
        picture("PNG").replace(b"IDAT", b"IDAU"),
        png(4, 4, b"\x00" * 3),
        png(0, 0),
    ],
    ids=["empty", "only begun", "html", "drawing", "without pixels", "too few pixels", "no size"],
)
def test_a_broken_picture_is_refused(content: bytes) -> None:
    assert refused(content, PictureFormat.PNG) == "broken"


def test_a_picture_in_another_format_than_said_is_refused() -> None:
    assert refused(picture("GIF"), PictureFormat.PNG) == "broken"


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize("side", [7072, 13_000, 20_000, 2**31 - 1])
def test_a_huge_picture_is_refused_by_its_header(
    side: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(self: Any) -> None:
        raise AssertionError("pixels were decoded")

    monkeypatch.setattr(PngImagePlugin.PngImageFile, "load", load)

    assert refused(png(side, side), PictureFormat.PNG) == "too_many_pixels"


def test_the_limit_counts_pixels_and_not_sides(settings: Any) -> None:
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 600

    assert cleaned(picture("PNG", size=(600, 1)), format=PictureFormat.PNG)
    assert cleaned(picture("PNG", size=(30, 20)), format=PictureFormat.PNG)
    assert refused(picture("PNG", size=(601, 1)), PictureFormat.PNG) == "too_many_pixels"


@pytest.mark.parametrize("format", ["GIF", "PNG", "WEBP", "AVIF"])
def test_moving_pictures_are_refused(format: str) -> None:
    frames = [Image.new("RGB", (16, 16), colour) for colour in ("red", "blue", "lime")]
    content = encoded(
        frames[0], format, save_all=True, append_images=frames[1:], duration=100, loop=0
    )
    assert refused(content, PictureFormat(format)) == "animated"


# --- What is taken out ---


@pytest.mark.parametrize("format", FORMATS)
def test_what_hides_behind_a_picture_is_gone(format: PictureFormat) -> None:
    page = b"<html><script>alert('SECRET')</script></html>"

    result = cleaned(picture(format.value) + page, format=format)

    assert b"SECRET" not in result
    assert b"<script" not in result


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_private_notes_are_gone_and_rights_are_kept(format: str) -> None:
    notes = exif(artist="Siti Rahmawati", copyright="© Dinas Pariwisata")
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>SECRET</exif:GPSLatitude>'
    content = picture(format, exif=notes.tobytes(), icc_profile=SRGB, xmp=xmp)
    before = decoded(content).getexif()
    assert dict(before.get_ifd(ExifTags.IFD.GPSInfo))
    assert b"SECRETPHONE" in content

    result = cleaned(content, format=PictureFormat(format))

    after = decoded(result)
    assert rights(after) == {
        ExifTags.Base.Artist: "Siti Rahmawati",
        ExifTags.Base.Copyright: "© Dinas Pariwisata",
    }
    assert dict(after.getexif().get_ifd(ExifTags.IFD.GPSInfo)) == {}
    assert dict(after.getexif().get_ifd(ExifTags.IFD.Exif)) == {}
    assert after.info["icc_profile"] == SRGB
    assert b"SECRET" not in result
    assert b"GPS" not in result


def test_a_picture_without_notes_gets_none() -> None:
    for format in FORMATS:
        result = decoded(cleaned(picture(format.value), format=format))
        assert dict(result.getexif()) == {}
        assert result.info.get("icc_profile") is None


def test_comments_are_gone() -> None:
    jpeg = picture(comment=b"SECRET")
    gif = picture("GIF", comment=b"SECRET")
    assert (b"SECRET" in jpeg, b"SECRET" in gif) == (True, True)

    assert b"SECRET" not in cleaned(jpeg, format=PictureFormat.JPEG)
    assert b"SECRET" not in cleaned(gif, format=PictureFormat.GIF)


def test_texts_in_png_are_gone_but_for_the_rights() -> None:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "Siti")
    texts.add_text("Copyright", "Dinas")
    texts.add_itxt("Comment", "SECRET")
    texts.add_text("Location", "SECRET", zip=True)

    result = cleaned(picture("PNG", pnginfo=texts), format=PictureFormat.PNG)

    after = decoded(result)
    assert after.text == {}
    assert rights(after) == {ExifTags.Base.Artist: "Siti", ExifTags.Base.Copyright: "Dinas"}


def test_rights_in_iptc_records_are_kept() -> None:
    content = with_segment(
        picture(),
        0xED,
        iptc([(80, b"Siti"), (80, b"Agus"), (116, "Dinas §".encode()), (90, b"SECRET")]),
    )

    result = cleaned(content, format=PictureFormat.JPEG)

    assert rights(decoded(result)) == {
        ExifTags.Base.Artist: "Siti, Agus",
        ExifTags.Base.Copyright: "Dinas §",
    }
    assert b"SECRET" not in result


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_damaged_notes_do_not_cost_the_picture() -> None:
    content = with_segment(picture(), 0xE1, b"Exif\x00\x00II*\x00\xff\xff\xff\x7f" + b"\xff" * 40)

    assert decoded(cleaned(content, format=PictureFormat.JPEG)).size == (24, 16)


# --- What is put right ---


def scene() -> Image.Image:
    """Return three by two pixels, each of a colour of its own."""
    image = Image.new("RGB", (3, 2))
    for i, colour in enumerate(("red", "lime", "blue", "yellow", "white", "black")):
        image.putpixel((i % 3, i // 3), Image.new("RGB", (1, 1), colour).getpixel((0, 0)))
    return image


@pytest.mark.parametrize("orientation", range(1, 9))
def test_pixels_are_turned_as_the_camera_was_held(orientation: int) -> None:
    content = encoded(
        as_held(scene(), orientation), "PNG", exif=exif(orientation=orientation).tobytes()
    )

    result = decoded(cleaned(content, format=PictureFormat.PNG))

    assert result.size == (3, 2)
    assert result.tobytes() == scene().tobytes()
    assert dict(result.getexif()) == {}


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("format", ["JPEG", "WEBP", "AVIF"])
def test_photographs_are_turned_too(orientation: int, format: str) -> None:
    content = encoded(
        as_held(scene(), orientation, block=32),
        format,
        quality=95,
        exif=exif(orientation=orientation).tobytes(),
    )

    result = decoded(cleaned(content, format=PictureFormat(format)))

    assert result.size == (96, 64)
    middles = [result.getpixel((x * 32 + 16, y * 32 + 16)) for y in (0, 1) for x in (0, 1, 2)]
    wanted = [scene().getpixel((x, y)) for y in (0, 1) for x in (0, 1, 2)]
    for found, colour in zip(middles, wanted, strict=True):
        assert max(abs(a - b) for a, b in zip(found, colour, strict=True)) < 24
    assert ExifTags.Base.Orientation not in result.getexif()


def test_inks_become_light() -> None:
    content = picture(mode="CMYK", color=(0, 255, 255, 0))
    assert decoded(content).mode == "CMYK"

    result = decoded(cleaned(content, format=PictureFormat.JPEG))

    assert result.mode == "RGB"
    assert result.getpixel((4, 4)) == (254, 0, 0)
    assert result.info.get("icc_profile") is None


def ink_profile() -> bytes:
    """Return a CMYK profile by hand in which every ink is the same grey, two of them mid grey."""
    lightness = [255 - bin(inks).count("1") * 255 // 4 for inks in range(16)]
    greys = b"".join(bytes([light, 128, 128]) for light in lightness)
    table = (
        b"mft1\0\0\0\0"
        + bytes([4, 3, 2, 0])
        + struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 65536)
        + bytes(range(256)) * 4
        + greys
        + bytes(range(256)) * 3
    )
    table += b"\0" * (-len(table) % 4)
    white = b"XYZ \0\0\0\0" + struct.pack(">3i", 63190, 65536, 54061)
    start = 128 + 4 + 12 * 2
    tags = struct.pack(">I", 2)
    tags += b"A2B0" + struct.pack(">II", start, len(table))
    tags += b"wtpt" + struct.pack(">II", start + len(table), len(white))
    header = bytearray(128)
    header[0:4] = struct.pack(">I", start + len(table) + len(white))
    header[8:12] = bytes([2, 0x40, 0, 0])
    header[12:24] = b"prtrCMYKLab "
    header[36:40] = b"acsp"
    header[68:80] = struct.pack(">3i", 63190, 65536, 54061)
    return bytes(header) + tags + table + white


def test_inks_become_light_by_their_own_profile() -> None:
    content = picture(mode="CMYK", color=(0, 255, 255, 0), icc_profile=ink_profile())

    result = decoded(cleaned(content, format=PictureFormat.JPEG))

    assert result.mode == "RGB"
    red, green, blue = result.getpixel((4, 4))
    assert (60 < red < 200, abs(red - green) < 6, abs(red - blue) < 6) == (True, True, True)
    profile = ImageCms.ImageCmsProfile(io.BytesIO(result.info["icc_profile"]))
    assert profile.profile.xcolor_space == "RGB "


def test_inks_with_a_profile_that_is_not_theirs_are_converted_without_it() -> None:
    content = picture(mode="CMYK", color=(0, 255, 255, 0), icc_profile=SRGB)

    result = decoded(cleaned(content, format=PictureFormat.JPEG))

    assert result.getpixel((4, 4)) == (254, 0, 0)
    assert result.info.get("icc_profile") is None


def test_sixteen_bits_of_grey_are_scaled_to_eight() -> None:
    values = (0, 257, 128 * 257, 200 * 257, 65535)
    content = png(5, 1, b"\0" + struct.pack(">5H", *values), depth=16, color_type=0)
    assert decoded(content).mode == "I;16"

    result = decoded(cleaned(content, format=PictureFormat.PNG))

    assert result.mode == "L"
    assert list(result.tobytes()) == [0, 1, 128, 200, 255]


def test_sixteen_bits_of_colour_are_scaled_to_eight() -> None:
    row = b"\0" + struct.pack(">6H", 65535, 128 * 257, 0, 0, 257, 65535)
    result = cleaned(png(2, 1, row, depth=16, color_type=2), format=PictureFormat.PNG)

    assert result[24] == 8
    assert list(decoded(result).tobytes()) == [255, 128, 0, 0, 1, 255]


def test_sixteen_bits_with_a_transparent_colour_are_taken() -> None:
    content = png(2, 1, b"\0" + struct.pack(">2H", 0, 65535), depth=16, color_type=0)
    content = content.replace(
        b"\0\0\0\x0aIDAT", png_chunk(b"tRNS", b"\xff\xff") + b"\0\0\0\x0aIDAT"
    )

    assert list(decoded(cleaned(content, format=PictureFormat.PNG)).tobytes()) == [0, 255]


# --- Transparency ---


def transparent(content: bytes) -> bool:
    return has_transparency(io.BytesIO(content))


@pytest.mark.parametrize("format", ["PNG", "WEBP", "AVIF"])
def test_transparency_is_kept_where_something_shows_through(format: str) -> None:
    image = Image.new("RGBA", (32, 32), (255, 0, 0, 255))
    image.paste((0, 0, 0, 0), (0, 0, 16, 32))

    result = cleaned(encoded(image, format), format=PictureFormat(format))

    assert transparent(result) is True
    assert decoded(result).convert("RGBA").getpixel((4, 4))[3] == 0


@pytest.mark.parametrize("format", ["PNG", "WEBP", "AVIF"])
def test_transparency_that_hides_nothing_is_dropped(format: str) -> None:
    content = picture(format, mode="RGBA", color=(255, 0, 0, 255))

    result = cleaned(content, format=PictureFormat(format))

    assert transparent(result) is False
    assert decoded(result).mode == "RGB"


def test_a_transparent_colour_of_a_palette_becomes_a_channel() -> None:
    image = Image.new("P", (8, 8), 1)
    image.putpalette([0, 0, 0, 255, 0, 0])
    image.putpixel((0, 0), 0)
    content = encoded(image, "PNG", transparency=0)

    result = decoded(cleaned(content, format=PictureFormat.PNG))

    assert result.mode == "RGBA"
    assert (result.getpixel((0, 0))[3], result.getpixel((1, 1))) == (0, (255, 0, 0, 255))


def test_a_gif_keeps_its_transparent_colour() -> None:
    image = Image.new("P", (8, 8), 1)
    image.putpalette([0, 0, 0, 255, 0, 0])
    image.putpixel((0, 0), 0)

    result = cleaned(encoded(image, "GIF", transparency=0), format=PictureFormat.GIF)

    assert transparent(result) is True
    assert decoded(result).convert("RGBA").getpixel((0, 0))[3] == 0
    assert decoded(result).convert("RGBA").getpixel((1, 1)) == (255, 0, 0, 255)
