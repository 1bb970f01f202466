"""Photographs and other pictures of pixels, made fit to keep. Pure: bytes in, bytes out.

Every picture is encoded anew from its pixels, so nothing that was hidden in the file survives: no
second file behind the first, no place where it was taken, no maker's notes.
"""

import io
from collections.abc import Callable, Iterable
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import ExifTags, Image, ImageCms, IptcImagePlugin, JpegImagePlugin

from .enums import PictureFormat

BROKEN = _(
    "The picture is broken or cut off. Export or download it again, and look whether it opens on "
    "your own computer."
)
MOVES = _("The picture moves. Save one still frame of it, and upload that.")
TOO_MANY_PIXELS = _(
    "The picture has more than %(limit)s million pixels. Make it smaller: 4000 pixels on the long "
    "side are plenty."
)

#: How a picture of each EXIF orientation (TIFF 6.0, tag 274) is turned upright.
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
#: What is kept of a picture's notes, as EXIF tag, IPTC record and names of PNG text chunks: who
#: made it, and whose it is.
_RIGHTS = (
    (ExifTags.Base.Artist, (2, 80), ("Artist", "Author")),
    (ExifTags.Base.Copyright, (2, 116), ("Copyright",)),
)
_MODES_WITH_ALPHA = ("LA", "RGBA")
#: Pixels enough to find the commonest colour.
_SAMPLE = (64, 64)
#: Where a picture has to be encoded without the tables of the original.
_JPEG_QUALITY = 92


def cleaned(content: bytes, *, format: PictureFormat) -> bytes:
    """Return the picture encoded anew in its own format, or refuse it.

    Its pixels are turned as the camera was held, and are 8 bit grey or RGB, with or without
    transparency. Of the metadata the colour profile, the maker and the copyright notice are kept.
    JPEG keeps its own quantization, so its pixels hardly change; PNG and GIF lose nothing.

    Raises ValidationError for what is broken, cut off, moving or larger than
    WAGTAILIMAGES_MAX_IMAGE_PIXELS. The size is read from the header, before a pixel is decoded.
    """
    try:
        with Image.open(io.BytesIO(content), formats=[format.value]) as image:
            _refuse_too_many_pixels(image)
            _refuse_movement(image, format)
            image.load()
            return _encoded(image, content, format)
    except ValidationError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except Exception as error:  # each decoder has errors of its own, and all mean the same
        raise ValidationError(BROKEN, code="broken") from error


def has_transparency(file: IO[bytes]) -> bool:
    """Whether parts of a cleaned picture can be seen through. Reads the header, no pixels."""
    with Image.open(file) as image:
        return bool(image.has_transparency_data)


def main_color(file: IO[bytes]) -> str:
    """Return the commonest colour of a cleaned picture, as three digits: red, green and blue.

    Each digit is hexadecimal and stands for seventeen times itself, as in CSS. Decodes the pixels,
    of a JPEG an eighth of them each way.
    """
    with Image.open(file) as image:
        image.draft("RGB", _SAMPLE)
        sample = image.convert("RGB")
    sample.thumbnail(_SAMPLE)
    shades = sample.quantize(8)
    commonest = shades.histogram().index(max(shades.histogram()))
    channels = (shades.getpalette() or [])[commonest * 3 : commonest * 3 + 3]
    return "".join(f"{round(channel / 17):x}" for channel in channels)


def _refuse_too_many_pixels(image: Image.Image) -> None:
    width, height = image.size
    if width * height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise _too_many_pixels()


def _too_many_pixels() -> ValidationError:
    limit = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
    return ValidationError(TOO_MANY_PIXELS, code="too_many_pixels", params={"limit": limit})


def _refuse_movement(image: Image.Image, format: PictureFormat) -> None:
    # A JPEG of several frames is a phone's, with a preview or a depth map behind the picture.
    if format is not PictureFormat.JPEG and getattr(image, "is_animated", False):
        raise ValidationError(MOVES, code="animated")


def _encoded(image: Image.Image, content: bytes, format: PictureFormat) -> bytes:
    pixels = _eight_bit(_upright(image))
    if format is not PictureFormat.GIF:
        pixels = _with_plain_transparency(pixels)
    options = _ENCODERS[format](image, pixels, content)
    options["icc_profile"] = pixels.info.get("icc_profile")
    rights = _rights(image)
    if rights:
        options["exif"] = rights
    # Whatever stays here is written again: comments, texts, XMP.
    kept = {"transparency"} if format is PictureFormat.GIF else set()
    pixels.info = {key: value for key, value in pixels.info.items() if key in kept}
    out = io.BytesIO()
    pixels.save(out, format.value, **options)
    return out.getvalue()


def _upright(image: Image.Image) -> Image.Image:
    orientation = _quietly(lambda: image.getexif().get(ExifTags.Base.Orientation))
    turn = _TURNS.get(orientation) if isinstance(orientation, int) else None
    return image.copy() if turn is None else image.transpose(turn)


