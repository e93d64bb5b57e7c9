"""Counts are exact, however many count at once, and tell nobody whom they counted."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection, connections

from welcome_office.core.counting import Counted, count, forget_counts, salt_of
from welcome_office.core.models import DaySalt, Tally

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
TEN_MINUTES = timedelta(minutes=10)
HERE = Counted(what="hold", who="192.0.2.7", within=TEN_MINUTES)
EVERYBODY = Counted(what="hold", who="", within=TEN_MINUTES)


@pytest.mark.django_db
def test_each_place_and_everybody_are_counted_apart() -> None:
    elsewhere = Counted(what="hold", who="192.0.2.8", within=TEN_MINUTES)
    count(HERE, EVERYBODY, now=NOON)

    assert count(elsewhere, EVERYBODY, now=NOON) == [1, 2]
    assert count(HERE, EVERYBODY, now=NOON) == [2, 3]


@pytest.mark.django_db
def test_a_new_stretch_of_time_begins_at_one() -> None:
    count(HERE, now=NOON)

    assert count(HERE, now=NOON + timedelta(minutes=9, seconds=59)) == [2]
    assert count(HERE, now=NOON + TEN_MINUTES) == [1]


@pytest.mark.django_db(transaction=True)
def test_two_hundred_at_the_same_moment_are_two_hundred() -> None:
    workers, each = 20, 10
    barrier = Barrier(workers)

    def run(_: int) -> list[int]:
        connection.ensure_connection()
        barrier.wait()
        try:
            return [count(HERE, EVERYBODY, now=NOON)[1] for _ in range(each)]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(workers) as pool:
        seen = [number for numbers in pool.map(run, range(workers)) for number in numbers]

    assert sorted(seen) == list(range(1, workers * each + 1))


@pytest.mark.django_db
def test_what_is_stored_names_nobody_and_another_day_hashes_differently() -> None:
    count(HERE, now=NOON)
    count(HERE, now=NOON + timedelta(days=1))

    keys = list(Tally.objects.values_list("key", flat=True))

    assert len(set(keys)) == 2
    assert not [key for key in keys if "192" in key and "2.7" in key]
    assert salt_of(NOON.date()) != salt_of(NOON.date() + timedelta(days=1))


@pytest.mark.django_db
@pytest.mark.parametrize(("hours", "rows"), [(22, 1), (23, 0), (24, 0)])
def test_counts_are_gone_before_a_day_is_over(hours: int, rows: int) -> None:
    count(HERE, now=NOON)

    # The deletion runs every hour: what stays at 23 hours would be older than 24 at the next.
    forget_counts(now=NOON + timedelta(hours=hours))

    assert Tally.objects.count() == rows


@pytest.mark.django_db
def test_the_salt_is_gone_when_its_day_is_over() -> None:
    count(HERE, now=NOON)
    forget_counts(now=NOON + timedelta(hours=11))
    before = DaySalt.objects.count()

    forget_counts(now=NOON + timedelta(hours=13))

    assert (before, DaySalt.objects.count()) == (1, 0)


@pytest.mark.django_db
def test_nothing_counted_goes_through_the_write_ahead_log() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relpersistence = 'u' AND relname LIKE 'core_%'"
            " AND relkind = 'r' ORDER BY relname"
        )
        tables = [name for (name,) in cursor.fetchall()]

    assert tables == ["core_daysalt", "core_tally"]
