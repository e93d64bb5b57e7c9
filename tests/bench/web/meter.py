"""How much computing time the server and its database use, whatever else this machine does."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psutil


@dataclass
class Meter:
    """Seconds of CPU time used between two moments, by the web processes and by PostgreSQL."""

    web: psutil.Process
    database: psutil.Process
    web_seconds: float = 0.0
    database_seconds: float = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Count what is used inside the block."""
        before = used(self.web), used(self.database)
        yield
        self.web_seconds = used(self.web) - before[0]
        self.database_seconds = used(self.database) - before[1]


def used(process: psutil.Process) -> float:
    """Seconds of CPU time of a process and of those that it started and that still run."""
    family = [process, *process.children(recursive=True)]
    times = [each.cpu_times() for each in family]
    return float(sum(each.user + each.system for each in times))
