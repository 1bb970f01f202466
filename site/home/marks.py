"""Numbered marks on the drawn map: where they stand, and that none hides another. Pure."""

import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .scene import DrawnMap

#: The width of the map in the units of its marks; the height follows from the drawing.
MAP_WIDTH = 760
#: How far the middles of two marks are apart at the least, in those units.
MARK_SIZE = 58
_ROUNDS = 40

#: How far below its middle a mark's number stands on its line.
_NUMBER_DROP = 10

Spot = tuple[float, float]


@dataclass(frozen=True)
class Mark:
    """A number on the map, where it stands in the units of marks, and the place it leads to."""

    number: int
    place: Any
    x: int
    y: int

    @property
    def line(self) -> int:
        """Where the number's line of writing is."""
        return self.y + _NUMBER_DROP


def map_height(drawn: "DrawnMap") -> int:
    """Return the height of a map in the units of its marks; 0 without a map."""
    if not drawn.has_map or drawn.map_picture is None:
        return 0
    return round(MAP_WIDTH * drawn.map_picture.height / drawn.map_picture.width)


def spread(spots: list[Spot], *, least: float) -> list[Spot]:
    """Return the spots moved apart until no two are nearer than `least`.

    Two that are too near move away from each other by half of what is missing, round after round;
    two on one spot part sideways. What has room stays where it is. Ends after a fixed number of
    rounds, when a crowd may still be a little too near: more marks than room.
    """
    moved = [list(spot) for spot in spots]
    for _round in range(_ROUNDS):
        settled = True
        for one, other in itertools.combinations(moved, 2):
            across, down = other[0] - one[0], other[1] - one[1]
            distance = math.hypot(across, down)
            if distance >= least - 0.5:
                continue
            settled = False
            if distance == 0:
                across, down, distance = 1.0, 0.0, 1.0
                missing = least
            else:
                missing = least - distance
            push_x, push_y = (part / distance * missing / 2 for part in (across, down))
            one[0], one[1] = one[0] - push_x, one[1] - push_y
            other[0], other[1] = other[0] + push_x, other[1] + push_y
        if settled:
            break
    return [(x, y) for x, y in moved]
