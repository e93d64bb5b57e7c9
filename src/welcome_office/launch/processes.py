"""Which processes are ours, and how they end."""

import os
import time
from dataclasses import dataclass
from typing import Self

import psutil


@dataclass(frozen=True)
class ProcessId:
    """A process for certain: numbers are used again, a number with its start time is not."""

    pid: int
    started: float

    @classmethod
    def of(cls, pid: int) -> Self:
        return cls(pid, psutil.Process(pid).create_time())

    @classmethod
    def ours(cls) -> Self:
        return cls.of(os.getpid())

    def find(self) -> psutil.Process | None:
        """The process, if it is still the same one and alive."""
        try:
            process = psutil.Process(self.pid)
            # Systems compute the start from the time of booting, rounded.
            is_same = abs(process.create_time() - self.started) < 2
        except psutil.Error:
            return None
        return process if is_same and not has_ended(process) else None


def has_ended(process: psutil.Process) -> bool:
    """Whether it is gone. One that nobody has collected yet (a zombie) does nothing any more."""
    try:
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def ends_within(process: psutil.Process, *, seconds: float) -> bool:
    """Wait for a process, ours or not, to end; whether it did."""
    deadline = time.monotonic() + seconds
    while not has_ended(process):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True
