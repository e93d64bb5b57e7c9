"""Transactions that lose a race try again."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import DatabaseError, connection, transaction
from psycopg import errors

Result = TypeVar("Result")

# PostgreSQL ends one of two transactions that wait for each other, and tells it to come again.
COME_AGAIN = (errors.SerializationFailure, errors.DeadlockDetected, errors.LockNotAvailable)


def with_retries(work: Callable[[], Result], *, attempts: int = 6) -> Result:
    """Run the work in a transaction; repeat it when the database says that a race was lost."""
    if connection.in_atomic_block:
        # Only the outermost transaction can be repeated as a whole.
        return work()
    for attempt in range(1, attempts + 1):
        try:
            with transaction.atomic():
                return work()
        except DatabaseError as error:
            if attempt == attempts or not isinstance(error.__cause__, COME_AGAIN):
                raise
            time.sleep(random.uniform(0, 0.01 * 2**attempt))  # noqa: S311 - spreads racers, guards nothing
    raise AssertionError("unreachable: the last attempt returns or raises")


@contextmanager
def connection_of_a_job() -> Iterator[None]:
    """Leave no connection behind in the thread that happens to do this job of the worker.

    The next job connects anew, so that a restarted database is noticed by nobody.
    """
    try:
        yield
    finally:
        if not connection.in_atomic_block:
            connection.close()


def is_overlap(error: DatabaseError) -> bool:
    """Whether an exclusion constraint refused the row: the time is taken."""
    return isinstance(error.__cause__, errors.ExclusionViolation)


def violated_constraint(error: DatabaseError) -> str:
    """The name of the constraint that refused the row, or an empty text."""
    cause = error.__cause__
    return (cause.diag.constraint_name or "") if isinstance(cause, errors.Error) else ""
