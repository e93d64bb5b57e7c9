"""Numbers for display are read at a replica, where there is one that is fresh enough.

Nothing that people book by comes from there: free times, visits and the desk's sheets are read
where they are written. So only what gets a database's name from here may ask another than the
first.
"""

import logging
from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connections

REPLICA = "replica"
# Workers give a sign every ten seconds. How old the last one is that the replica knows of is how
# far it lags behind, at most; without a worker nobody knows.
LAG = "SELECT extract(epoch FROM now() - max(last_heartbeat)) FROM procrastinate_workers"
Result = TypeVar("Result")
log = logging.getLogger(__name__)


def read_for_display(read: Callable[[str], Result]) -> Result:
    """Let `read` have its numbers from the database whose name it is given."""
    if REPLICA in settings.DATABASES:
        try:
            if is_fresh():
                return read(REPLICA)
        except (OperationalError, InterfaceError) as error:
            log.warning("The replica does not answer, the first database does its work: %s", error)
    return read(DEFAULT_DB_ALIAS)


def is_fresh() -> bool:
    """Whether the replica is at most REPLICA_SECONDS behind."""
    lag = lag_of_replica()
    return lag is not None and lag <= settings.REPLICA_SECONDS


def lag_of_replica() -> float | None:
    """How many seconds the replica is behind, at most; None where no worker gives signs."""
    with connections[REPLICA].cursor() as cursor:
        cursor.execute(LAG)
        (lag,) = cursor.fetchone()
    return None if lag is None else float(lag)
