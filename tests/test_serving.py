"""`manage.py serve`: server and worker start together, and none outlives the other."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time

import pytest

from config.management.commands import prepare, serve

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); "
    "time.sleep(60)",
]
END_AT_ONCE = [sys.executable, "-c", "pass"]


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


def test_a_signal_ends_both():
    with serve.running({"server": SLEEP, "worker": SLEEP}, dict(os.environ)) as (processes, stop):
        threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGTERM)).start()
        assert serve.wait(processes, stop) is None
    assert [process.returncode for process in processes.values()] == [-15, -15]


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


def test_static_files_are_collected_again_only_when_one_changes(tmp_path, settings):
    settings.STATICFILES_DIRS = [tmp_path]
    (tmp_path / "a.css").write_text("a")
    before = prepare.static_fingerprint()
    assert prepare.static_fingerprint() == before
    (tmp_path / "b.css").write_text("b")
    assert prepare.static_fingerprint() != before
