"""Plain placeholder pictures in the region's colours: sky, sun, hills, water. Pure."""

import io
import math
import random
from collections.abc import Mapping

from PIL import Image, ImageDraw

SIZE = (1600, 1200)
HORIZON = 0.58


def drawn(name: str, palette: Mapping[str, str]) -> bytes:
    """Return a JPEG of layered hills under a rising sun; each name has hills of its own.

    Same name and palette, same picture.
    """
    rng = random.Random(name)  # noqa: S311 (the shape of hills is no secret)
    width, height = SIZE
    image = Image.new("RGB", SIZE, palette["plum"])
    draw = ImageDraw.Draw(image)
    horizon = height * HORIZON
    centre = width * rng.uniform(0.45, 0.75)
    for radius, colour in ((900, "plum"), (640, "coral"), (420, "gold"), (150, "cream")):
        draw.ellipse(
            (centre - radius, horizon - radius, centre + radius, horizon + radius), palette[colour]
        )
    draw.rectangle((0, horizon, width, height), palette["lake"])
    for layer, colour in enumerate(("leaf", "indigo", "night")):
        base = horizon + layer * height * 0.13
        draw.polygon(_hills(rng, base=base, reach=height * (0.26 - layer * 0.06)), palette[colour])
    out = io.BytesIO()
    image.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()


def _hills(rng: random.Random, *, base: float, reach: float) -> list[tuple[float, float]]:
    """Return the outline of one ridge from the start edge to the end edge and down."""
    width, height = SIZE
    waves = [(rng.uniform(0.6, 3.2), rng.uniform(0, math.tau), rng.uniform(0.2, 1)) for _ in "abc"]
    total = sum(weight for _f, _p, weight in waves)
    ridge = []
    for x in range(0, width + 1, 8):
        turn = x / width * math.tau
        lift = sum(weight * math.sin(turn * freq + phase) for freq, phase, weight in waves) / total
        ridge.append((float(x), base - reach * (0.35 + 0.65 * max(lift, -0.5))))
    return [*ridge, (width, height), (0, height)]
