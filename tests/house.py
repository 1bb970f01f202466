"""Where the house stands, and its programs run from outside, for tests of the house itself."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

#: What a shell may have set and a test must not see.
_OURS = ("DJANGO_SETTINGS_MODULE", "SECRET_KEY", "ALLOWED_HOSTS", "PYTHONPATH", "DEBUG")


def run_python(
    *arguments: str, state: Path, without_pth: bool = False, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run this Python somewhere else, with a state folder and database of its own.

    `without_pth` hides the .pth that `make` writes: packages are found, the project is not.
    """
    environment = {name: value for name, value in os.environ.items() if name not in _OURS}
    environment |= {"SUNRISE_VAR": str(state), "DATABASE_URL": "sqlite://:memory:", **variables}
    flags = []
    if without_pth:
        flags = ["-S"]
        environment["PYTHONPATH"] = sysconfig.get_path("purelib")
    return subprocess.run(
        [sys.executable, *flags, *arguments],
        cwd=state,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
