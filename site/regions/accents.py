"""A region's palette as the accents of Wagtail's admin, light and dark. Pure.

Wagtail takes its accents from two colours, "primary" (the sidebar, headings) and "secondary"
(buttons, links), each as hue, saturation and lightness, and works out tones of them by adding to
the lightness. That suits its own two colours; here each tone is chosen so that text stays readable
whatever the palette. Hue and saturation are the region's, lightness gives way.
"""

import colorsys
import functools
import hashlib
from bisect import bisect_left
from collections.abc import Callable, Mapping
from typing import NamedTuple

from .tokens import contrast
from .tokens import stylesheet as tokens_stylesheet

#: Wagtail's grounds: page and header by day; page, raised field and inactive field by night.
_LIGHT_GROUNDS = ("#FFFFFF", "#F6F6F8")
_DARK_GROUNDS = ("#1D1D1D", "#262626", "#333333")
#: Wagtail's text on a selected row by night.
_DARK_TEXT = "#C8C8C8"

#: How finely the lightness is tried, in per cent.
_STEP = 0.25


class Tone(NamedTuple):
    """A colour as CSS writes it in hsl(): degrees, per cent, per cent."""

    hue: float
    saturation: float
    lightness: float

    @classmethod
    def of(cls, colour: str) -> "Tone":
        """Return the tone of ``#RRGGBB``, to a tenth."""
        red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
        return cls(round(hue * 360, 1), round(saturation * 100, 1), round(lightness * 100, 1))

    @property
    def hex(self) -> str:
        rgb = colorsys.hls_to_rgb(self.hue / 360, self.lightness / 100, self.saturation / 100)
        return "#" + "".join(f"{round(channel * 255):02X}" for channel in rgb)

    def at(self, lightness: float, *, saturation: float = 100) -> "Tone":
        """Return the hue at another lightness, no more saturated than this."""
        return Tone(self.hue, min(self.saturation, saturation), round(lightness, 2))


def accents(palette: Mapping[str, str]) -> tuple[dict[str, Tone], dict[str, Tone]]:
    """Return Wagtail's accent colours by name, by day and what differs by night.

    The sidebar is the palette's indigo, buttons and links its plum, links by night and marks in the
    sidebar its gold, each darkened or lightened as far as it must be to be read: 10:1 for words in
    the sidebar, 7:1 for links by night, 5.5:1 for buttons and links by day, 4.7:1 for buttons by
    night, 4.6:1 for marks.
    """
    primary = _darkened(Tone.of(palette["indigo"]), lambda tone: _least(tone, "#FFFFFF") >= 10)
    plum, gold = Tone.of(palette["plum"]), Tone.of(palette["gold"])
    secondary = _darkened(plum, lambda tone: _least(tone, *_LIGHT_GROUNDS) >= 5.5)
    by_day = {
        "primary": primary,
        "secondary": secondary,
        "secondary-50": secondary.at(95, saturation=60),
        "secondary-75": _lightened(
            secondary.at(84, saturation=50), lambda tone: _least(tone, secondary.hex) >= 4.6
        ),
        # Only ever on the ground of the sidebar.
        "secondary-100": _lightened(gold, lambda tone: _least(tone, primary.hex) >= 4.6),
    }
    links = _lightened(gold, lambda tone: _least(tone, *_DARK_GROUNDS) >= 7)
    by_night = {
        "secondary": _button_by_night(plum, links),
        "secondary-75": links.at(min(links.lightness + 12, 94)),
        "secondary-100": links,
    }
    return by_day, by_night


def stylesheet(palette: Mapping[str, str]) -> str:
    """Return the accents as Wagtail's custom properties, after the palette's own tokens.

    To be loaded after Wagtail's own styles.
    """
    by_day, by_night = accents(palette)
    return (
        f"{tokens_stylesheet(palette)}"
        f":root {{\n{_properties(by_day)}}}\n"
        f".w-theme-dark {{\n{_properties(by_night)}}}\n"
        "@media (prefers-color-scheme: dark) {\n"
        f".w-theme-system {{\n{_properties(by_night)}}}\n}}\n"
    )


def version(palette: Mapping[str, str]) -> str:
    """Return a short hash that changes with the stylesheet: its address.

    A millisecond or two where this palette's is not remembered.
    """
    return _version(tuple(palette.items()))


@functools.lru_cache(maxsize=64)
def _version(palette: tuple[tuple[str, str], ...]) -> str:
    return hashlib.blake2s(stylesheet(dict(palette)).encode(), digest_size=6).hexdigest()


def _properties(tones: Mapping[str, Tone]) -> str:
    return "".join(
        f"  --w-color-{name}-hue: {tone.hue:g};\n"
        f"  --w-color-{name}-saturation: {tone.saturation:g}%;\n"
        f"  --w-color-{name}-lightness: {tone.lightness:g}%;\n"
        for name, tone in tones.items()
    )


def _button_by_night(plum: Tone, links: Tone) -> Tone:
    """Return as light a ground as white text allows.

    Wagtail marks a selected row with what is 6.3% darker, and writes in grey and with links on it.
    """

    def holds(tone: Tone) -> bool:
        row = tone.at(max(tone.lightness - 6.3, 0))
        return _least(tone, "#FFFFFF") >= 4.7 and _least(row, _DARK_TEXT, links.hex) >= 4.65

    return _lightest(_darkened(plum, holds), holds)


def _least(tone: Tone, *grounds: str) -> float:
    return min(contrast(tone.hex, ground) for ground in grounds)


def _darkened(tone: Tone, is_enough: Callable[[Tone], bool]) -> Tone:
    """Return the lightest tone from this one down that is enough, else black."""
    shades = int(tone.lightness / _STEP) + 1
    found = bisect_left(range(shades), True, key=lambda n: is_enough(_shifted(tone, -n)))
    return _shifted(tone, -found)


def _lightened(tone: Tone, is_enough: Callable[[Tone], bool]) -> Tone:
    """Return the darkest tone from this one up that is enough, else white."""
    tints = int((100 - tone.lightness) / _STEP) + 1
    found = bisect_left(range(tints), True, key=lambda n: is_enough(_shifted(tone, n)))
    return _shifted(tone, found)


def _lightest(tone: Tone, holds: Callable[[Tone], bool]) -> Tone:
    """Return the lightest tone from this one up that still holds, as this one does."""
    tints = int((100 - tone.lightness) / _STEP) + 1
    lost = bisect_left(range(tints), True, key=lambda n: not holds(_shifted(tone, n)))
    return _shifted(tone, max(lost - 1, 0))


def _shifted(tone: Tone, steps: int) -> Tone:
    return tone.at(min(max(tone.lightness + steps * _STEP, 0), 100))
