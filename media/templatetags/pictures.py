"""Pictures in templates: ``{% picture place.picture use="card" %}``."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from media.models import Picture, PictureRendition
from media.renditions import USES
from translations import languages

register = template.Library()

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

    Shows nothing for no picture, a private one, or an opaque one where a cut-out stands. Makes no
    rendition: shows those that are there, and while there is none that every browser can read, the
    picture's colour in its size. Costs what `Picture.is_public` and `Picture.renditions_for` cost;
    nothing for pictures from `Picture.objects.for_use`. Raises TemplateSyntaxError for an unknown
    use.
    """
    if use not in USES:
        raise template.TemplateSyntaxError(f"{use!r} is no use of pictures: {', '.join(USES)}.")
    if image is None or not image.is_made_for(use) or not image.is_public:
        return {}
    *better, (_format, fallback) = image.renditions_for(use).items()
    text, text_language = ("", "") if decorative else _alternative(image, alt)
    around = language or languages.active()
    loading = loading or ("eager" if USES[use].is_first_in_sight else "lazy")
    shown = fallback[0] if fallback else None
    if shown:
        width, height = shown.width, shown.height
    else:
        width, height = USES[use].size(USES[use].widths[1], of=(image.width, image.height))
    return {
        "is_shown": True,
        "sources": [(_CONTENT_TYPES[format], _srcset(each)) for format, each in better if each],
        "sizes": _sizes(use, loading),
        "shown": shown,
        "width": width,
        "height": height,
        "tone": " ".join(map("tone-{}-{}".format, "rgb", image.color)),
        "alt": text,
        "language": text_language if text_language != around else "",
        "loading": loading,
        "is_first_in_sight": USES[use].is_first_in_sight,
    }


@register.simple_tag
def preload(image: Picture | None, use: str) -> SafeString:
    """Return the <link> that has browsers fetch a picture before they come upon it.

    ``{% preload page.picture "lead" %}`` in the head, for what is first in sight. Of the best
    alone, which browsers that do not read it leave. Nothing for no picture, a private one, and one
    that is not made yet. Costs what the picture costs, and nothing once more.
    """
    if image is None or not image.is_public:
        return SafeString("")
    format, renditions = next(iter(image.renditions_for(use).items()))
    if format not in _CONTENT_TYPES or not renditions:
        return SafeString("")
    return format_html(
        '<link rel="preload" as="image" type="{}" imagesrcset="{}" imagesizes="{}" '
        'fetchpriority="high">',
        _CONTENT_TYPES[format],
        _srcset(renditions),
        USES[use].sizes,
    )


@register.filter
def is_shown(image: Picture | None) -> bool:
    """Whether there is a picture, and one for the public: ``{% if page.picture|is_shown %}``.

    Costs what `Picture.is_public` costs.
    """
    return image is not None and image.is_public


def _alternative(image: Picture, alt: str) -> tuple[str, str]:
    """Return the text alternative and its language; the language of a given text is not known."""
    if alt:
        return alt, ""
    text = image.default_alt_text or ""
    return text, image.language_shown("alt") if text else ""


def _srcset(renditions: list[PictureRendition]) -> str:
    return ", ".join(f"{each.url} {each.width}w" for each in renditions)


def _sizes(use: str, loading: str) -> str:
    """Return the sizes; what is lazy is laid out before it is fetched, so browsers can measure."""
    return f"auto, {USES[use].sizes}" if loading == "lazy" else USES[use].sizes
