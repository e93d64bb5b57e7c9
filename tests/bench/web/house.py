"""A busy house for measuring: Bochum's files with more desks, open every day, on a real server."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from welcome_office.launch.accounts import database_account
from welcome_office.launch.places import var_directory
from welcome_office.launch.ports import free_port
from welcome_office.launch.postgres import (
    KEEPS_DATA,
    Cluster,
    cluster_home,
    remove_cluster,
    start_cluster,
)
from welcome_office.launch.servers import server_environment, web_server

ROOT = Path(__file__).resolve().parents[3]
OFFICE = ROOT / "offices" / "bochum"
EVERY_DAY = (1, 2, 3, 4, 5)
CORE_DESKS = 3


@contextmanager
def database() -> Iterator[tuple[str, psutil.Process]]:
    """A PostgreSQL server that flushes to disk as in real operation: its address and process."""
    home = cluster_home(var_directory(), f"bench-{os.getpid()}")
    cluster = Cluster(home, database_account(), KEEPS_DATA)
    try:
        address = start_cluster(cluster)
        first_line = (cluster.data / "postmaster.pid").read_text().split()[0]
        yield address, psutil.Process(int(first_line))
    finally:
        remove_cluster(cluster)


@contextmanager
def web(*, processes: int, threads: int) -> Iterator[tuple[int, psutil.Process]]:
    """The web server: its port and process."""
    port = free_port()
    command = web_server(host="127.0.0.1", port=port, processes=processes, threads=threads)
    with TemporaryDirectory() as folder, (Path(folder) / "log").open("w") as log:
        environment = {**server_environment(), "LOG_LEVEL": "WARNING"}
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            if not _is_ready(f"http://127.0.0.1:{port}/health/ready"):
                sys.exit(f"The web server did not start:\n{Path(log.name).read_text()}")
            yield port, psutil.Process(server.pid)
        finally:
            server.terminate()
            server.wait(20)


def _is_ready(address: str) -> bool:
    for _ in range(600):
        try:
            with urllib.request.urlopen(address):
                return True
        except OSError:
            time.sleep(0.1)
    return False


def fill(*, desks: int) -> None:
    """Migrate, and load Bochum with this many times its desks, open on all workdays."""
    from django.core.management import call_command  # noqa: PLC0415 - after setup

    from welcome_office.core.audit import PROGRAM  # noqa: PLC0415
    from welcome_office.partners.actions import replace_definition  # noqa: PLC0415
    from welcome_office.partners.office_files.parsing import read_office_files  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    file = read_office_files(OFFICE)
    services = tuple(replace(service, weekdays=EVERY_DAY) for service in file.services)
    resources = [
        replace(
            resource,
            id=f"{resource.id}-{copy}",
            hours=resource.hours
            and tuple(replace(shift, weekdays=EVERY_DAY) for shift in resource.hours),
        )
        for copy in range(desks)
        for resource in file.resources
    ]
    busy = replace(file, services=services, resources=tuple(resources))
    replace_definition(busy, by=PROGRAM, is_demo=True)
