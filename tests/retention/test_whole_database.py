"""Every table is searched for what people said: after the periods no row, file or job holds it.

Beside the declared fields: what no declaration knows, e.g. the queue, sessions and their history.
"""

from collections.abc import Iterable
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection
from django.utils import timezone
from tests.retention.lives import YEAR, let_records_age, live_through_everything
from tests.retention.test_moved_clock import finish_jobs

from welcome_office.core.retention import all_rules, run_rules

pytestmark = pytest.mark.django_db
MARKS = (
    "amal", "yusuf", "b@example.org", "ida muster", "far away", "title is ready", "greta",
    "bäckerei muster", "welding", "secret paper", "coordinator-house", "192.0.2.7",
    "pdf of the day",
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, settings: LazySettings) -> Path:
    settings.VAR = settings.MAIL_FOLDER = tmp_path
    return tmp_path


def tables() -> list[str]:
    """All tables of the database, also those that no model of ours describes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables"
            " WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'"
        )
        return sorted(name for (name,) in cursor.fetchall())


def holding(marks: Iterable[str]) -> dict[str, set[str]]:
    """Which tables hold which marks, in texts, lists, JSON and bytes alike."""
    found: dict[str, set[str]] = {}
    with connection.cursor() as cursor:
        for table in tables():
            for mark in marks:
                forms = [mark, mark.encode().hex(), mark.title().encode().hex()]
                cursor.execute(
                    f'SELECT 1 FROM "{table}" AS kept WHERE kept::text ILIKE ANY(%s) LIMIT 1',
                    [[f"%{form}%" for form in forms]],
                )
                if cursor.fetchone():
                    found.setdefault(table, set()).add(mark)
    return found


def test_no_row_no_job_and_no_file_holds_anything_after_the_periods(folder: Path) -> None:
    live_through_everything(folder)
    said = holding(MARKS)

    finish_jobs()
    for years in (5, 9):
        # The second time deletes the records that the first one made.
        let_records_age(years=10)
        run_rules(all_rules(), now=timezone.now() + years * YEAR)

    assert {mark for marks in said.values() for mark in marks} >= {*MARKS} - {"192.0.2.7"}
    assert holding(MARKS) == {}
    assert [each for each in folder.rglob("*") if each.is_file()] == []


def test_jobs_and_records_never_hold_what_people_said(folder: Path) -> None:
    live_through_everything(folder)

    said = holding(MARKS)

    quiet = [name for name in tables() if name.startswith(("procrastinate_", "core_"))]
    assert "procrastinate_jobs" in quiet
    assert {table: said[table] for table in quiet if table in said} == {}


def test_an_address_is_only_counted_under_a_hash(folder: Path) -> None:
    live_through_everything(folder)

    assert holding(["192.0.2.7"]) == {}
