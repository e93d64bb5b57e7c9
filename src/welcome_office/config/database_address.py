"""How long a program waits for a database whose machine has vanished."""

from collections.abc import Mapping
from typing import Any

SECONDS_TO_CONNECT = 5
# Otherwise a thread would wait as long as the kernel sends again: a quarter of an hour.
MILLISECONDS_UNHEARD = 10_000


def with_an_end(found: Mapping[str, Any], *, seconds: int = SECONDS_TO_CONNECT) -> dict[str, Any]:
    """A database of Django's settings whose waits end; what its address says counts more."""
    limits = {"connect_timeout": seconds, "tcp_user_timeout": MILLISECONDS_UNHEARD}
    return {**found, "OPTIONS": {**limits, **found.get("OPTIONS", {})}}
