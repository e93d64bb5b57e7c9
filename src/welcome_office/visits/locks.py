"""Bookings go on side by side; a change of the office's hours waits for them and they for it."""

from django.db import connection

# The first half of the advisory lock's key: "the hours of an office".
OFFICE_HOURS = 7301


def share_hours(office_id: int) -> None:
    """Until the transaction ends, nobody changes the office's hours; others may book."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s, %s)", [OFFICE_HOURS, office_id])


def change_hours(office_id: int) -> None:
    """Until the transaction ends, nobody books and nobody else changes the hours."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [OFFICE_HOURS, office_id])
