"""The command lines of the web server and the worker, for `run` and for real operation alike."""

import os
import sys
from pathlib import Path
from typing import NoReturn

# Two processes keep two cores busy; more cores, more processes.
PROCESSES = max(2, min(os.cpu_count() or 2, 8))
# Per process: while one thread waits for PostgreSQL another computes. Each keeps a connection.
THREADS = 4


def django(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "django", *arguments]


def web_server(*, host: str, port: int, processes: int, threads: int) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "welcome_office.config.wsgi:application"),
        *("--interface", "wsgi", "--no-ws", "--host", host, "--port", str(port)),
        *("--workers", str(processes), "--blocking-threads", str(threads)),
        # A thread that ends takes its database connection along: opening one costs milliseconds.
        *("--blocking-threads-idle-timeout", "600"),
        # Counted in connections, idle ones too, and every browser keeps some: many per thread.
        *("--backlog", "2048", "--backpressure", "2048"),
        *("--respawn-failed-workers", "--workers-kill-timeout", "10"),
        *("--log-config", str(Path(__file__).with_name("log-lines.json"))),
    ]


def worker(*, concurrency: int) -> list[str]:
    return [sys.executable, "-m", "welcome_office.config.worker", str(concurrency)]


def mail_catcher(port: int, folder: Path) -> list[str]:
    return [sys.executable, "-m", "welcome_office.launch.mail", str(port), str(folder)]


def server_environment() -> dict[str, str]:
    """Our environment, with Django's settings named."""
    return {"DJANGO_SETTINGS_MODULE": "welcome_office.config.settings", **os.environ}


def become(command: list[str]) -> NoReturn:
    """Turn into this server: signals and exit codes are its own from here on."""
    os.execve(command[0], command, server_environment())  # noqa: S606 (a list, no shell)
