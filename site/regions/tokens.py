"""A region's palette as design tokens: W3C JSON and CSS custom properties. Pure.

Format: Design Tokens Community Group, format module 2025.10 (``$type``, ``$value``).
"""

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

#: The nine colours that every region names, darkest ground to lightest paper.
NAMES = ("night", "indigo", "plum", "coral", "gold", "cream", "lake", "leaf", "ink")

#: The colours of a region that has not chosen its own: greys that read well.
NEUTRAL = {
    "night": "#17181C",
    "indigo": "#2A2E3A",
    "plum": "#4A4E5C",
    "coral": "#8A4B3C",
    "gold": "#D2AE5C",
    "cream": "#FAFAF7",
    "lake": "#2F6F7E",
    "leaf": "#3B6350",
    "ink": "#1C1B22",
}

_HEX = re.compile(r"#[0-9A-Fa-f]{6}")


def validate_palette(value: Any) -> None:
    """Raise ValidationError unless the value names exactly the nine colours as ``#RRGGBB``."""
    if not isinstance(value, Mapping) or set(value) != set(NAMES):
        raise ValidationError(
            _("A palette names these colours: %(names)s."), params={"names": ", ".join(NAMES)}
        )
    for name, colour in value.items():
        if not isinstance(colour, str) or not _HEX.fullmatch(colour):
            raise ValidationError(
                _("%(name)s must be a colour such as #F6AE2D."), params={"name": name}
            )


def design_tokens(palette: Mapping[str, str], *, region: str) -> dict[str, Any]:
    """Return the palette as a W3C design tokens document."""
    return {
        "$description": region,
        "color": {
            "$type": "color",
            **{name: {"$value": _color_value(palette[name])} for name in NAMES},
        },
    }


def _color_value(colour: str) -> dict[str, Any]:
    components = [round(int(colour[i : i + 2], 16) / 255, 4) for i in (1, 3, 5)]
    return {"colorSpace": "srgb", "components": components, "alpha": 1, "hex": colour.lower()}


def stylesheet(palette: Mapping[str, str]) -> str:
    """Return the palette as CSS custom properties (``--color-night: #14142b;``)."""
    lines = "".join(f"  --color-{name}: {palette[name].lower()};\n" for name in NAMES)
    return f"@layer tokens {{\n  :root {{\n{lines}  }}\n}}\n"


def version(palette: Mapping[str, str]) -> str:
    """Return a short hash that changes with the palette: the address of its stylesheet."""
    return hashlib.blake2s(stylesheet(palette).encode(), digest_size=6).hexdigest()


def contrast(first: str, second: str) -> float:
    """Return the WCAG 2.2 contrast ratio of two ``#RRGGBB`` colours, 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2 (sRGB)."""

    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
