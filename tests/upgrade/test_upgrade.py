"""A new version is installed while people read, hold and wait for mail; nobody notices.

The release before is taken from git and runs beside this checkout, on one port and one database.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from psycopg import sql
from tests.core.sinks import MailServer
from tests.upgrade.house import House, prepare
from tests.upgrade.program import end
from tests.upgrade.visitor import readers
from tools.releases import is_here, last_release

from welcome_office.launch.ports import free_port

RELEASE = last_release()
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(
        not is_here(RELEASE),
        reason=f"this clone lacks the commit of {RELEASE.version}: `git fetch --unshallow`",
    ),
]


@pytest.fixture
def database(database_server: str) -> Iterator[str]:
    """The address of an empty database."""
    used = settings.DATABASES["default"]
    name = f"upgraded_{os.getpid()}"
    server = f"postgres://{used['USER']}:{used['PASSWORD']}@{used['HOST']}:{used['PORT']}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield f"{server}/{name}"
        admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture
def house(tmp_path: Path, database: str) -> House:
    """The last release, filled with visits, and this checkout; nothing runs yet."""
    return prepare(RELEASE, tmp_path, place=(free_port(), database, MailServer(free_port())))


def test_an_upgrade_loses_nothing_and_nobody_who_reads_notices(house: House) -> None:
    with ExitStack() as servers:
        people = [house.visitor(name, servers) for name in ("Ana", "Ben", "Cem")]
        holding, waiting, late = people
        old_server = house.open(house.old, servers)
        holding.hold(choice=0)
        waiting.hold(choice=2)
        waiting.ask_for_code()
        before = house.state()

        with readers(house.port) as told:
            house.new.run("upgrade")
            after = house.state()
            late.hold(choice=4)
            late.ask_for_code()
            house.open(house.new, servers)
            end(old_server)
        servers.enter_context(house.mail.running())
        servers.enter_context(house.new.running("worker"))
        holding.ask_for_code()
        letters = [house.confirm(visitor) for visitor in people]

    assert (after, [*told], letters) == (before, ["answered 200"], [2, 2, 2])
