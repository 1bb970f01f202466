"""Works out the colours of a stylesheet's custom properties, as far as our stylesheets go.

Understands hex colours, var(), light-dark(), hsl() with sums in calc(), and color-mix() in oklab.
Whatever else comes raises ValueError, so nothing is taken for a colour that is none.
"""

import ast
import colorsys
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


class Rule(NamedTuple):
    """What a stylesheet says: at-rules around it (no layers), selectors, declarations in order."""

    conditions: tuple[str, ...]
    selectors: tuple[str, ...]
    declarations: dict[str, str]


def rules(css: str) -> Iterator[Rule]:
    """Yield the rules of a stylesheet in order, those in at-rules too."""
    yield from _rules(_COMMENT.sub(" ", css), ())


def _rules(css: str, conditions: tuple[str, ...]) -> Iterator[Rule]:
    position = 0
    while (opening := css.find("{", position)) != -1:
        head = css[position:opening].rsplit(";", 1)[-1].strip()
        closing = _closing(css, opening, "{}")
        body = css[opening + 1 : closing]
        if head.startswith("@layer"):
            yield from _rules(body, conditions)
        elif head.startswith("@") and "{" in body:
            yield from _rules(body, (*conditions, " ".join(head.split())))
        else:
            selectors = tuple(" ".join(part.split()) for part in split(head))
            yield Rule(conditions, selectors, _declarations(body))
        position = closing + 1


def _declarations(body: str) -> dict[str, str]:
    parts = (part.partition(":") for part in split(body, ";"))
    return {name.strip(): " ".join(value.split()) for name, _colon, value in parts if value}


def split(text: str, separator: str = ",") -> list[str]:
    """Split at a separator that stands in no brackets; blank parts are dropped."""
    parts, depth = [""], 0
    for char in text:
        depth += (char in "({[") - (char in ")}]")
        if char == separator and not depth:
            parts.append("")
        else:
            parts[-1] += char
    return [part.strip() for part in parts if part.strip()]


def _closing(text: str, opening: int, pair: str) -> int:
    depth = 0
    for index in range(opening, len(text)):
        depth += (text[index] == pair[0]) - (text[index] == pair[1])
        if depth == 0:
            return index
    raise ValueError(f"Nothing closes what opens at {text[opening : opening + 40]!r}")


@dataclass(frozen=True)
class Scope:
    """Custom properties as an element has them.

    `properties` are what its rules say, merged in order by whoever makes a scope; `scheme` is
    "light" or "dark".
    """

    properties: Mapping[str, str]
    scheme: str = "light"
    _open: tuple[str, ...] = field(default=(), compare=False)

    def color(self, value: str) -> str:
        """Return the colour of a value (or of a property, by its name) as ``#rrggbb``."""
        if value.startswith("--"):
            value = f"var({value})"
        return to_hex(self._linear(self.expanded(value)))

    def expanded(self, value: str) -> str:
        """Return a value with every var() replaced. Raises ValueError for an unknown property."""
        while (start := value.find("var(")) != -1:
            end = _closing(value, start + 3, "()")
            name, *fallback = split(value[start + 4 : end])
            if name in self._open:
                raise ValueError(f"{name} is made of itself")
            if name in self.properties:
                inside = Scope(self.properties, self.scheme, (*self._open, name))
                found = inside.expanded(self.properties[name])
            elif fallback:
                found = ",".join(fallback)
            else:
                raise ValueError(f"Nothing says what {name} is")
            value = value[:start] + found + value[end + 1 :]
        return value

    def _linear(self, value: str) -> tuple[float, ...]:
        """Return a colour's linear sRGB channels."""
        if value.startswith("#"):
            return _of_hex(value)
        name, _bracket, rest = value.partition("(")
        arguments = split(rest.removesuffix(")"))
        if name == "light-dark" and len(arguments) == 2:
            return self._linear(arguments[self.scheme == "dark"])
        if name == "color-mix" and arguments[0] == "in oklab" and len(arguments) == 3:
            return self._mixed(*arguments[1:])
        if name == "hsl" and len(arguments) == 1:
            return _of_hsl(arguments[0])
        raise ValueError(f"{value!r} is no colour that is understood here")

    def _mixed(self, first: str, second: str) -> tuple[float, ...]:
        (one, share), (two, other) = _with_share(first), _with_share(second)
        if share is None:
            share = 0.5 if other is None else 1 - other
        if other is None:
            other = 1 - share
        if abs(share + other - 1) > 1e-9:
            raise ValueError("Shares that do not sum up to 100% make it transparent")
        pair = zip(to_oklab(self._linear(one)), to_oklab(self._linear(two)), strict=True)
        return from_oklab(tuple(a * share + b * other for a, b in pair))


