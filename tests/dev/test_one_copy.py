# SPDX-License-Identifier: EUPL-1.2
"""One copy uses a state folder and a port; a second one is told so."""

import fcntl
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from dev import control, locks, ports, servers, supervisor
from dev.failure import Failure

RUN = Path(__file__).parents[2] / "dev" / "run.py"


def verb(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(RUN), *words],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_second_copy_is_refused_and_names_the_first(tmp_path):
    with locks.held(tmp_path, verb="up"):
        done = verb("up", STATE=str(tmp_path), PORT=str(ports.free_port()))
    assert done.returncode == 1
    assert f"is in use by `up` (process {os.getpid()})" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_busy_port_is_refused_and_another_one_proposed(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = verb("up", STATE=str(tmp_path), PORT=str(port))
    assert done.returncode == 1
    assert f"Port {port} is in use by another program" in done.stderr
    assert f"PORT={port + 1}" in done.stderr


def test_a_port_is_free_again_when_its_server_is_gone():
    port = ports.free_port()
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        assert not ports.is_free(port)
    supervisor.require_free(port)


def test_a_lock_is_free_again_after_its_holder_was_killed(tmp_path):
    code = f"""
import sys, os, signal
sys.path.insert(0, {str(RUN.parents[1])!r})
from pathlib import Path
from dev import locks
with locks.held(Path({str(tmp_path)!r}), verb="up"):
    os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", code], check=False, timeout=30)
    assert locks.holder(tmp_path) is None
    with locks.held(tmp_path, verb="up"):
        holder = locks.holder(tmp_path)
        assert holder is not None
        assert (holder.process, holder.verb) == (os.getpid(), "up")


def test_the_holder_waits_for_its_guests(tmp_path):
    with locks.guest(tmp_path), (tmp_path / "guests").open("a+") as door, pytest.raises(BlockingIOError):
        fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)
    with locks.without_guests(tmp_path):
        pass


def test_the_environment_of_a_dead_holder_is_not_believed(tmp_path):
    servers.remember(tmp_path, {"PORT": "8000"})
    file = tmp_path / "environment.json"
    assert servers.recall(tmp_path) == {"PORT": "8000"}
    assert file.stat().st_mode & 0o077 == 0
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    file.write_text(file.read_text().replace(str(os.getpid()), str(gone.pid)))
    assert servers.recall(tmp_path) is None


def test_down_without_a_running_copy_is_no_error(tmp_path, monkeypatch):
    monkeypatch.setenv("STATE", str(tmp_path))
    assert control.down() == 0


def test_reset_deletes_the_data_but_not_while_a_copy_runs(tmp_path, monkeypatch):
    state = tmp_path / "state"
    monkeypatch.setenv("STATE", str(state))
    with locks.held(state, verb="up"):
        (state / "exports").mkdir()
        with pytest.raises(locks.Busy):
            control.reset()
        assert (state / "exports").exists()
    assert control.reset() == 0
    assert not (state / "exports").exists()


def test_reset_leaves_a_folder_alone_that_parvi_did_not_make(tmp_path, monkeypatch):
    monkeypatch.setenv("STATE", str(tmp_path))
    (tmp_path / "thesis.odt").touch()
    with locks.held(tmp_path, verb="up"):
        pass
    with pytest.raises(Failure, match="was not made by Parvi"):
        control.reset()
    assert (tmp_path / "thesis.odt").exists()
