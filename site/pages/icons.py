"""The site's small picture of itself, drawn in the region's colours: a sun over the sea. Pure."""

import io
from collections.abc import Mapping

from PIL import Image, ImageDraw

#: Sizes that browsers and phones ask for; others are refused.
PNG_SIZES = (180, 192, 512)
ICO_SIZES = (16, 32, 48)


def drawn(palette: Mapping[str, str], size: int) -> Image.Image:
    """Return the icon as a square image of `size` pixels."""
    scale = 4
    side = size * scale
    image = Image.new("RGB", (side, side), palette["indigo"])
    draw = ImageDraw.Draw(image)
    horizon = side * 0.66
    for radius, name in ((0.46, "plum"), (0.34, "coral"), (0.22, "gold")):
        reach = side * radius
        draw.ellipse(
            (side / 2 - reach, horizon - reach, side / 2 + reach, horizon + reach), palette[name]
        )
    draw.rectangle((0, horizon, side, side), palette["night"])
    draw.rectangle((side * 0.3, side * 0.76, side * 0.7, side * 0.8), palette["gold"])
    return image.resize((size, size), Image.Resampling.LANCZOS)


def png(palette: Mapping[str, str], size: int) -> bytes:
    """Return the icon as PNG bytes."""
    out = io.BytesIO()
    drawn(palette, size).save(out, "PNG", optimize=True)
    return out.getvalue()


def ico(palette: Mapping[str, str]) -> bytes:
    """Return the icon as a .ico of several sizes."""
    out = io.BytesIO()
    drawn(palette, max(ICO_SIZES)).save(out, "ICO", sizes=[(size, size) for size in ICO_SIZES])
    return out.getvalue()
