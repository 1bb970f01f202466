"""Pictures in templates: ``{% picture place.picture use="card" %}``."""

import logging
from typing import Any

from django import template
from wagtail.images.models import SourceImageIOError

from media.models import Picture, PictureRendition
from media.renditions import USES
from translations import languages

register = template.Library()
logger = logging.getLogger(__name__)

_CONTENT_TYPES = {"avif": "image/avif"}


@register.inclusion_tag("media/picture.html")
def picture(
    image: Picture | None,
    use: str,
    *,
    alt: str = "",
    decorative: bool = False,
    loading: str = "",
    language: str = "",
) -> dict[str, Any]:
    """Return what `media/picture.html` needs to show a picture in a use of the layout.

    `alt` is what the picture says in this place; left empty, the picture's own text alternative is
    used, in the active language or the nearest that has one. `decorative` empties it. `loading` is
    "eager" for the use that is first in sight, else "lazy". `language` is that of the text around
    the picture, where it is not the active one.

    Shows nothing for no picture, or one whose file is lost. Costs what `Picture.renditions_for`
    costs; nothing for pictures from `Picture.objects.for_use`. Raises TemplateSyntaxError for an
    unknown use.
    """
    if use not in USES:
        raise template.TemplateSyntaxError(f"{use!r} is no use of pictures: {', '.join(USES)}.")
    if image is None:
        return {}
    try:
        by_format = image.renditions_for(use)
    except SourceImageIOError:
        logger.warning("The file of picture %s is not in the store.", image.pk)
        return {}
    *better, (_format, fallback) = by_format.items()
    text, text_language = ("", "") if decorative else _alternative(image, alt)
    around = language or languages.active()
    return {
        "sources": [(_CONTENT_TYPES[format], _srcset(each)) for format, each in better],
        "srcset": _srcset(fallback) if better else "",
        "sizes": USES[use].sizes if better else "",
        "shown": fallback[len(fallback) // 2],
        "alt": text,
        "language": text_language if text_language != around else "",
        "loading": loading or ("eager" if USES[use].is_first_in_sight else "lazy"),
        "is_first_in_sight": USES[use].is_first_in_sight,
    }


def _alternative(image: Picture, alt: str) -> tuple[str, str]:
    """Return the text alternative and its language; the language of a given text is not known."""
    if alt:
        return alt, ""
    text = image.default_alt_text or ""
    return text, image.language_shown("alt") if text else ""


def _srcset(renditions: list[PictureRendition]) -> str:
    return ", ".join(f"{each.url} {each.width}w" for each in renditions)
