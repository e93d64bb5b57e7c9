"""The commands that bring the program up and down."""

import os
import shutil
import signal

import click

from welcome_office.launch import debian, servers
from welcome_office.launch.assets import install_test_packages
from welcome_office.launch.browser import find_browser, install_browser
from welcome_office.launch.debian import find_pooler
from welcome_office.launch.errors import LaunchError
from welcome_office.launch.places import checkout, var_directory
from welcome_office.launch.postgres import cluster_of, remove_cluster, running_url
from welcome_office.launch.preparation import prepare_files
from welcome_office.launch.run import run_office, stopped_by_signals
from welcome_office.launch.running import end_leftovers, forget_state, only_launcher
from welcome_office.launch.steps import Refusals, step
from welcome_office.launch.throwaway import choose_address, remove_test_server, running_server


@click.command(cls=Refusals)
@click.option("--for-tests", is_flag=True, help="Fetch what only the tests need, too.")
def prepare(*, for_tests: bool) -> None:
    """Fetch style sheet and fonts, compile the translations; start nothing."""
    prepare_files()
    if for_tests:
        install_test_packages(checkout())
        if find_browser() is None:
            with step("Browser"):
                install_browser()
        if find_pooler() is None:
            with step("Pooler"):
                debian.install("pgbouncer")


@click.command(cls=Refusals)
@click.option("--port", default=8000, show_default=True, envvar="PORT", help="Where to listen.")
def run(*, port: int) -> None:
    """Start the whole office on this machine, with invented visits, until Ctrl-C.

    Database, web server, worker and a catcher for outgoing mail. With DATABASE_URL set, that
    PostgreSQL server is used and left running.
    """
    run_office(port=port)


@click.command(cls=Refusals)
@click.option("--host", default="127.0.0.1", show_default=True, envvar="WEB_HOST")
@click.option("--port", default=8000, show_default=True, envvar="PORT")
@click.option("--processes", default=servers.PROCESSES, show_default=True, envvar="WEB_PROCESSES")
@click.option("--threads", default=servers.THREADS, show_default=True, envvar="WEB_THREADS")
def web(*, host: str, port: int, processes: int, threads: int) -> None:
    """Serve the pages, in the foreground: for real operation behind a proxy."""
    command = servers.web_server(host=host, port=port, processes=processes, threads=threads)
    servers.become(command)


@click.command(cls=Refusals)
@click.option("--concurrency", default=4, show_default=True, envvar="WORKER_CONCURRENCY")
def worker(*, concurrency: int) -> None:
    """Do the background work, in the foreground: mail, expiring holds, retention."""
    command = servers.worker(concurrency=concurrency)
    servers.become(command)


@click.command(cls=Refusals)
def reset() -> None:
    """Throw away this checkout's own database and its mail."""
    if "DATABASE_URL" in os.environ:
        raise LaunchError("DATABASE_URL is set: a database that is not ours is never thrown away.")
    var = var_directory()
    with only_launcher(var) as other:
        if other is not None:
            raise LaunchError(f"The office is running: {other.address}. Stop it first (Ctrl-C).")
        end_leftovers(var)
        forget_state(var)
        remove_cluster(cluster_of(var))
        shutil.rmtree(var / "mail", ignore_errors=True)
    click.echo("The database and its mail are gone. The next start begins anew.")


@click.command("database-url", cls=Refusals)
def database_address() -> None:
    """Print the DATABASE_URL of this checkout's own server, for psql and the like."""
    url = running_url(cluster_of(var_directory()))
    if url is None:
        raise LaunchError("The own database is not running. Start it first: make run.")
    click.echo(url)


@click.command("test-services", cls=Refusals)
def test_services() -> None:
    """Keep a PostgreSQL server for tests running until Ctrl-C, and say how to use it."""
    choose_address()
    with stopped_by_signals():
        try:
            click.echo(f"export DATABASE_URL={running_server()}")
            while True:
                signal.pause()
        finally:
            remove_test_server()
