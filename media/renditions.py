"""Which sizes and formats of a picture there are: one fixed table. Pure: no database, no file.

The browser chooses by width and format. Nothing else is ever made, and what is not in the table is
refused, so nobody can have the site make sizes without end.
"""

import itertools
from dataclasses import dataclass
from typing import Any

#: Wagtail's filter for a picture that is not touched: drawings scale by themselves.
AS_IT_IS = "original"
#: The sizes in which Wagtail's admin shows pictures: lists, forms, duplicates, details, previews.
ADMIN = ("max-165x165", "max-800x600", "max-150x150", "max-400x400", "fill-600x338")


@dataclass(frozen=True)
class Use:
    """A place of the layout that shows pictures.

    `widths` are pixels, ascending. `sizes` is how many CSS pixels the picture's full width takes up
    there, for the browser to choose by: what static/css/site.css makes of it, measured by
    tests/e2e/test_pictures.py. Where a box is filled and the rest cut off, that is more than the
    box. `ratio` (width, height) crops around the focal point; without one the whole is shown.
    `is_cutout`: only for pictures with a transparent ground, so others are not made for it.
    """

    widths: tuple[int, ...]
    sizes: str
    ratio: tuple[int, int] | None = None
    is_first_in_sight: bool = False
    is_cutout: bool = False

    def filter(self, width: int) -> str:
        """Return Wagtail's filter for one width, without a format."""
        if self.ratio is None:
            return f"width-{width}"
        return f"fill-{width}x{self._height(width)}"

    def size(self, width: int, *, of: tuple[int, int]) -> tuple[int, int]:
        """Return width and height in this use of a picture of the size `of`: never enlarged."""
        across, down = self.ratio or of
        width = min(width, of[0], of[1] * across // down)
        return max(width, 1), max(round(width * down / across), 1)

    def _height(self, width: int) -> int:
        across, down = self.ratio or (1, 1)
        return round(width * down / across)


# A column of the page, as `.wrap` makes it, is nine tenths of the window to within a tenth, and
# 75rem at the most. Said in few letters, since every picture of a page says it.
#: The widest card: seven of twelve columns, or the column of a phone.
_CARD = "(min-width: 64rem) min(43.5rem, 52vw), 90vw"
#: The widest upright card: five of twelve columns, or the column of a phone.
_POSTER = "(min-width: 64rem) min(30.75rem, 37vw), 90vw"
#: Two side by side.
_GALLERY = "(min-width: 41.5rem) calc(min(37.5rem, 45vw) - .5rem), 90vw"
#: How high the first screen is.
_HERO = "clamp(47.5rem, 62.5vw, 56.25rem)"

USES: dict[str, Use] = {
    "card": Use((320, 640, 900), _CARD, ratio=(4, 3)),
    "poster": Use((240, 400, 600), _POSTER, ratio=(3, 4)),
    "hero": Use(
        (480, 960, 1440), f"max(100vw, 1.5 * {_HERO})", ratio=(3, 2), is_first_in_sight=True
    ),
    # Cut-outs before the sky of the first screen: a strip, something small, something tall.
    "far": Use((640, 1280), "max(100vw, 62rem)", is_cutout=True),
    "middle": Use((280, 480), "clamp(9rem, 22vw, 20rem)", is_cutout=True),
    "figure": Use(
        (320, 480, 640, 960),
        f"(min-width: 64rem) calc(.55 * {_HERO}), calc(.475 * {_HERO})",
        is_first_in_sight=True,
        is_cutout=True,
    ),
    "lead": Use(
        (640, 960, 1440, 1920),
        "max(100vw, 2 * clamp(20rem, 48.5vw, 43.625rem))",
        ratio=(2, 1),
        is_first_in_sight=True,
    ),
    "body": Use((480, 720, 1080, 1440), "min(44rem, 90vw)"),
    "gallery": Use((320, 480, 720, 960), _GALLERY),
    "thumb": Use((96, 192), "6rem", ratio=(1, 1)),
}

#: Formats of `<source>` and `<img>`, the smallest files first; the last is for every browser.
OPAQUE = ("avif", "jpeg")
TRANSPARENT = ("avif", "png")


def widths(use: Use, *, width: int, height: int) -> list[int]:
    """Return the widths worth making of a picture of this size: it is never enlarged.

    All that are smaller than what the picture has after cropping, and the first that is not.
    """
    if use.ratio is not None:
        across, down = use.ratio
        width = min(width, height * across // down)
    smaller = [each for each in use.widths if each < width]
    return list(use.widths[: len(smaller) + 1])


def specs(
    name: str, *, width: int, height: int, is_drawing: bool, has_transparency: bool
) -> dict[str, list[str]]:
    """Map the formats of a picture in this use to Wagtail's filters, by ascending width.

    A drawing (SVG) has one, as it is; an opaque picture has none where a cut-out stands. The format
    for every browser is made in one width: those who need it are few. Raises KeyError for a use
    that is not in the table.
    """
    use = USES[name]
    if is_drawing:
        return {"svg": [AS_IT_IS]}
    formats = TRANSPARENT if has_transparency else OPAQUE
    if use.is_cutout and not has_transparency:
        return {format: [] for format in formats}
    fits = widths(use, width=width, height=height)
    *better, for_everybody = formats
    return {
        **{format: [f"{use.filter(each)}|format-{format}" for each in fits] for format in better},
        for_everybody: [f"{use.filter(middle_of(fits))}|format-{for_everybody}"],
    }


def middle_of(fits: list[int]) -> int:
    """Return the one width that browsers get which read no better format."""
    return fits[len(fits) // 2]


def every_spec(
    *, width: int, height: int, is_drawing: bool, has_transparency: bool
) -> tuple[str, ...]:
    """Return every filter of one picture, in the order in which they are wanted.

    The admin's first, because somebody is waiting for those; then use by use, what every browser
    can show before what is better. What is cut and scaled alike stands together, for that is done
    once for all formats (media/making.py).
    """
    facts: dict[str, Any] = {
        "width": width,
        "height": height,
        "is_drawing": is_drawing,
        "has_transparency": has_transparency,
    }
    public = [
        spec
        for name in USES
        for specs_of_format in reversed(specs(name, **facts).values())
        for spec in specs_of_format
    ]
    alike: dict[str, list[str]] = {}
    for spec in public:
        alike.setdefault(spec.partition("|")[0], []).append(spec)
    return tuple(dict.fromkeys([*ADMIN, *itertools.chain(*alike.values())]))


def all_specs(*names: str) -> list[str]:
    """Return every filter that any picture may have in these uses, or in all of them."""
    formats = dict.fromkeys((*OPAQUE, *TRANSPARENT))
    found = [
        f"{USES[name].filter(width)}|format-{format}"
        for name in names or USES
        for format in formats
        for width in USES[name].widths
    ]
    return [*dict.fromkeys(found), AS_IT_IS]
