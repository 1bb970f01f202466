"""Tests: fast hashing, tasks at once, static files unhashed, mail in memory.

The database is SQLite in memory unless DATABASE_URL names another, as `make services-test` does.
"""

import os
import tempfile
from pathlib import Path

from .base import *
from .base import CACHES, INSTALLED_APPS, TASKS

DEBUG = False
DEMO = True
INSTALLED_APPS = [*INSTALLED_APPS, "demo"]
SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["*"]

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {**TASKS, "jobs": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
# Processes that test side by side may share a Redis, and must not read each other's keys.
_WORKER = "".join(os.environ.get(f"PYTEST_XDIST_{name}", "") for name in ("TESTRUNUID", "WORKER"))
CACHES = {"default": {**CACHES["default"], "KEY_PREFIX": _WORKER}}
# Tests read the English of the code, whether catalogues have been compiled here or not.
LOCALE_PATHS = []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="sunrise-test-media-"))
