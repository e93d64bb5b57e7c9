"""Wait for what another process does."""

import time
from collections.abc import Callable


def comes_true(condition: Callable[[], bool], *, seconds: float = 60) -> bool:
    """Whether it becomes true within this time."""
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True
