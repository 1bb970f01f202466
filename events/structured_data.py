"""Festivals in schema.org's words: https://schema.org/Festival."""

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from .enums import SCHEMA_STATUSES, Admission, EventStatus

if TYPE_CHECKING:
    from .agenda import Agenda
    from .models import Festival, Occurrence
    from .schedule import Dates


def festival_data(festival: "Festival", page: dict[str, Any], agenda: "Agenda") -> dict[str, Any]:
    """Return a festival as JSON-LD, from what its page says anyway (`page`) and its dates.

    A festival of which no date is known, past or coming, is said without one. No query where the
    agenda is there.
    """
    data = page | {"@type": festival.schema_types, "location": _location(festival)}
    if shown := agenda.most_telling:
        data |= dates(shown)
    if festival.organiser:
        data["organizer"] = {"@type": "Organization", "name": festival.organiser.name}
    if festival.admission == Admission.FREE:
        data["isAccessibleForFree"] = True
    if offers := _offers(festival):
        data["offers"] = offers
    if agenda.parts:
        data["subEvent"] = [
            {"@type": part.schema_types, "name": part.name, "url": part.full_url}
            | (dates(when) if when else {})
            for part, when in agenda.parts
        ]
    return data


def dates(occurrence: "Occurrence") -> dict[str, Any]:
    """Return the days and the status of a date.

    Hours are local and carry no offset, as schema.org's Date and DateTime may: a local clock is
    what the office promises; where no hour is known there is none. A month alone is "2027-10". What
    is postponed keeps the days that were planned.
    """
    status = EventStatus(occurrence.status)
    data: dict[str, Any] = {"eventStatus": SCHEMA_STATUSES[status]}
    if status == EventStatus.POSTPONED:
        return data | _days(occurrence.as_planned)
    data |= _days(occurrence)
    if status == EventStatus.RESCHEDULED or occurrence.planned:
        data["previousStartDate"] = _days(occurrence.as_planned)["startDate"]
    return data


def _days(dates: "Occurrence | Dates") -> dict[str, str]:
    if dates.is_month_only:
        return {"startDate": f"{dates.starts_on:%Y-%m}"}
    return {
        "startDate": _moment(dates.starts_on, dates.starts_at),
        "endDate": _moment(dates.ends_on, dates.ends_at),
    }


def _moment(day: datetime.date, time: datetime.time | None) -> str:
    return f"{day.isoformat()}T{time:%H:%M}" if time else day.isoformat()


def _location(festival: "Festival") -> dict[str, Any]:
    place: dict[str, Any] = {"@type": "Place", "name": festival.where or festival.title}
    venue = festival.venue_place or festival.venue
    geo = festival.geo_coordinates or (venue.geo_coordinates if venue else None)
    if geo:
        place["geo"] = geo
    return place


def _offers(festival: "Festival") -> dict[str, Any] | None:
    if festival.admission == Admission.UNKNOWN:
        return None
    low = festival.price_from if festival.admission == Admission.PAID else Decimal(0)
    if low is None:
        return None
    offer: dict[str, Any] = {
        "@type": "Offer",
        "price": _plain(low),
        "priceCurrency": festival.currency,
    }
    if festival.price_to is not None:
        offer |= {
            "@type": "AggregateOffer",
            "lowPrice": _plain(low),
            "highPrice": _plain(festival.price_to),
        }
        del offer["price"]
    if festival.ticket_url:
        offer["url"] = festival.ticket_url
    return offer


def _plain(amount: Decimal) -> str:
    """Return an amount as schema.org wants it: digits and a point, no grouping, no idle zeros."""
    return f"{amount.normalize():f}"
