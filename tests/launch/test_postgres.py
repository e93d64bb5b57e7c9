"""Our own PostgreSQL: real servers in folders of their own."""

import os
import socket
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from welcome_office.launch.errors import LaunchError
from welcome_office.launch.ports import LOOPBACK, free_port
from welcome_office.launch.postgres import (
    Cluster,
    cluster_home,
    ensure_running,
    recorded_pid,
    remove_cluster,
    running_url,
    server_process,
    start_cluster,
    stop_cluster,
)
from welcome_office.launch.processes import ends_within
from welcome_office.launch.throwaway import throwaway_cluster


@pytest.fixture(scope="module")
def prototype(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A server that has been made, started and stopped once: copying it is quicker."""
    cluster = throwaway_cluster(cluster_home(tmp_path_factory.mktemp("prototype"), "postgres"))
    start_cluster(cluster)
    stop_cluster(cluster)
    yield cluster
    remove_cluster(cluster)


@pytest.fixture
def cluster(tmp_path: Path, prototype: Cluster) -> Iterator[Cluster]:
    """A server of this test alone, removed at the end whatever happened."""
    cluster = throwaway_cluster(cluster_home(tmp_path, "postgres"))
    subprocess.run(["cp", "-a", str(prototype.home), str(cluster.home)], check=True)
    yield cluster
    remove_cluster(cluster)


def ask(url: str, statement: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(statement.encode())
        row = cursor.fetchone() if cursor.description else None
        return row[0] if row else None


def test_running_server_tells_its_address(cluster: Cluster) -> None:
    url = start_cluster(cluster)

    assert running_url(cluster) == url
    stop_cluster(cluster)
    assert running_url(cluster) is None


def test_data_outlive_stopping_and_starting(cluster: Cluster) -> None:
    ask(start_cluster(cluster), "CREATE TABLE kept AS SELECT 'Grüße' AS word")
    stop_cluster(cluster)

    again = start_cluster(cluster)

    assert ask(again, "SELECT word FROM kept") == "Grüße"


def test_program_owns_its_database_but_not_the_server(cluster: Cluster) -> None:
    url = start_cluster(cluster)

    ask(url, "CREATE EXTENSION btree_gist")

    assert ask(url, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False


def test_server_killed_with_its_sessions_starts_again(cluster: Cluster) -> None:
    with psycopg.connect(start_cluster(cluster)):
        server = server_process(cluster)
        assert server is not None
        server.kill()

        again = start_cluster(cluster)

    assert ask(again, "SELECT 1") == 1


def test_server_that_outlived_its_launcher_is_replaced(cluster: Cluster) -> None:
    start_cluster(cluster)
    forgotten = server_process(cluster)
    assert forgotten is not None

    url = start_cluster(cluster)

    assert ends_within(forgotten, seconds=0)
    assert ask(url, "SELECT 1") == 1


def test_pid_file_naming_a_stranger_harms_neither(cluster: Cluster) -> None:
    start_cluster(cluster)
    stop_cluster(cluster)
    (cluster.data / "postmaster.pid").write_text(f"{os.getpid()}\n{cluster.data}\n")

    url = start_cluster(cluster)

    assert ask(url, "SELECT 1") == 1
    assert recorded_pid(cluster) != os.getpid()


def test_without_the_password_nobody_gets_in(cluster: Cluster) -> None:
    url = start_cluster(cluster)
    assert ask(url, "SELECT 1") == 1

    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(host=LOOPBACK, port=psycopg.conninfo.conninfo_to_dict(url)["port"],
                        user="postgres", password="postgres", dbname="postgres")  # fmt: skip


def test_taken_port_is_named_when_it_was_asked_for(cluster: Cluster) -> None:
    with socket.create_server((LOOPBACK, free_port())) as other:
        port = other.getsockname()[1]

        with pytest.raises(LaunchError, match=rf"could not bind.*{LOOPBACK}"):
            start_cluster(cluster, port=port)


def test_folder_is_closed_and_its_parents_stay_as_they_were(cluster: Cluster) -> None:
    parents = list(cluster.home.parents)
    # The outermost folder of root's servers is made with the first of them.
    start_cluster(cluster)
    before = {parent: parent.stat().st_mode for parent in parents}
    remove_cluster(cluster)

    start_cluster(cluster)

    assert {parent: parent.stat().st_mode for parent in parents} == before
    assert stat.S_IMODE(cluster.home.stat().st_mode) == 0o700


def test_several_processes_share_one_server(cluster: Cluster) -> None:
    port = free_port()
    ensure_running(cluster, port=port)
    first = recorded_pid(cluster)

    ensure_running(cluster, port=port)

    assert recorded_pid(cluster) == first


def test_removed_cluster_leaves_nothing(cluster: Cluster) -> None:
    start_cluster(cluster)
    server = server_process(cluster)
    assert server is not None

    remove_cluster(cluster)

    assert ends_within(server, seconds=0)
    assert not cluster.home.exists()


def test_database_server_of_the_session_answers(database_server: str) -> None:
    assert ask(database_server, "SELECT current_setting('fsync')") in {"on", "off"}


def test_stopping_does_not_wait_for_clients(cluster: Cluster) -> None:
    with psycopg.connect(start_cluster(cluster)):
        stop_cluster(cluster)

    assert server_process(cluster) is None
