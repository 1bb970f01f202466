"""`manage.py serve`: server and worker start together, and none outlives the other."""

import contextlib
import io
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import pytest
from django.core.management import CommandError, call_command

from config.management.commands import serve
from demo import content
from demo.workshop import Workshop
from home.models import HomePage

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); "
    "time.sleep(60)",
]
END_AT_ONCE = [sys.executable, "-c", "pass"]
#: Answers 200 to whatever is asked on the port that follows.
HEALTHY = [
    sys.executable,
    "-c",
    """
import http.server, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()
    def log_message(self, *args):
        pass
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
""",
]


class Screen(io.StringIO):
    """What the command prints, and an event for the moment when it has explained itself."""

    def __init__(self) -> None:
        super().__init__()
        self.explained = threading.Event()

    def write(self, text: str) -> int:
        if "Ctrl-C" in text:
            self.explained.set()
        return super().write(text)


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_a_port_in_use_is_refused_with_advice(free_port):
    assert serve.why_not_listen("127.0.0.1", free_port) == ""
    with socket.socket() as other:
        other.bind(("127.0.0.1", free_port))
        other.listen()
        assert serve.why_not_listen("127.0.0.1", free_port) == (
            f"Something else uses port {free_port}. Choose another: make run PORT={free_port + 1}"
        )


def test_an_address_that_is_not_ours_is_refused(free_port):
    # 192.0.2.0/24 is kept for documentation (RFC 5737), so no machine has it.
    assert serve.why_not_listen("192.0.2.1", free_port) == (
        f"Cannot listen on 192.0.2.1, port {free_port}: Cannot assign requested address."
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_both(monkeypatch, number):
    # Here no terminal has told the processes of the Ctrl-C as well.
    monkeypatch.setattr(serve, "ENDING", 0)
    handler = signal.getsignal(number)
    with serve.running({"server": SLEEP, "worker": SLEEP}, dict(os.environ)) as (processes, stop):
        os.kill(os.getpid(), number)
        assert serve.wait(processes, stop) is None
    assert stop == [number]
    assert [process.returncode for process in processes.values()] == [-15, -15]
    assert signal.getsignal(number) is handler


def test_where_one_ends_the_other_is_ended_and_the_first_is_named():
    lines = {"server": SLEEP, "worker": END_AT_ONCE}
    with serve.running(lines, dict(os.environ)) as (processes, stop):
        assert serve.wait(processes, stop) == "worker"
    assert [process.returncode for process in processes.values()] == [-15, 0]


def test_a_process_that_will_not_end_is_killed(monkeypatch):
    monkeypatch.setattr(serve, "ENDING_WHEN_TOLD", 0.3)
    process = subprocess.Popen(STUBBORN, stdout=subprocess.PIPE)
    process.stdout.readline()
    serve.end([process], have_been_told=False)
    process.stdout.close()
    assert process.returncode == -signal.SIGKILL


def test_whatever_happens_inside_ends_them():
    with (
        pytest.raises(ZeroDivisionError),
        serve.running({"server": SLEEP}, dict(os.environ)) as (
            processes,
            _stop,
        ),
    ):
        raise ZeroDivisionError
    assert processes["server"].returncode == -15


def test_waiting_for_health_ends_with_the_server(free_port):
    began = time.monotonic()
    with serve.running({"server": END_AT_ONCE}, dict(os.environ)) as (processes, stop):
        serve.wait_until_healthy("127.0.0.1", free_port, processes, stop)
    assert time.monotonic() - began < serve.STARTING / 2


def test_the_command_lines_have_no_shell_and_name_the_port():
    lines = serve.commands("127.0.0.1", 8123)
    assert list(lines) == ["server", "worker"]
    assert lines["server"][lines["server"].index("--port") + 1] == "8123"
    assert lines["worker"][-6:] == [
        "db_worker",
        "--backend",
        "jobs",
        "--no-reload",
        "--verbosity",
        "0",
    ]


# --- The whole command, with two small processes in place of granian and the worker ---


@pytest.fixture
def small_processes(monkeypatch, free_port) -> dict[str, list[str]]:
    lines = {"server": [*HEALTHY, str(free_port)], "worker": SLEEP}
    monkeypatch.setattr(serve, "commands", lambda *_args: lines)
    monkeypatch.setattr(
        serve,
        "call_command",
        lambda name, **options: None if name == "prepare" else call_command(name, **options),
    )
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "config.settings.test")
    return lines


@contextlib.contextmanager
def ended_once_explained(screen: Screen) -> Iterator[None]:
    """Send the TERM of a service manager as soon as the command has said where the site is."""

    def end_it() -> None:
        screen.explained.wait(240)
        os.kill(os.getpid(), signal.SIGTERM)

    sender = threading.Thread(target=end_it)
    sender.start()
    yield
    sender.join()


@pytest.mark.django_db
@pytest.mark.usefixtures("jobs_wait")
def test_the_command_builds_the_demo_for_its_port_and_says_who_may_log_in(
    small_processes, free_port, monkeypatch
):
    # Two regions without their places and festivals: demo/tests/test_build.py has them all.
    monkeypatch.setattr(content, "folder", lambda _name: [])
    monkeypatch.setattr(Workshop, "fill_bodies", lambda _shop: None)
    screen = Screen()
    with ended_once_explained(screen):
        call_command("serve", port=free_port, stdout=screen)
    assert screen.getvalue().splitlines() == [
        "Building the demo.",
        "Starting the server and the worker.",
        "",
        f"The site   http://localhost:{free_port}/",
        f"Its admin  http://localhost:{free_port}/admin/",
        "Log in as",
        "  admin            first-light-admin",
        "  officer          first-light-officer",
        "  moderator        first-light-moderator",
        "  translator-ar    first-light-translator",
        "  calendar         first-light-calendar",
        "  sabang-editor    first-light-sabang",
        "",
        "Ctrl-C ends the server and the worker.",
    ]
    ports = {home.slug: home.sites_rooted_here.get().port for home in HomePage.objects.all()}
    assert ports == {"banyuwangi": free_port, "sabang": free_port}


@pytest.mark.django_db
def test_the_command_fails_where_a_process_ends_by_itself(small_processes, free_port, settings):
    settings.DEMO = False
    small_processes["worker"] = END_AT_ONCE
    with pytest.raises(CommandError, match=r"^The worker has ended by itself"):
        call_command("serve", port=free_port, stdout=io.StringIO())


def test_the_command_prepares_nothing_where_the_port_is_taken(free_port):
    screen = Screen()
    with socket.socket() as other:
        other.bind(("127.0.0.1", free_port))
        other.listen()
        with pytest.raises(CommandError, match=rf"^Something else uses port {free_port}"):
            call_command("serve", port=free_port, stdout=screen)
    assert screen.getvalue() == ""
