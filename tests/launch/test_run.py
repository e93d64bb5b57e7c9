"""`welcome-office run` as a person uses it: real processes, real signals."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import pytest

from welcome_office.launch.children import processes_of
from welcome_office.launch.ports import LOOPBACK, free_port
from welcome_office.launch.postgres import cluster_of, remove_cluster, server_process
from welcome_office.launch.running import read_state

COMMAND = [sys.executable, "-m", "welcome_office"]
# What the tests' own database and settings say must not reach the program under test.
OURS = ("DATABASE_URL", "WELCOME_OFFICE_", "EMAIL_URL", "STATICFILES_STORAGE", "SECRET_KEY")


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder for everything that one office keeps; prepared by the first test that starts it."""
    folder = tmp_path_factory.mktemp("office")
    yield folder
    remove_cluster(cluster_of(folder))


def environment(var: Path) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return {**ours, "WELCOME_OFFICE_VAR": str(var)}


@contextmanager
def office(var: Path, *, port: int) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A running office, and what it has said until it was ready."""
    with subprocess.Popen(
        [*COMMAND, "run", "--port", str(port)],
        env=environment(var),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        said = ""
        for line in process.stdout:
            said += line
            if "Ctrl-C stops" in line:
                break
        try:
            yield process, said
        finally:
            process.terminate()
            process.communicate(timeout=60)


def say(*arguments: str, var: Path) -> str:
    """What a command says beside a running office."""
    done = subprocess.run(
        [*COMMAND, *arguments], env=environment(var), capture_output=True, text=True, check=True
    )
    return done.stdout


def stop(process: subprocess.Popen[str], number: signal.Signals) -> str:
    process.send_signal(number)
    said, _ = process.communicate(timeout=60)
    return said


def fetch(address: str) -> int:
    with urllib.request.urlopen(address, timeout=20) as answer:
        return int(answer.status)


def left_running(var: Path, run_name: str) -> list[object]:
    server = server_process(cluster_of(var))
    return [*processes_of(run_name), *([server] if server else [])]


def test_office_starts_answers_and_ends_without_trace(var: Path) -> None:
    port = free_port()
    with office(var, port=port) as (process, said):
        run_name = read_state(var)["run_name"]
        assert f"http://localhost:{port}" in said
        with ExitStack() as idle_browsers:
            for _ in range(200):
                idle_browsers.enter_context(socket.create_connection((LOOPBACK, port)))
            assert fetch(f"http://localhost:{port}/health/ready") == 200
        with psycopg.connect(say("database-url", var=var).strip()) as connection:
            assert connection.info.dbname == "welcome_office"

        last = stop(process, signal.SIGINT)

    assert last.endswith("stopped.\n")
    assert process.returncode == 0
    assert left_running(var, run_name) == []
    assert read_state(var) == {}


@pytest.mark.long
def test_second_start_is_quick_and_a_third_beside_it_is_told_where(var: Path) -> None:
    port = free_port()
    with office(var, port=port):
        pass
    began = time.monotonic()
    with office(var, port=port) as (_, said):
        seconds = time.monotonic() - began

        third = subprocess.run(
            [*COMMAND, "run"], env=environment(var), capture_output=True, text=True, check=True
        )

    assert f"It runs already: http://localhost:{port}" in third.stdout
    assert "Database tables" not in said
    # Under 5 s on an idle machine; here others may be at work.
    assert seconds < 10


@pytest.mark.long
def test_office_killed_outright_starts_again_and_tidies_up(var: Path) -> None:
    port = free_port()
    with office(var, port=port) as (process, _):
        killed = read_state(var)["run_name"]
        process.kill()
        process.wait()
        assert left_running(var, killed) != []

    with office(var, port=port) as (process, said):
        assert processes_of(killed) == []
        assert fetch(f"http://localhost:{port}/health/ready") == 200

    assert "they are stopped" in said


@pytest.mark.long
@pytest.mark.parametrize("name", ["web server", "worker", "mail catcher"])
def test_part_that_falls_takes_all_down_and_is_named(var: Path, name: str) -> None:
    with office(var, port=free_port()) as (process, _):
        run_name = read_state(var)["run_name"]
        word = {"web server": "granian", "worker": "config.worker"}.get(name, "launch.mail")
        victims = [each for each in processes_of(run_name) if word in " ".join(each.cmdline())]
        min(victims, key=lambda each: each.create_time()).kill()

        said, _ = process.communicate(timeout=60)

    assert f"The {name} has ended by itself" in said
    assert process.returncode == 1
    assert left_running(var, run_name) == []


@pytest.mark.long
def test_taken_port_is_told_and_the_next_one_used(var: Path) -> None:
    with socket.create_server((LOOPBACK, free_port())) as other:
        port = other.getsockname()[1]
        with office(var, port=port) as (_, said):
            address = read_state(var)["address"]

            assert fetch(f"{address}/health/ready") == 200

    assert f"Port {port} is taken by another program" in said
    assert address != f"http://localhost:{port}"


@pytest.mark.long
def test_closed_terminal_stops_it_too(var: Path) -> None:
    with office(var, port=free_port()) as (process, _):
        run_name = read_state(var)["run_name"]

        stop(process, signal.SIGHUP)

    assert left_running(var, run_name) == []


@pytest.mark.long
def test_reset_begins_anew(var: Path) -> None:
    with office(var, port=free_port()):
        running = subprocess.run(
            [*COMMAND, "reset"], env=environment(var), capture_output=True, text=True, check=False
        )
    assert cluster_of(var).home.exists()

    subprocess.run([*COMMAND, "reset"], env=environment(var), capture_output=True, check=True)

    assert "Stop it first" in running.stderr
    assert not cluster_of(var).home.exists()
    assert not (var / "mail").exists()


def test_reset_never_touches_a_database_that_is_not_ours(var: Path) -> None:
    result = subprocess.run(
        [*COMMAND, "reset"],
        env={**environment(var), "DATABASE_URL": "postgresql://db.example/office"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (result.returncode, result.stdout) == (1, "")
    assert "never thrown away" in result.stderr
