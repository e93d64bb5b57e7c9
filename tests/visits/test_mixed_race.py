"""Processes book, cancel, let holds end and reload the office at the same time."""

import multiprocessing
from collections import Counter

import pytest
from django.db import connection
from tests.factories import make_office
from tests.visits import racing_process


@pytest.mark.parametrize(
    ("processes", "attempts"),
    [
        pytest.param(3, 60, id="few"),
        pytest.param(8, 1250, id="ten-thousand", marks=pytest.mark.long),
    ],
)
@pytest.mark.django_db(transaction=True)
def test_nothing_overlaps_and_nothing_is_lost(processes: int, attempts: int) -> None:
    make_office()
    work = [(_database_url(), seed, attempts) for seed in range(processes)]

    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        ended: Counter[str] = sum(pool.starmap(racing_process.run, work), Counter())

    assert sum(ended.values()) == processes * attempts
    assert ended["error"] == 0
    assert ended["booked"] == _count(
        "SELECT count(*) FROM visits_visit WHERE state IN ('confirmed', 'cancelled')"
    )
    assert _overlaps() == 0
    assert _steps_without_their_time() == 0


def _database_url() -> str:
    database = connection.settings_dict
    door = f"{database['USER']}:{database['PASSWORD']}@{database['HOST']}:{database['PORT']}"
    return f"postgres://{door}/{database['NAME']}"


def _overlaps() -> int:
    return _count(
        "SELECT count(*) FROM visits_occupation a JOIN visits_occupation b ON a.id < b.id"
        " AND a.resource_id = b.resource_id AND a.during && b.during"
    )


def _steps_without_their_time() -> int:
    """Steps of booked visits whose counsellor is not taken for them."""
    return _count(
        "SELECT count(*) FROM visits_step s JOIN visits_visit v ON v.id = s.visit_id"
        " WHERE v.state = 'confirmed' AND NOT EXISTS (SELECT 1 FROM visits_occupation o"
        " WHERE o.visit_id = v.id AND o.resource_id = s.counsellor_id AND o.during = s.during)"
    )


def _count(query: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(query)
        (count,) = cursor.fetchone()
    return int(count)
