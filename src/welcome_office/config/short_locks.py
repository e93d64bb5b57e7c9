"""Tables are changed without making readers wait: short tries instead of one long wait.

A change that waits for a lock lets everybody queue behind it who comes later, readers too. So it
waits for seconds only, lets them pass, and tries again.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

import psycopg
from django.db import OperationalError, connection

# The owner of the tables may see who holds a lock, but not since when: so it looks twice.
HOLDERS = """
SELECT DISTINCT pid, virtualtransaction, usename, application_name
FROM pg_locks JOIN pg_stat_activity AS session USING (pid)
WHERE locktype = 'relation' AND granted AND relation >= 16384 AND pid <> pg_backend_pid()
  AND session.datname = current_database()
ORDER BY pid
"""


class TablesInUseError(Exception):
    """A table stayed locked; the message says by whom and what to do."""


@dataclass(frozen=True)
class Patience:
    """How long one try waits for a lock, how many tries there are, and the pause between them."""

    seconds_for_a_lock: float = 3
    tries: int = 5
    pause_seconds: float = 5


def change_tables(change: Callable[[], object], *, patience: Patience | None = None) -> None:
    """Do this with short waits for locks; what cannot have its tables changes nothing."""
    patience = patience or Patience()
    for tries_left in reversed(range(patience.tries)):
        try:
            _try_once(change, patience)
        except OperationalError as error:
            if not isinstance(error.__cause__, psycopg.errors.LockNotAvailable):
                raise
            if not tries_left:
                raise TablesInUseError(_explanation()) from error
            time.sleep(patience.pause_seconds)
        else:
            return


def _try_once(change: Callable[[], object], patience: Patience) -> None:
    wait = f"{patience.seconds_for_a_lock * 1000:.0f}ms"
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [wait])
        try:
            change()
        finally:
            cursor.execute("RESET lock_timeout")


def _explanation() -> str:
    before = _holders()
    time.sleep(1)
    named = [
        f"session {pid} ({user}, {program or 'nameless'})"
        for pid, transaction, user, program in _holders()
        if (pid, transaction, user, program) in before
    ]
    return (
        f"A table is in use by {', '.join(named) or 'a session that has ended since'}. The "
        "migration that was tried last changed nothing, those before it are done, and the running "
        "version goes on. Wait until that session ends, or end it as postgres: SELECT "
        "pg_terminate_backend(<its number>). Then start the upgrade again."
    )


def _holders() -> list[tuple[int, str, str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(HOLDERS)
        return list(cursor.fetchall())
