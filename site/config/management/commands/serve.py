"""`manage.py serve`: what `make run` starts. One machine's site: server and worker together.

A deployment starts its processes one by one instead (docs/operations.md).
"""

import contextlib
import errno
import http.client
import io
import json
import logging
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

#: Seconds that a process has for starting, for ending by itself, and for ending when told to.
STARTING, ENDING, ENDING_WHEN_TOLD = 60, 5, 10


class Command(BaseCommand):
    help = "Prepare the site, then serve it over HTTP and carry out its tasks until Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        if refusal := why_not_listen(host, port):
            raise CommandError(refusal)
        call_command("prepare", stdout=self.stdout)
        people = self._build_demo(port) if settings.DEMO else []
        self.stdout.write("Starting the server and the worker.")
        self.stdout.flush()
        with running(commands(host, port), environment(port)) as (processes, stop):
            wait_until_healthy(host, port, processes, stop)
            if not stop:
                self._explain(port, people)
            ended = wait(processes, stop)
        if ended:
            raise CommandError(f"The {ended} has ended by itself, so all of it was ended.")

    def _build_demo(self, port: int) -> list[dict[str, str]]:
        """Build the demo and return who may log in.

        Wagtail writes the site's port into every absolute address, so the demo gets the one that
        is served.
        """
        self.stdout.write("Building the demo.")
        self.stdout.flush()
        lines = io.StringIO()
        # Wagtail logs a line a page created, edited and published.
        logging.disable(logging.INFO)
        try:
            call_command("build_demo", port=port, json=True, stdout=lines)
        finally:
            logging.disable(logging.NOTSET)
        return [json.loads(line) for line in lines.getvalue().splitlines()]

    def _explain(self, port: int, people: list[dict[str, str]]) -> None:
        self.stdout.write(f"\nThe site   http://localhost:{port}/")
        self.stdout.write(f"Its admin  http://localhost:{port}/admin/\n")
        if people:
            self.stdout.write("Log in as")
            for person in people:
                self.stdout.write(f"  {person['username']:<16} {person['password']}")
        self.stdout.write("\nCtrl-C ends the server and the worker.")
        self.stdout.flush()


def why_not_listen(host: str, port: int) -> str:
    """Return why the address cannot be listened on, as advice; empty where it can."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return f"Something else uses port {port}. Choose another: make run PORT={port + 1}"
            return f"Cannot listen on {host}, port {port}: {error.strerror}."
    return ""


def commands(host: str, port: int) -> dict[str, list[str]]:
    """Return the command lines of the processes, by name."""
    return {
        "server": [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
            *("--host", host, "--port", str(port)),
            # One process: the cache is in its memory. Threads, because uploads take a while.
            *("--workers", "1", "--blocking-threads", "4", "--log-level", "warning"),
            # Without it, a reader who hung up in the middle of an answer keeps the server from
            # ending (seen with granian 2.8).
            *("--workers-kill-timeout", "3"),
            *("--working-dir", str(settings.ROOT / "site"), "config.wsgi:application"),
        ],
        "worker": [
            # Readers first: the worker takes what they leave of the processors.
            *(["nice", "-n", "10"] if shutil.which("nice") else []),
            *(sys.executable, str(settings.ROOT / "manage.py"), "db_worker"),
            *("--backend", "jobs", "--no-reload", "--verbosity", "0"),
        ],
    }


def environment(port: int) -> dict[str, str]:
    """Return the environment of the processes: this one's, its settings and its address."""
    return {
        "ADMIN_BASE_URL": f"http://localhost:{port}",
        **os.environ,
        "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"],
    }


@contextlib.contextmanager
def running(
    lines: dict[str, list[str]], env: dict[str, str]
) -> Iterator[tuple[dict[str, subprocess.Popen], list[int]]]:
    """Run processes side by side; whatever happens inside, none outlives the block.

    Yields the processes by name and a list that holds the signals received so far.
    """
    stop: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        stop.append(number)

    before = {
        number: signal.signal(number, note)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    }
    processes: dict[str, subprocess.Popen] = {}
    try:
        for name, line in lines.items():
            processes[name] = subprocess.Popen(line, env=env)  # noqa: S603 (our own command lines)
        yield processes, stop
    finally:
        end(list(processes.values()), have_been_told=signal.SIGINT in stop)
        for number, handler in before.items():
            signal.signal(number, handler)


def end(processes: list[subprocess.Popen], *, have_been_told: bool) -> None:
    """End processes: a terminal's Ctrl-C has told them already, else they are told now."""
    if have_been_told:
        _wait_for(processes, ENDING)
    for process in processes:
        if process.poll() is None:
            process.terminate()
    _wait_for(processes, ENDING_WHEN_TOLD)
    for process in processes:
        if process.poll() is None:
            process.kill()
            process.wait()


def _wait_for(processes: list[subprocess.Popen], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    for process in processes:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(max(0, deadline - time.monotonic()))


def wait_until_healthy(
    host: str, port: int, processes: dict[str, subprocess.Popen], stop: list[int]
) -> None:
    """Return once the server answers, a process has ended, a signal came, or the time is up."""
    address = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 (compared only)
    deadline = time.monotonic() + STARTING
    while time.monotonic() < deadline and not stop:
        if any(process.poll() is not None for process in processes.values()):
            return
        connection = http.client.HTTPConnection(address, port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            answer = connection.getresponse()
            answer.read()
            if answer.status == http.HTTPStatus.OK:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()


def wait(processes: dict[str, subprocess.Popen], stop: list[int]) -> str | None:
    """Wait for a signal, or for a process that ends by itself: its name is returned."""
    while not stop:
        for name, process in processes.items():
            if process.poll() is not None and not stop:
                return name
        time.sleep(0.2)
    return None
