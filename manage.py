#!/usr/bin/env python
"""Run Django's commands with the settings that `make run` uses, unless told otherwise."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent

# `make` writes a .pth with both source roots into .venv; this line serves a Python without it.
sys.path[:0] = [entry for entry in (str(ROOT), str(ROOT / "site")) if entry not in sys.path]


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
