"""Posters that wait while their sender reads the form through, or puts another field right.

A browser sends a file once and never again. It waits under the number of its form, at no address,
and goes after a day (retention.py).
"""

import datetime
import hashlib
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.core.files import File
from django.core.files.storage import default_storage

FOLDER = "submissions/parked"
_SALT = "events.submissions.parking"
_A_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Parked:
    """A poster that waits. `name` is the file's own, on its sender's telephone."""

    key: str
    name: str

    @property
    def signed(self) -> str:
        return signing.dumps([self.key, self.name], salt=_SALT)

    @classmethod
    def read(cls, signed: str) -> "Parked | None":
        """Return what a form carries; None for what is not ours, or is there no longer."""
        try:
            key, name = signing.loads(signed, salt=_SALT, max_age=_A_DAY)
        except (signing.BadSignature, TypeError, ValueError):
            return None
        found = cls(str(key), str(name))
        return found if default_storage.exists(found.path) else None

    @property
    def path(self) -> str:
        return f"{FOLDER}/{self.key}"

    def open(self) -> Any:
        return default_storage.open(self.path)

    def leave(self) -> None:
        """Delete the file: it is kept elsewhere now, or not wanted."""
        default_storage.delete(self.path)


def park(upload: File, *, number: str) -> Parked:
    """Keep a checked upload for the form of this number, in place of an earlier one."""
    key = hashlib.sha256(number.encode()).hexdigest()
    parked = Parked(key, str(upload.name)[-100:])
    parked.leave()
    upload.seek(0)
    default_storage.save(parked.path, File(upload, name=key))
    return parked


def clear(*, now: datetime.datetime) -> int:
    """Delete what has waited for more than a day. Return how many files went."""
    try:
        _folders, names = default_storage.listdir(FOLDER)
    except FileNotFoundError:
        return 0
    old = [
        path
        for name in names
        if now - default_storage.get_modified_time(path := f"{FOLDER}/{name}") > _A_DAY
    ]
    for path in old:
        default_storage.delete(path)
    return len(old)
