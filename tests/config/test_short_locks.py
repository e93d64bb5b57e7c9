"""An upgrade lets readers pass, and says who holds a table that it cannot have."""

import threading
from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from welcome_office.config.short_locks import Patience, TablesInUseError, change_tables

pytestmark = pytest.mark.django_db(transaction=True)
SHORT = Patience(seconds_for_a_lock=0.3, tries=2, pause_seconds=0)
MANY = Patience(seconds_for_a_lock=0.3, tries=20, pause_seconds=0.1)
ADDED = "SELECT count(*) FROM information_schema.columns WHERE column_name = 'tried'"
Session = psycopg.Connection[tuple[object, ...]]


@pytest.fixture
def reader() -> Iterator[Session]:
    """Somebody else, who has looked at the offices and not ended the transaction."""
    used = settings.DATABASES["default"]
    place = {"host": used["HOST"], "port": used["PORT"], "dbname": used["NAME"]}
    account = {"user": used["USER"], "password": used["PASSWORD"]}
    with psycopg.connect(**place, **account, application_name="an old report") as other:
        other.execute("SELECT count(*) FROM partners_office")
        yield other
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE partners_office DROP COLUMN IF EXISTS tried")


def add_a_column() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE partners_office ADD COLUMN tried integer")


def state() -> tuple[object, ...]:
    """How many columns were added, and how long this session waits for locks."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT ({ADDED}), current_setting('lock_timeout')")
        return tuple(cursor.fetchone())


def test_who_holds_a_table_is_named_and_nothing_is_changed(reader: Session) -> None:
    with pytest.raises(TablesInUseError) as refusal:
        change_tables(add_a_column, patience=SHORT)

    user, pid = settings.DATABASES["default"]["USER"], reader.info.backend_pid
    assert f"in use by session {pid} ({user}, an old report). The migration" in str(refusal.value)
    assert state() == (0, "0")


def test_a_table_that_becomes_free_meanwhile_is_changed(reader: Session) -> None:
    ending = threading.Timer(0.7, reader.rollback)
    ending.start()

    change_tables(add_a_column, patience=MANY)

    ending.join()
    assert state() == (1, "0")
