"""The programs' own database role works with everything and changes no record."""

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner
from django.conf import settings
from django.db import connection, transaction
from procrastinate.contrib.django import app
from psycopg import errors, sql
from tests.factories import make_office, make_visit

from welcome_office.cli import main
from welcome_office.config.rights import ONLY_ADDED, may_change_records
from welcome_office.core.audit import PROGRAM, record
from welcome_office.core.audit_chain import seal_records
from welcome_office.core.tasks import forget_what_is_over
from welcome_office.launch.ports import LOOPBACK
from welcome_office.launch.postgres import SUPERUSER, secret
from welcome_office.launch.throwaway import HOME, PORT, throwaway_cluster
from welcome_office.visits.actions import delete_visit_data

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("DATABASE_URL" in os.environ and HOME not in os.environ,
                       reason="needs a server on which roles can be made"),
]  # fmt: skip
ROLE = f"programs_{os.getpid()}"
SAID = "may run web and worker; audit records it can only add and read."
OWNER = settings.DATABASES["default"]["USER"]


@pytest.fixture
def programs() -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """A connection of a role that owns nothing and got its rights by our command's function."""
    password = secret(throwaway_cluster(Path(os.environ[HOME])), "superuser-password")
    place = {
        "host": LOOPBACK,
        "port": os.environ[PORT],
        "dbname": settings.DATABASES["default"]["NAME"],
    }
    role = sql.Identifier(ROLE)
    with psycopg.connect(**place, user=SUPERUSER, password=password, autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD 'x'").format(role))
        try:
            granted = CliRunner().invoke(main, ["grant-rights", ROLE])
            assert granted.output == f"{ROLE} {SAID}\n"
            # So that tests can put the role on.
            admin.execute(sql.SQL("GRANT {} TO {}").format(role, sql.Identifier(OWNER)))
            with psycopg.connect(**place, user=ROLE, password="x", autocommit=True) as own:
                yield own
        finally:
            admin.execute(sql.SQL("DROP OWNED BY {}").format(role))
            admin.execute(sql.SQL("DROP ROLE {}").format(role))


def test_the_role_changes_no_record_and_works_with_the_rest(
    programs: psycopg.Connection[tuple[object, ...]],
) -> None:
    make_office()
    record("office.loaded", office="town", subject="office:1", by=PROGRAM)
    seal_records()

    for table in ONLY_ADDED:
        for attempt in ("UPDATE {} SET id = 1", "DELETE FROM {}", "TRUNCATE {}"):
            statement = attempt.replace("id", "position") if table.endswith("link") else attempt
            with pytest.raises(errors.InsufficientPrivilege):
                programs.execute(sql.SQL(statement).format(sql.Identifier(table)))

    programs.execute("UPDATE partners_office SET host = 'x.example'")
    added = programs.execute(
        "INSERT INTO core_auditrecord (at, office, actor, action, subject, detail)"
        " VALUES (now(), '', 'program', 'x', 'y', '{}') RETURNING id"
    )
    assert added.rowcount == 1
    assert programs.execute("SELECT core_forget_records(now())").fetchone() == (0,)


def test_the_role_books_deletes_and_seals(
    programs: psycopg.Connection[tuple[object, ...]],
) -> None:
    office = make_office()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(ROLE)))
        visit = delete_visit_data(make_visit(office), by=PROGRAM)
        app.configure_task("welcome_office.visits.tasks.send_message").defer(message_id=0)
        forget_what_is_over(0)
        mine = not may_change_records()

    assert (visit.forgotten_at is not None, mine, seal_records()) == (True, True, 0)


def test_the_role_neither_drops_triggers_nor_tables(
    programs: psycopg.Connection[tuple[object, ...]],
) -> None:
    for attempt in (
        "ALTER TABLE core_auditrecord DISABLE TRIGGER USER",
        "DROP TRIGGER acts_are_only_added ON core_auditrecord",
        "DROP TABLE core_auditlink",
    ):
        with pytest.raises(errors.InsufficientPrivilege):
            programs.execute(attempt)


def test_the_owner_is_told_that_it_could_change_records() -> None:
    assert may_change_records()
    assert connection.vendor == "postgresql"
