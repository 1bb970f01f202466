"""What `make run` and a bare `manage.py` use: production's ways on one's own machine, over HTTP.

DEBUG is off unless the environment says `DEBUG=1`, so the site has its own 404 and 500 and hashed,
compressed static files; a secret key is made once and kept in the state folder.
"""

import secrets

from .base import *
from .base import INSTALLED_APPS, VAR, env

DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["*"])

#: The demo and its log-ins exist here and in tests, never in production.
DEMO = True
INSTALLED_APPS = [*INSTALLED_APPS, "demo"]


def _kept_secret_key() -> str:
    """Read the generated key from the state folder, making it (mode 0600) at the first call."""
    path = VAR / "secret-key"
    VAR.mkdir(parents=True, exist_ok=True)
    try:
        with open(path, "x", encoding="ascii", opener=_private) as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text(encoding="ascii")


def _private(path: str, flags: int) -> int:
    import os

    return os.open(path, flags, mode=0o600)


SECRET_KEY = env.str("SECRET_KEY", default="") or _kept_secret_key()
