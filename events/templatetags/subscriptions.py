"""How readers get a feed of dates into a calendar of their own."""

from typing import Any
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

from django import template
from django.template import Context

register = template.Library()

GOOGLE = "https://calendar.google.com/calendar/r"
OUTLOOK = "https://outlook.live.com/calendar/0/addfromweb"


@register.inclusion_tag("events/subscribe.html", takes_context=True)
def subscribe_links(context: Context, feed: str, name: str) -> dict[str, Any]:
    """Show how to subscribe to a calendar feed: ``{% subscribe_links "/en/events.ics" name %}``.

    `feed` is an address of this host, with its query, or a whole one. Nothing is loaded from any
    other host: these are links. No query.
    """
    return {"links": links(context["request"].build_absolute_uri(feed), name)}


def links(address: str, name: str) -> dict[str, str]:
    """Return where each kind of calendar subscribes to a feed at a whole address. Pure.

    Phones and desktop programs know it by `webcal:`; so does Google, and Outlook asks for the
    address itself.
    """
    webcal = urlunsplit(urlsplit(address)._replace(scheme="webcal"))
    return {
        "webcal": webcal,
        "google": f"{GOOGLE}?{urlencode({'cid': webcal})}",
        "outlook": f"{OUTLOOK}?{urlencode({'url': address, 'name': name}, quote_via=quote)}",
        "download": address,
    }
