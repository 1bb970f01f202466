"""What a form is given out with: a number of its own and the time, signed. Pure but for the key.

The number makes one submission of a form that is sent twice. The time tells people from programs,
which are done in a second.
"""

import datetime
import secrets
from dataclasses import dataclass

from django.core import signing

_SALT = "events.submissions.ticket"
SHORTEST = datetime.timedelta(seconds=3)
LONGEST = datetime.timedelta(hours=24)


class TooSoonError(ValueError):
    """The form came back sooner than anybody types."""


class TooOldError(ValueError):
    """The form was given out too long ago, or not by this site."""


@dataclass(frozen=True)
class Ticket:
    """The number of a form, and when it was given out."""

    number: str
    at: datetime.datetime

    @classmethod
    def new(cls, now: datetime.datetime) -> "Ticket":
        return cls(secrets.token_urlsafe(24), now)

    @property
    def signed(self) -> str:
        return signing.dumps([self.number, int(self.at.timestamp())], salt=_SALT)

    @classmethod
    def read(cls, signed: str) -> "Ticket | None":
        """Return the ticket that a form carries; None for one that is not ours."""
        try:
            number, at = signing.loads(signed, salt=_SALT)
            return cls(str(number), datetime.datetime.fromtimestamp(int(at), tz=datetime.UTC))
        except (signing.BadSignature, TypeError, ValueError):
            return None

    def check(self, now: datetime.datetime) -> None:
        """Raise TooSoonError or TooOldError where no person can have filled in the form."""
        age = now - self.at
        if age > LONGEST:
            raise TooOldError
        if age < SHORTEST:
            raise TooSoonError
