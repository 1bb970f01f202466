"""How far apart two points on Earth are, along the great circle. Pure."""

import math

#: The mean radius of the Earth.
RADIUS_KM = 6371.0088
_KM_A_DEGREE = math.pi * RADIUS_KM / 180


def box_around(
    latitude: float, longitude: float, *, km: float
) -> tuple[float, float, float, float]:
    """Return south, west, north and east of a box that holds all points within a distance.

    In degrees. Around a pole, west and east lie beyond ±180, as they do beside the date line.
    """
    high = km / _KM_A_DEGREE
    nearest_pole = min(90.0, abs(latitude) + high)
    reach = math.cos(math.radians(nearest_pole))
    wide = 360.0 if nearest_pole >= 90 else min(360.0, high / reach)
    return latitude - high, longitude - wide, latitude + high, longitude + wide


def half_chord_squared(km: float) -> float:
    """Return what the haversine of a distance is: sin² of half the angle that it spans."""
    return math.sin(km / RADIUS_KM / 2) ** 2


def km_between(first: tuple[float, float], second: tuple[float, float]) -> float:
    """Return the distance of two points, each latitude and longitude in degrees."""
    (north, east), (to_north, to_east) = (
        (math.radians(latitude), math.radians(longitude)) for latitude, longitude in (first, second)
    )
    half_chord = (
        math.sin((to_north - north) / 2) ** 2
        + math.cos(north) * math.cos(to_north) * math.sin((to_east - east) / 2) ** 2
    )
    return 2 * RADIUS_KM * math.asin(min(1.0, math.sqrt(half_chord)))
