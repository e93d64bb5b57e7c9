"""A PostgreSQL server for tests: fast, shared by several processes, gone when its owner ends."""

import os
import secrets
from functools import cache
from pathlib import Path

from welcome_office.launch.accounts import database_account
from welcome_office.launch.places import var_directory
from welcome_office.launch.ports import LOOPBACK, free_port
from welcome_office.launch.postgres import (
    DATABASE,
    ROLE,
    THROWN_AWAY,
    Cluster,
    cluster_home,
    ensure_running,
    keep_secret,
    remove_cluster,
)
from welcome_office.launch.processes import ProcessId

# The process that owns the server tells its helpers by these what it has chosen.
HOME = "WELCOME_OFFICE_TEST_CLUSTER"
PORT = "WELCOME_OFFICE_TEST_PORT"
PASSWORD = "WELCOME_OFFICE_TEST_PASSWORD"  # noqa: S105 (a variable's name)
PREFIX = "test"


def choose_address() -> None:
    remove_forgotten_servers()
    owner = ProcessId.ours()
    name = f"{PREFIX}-{owner.pid}-{owner.started}-{secrets.token_hex(4)}"
    port, password = free_port(), secrets.token_urlsafe(32)
    os.environ |= {
        HOME: str(cluster_home(var_directory(), name)),
        PORT: str(port),
        PASSWORD: password,
        "DATABASE_URL": f"postgresql://{ROLE}:{password}@{LOOPBACK}:{port}/{DATABASE}",
    }


@cache
def running_server() -> str:
    """Start the session's server unless it runs already; a given DATABASE_URL is used as it is."""
    if HOME in os.environ:
        cluster = throwaway_cluster(Path(os.environ[HOME]))
        keep_secret(cluster, "password", os.environ[PASSWORD])
        ensure_running(cluster, port=int(os.environ[PORT]))
    return os.environ["DATABASE_URL"]


def remove_test_server() -> None:
    home = Path(os.environ.pop(HOME))
    if home.exists():
        remove_cluster(throwaway_cluster(home))
    del os.environ["DATABASE_URL"]


def remove_forgotten_servers() -> None:
    """Remove servers of this checkout whose session was killed before it could tidy up."""
    pattern = cluster_home(var_directory(), f"{PREFIX}-*-*-*")
    for home in pattern.parent.glob(pattern.name):
        pid, started, _ = home.name.split("-")[-3:]
        if ProcessId(int(pid), float(started)).find() is None:
            remove_cluster(throwaway_cluster(home))


def throwaway_cluster(home: Path) -> Cluster:
    return Cluster(home, database_account(), THROWN_AWAY)
