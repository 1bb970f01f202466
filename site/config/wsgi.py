"""The WSGI application that granian (or any WSGI server) serves."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# `make` writes a .pth with both source roots into .venv; this line serves a Python without it.
sys.path[:0] = [entry for entry in (str(ROOT), str(ROOT / "site")) if entry not in sys.path]

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

from django.core.wsgi import get_wsgi_application  # noqa: E402  (the path must be right first)

application = get_wsgi_application()