def _rights(image: Any) -> Image.Exif:
    """Return the maker and the copyright notice, from wherever the file names them, as UTF-8."""
    exif = _quietly(image.getexif) or {}
    iptc = _quietly(lambda: IptcImagePlugin.getiptcinfo(image)) or {}
    kept = Image.Exif()
    for tag, record, names in _RIGHTS:
        found = exif.get(tag)
        if isinstance(found, str):
            # Pillow reads the bytes as Latin-1, whatever they are.
            found = found.encode("latin-1", errors="replace")
        text = _first_text([found, iptc.get(record), *map(image.info.get, names)])
        if text:
            # Given text, Pillow writes a question mark for every letter that is not ASCII.
            kept[tag] = text.encode()
    return kept


def _quietly(read: Callable[[], Any]) -> Any:
    """Read metadata, or None: a picture with damaged notes is still a picture."""
    try:
        return read()
    except Exception:  # noqa: BLE001 (parsers of damaged metadata fail in every way there is)
        return None


def _first_text(values: Iterable[object]) -> str:
    return next((text for text in map(_text, values) if text), "")


def _text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_text, value)))
    if isinstance(value, bytes):
        value = value.decode("utf-8", errors="replace")
    return value.replace("\x00", " ").strip() if isinstance(value, str) else ""


def _eight_bit(image: Image.Image) -> Image.Image:
    """Return the pixels as 8 bit grey or RGB; palettes stay."""
    if image.mode in (*_MODES_WITH_ALPHA, "1", "L", "P", "RGB"):
        return image
    if image.mode == "CMYK":
        return _rgb_of_inks(image)
    if image.mode.startswith("I"):
        # A colour of 16 bits that stood for transparency has no counterpart among the 8 bits.
        image.info.pop("transparency", None)
        # Pillow's own conversion clips 16 bits where it should scale them.
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    return image.convert("RGB")


def _rgb_of_inks(image: Image.Image) -> Image.Image:
    """Return inks as light, by the picture's own profile where it has one that works."""
    profile = image.info.pop("icc_profile", None)
    if profile:
        srgb = ImageCms.createProfile("sRGB")
        try:
            light: Any = ImageCms.profileToProfile(
                image, ImageCms.ImageCmsProfile(io.BytesIO(profile)), srgb, outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError):
            pass
        else:
            light.info["icc_profile"] = ImageCms.ImageCmsProfile(srgb).tobytes()
            return light
    return image.convert("RGB")


def _with_plain_transparency(image: Image.Image) -> Image.Image:
    """Return transparency as a channel of its own, dropped where nothing can be seen through."""
    if image.has_transparency_data and image.mode not in _MODES_WITH_ALPHA:
        image = image.convert("RGBA")
    if image.mode in _MODES_WITH_ALPHA:
        lowest, _highest = image.getchannel("A").getextrema()
        if lowest == 255:
            return image.convert(image.mode[:-1])
    return image


def _jpeg(image: Any, pixels: Image.Image, content: bytes) -> dict[str, Any]:
    """Use the original's own tables: encoding twice with the same ones loses next to nothing."""
    options: dict[str, Any] = {"optimize": True, "progressive": "progressive" in image.info}
    tables = list(image.quantization.values())
    if pixels.mode != image.mode or max(map(max, tables)) > 255:
        return {**options, "quality": _JPEG_QUALITY}
    sampling = JpegImagePlugin.get_sampling(image)
    if sampling >= 0:
        options["subsampling"] = sampling
    return {**options, "qtables": tables}


def _webp(image: Any, pixels: Image.Image, content: bytes) -> dict[str, Any]:
    return {"lossless": _is_lossless(content), "quality": 90}


def _is_lossless(content: bytes) -> bool:
    """Whether a WebP holds a VP8L chunk (RFC 9649, section 2.6)."""
    position = 12
    while (kind := content[position : position + 4]) not in (b"VP8 ", b"VP8L", b""):
        size = int.from_bytes(content[position + 4 : position + 8], "little")
        position += 8 + size + size % 2
    return kind == b"VP8L"


def _avif(image: Any, pixels: Image.Image, content: bytes) -> dict[str, Any]:
    return {"quality": 90, "speed": 8}


def _gif(image: Any, pixels: Image.Image, content: bytes) -> dict[str, Any]:
    return {"optimize": True}


def _png(image: Any, pixels: Image.Image, content: bytes) -> dict[str, Any]:
    # Optimizing a photograph takes ten times as long for a few per cent.
    return {}


#: What to tell the encoder of each format, given the original, its new pixels and its bytes.
_ENCODERS: dict[PictureFormat, Callable[[Any, Image.Image, bytes], dict[str, Any]]] = {
    PictureFormat.AVIF: _avif,
    PictureFormat.GIF: _gif,
    PictureFormat.JPEG: _jpeg,
    PictureFormat.PNG: _png,
    PictureFormat.WEBP: _webp,
}
