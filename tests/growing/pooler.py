"""PgBouncer before the tests' server, in transaction mode and with few connections."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from tests.growing.servers import database_name
from tests.growing.waiting import comes_true

from welcome_office.launch.accounts import database_account
from welcome_office.launch.debian import find_pooler
from welcome_office.launch.places import var_directory
from welcome_office.launch.ports import LOOPBACK, free_port, somebody_answers
from welcome_office.launch.postgres import Cluster, cluster_home, make_home, remove_cluster

CONFIGURATION = """
[databases]
* = host=127.0.0.1 port={server}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = {users}
pool_mode = transaction
default_pool_size = 3
"""


@contextmanager
def pooler() -> Iterator[str]:
    """The address of the test's database through the pooler."""
    program = find_pooler()
    if program is None:
        pytest.skip("needs PgBouncer. Debian: apt install pgbouncer")
    door, port = urlsplit(os.environ["DATABASE_URL"]), free_port()
    # Like PostgreSQL it refuses root, and so needs a folder where that account may read.
    account = database_account()
    place = Cluster(cluster_home(var_directory(), f"pooler-{os.getpid()}"), account)
    make_home(place)
    users, configuration = place.home / "users", place.home / "pgbouncer.ini"
    users.write_text(f'"{door.username}" "{door.password}"\n')
    configuration.write_text(CONFIGURATION.format(server=door.port, port=port, users=users))
    for path in (users, configuration):
        account.give(path)
    process = subprocess.Popen(
        [program, "--quiet", str(configuration)], cwd=place.home, **account.process_options()
    )
    try:
        assert comes_true(lambda: somebody_answers(port))
        yield f"postgres://{door.username}:{door.password}@{LOOPBACK}:{port}/{database_name()}"
    finally:
        process.terminate()
        process.wait()
        remove_cluster(place)
