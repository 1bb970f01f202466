"""A place as schema.org has it."""

from typing import TYPE_CHECKING, Any

from .enums import GATEWAYS, SCHEMA_TYPES

if TYPE_CHECKING:
    from .models import Place


def place_data(place: "Place", *, country: str) -> dict[str, Any]:
    """Return what schema.org's Place says beyond a web page; what is not known is left out.

    `country` is the region's (ISO 3166-1 alpha-2), which a place outside the region need not share.
    A Place has no e-mail of its own: it is the address's, which is a ContactPoint. The official web
    address is `sameAs`, as `url` is this site's page. No query beyond the district's.
    """
    known: dict[str, Any] = {
        "geo": place.geo_coordinates,
        "telephone": place.telephone,
        "sameAs": place.website,
        "address": _address(place, country),
    }
    return {"@type": _types(place), **{name: value for name, value in known.items() if value}}


def _types(place: "Place") -> str | list[str]:
    more_exact = SCHEMA_TYPES.get(place.kind)  # type: ignore[call-overload]
    if place.kind in GATEWAYS:
        return more_exact
    return ["TouristAttraction", more_exact] if more_exact else "TouristAttraction"


def _address(place: "Place", country: str) -> dict[str, str] | None:
    """Return a PostalAddress; None where a country would be all that it says."""
    parts = {
        "streetAddress": ", ".join(place.address_lines),
        "addressLocality": place.district.name if place.district else "",
        "email": place.email,
    }
    known = {name: value for name, value in parts.items() if value}
    if not known:
        return None
    if country and not place.is_neighbour:
        known["addressCountry"] = country
    return {"@type": "PostalAddress", **known}
