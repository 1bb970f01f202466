"""How often one address may do something on public pages. In the cache, addresses hashed."""

import datetime
from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


@dataclass(frozen=True)
class Throttle:
    """So many times an hour for each address. The hours are those of the clock.

    The address is the connection's own (REMOTE_ADDR): a header could be made up by anybody. Where a
    proxy does not pass it on, all readers share one count.
    """

    purpose: str
    times: int

    def take(self, request: HttpRequest, *, now: datetime.datetime) -> datetime.datetime | None:
        """Count one more. Return None while it is within the limit, else when the next one may be.

        `now` is aware, and so is the answer, in its zone. Two calls of the cache.
        """
        hour = now.replace(minute=0, second=0, microsecond=0)
        address = request.META.get("REMOTE_ADDR", "")
        digest = salted_hmac("notices.throttle", address, algorithm="sha256").hexdigest()
        key = f"throttle:{self.purpose}:{int(hour.timestamp())}:{digest}"
        cache.add(key, 0, timeout=2 * 60 * 60)
        try:
            count = cache.incr(key)
        except ValueError:
            # The cache was emptied between the two calls.
            return None
        return hour + datetime.timedelta(hours=1) if count > self.times else None
