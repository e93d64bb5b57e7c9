"""`welcome-office run`: the whole office on this machine, with invented visits."""

import os
import re
import secrets
import signal
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from urllib.error import URLError

import click

from welcome_office.launch import servers
from welcome_office.launch.children import RUN_NAME, Children, end_report, new_run_name
from welcome_office.launch.errors import LaunchError
from welcome_office.launch.places import var_directory
from welcome_office.launch.ports import free_port, next_free_port, somebody_answers
from welcome_office.launch.postgres import (
    Cluster,
    cluster_of,
    server_process,
    start_cluster,
    stop_cluster,
)
from welcome_office.launch.preparation import prepare_files, take_steps
from welcome_office.launch.running import end_leftovers, noted, only_launcher
from welcome_office.launch.steps import step

NOTICE = "Demonstration: not a service of the City of Bochum, no real appointments."


class StopRequested(BaseException):
    """Somebody pressed Ctrl-C or asked us to end: no error, so no `except Exception` sees it."""


@dataclass(frozen=True)
class Database:
    """Where the database is; for one of our own also its server."""

    url: str
    cluster: Cluster | None

    @property
    def done_file(self) -> Path | None:
        """What has been done to this very database; forgotten together with it."""
        return self.cluster.home / "steps.json" if self.cluster else None

    @property
    def has_fallen(self) -> bool:
        return self.cluster is not None and server_process(self.cluster) is None


def run_office(*, port: int) -> None:
    """Start everything, say where it is, wait, and stop everything that was started."""
    var = var_directory()
    with stopped_by_signals(), only_launcher(var) as other:
        if other is not None:
            click.echo(f"It runs already: {other.address}\nCtrl-C where it was started stops it.")
            return
        click.echo(f"Welcome Office. {NOTICE}\n")
        tidy_up(var)
        prepare_files()
        start_and_watch(var, address=f"http://localhost:{choose_port(port)}")


def start_and_watch(var: Path, *, address: str) -> None:
    run_name = new_run_name()
    logs = own_folder(var / "log")
    with (
        noted(var, run_name=run_name, address=address),
        database(var) as found,
        Children(run_name, logs=logs) as children,
    ):
        mail_port = free_port()
        environment = {
            "SECRET_KEY": kept_secret(var / "secret-key"),
            **servers.server_environment(),
            RUN_NAME: run_name,
            "WELCOME_OFFICE_DEMO": "true",
            "WELCOME_OFFICE_VAR": str(var),
            "DATABASE_URL": found.url,
            "SITE_URL": address,
            # Whatever is set outside: trying it out must send nothing to anybody.
            "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
        }
        take_steps(environment, done_file=found.done_file)
        with step("Mail catcher, web server, worker"):
            start_servers(children, environment, address=address, mail_port=mail_port)
        announce(var, address=address)
        watch(children, found)


def start_servers(
    children: Children, environment: dict[str, str], *, address: str, mail_port: int
) -> None:
    mail_folder = own_folder(Path(environment["WELCOME_OFFICE_VAR"]) / "mail")
    web_port = int(address.rpartition(":")[2])
    children.start("mail catcher", servers.mail_catcher(mail_port, mail_folder), environment)
    children.start(
        "web server",
        servers.web_server(
            host="127.0.0.1",
            port=web_port,
            processes=servers.PROCESSES,
            threads=servers.THREADS,
        ),
        environment,
    )
    children.start("worker", servers.worker(concurrency=2), environment)
    children.wait_until(lambda: somebody_answers(mail_port), seconds=20)
    children.wait_until(lambda: is_ready(f"{address}/health/ready"), seconds=60)


def is_ready(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=20) as answer:  # noqa: S310 (our own address)
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def announce(var: Path, *, address: str) -> None:
    sign_ins = var / "sign-ins.txt"
    click.echo(f"\n  Open      {address}")
    if sign_ins.exists():
        # Written when the accounts were made, perhaps at another port.
        text = re.sub(r"http://localhost:\d+", address, sign_ins.read_text().strip())
        click.echo(f"  Staff     {text}")
    click.echo(f"  Mail      {var / 'mail'} (nothing leaves this machine)")
    click.echo(f"  Logs      {var / 'log'}")
    click.echo("  Ctrl-C stops everything; the data stay. `make reset` throws them away.\n")


def watch(children: Children, found: Database) -> None:
    """Wait until told to stop; what ends by itself ends all."""
    while True:
        if (fallen := children.fallen()) is not None:
            raise LaunchError(end_report(fallen))
        if found.has_fallen:
            raise LaunchError("PostgreSQL has ended by itself. Everything else is stopped, too.")
        time.sleep(0.5)


@contextmanager
def database(var: Path) -> Iterator[Database]:
    """The server of DATABASE_URL, or our own, stopped afterwards."""
    given = os.environ.get("DATABASE_URL")
    if given:
        yield Database(given, None)
        return
    cluster = cluster_of(var)
    try:
        with step("PostgreSQL"):
            url = start_cluster(cluster)
        yield Database(url, cluster)
    finally:
        stop_cluster(cluster)


@contextmanager
def stopped_by_signals() -> Iterator[None]:
    """Turn the first signal to stop into an orderly end; more of them change nothing."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 (Python's signature)
        for each in numbers:
            signal.signal(each, signal.SIG_IGN)
        # Not click.echo: we may be in the middle of one.
        os.write(1, b"\n  Stopping ... ")
        raise StopRequested

    before = {number: signal.signal(number, stop) for number in numbers}
    try:
        yield
    except StopRequested:
        click.echo("stopped.")
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def tidy_up(var: Path) -> None:
    if end_leftovers(var):
        click.echo("  A launcher was killed and left processes running: they are stopped.")


def choose_port(wanted: int) -> int:
    port = next_free_port(wanted)
    if port != wanted:
        click.echo(f"  Port {wanted} is taken by another program: using {port}.")
    return port


def own_folder(path: Path) -> Path:
    path.mkdir(mode=0o700, exist_ok=True)
    return path


def kept_secret(path: Path) -> str:
    """The key that signs sessions and links; kept, so that they outlive a restart."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()
