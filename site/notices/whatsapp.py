"""Links that open WhatsApp with a text filled in. Pure: no message is sent and nothing is asked.

https://faq.whatsapp.com/5913398998672934 describes the addresses.
"""

import re
from urllib.parse import quote

_WITH_COUNTRY_CODE = re.compile(r"\+([1-9][0-9]{4,14})")
# What no keyboard types, and half characters, which have no encoding.
_UNSPEAKABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def link(text: str = "", *, number: str = "") -> str:
    """Return the address that opens a chat, with the text typed in and not yet sent.

    `number` is one as `regions.telephones.normalized` keeps it; without one WhatsApp asks whom to
    send the text to. The text may be of any script and have several lines. Raises ValueError for a
    number without its country code, and where there is neither number nor text.
    """
    if not (text or number):
        raise ValueError("A WhatsApp link needs a number, a text or both.")
    match = _WITH_COUNTRY_CODE.fullmatch(number)
    if number and not match:
        raise ValueError(f"{number!r} is no number that WhatsApp knows.")
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    query = f"?text={quote(_UNSPEAKABLE.sub('', lines), safe='')}" if text else ""
    return f"https://wa.me/{match[1] if match else ''}{query}"
