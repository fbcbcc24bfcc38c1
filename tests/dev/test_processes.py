# SPDX-License-Identifier: EUPL-1.2
"""No process outlives its parent, and one that dies is started again."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dev import family, postgres, processes

ROOT = Path(__file__).parents[2]
SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]


def is_alive(process: int) -> bool:
    status = Path(f"/proc/{process}/status")
    return status.exists() and "State:\tZ" not in status.read_text()


def wait_until(question, seconds: float = 10) -> None:
    until = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < until
        time.sleep(0.02)


@pytest.mark.parametrize("identity", ["same", "namespace", "nobody"])
def test_a_child_ends_with_its_killed_parent_whoever_it_runs_as(identity):
    if identity != "same" and os.geteuid() != 0:
        pytest.skip("only root needs to become somebody else")
    probe = processes.start([], identity=identity, log=Path(os.devnull))
    if probe.wait() != 0:
        pytest.skip(f"this machine denies the way `{identity}`")
    code = f"""
import sys, time
sys.path.insert(0, {str(ROOT)!r})
from dev import processes
child = processes.start(["sleep", "60"], identity={identity!r})
print(child.pid, flush=True)
time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        wait_until(lambda: Path(f"/proc/{child}/comm").read_text().strip() == "sleep")
        parent.send_signal(signal.SIGKILL)
    wait_until(lambda: not is_alive(child))


def test_a_member_that_dies_is_started_again_after_a_growing_pause(capsys):
    member = family.Member("worker", lambda: processes.start(SLEEP), "worker.log", pause=0.01)
    member.rise()
    try:
        first = member.process
        assert first
        first.kill()
        first.wait()
        member.look()
        assert member.process is None
        assert member.pause == pytest.approx(0.02)
        time.sleep(0.02)
        member.look()
        assert member.process
        assert member.process.pid != first.pid
        assert "worker ended (killed by signal 9)" in capsys.readouterr().err
    finally:
        if member.process:
            processes.stop(member.process)


def test_members_are_stopped_last_first(capsys):
    members = [family.Member(name, lambda: processes.start(SLEEP)) for name in ("web", "relay", "beat")]
    whole = family.Family()
    for member in members:
        whole.add(member)
    whole.stop()
    told = capsys.readouterr().err.split("\n")
    assert told[:3] == ["beat has stopped", "relay has stopped", "web has stopped"]
    assert all(member.process and member.process.returncode == -signal.SIGTERM for member in members)


def test_a_number_that_another_program_got_is_not_taken_for_postgres():
    assert not postgres.is_postgres(os.getpid())
