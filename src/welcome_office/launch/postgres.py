"""A PostgreSQL server of our own: made, started, found again after a crash, stopped, removed."""

import fcntl
import os
import secrets
import shlex
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import psycopg
from psycopg import sql

from welcome_office.launch.accounts import SYSTEM_HOME, Account, database_account
from welcome_office.launch.binaries import make_system_home, postgres_programs
from welcome_office.launch.errors import LaunchError
from welcome_office.launch.places import short_name
from welcome_office.launch.ports import LOOPBACK, free_port
from welcome_office.launch.processes import ends_within, has_ended

ROLE = DATABASE = "welcome_office"
SUPERUSER = "postgres"

ALWAYS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "cluster_name": "welcome-office",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # Our statements are short; compiling them costs more than it gains.
    "jit": "off",
    "max_connections": "200",
}
KEEPS_DATA: Mapping[str, str] = {**ALWAYS, "shared_buffers": "256MB"}
# A crash of the machine may cost everything: right for tests, wrong for all else.
THROWN_AWAY: Mapping[str, str] = {
    **ALWAYS,
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    # A few tests copy the server while it runs.
    "wal_level": "replica",
    "checkpoint_timeout": "1h",
}


@dataclass(frozen=True)
class Cluster:
    """One server's folder, the account it runs under, and its settings."""

    home: Path
    account: Account = field(default_factory=database_account)
    settings: Mapping[str, str] = field(default_factory=lambda: KEEPS_DATA)

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "postgres.log"


def cluster_of(var: Path) -> Cluster:
    """The lasting server of one checkout: under its var/, for root under the system's folder."""
    return Cluster(cluster_home(var, "postgres"), database_account())


def cluster_home(var: Path, name: str) -> Path:
    """Where a cluster may lie: in var/, for root where its account can go."""
    # Not below a checkout: the account could not pass through a folder such as /root.
    return SYSTEM_HOME / f"{short_name(var)}-{name}" if os.geteuid() == 0 else var / name


def start_cluster(cluster: Cluster, *, port: int | None = None) -> str:
    """Start the server, making it first where needed, and return its DATABASE_URL.

    A server of ours that outlived its launcher is stopped first: nobody knows its settings.
    """
    make_home(cluster)
    with locked(cluster):
        stop_cluster(cluster)
        used_port = bring_up(cluster, port=port)
    return database_url(cluster, port=used_port)


def ensure_running(cluster: Cluster, *, port: int) -> None:
    """Start the server unless it runs already: for several processes that share one."""
    make_home(cluster)
    with locked(cluster):
        if server_process(cluster) is None:
            bring_up(cluster, port=port)


def bring_up(cluster: Cluster, *, port: int | None) -> int:
    make_data(cluster)
    used_port = start_server(cluster, port=port)
    make_database(cluster, port=used_port)
    return used_port


def stop_cluster(cluster: Cluster) -> None:
    """Stop the server if it runs: sessions are ended, what was committed is kept."""
    process = server_process(cluster)
    if process is None:
        return
    # PostgreSQL's "fast" shutdown: it does not wait for its clients to leave.
    process.send_signal(signal.SIGINT)
    if not ends_within(process, seconds=20):
        process.kill()
        ends_within(process, seconds=5)


def remove_cluster(cluster: Cluster) -> None:
    """Stop the server and delete its folder with all data."""
    stop_cluster(cluster)
    if cluster.home.exists():
        shutil.rmtree(cluster.home)


def server_process(cluster: Cluster) -> psutil.Process | None:
    """The running server of exactly this folder; a pid file alone proves nothing."""
    pid = recorded_pid(cluster)
    if pid is None:
        return None
    try:
        process = psutil.Process(pid)
        is_ours = str(cluster.data) in process.cmdline() and not has_ended(process)
    except psutil.Error:
        return None
    return process if is_ours else None


def recorded_pid(cluster: Cluster) -> int | None:
    return recorded_number(cluster, line=1)


def running_url(cluster: Cluster) -> str | None:
    """The DATABASE_URL of the server, if it runs."""
    port = recorded_number(cluster, line=4)
    if port is None or server_process(cluster) is None:
        return None
    return database_url(cluster, port=port)


def recorded_number(cluster: Cluster, *, line: int) -> int | None:
    """What PostgreSQL has noted about itself; it fills the file line by line while it starts."""
    try:
        return int(pid_file(cluster).read_text().splitlines()[line - 1])
    except (FileNotFoundError, IndexError, ValueError):
        return None


def pid_file(cluster: Cluster) -> Path:
    return cluster.data / "postmaster.pid"


def database_url(cluster: Cluster, *, port: int) -> str:
    password = secret(cluster, "password")
    return f"postgresql://{ROLE}:{password}@{LOOPBACK}:{port}/{DATABASE}"


def make_home(cluster: Cluster) -> None:
    if cluster.account.switches:
        make_system_home()
    try:
        cluster.home.mkdir(mode=0o700)
    except FileExistsError:
        return
    cluster.account.give(cluster.home)


