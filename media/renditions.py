"""Which sizes and formats of a picture there are: one fixed table. Pure: no database, no file.

The browser chooses by width and format. Nothing else is ever made for the public.
"""

from dataclasses import dataclass

#: Wagtail's filter for a picture that is not touched: drawings scale by themselves.
AS_IT_IS = "original"


@dataclass(frozen=True)
class Use:
    """A place of the layout that shows pictures.

    `widths` are pixels, ascending. `sizes` is what CSS makes of them, for the browser to choose by.
    `ratio` (width, height) crops around the focal point; without one the whole picture is shown.
    """

    widths: tuple[int, ...]
    sizes: str
    ratio: tuple[int, int] | None = None
    is_first_in_sight: bool = False

    def filter(self, width: int) -> str:
        """Return Wagtail's filter for one width, without a format."""
        if self.ratio is None:
            return f"width-{width}"
        across, down = self.ratio
        return f"fill-{width}x{round(width * down / across)}"


_COLUMNS = "(min-width: 64rem) 24rem, (min-width: 40rem) 50vw, 100vw"

USES: dict[str, Use] = {
    "card": Use((320, 480, 640, 960), _COLUMNS, ratio=(3, 2)),
    "lead": Use((640, 960, 1440, 1920), "100vw", ratio=(16, 9), is_first_in_sight=True),
    "body": Use((480, 720, 1080, 1440), "(min-width: 48rem) 44rem, 100vw"),
    "gallery": Use((320, 480, 720, 960), _COLUMNS),
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

    A drawing (SVG) has one, as it is. Raises KeyError for a use that is not in the table.
    """
    use = USES[name]
    if is_drawing:
        return {"svg": [AS_IT_IS]}
    fits = widths(use, width=width, height=height)
    formats = TRANSPARENT if has_transparency else OPAQUE
    return {format: [f"{use.filter(each)}|format-{format}" for each in fits] for format in formats}


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
