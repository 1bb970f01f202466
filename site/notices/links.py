"""Private links: an address that only its owner knows, and that can be written down again.

The token is derived from a row's random seed and the site's secret key, and found by its
fingerprint: who reads the database alone can make neither. A new seed makes the old link void.
"""

import base64
import hashlib
import secrets

from django.utils.crypto import salted_hmac

#: Letters and digits that nobody takes for one another, read aloud or typed.
_PLAIN = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def new_seed() -> str:
    """Return 32 random bytes, to be kept in the row that a link leads to."""
    return secrets.token_urlsafe(32)


def token_of(seed: str, *, purpose: str) -> str:
    """Return the token of a seed: 43 letters, the same at every call with the same SECRET_KEY."""
    digest = salted_hmac(f"notices.links.{purpose}", seed, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def fingerprint(token: str) -> str:
    """Return what a token is found by. It says nothing of the token."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_reference(prefix: str) -> str:
    """Return a number to name on the telephone, ``2027-K7M4Q``. It opens nothing."""
    return f"{prefix}-{''.join(secrets.choice(_PLAIN) for _ in range(5))}"
