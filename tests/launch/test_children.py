"""Processes of a run are found by the run's name, ended together, and nobody else is."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from welcome_office.launch.children import (
    RUN_NAME,
    Children,
    end_processes_of,
    end_report,
    new_run_name,
    processes_of,
)
from welcome_office.launch.errors import LaunchError

NAP = "time.sleep(60)"
SLEEP = [sys.executable, "-c", f"import time; {NAP}"]
# A program that starts a helper, says so, and waits.
WITH_HELPER = [
    sys.executable,
    "-c",
    f"import subprocess, time; subprocess.Popen({SLEEP!r}); print('up', flush=True); {NAP}",
]
DEAF = [
    sys.executable,
    "-c",
    f"import signal, time; signal.signal(15, signal.SIG_IGN); print('up', flush=True); {NAP}",
]


@pytest.fixture
def bystander() -> Iterator[subprocess.Popen[bytes]]:
    """A process of another run."""
    with subprocess.Popen(SLEEP, env={**os.environ, RUN_NAME: "another"}) as process:
        yield process
        process.kill()


def says_up(log: Path) -> bool:
    return "up" in log.read_text()


def test_leaving_ends_processes_and_their_helpers_only(
    tmp_path: Path, bystander: subprocess.Popen[bytes]
) -> None:
    run_name = new_run_name()
    with Children(run_name, logs=tmp_path) as children:
        child = children.start("web server", WITH_HELPER, os.environ)
        children.wait_until(lambda: says_up(child.log), seconds=10)
        assert len(processes_of(run_name)) == 2

    assert processes_of(run_name) == []
    assert bystander.poll() is None


def test_helper_of_a_killed_process_is_found_and_ended(tmp_path: Path) -> None:
    run_name = new_run_name()
    with Children(run_name, logs=tmp_path) as children:
        child = children.start("web server", WITH_HELPER, os.environ)
        children.wait_until(lambda: says_up(child.log), seconds=10)
        child.process.kill()
        child.process.wait()

        assert end_processes_of(run_name) == 1

    assert processes_of(run_name) == []


def test_process_that_does_not_listen_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("welcome_office.launch.children.PATIENCE", 0.2)
    with Children(new_run_name(), logs=tmp_path) as children:
        child = children.start("web server", DEAF, os.environ)
        children.wait_until(lambda: says_up(child.log), seconds=10)

    assert child.process.wait(timeout=5) == -9


def test_process_that_falls_is_named_with_its_last_words(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "print('No ink left.'); raise SystemExit(3)"]
    with Children(new_run_name(), logs=tmp_path) as children:
        child = children.start("worker", command, os.environ)

        with pytest.raises(LaunchError, match="worker has ended by itself"):
            children.wait_until(lambda: False, seconds=10)

    assert "exit code 3" in end_report(child)
    assert end_report(child).endswith("No ink left.")


def test_process_without_an_answer_is_not_waited_for_forever(tmp_path: Path) -> None:
    with Children(new_run_name(), logs=tmp_path) as children:
        children.start("worker", SLEEP, os.environ)

        with pytest.raises(LaunchError, match=r"No answer within 0 s\."):
            children.wait_until(lambda: False, seconds=0.1)


def test_own_process_is_never_among_those_to_end(monkeypatch: pytest.MonkeyPatch) -> None:
    name = psutil.Process().environ().get(RUN_NAME, "none")

    assert os.getpid() not in {process.pid for process in processes_of(name)}
