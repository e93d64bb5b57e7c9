"""Processes that the launcher starts, watches, and ends: those and no others."""

import os
import secrets
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import psutil

from welcome_office.launch.errors import LaunchError
from welcome_office.launch.processes import has_ended

# Every process of one run carries the run's name in its environment, and so do those that it
# starts itself: by this name they are found again, by a pid they could be mistaken for others.
RUN_NAME = "WELCOME_OFFICE_RUN"
PATIENCE = 12.0


@dataclass(frozen=True)
class Child:
    """One process with what it is called on screen and where it writes."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path

    def last_words(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").strip().splitlines()[-15:])


class Children:
    """The processes of one run. Leaving the context ends them all."""

    def __init__(self, run_name: str, *, logs: Path) -> None:
        self.run_name = run_name
        self.logs = logs
        self.started: list[Child] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        end_processes_of(self.run_name)
        for child in self.started:
            # They have ended; now they are also off the system's list.
            child.process.wait()

    def start(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> Child:
        """Start a process in a session of its own, so that Ctrl-C reaches only the launcher."""
        log = self.logs / f"{name.replace(' ', '-')}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                command,
                env={**environment, RUN_NAME: self.run_name},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        child = Child(name, process, log)
        self.started.append(child)
        return child

    def fallen(self) -> Child | None:
        """A process that ended although nobody asked it to."""
        return next((child for child in self.started if child.process.poll() is not None), None)

    def wait_until(self, ready: Callable[[], bool], *, seconds: float) -> None:
        """Wait for a started process to answer."""
        deadline = time.monotonic() + seconds
        while not ready():
            if (fallen := self.fallen()) is not None:
                raise LaunchError(end_report(fallen))
            if time.monotonic() > deadline:
                raise LaunchError(f"No answer within {seconds:.0f} s. See {self.logs}.")
            time.sleep(0.05)


def end_report(child: Child) -> str:
    return (
        f"The {child.name} has ended by itself (exit code {child.process.returncode}). "
        f"Its last words ({child.log}):\n{child.last_words()}"
    )


def new_run_name() -> str:
    return secrets.token_hex(16)


def processes_of(run_name: str) -> list[psutil.Process]:
    """All living processes of a run, however they came to be."""
    return [process for process in psutil.process_iter() if belongs_to(process, run_name)]


def belongs_to(process: psutil.Process, run_name: str) -> bool:
    try:
        is_ours = process.environ().get(RUN_NAME) == run_name
    except (psutil.Error, OSError):
        # Somebody else's, or just gone.
        return False
    return is_ours and process.pid != os.getpid() and not has_ended(process)


def end_processes_of(run_name: str) -> int:
    """Ask all processes of a run to end, then insist; returns how many there were."""
    found = alive = processes_of(run_name)
    asked: set[int] = set()
    deadline = time.monotonic() + PATIENCE
    while alive and time.monotonic() < deadline:
        pids = {process.pid for process in alive}
        for process in alive:
            with suppress(psutil.Error):
                # A web server ends its own workers, in its own order; what it leaves is asked next.
                if process.pid not in asked and process.ppid() not in pids:
                    process.terminate()
                    asked.add(process.pid)
        time.sleep(0.1)
        alive = processes_of(run_name)
    for process in alive:
        with suppress(psutil.Error):
            process.kill()
    return len(found)
