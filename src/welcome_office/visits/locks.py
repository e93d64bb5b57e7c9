"""Who waits for whom: bookings of different desks for nobody, of the same desk for a moment.

The constraint alone would keep out overlaps, too. But two transactions that insert overlapping rows
at the same moment wait for each other until PostgreSQL ends one of them, a second later.
"""

from collections.abc import Iterable
from datetime import date

from django.db import connection

# The first half of the advisory lock's key: "the hours of an office".
OFFICE_HOURS = 7301


def change_hours(office_id: int) -> None:
    """Until the transaction ends, nobody books and nobody else changes the hours."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [OFFICE_HOURS, office_id])


def take_turns(office_id: int, *, day: date, resources: Iterable[int]) -> None:
    """Until the transaction ends, nobody else books these resources on that day or changes hours.

    All at once and always in the same order, so that no two wait for each other.
    """
    keys = [resource << 24 | day.toordinal() for resource in resources]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock_shared(%s, %s), count(pg_advisory_xact_lock(key))"
            " FROM (SELECT DISTINCT unnest(%s::bigint[]) AS key ORDER BY key) AS keys",
            [OFFICE_HOURS, office_id, keys],
        )
