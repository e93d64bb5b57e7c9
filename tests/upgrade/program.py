"""One version of the program, run as its own processes on a database of its own."""

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import LiteralString

import psycopg

SECONDS_TO_WAIT = 100


@dataclass(frozen=True)
class Program:
    """Where a version's code lies, and the settings that it runs with."""

    version: str
    sources: Path
    settings: Mapping[str, str]

    @property
    def environment(self) -> dict[str, str]:
        """What its processes see."""
        return {**os.environ, **self.settings, "PYTHONPATH": str(self.sources)}

    def run(self, *arguments: str) -> str:
        """Run one command to its end."""
        done = subprocess.run(
            [sys.executable, "-m", "welcome_office", *arguments],
            env=self.environment, cwd=self.sources, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{arguments}: {done.stdout}{done.stderr}"
        return done.stdout

    @contextmanager
    def running(self, *arguments: str) -> Iterator["subprocess.Popen[bytes]"]:
        """A server in the background, ended with the block at the latest."""
        command = [sys.executable, "-m", "welcome_office", *arguments]
        server = subprocess.Popen(command, env=self.environment, cwd=self.sources)
        try:
            yield server
        finally:
            end(server)


def end(server: "subprocess.Popen[bytes]") -> None:
    """End a server as systemd would: what it is doing, it finishes."""
    server.terminate()
    server.wait(30)


def wait_for_version(port: int, version: str) -> None:
    """Wait until a web server of this version answers; the first release does not name itself."""
    address = f"http://127.0.0.1:{port}/health/live"
    until(lambda: _version_at(address) == version)


def _version_at(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return str(json.load(answer).get("version", "0.1.0"))
    except OSError:
        return ""


def until(is_so: Callable[[], object], *, or_tell: Callable[[], object] = str) -> None:
    """Wait for something that has to come, or tell how things stand."""
    deadline = time.monotonic() + SECONDS_TO_WAIT
    while not is_so():
        assert time.monotonic() < deadline, f"Waited in vain. {or_tell()}"
        time.sleep(0.1)


def rows(database: str, query: LiteralString) -> list[tuple[object, ...]]:
    """Ask the database itself, whatever the program knows of it."""
    with psycopg.connect(database) as connection:
        return connection.execute(query).fetchall()
