"""The demo, served as `make run` does it, in a state folder of its own and on a free port."""

import contextlib
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from tests.house import ROOT

#: Seconds that the site has for building the demo, and the worker for all renditions.
STARTING, MAKING = 300, 1200


class Site:
    """A site that runs: where it answers, where its state is, and its processes."""

    def __init__(self, port: int, state: Path, process: subprocess.Popen) -> None:
        self.address = f"http://localhost:{port}"
        self.state, self.process = state, process

    def waiting(self) -> int:
        """Return how many tasks the worker has not done yet."""
        return self._count(
            "django_tasks_database_dbtaskresult WHERE status IN ('READY', 'RUNNING')"
        )

    def renditions(self) -> int:
        """Return how many renditions there are."""
        return self._count("media_picturerendition")

    def _count(self, what: str) -> int:
        with contextlib.closing(sqlite3.connect(self.state / "db.sqlite3", timeout=30)) as database:
            return database.execute(f"SELECT count(*) FROM {what}").fetchone()[0]  # noqa: S608

    def settle(self, paths: Iterable[str]) -> None:
        """Ask for pages, and return once the worker has made what they miss of pictures.

        A folder that was kept may be older than the sizes that pictures have now.
        """
        for path in paths:
            with contextlib.suppress(urllib.error.HTTPError):  # a page may be there to fail
                urllib.request.urlopen(self.address + path, timeout=60).close()  # noqa: S310 (this machine)
        until(MAKING, lambda: self.waiting() == 0, self.process)

    def worker_megabytes(self) -> int:
        """Return the most memory that the worker has had so far."""
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                words = (folder / "cmdline").read_bytes().split(b"\0")
                status = (folder / "status").read_text()
                if b"db_worker" in words and f"PPid:\t{self.process.pid}\n" in status:
                    return int(status.partition("VmHWM:")[2].split()[0]) // 1024
        return 0


@contextlib.contextmanager
def site(state: Path, *, port: int = 0, settings: str = "config.settings.dev") -> Iterator[Site]:
    """Serve the demo with all its renditions until the block ends; what is there is kept.

    `state` is the folder that it writes, `port` where it answers: 0 takes any that is free,
    `settings` the module of its settings. Costs a minute or two in an empty folder.
    """
    port = port or free_port()
    command = [sys.executable, str(ROOT / "manage.py"), "serve", "--port", str(port)]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": settings,
        "SUNRISE_VAR": str(state),
        "LOG_LEVEL": "WARNING",
    }
    with running(command, environment, log=state / "log", port=port) as process:
        served = Site(port, state, process)
        until(MAKING, lambda: served.waiting() == 0, process)
        yield served


@contextlib.contextmanager
def running(
    command: Sequence[str], environment: Mapping[str, str], *, log: Path, port: int
) -> Iterator[subprocess.Popen]:
    """Run a server that answers at a port until the block ends; yield its process.

    What it says goes to the file `log`, and the end of that to the screen where anything fails.
    SystemExit where it does not answer in time.
    """
    with log.open("ab") as said:
        process = subprocess.Popen(command, env=environment, stdout=said, stderr=subprocess.STDOUT)
        try:
            until(STARTING, lambda: answers(f"http://127.0.0.1:{port}/healthz"), process)
            yield process
        except BaseException:
            sys.stderr.write(log.read_text(errors="replace")[-2000:])
            raise
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


@contextlib.contextmanager
def state_folder(kept: Path | None = None) -> Iterator[Path]:
    """Yield the folder to be kept, made where it is missing; without one, one that goes again."""
    if kept:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept
    else:
        with tempfile.TemporaryDirectory(prefix="sunrise-") as folder:
            yield Path(folder)


def free_port() -> int:
    """Return a port of 127.0.0.1 that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until(seconds: float, is_so: Callable[[], bool], process: subprocess.Popen) -> None:
    """Return once it is so; SystemExit where the time is up or the process has ended."""
    deadline = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > deadline or process.poll() is not None:
            raise SystemExit("The site did not get there in time.")
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.25)


def answers(address: str) -> bool:
    """Return whether the address answers with 200."""
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 (this machine)
            return answer.status == 200
    except OSError:
        return False