def _with_share(text: str) -> tuple[str, float | None]:
    match = re.fullmatch(r"(.+?)\s+([\d.]+)%", text)
    return (match[1], float(match[2]) / 100) if match else (text, None)


def _of_hex(value: str) -> tuple[float, ...]:
    digits = value.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", digits):
        raise ValueError(f"{value!r} is no opaque colour")
    return tuple(_to_linear(int(digits[i : i + 2], 16) / 255) for i in (0, 2, 4))


def _of_hsl(text: str) -> tuple[float, ...]:
    hue, saturation, lightness = (_sum(part) for part in split(text, " "))
    saturation, lightness = (min(max(part / 100, 0), 1) for part in (saturation, lightness))
    rgb = colorsys.hls_to_rgb(hue % 360 / 360, lightness, saturation)
    return tuple(_to_linear(channel) for channel in rgb)


def _sum(text: str) -> float:
    """Return the value of a number or of nested sums and differences in calc()."""

    def value(node: ast.expr) -> float:
        match node:
            case ast.Constant(value=number) if isinstance(number, int | float):
                return number
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return -value(operand)
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return value(left) + value(right)
            case ast.BinOp(left=left, op=ast.Sub(), right=right):
                return value(left) - value(right)
        raise ValueError(f"{text!r} is no sum")

    return value(ast.parse(text.replace("calc", "").replace("%", ""), mode="eval").body)


# --- Colour spaces: sRGB (IEC 61966-2-1) and OKLab (Björn Ottosson, 2020) ---


def _to_linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _from_linear(channel: float) -> float:
    channel = min(max(channel, 0), 1)
    return channel * 12.92 if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055


def to_hex(linear: tuple[float, ...]) -> str:
    """Return linear sRGB as ``#rrggbb``; what lies outside of sRGB is clipped, as browsers do."""
    return "#" + "".join(f"{round(_from_linear(channel) * 255):02x}" for channel in linear)


def to_oklab(linear: tuple[float, ...]) -> tuple[float, ...]:
    red, green, blue = linear
    l_ = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    m_ = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    s_ = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * l_ + 0.7936177850 * m_ - 0.0040720468 * s_,
        1.9779984951 * l_ - 2.4285922050 * m_ + 0.4505937099 * s_,
        0.0259040371 * l_ + 0.7827717662 * m_ - 0.8086757660 * s_,
    )


def from_oklab(lab: tuple[float, ...]) -> tuple[float, ...]:
    lightness, a, b = lab
    l_ = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    m_ = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    s_ = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * l_ - 3.3077115913 * m_ + 0.2309699292 * s_,
        -1.2684380046 * l_ + 2.6097574011 * m_ - 0.3413193965 * s_,
        -0.0041960863 * l_ - 0.7034186147 * m_ + 1.7076147010 * s_,
    )


def properties(css: str, *selectors: str, conditions: tuple[str, ...] = ()) -> dict[str, str]:
    """Return the custom properties that rules with any of these selectors set, later ones last.

    Rules within at-rules count only where their conditions are exactly the given ones.
    """
    found: dict[str, str] = {}
    for rule in rules(css):
        if rule.conditions == conditions and set(rule.selectors) & set(selectors):
            found |= {k: v for k, v in rule.declarations.items() if k.startswith("--")}
    return found
