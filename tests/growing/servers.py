"""A PostgreSQL server of a test's own, made in seconds: a copy of the one that all tests share."""

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any
from urllib.parse import urlsplit

import psutil
import psycopg
import pytest
from django.conf import settings

from welcome_office.launch import servers
from welcome_office.launch.accounts import database_account
from welcome_office.launch.places import var_directory
from welcome_office.launch.ports import LOOPBACK
from welcome_office.launch.postgres import (
    THROWN_AWAY,
    Cluster,
    cluster_home,
    make_home,
    remove_cluster,
    run_program,
    secret,
    server_process,
    start_server,
)
from welcome_office.launch.processes import ends_within
from welcome_office.launch.throwaway import HOME, throwaway_cluster

# What was committed survives a crash of the server.
KEEPS_COMMITS = {**THROWN_AWAY, "synchronous_commit": "on"}


@dataclass(frozen=True)
class Server:
    """A server that a test may stop, start and break."""

    cluster: Cluster
    port: int
    superuser_password: str

    @property
    def url(self) -> str:
        """The address of the test's database, as it was when the copy was made."""
        parts = urlsplit(os.environ["DATABASE_URL"])
        return (
            f"postgres://{parts.username}:{parts.password}@{LOOPBACK}:{self.port}/{database_name()}"
        )

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """Ask the test's database something, as its superuser."""
        with psycopg.connect(
            host=LOOPBACK, port=self.port, user="postgres", password=self.superuser_password,
            dbname=database_name(), autocommit=True,
        ) as connection:  # fmt: skip
            found = connection.execute(query.encode())
            return found.fetchall() if found.description else []

    def restart(self, *, number: signal.Signals) -> None:
        """Stop it - SIGINT is PostgreSQL's fast way, SIGQUIT a crash - and start it again."""
        process = server_process(self.cluster)
        assert process is not None, "it was started above"
        process.send_signal(number)
        assert ends_within(process, seconds=20)
        start_server(self.cluster, port=self.port)


def database_name() -> str:
    """What the test's database is called, here and in every copy."""
    return str(settings.DATABASES["default"]["NAME"])


def default_url() -> str:
    """The address of the test's database itself."""
    here = settings.DATABASES["default"]
    return f"postgres://{here['USER']}:{here['PASSWORD']}@{here['HOST']}:{here['PORT']}/{database_name()}"


def ask_default(query: str) -> list[tuple[Any, ...]]:
    """Ask the database of this test something, from any thread."""
    with psycopg.connect(default_url()) as connection:
        return connection.execute(query.encode()).fetchall()


@contextmanager
def copied_server(name: str, *, follows: bool = False) -> Iterator[Server]:
    """Copy the tests' server while it runs; a copy that follows is its replica."""
    if HOME not in os.environ:
        pytest.skip("needs the tests' own PostgreSQL: run without DATABASE_URL")
    original = throwaway_cluster(Path(os.environ[HOME]))
    password = secret(original, "superuser-password")
    door = urlsplit(os.environ["DATABASE_URL"])
    home = cluster_home(var_directory(), f"{name}-{os.getpid()}")
    cluster = Cluster(home, database_account(), KEEPS_COMMITS)
    try:
        make_home(cluster)
        run_program(
            cluster, "pg_basebackup", f"--pgdata={cluster.data}", "--checkpoint=fast", "--no-sync",
            f"--dbname=postgresql://postgres:{password}@{LOOPBACK}:{door.port}/",
            *(["--write-recovery-conf"] if follows else []),
        )  # fmt: skip
        yield Server(cluster, start_server(cluster, port=None), password)
    finally:
        remove_cluster(cluster)


@contextmanager
def a_worker(environment: Mapping[str, str]) -> Iterator[psutil.Process]:
    """A background worker in a process of its own."""
    with TemporaryFile() as log:
        process = subprocess.Popen(
            servers.worker(concurrency=2),
            env={**servers.server_environment(), **environment}, stdout=log, stderr=log,
        )  # fmt: skip
        try:
            yield psutil.Process(process.pid)
        finally:
            process.kill()
            process.wait()