@contextmanager
def locked(cluster: Cluster) -> Iterator[None]:
    """One at a time: several test processes may ask for the same server."""
    with (cluster.home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def secret(cluster: Cluster, name: str) -> str:
    """A random password of this cluster, drawn when first asked for."""
    path = cluster.home / name
    if not path.exists():
        keep_secret(cluster, name, secrets.token_urlsafe(32))
    return path.read_text()


def keep_secret(cluster: Cluster, name: str, value: str) -> None:
    make_home(cluster)
    path = cluster.home / name
    path.touch(mode=0o600)
    path.write_text(value)


def make_data(cluster: Cluster) -> None:
    """Make the data folder, all or nothing, where there is none yet."""
    if cluster.data.exists():
        return
    draft = cluster.home / "data.new"
    if draft.exists():
        shutil.rmtree(draft)
    secret(cluster, "superuser-password")
    password_file = cluster.home / "superuser-password"
    cluster.account.give(password_file)
    durable = cluster.settings.get("fsync") != "off"
    run_program(
        cluster,
        "initdb",
        f"--pgdata={draft}",
        f"--username={SUPERUSER}",
        f"--pwfile={password_file}",
        "--auth-local=reject",
        "--auth-host=scram-sha-256",
        "--encoding=UTF8",
        "--no-locale",
        # The same order of words on every system, known to PostgreSQL itself.
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        *([] if durable else ["--no-sync"]),
    )
    draft.rename(cluster.data)


def start_server(cluster: Cluster, *, port: int | None) -> int:
    """Start PostgreSQL and wait until it answers; returns its port."""
    forget_stale_pid(cluster)
    deadline = time.monotonic() + 30
    while True:
        used_port = port or free_port()
        cluster.log.unlink(missing_ok=True)
        options = shlex.join(
            f"--{name}={value}" for name, value in (*cluster.settings.items(), ("port", used_port))
        )
        started = try_program(
            cluster, "pg_ctl", "start", "-w", "-t", "60", "-s", "-D", str(cluster.data),
            "-l", str(cluster.log), "-o", options,
        )  # fmt: skip
        if started.returncode == 0:
            return used_port
        last_words = cluster.log.read_text() if cluster.log.exists() else started.stderr
        if time.monotonic() > deadline or not passes_by_itself(last_words, port):
            raise LaunchError(start_failure(cluster, last_words))
        time.sleep(0.2)


def forget_stale_pid(cluster: Cluster) -> None:
    """Remove a pid file whose number now belongs to another program: PostgreSQL would refuse.

    Where the number belongs to nobody the file stays: by it PostgreSQL knows a killed server's
    sessions that still write.
    """
    pid = recorded_pid(cluster)
    if pid is not None and psutil.pid_exists(pid) and server_process(cluster) is None:
        pid_file(cluster).unlink()


def passes_by_itself(last_words: str, port: int | None) -> bool:
    """Whether to try again: a killed server's sessions are still ending, or a port was lost."""
    if "pre-existing shared memory block" in last_words:
        return True
    return port is None and "could not bind" in last_words


def start_failure(cluster: Cluster, last_words: str) -> str:
    return (
        f"PostgreSQL in {cluster.home} did not start. Its last words:\n"
        + "\n".join(last_words.strip().splitlines()[-10:])
        + "\nIf its data cannot be saved: `make reset` throws them away and begins anew."
    )


def make_database(cluster: Cluster, *, port: int) -> None:
    """Make the program's role, which is no superuser, and its database, where they are missing."""
    done = cluster.home / "database-made"
    if done.exists():
        return
    with psycopg.connect(
        host=LOOPBACK,
        port=port,
        user=SUPERUSER,
        password=secret(cluster, "superuser-password"),
        dbname="postgres",
        autocommit=True,
    ) as connection:
        role, database = sql.Identifier(ROLE), sql.Identifier(DATABASE)
        password = sql.Literal(secret(cluster, "password"))
        if not connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [ROLE]).rowcount:
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEDB").format(role))
        connection.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(role, password))
        if not connection.execute(
            "SELECT FROM pg_database WHERE datname = %s", [DATABASE]
        ).rowcount:
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(database, role))
    done.touch()


def run_program(cluster: Cluster, name: str, *arguments: str) -> None:
    result = try_program(cluster, name, *arguments)
    if result.returncode != 0:
        raise LaunchError(f"PostgreSQL's {name} failed in {cluster.home}:\n{result.stderr}")


def try_program(cluster: Cluster, name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run one of PostgreSQL's programs as its account, in its folder, with a plain environment."""
    return subprocess.run(
        [str(postgres_programs(cluster.account) / name), *arguments],
        cwd=cluster.home,
        # Without a valid LC_ALL, PostgreSQL on macOS becomes multithreaded and refuses to start.
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        umask=0o077,
        **cluster.account.process_options(),
    )
