"""One process of a race: an own connection, an own calendar, own dice."""

import os
import random
from collections import Counter

import django


def run(database_url: str, seed: int, attempts: int) -> Counter[str]:
    """Attempt this often; count how the attempts ended."""
    os.environ["DATABASE_URL"] = database_url
    django.setup()
    from tests.visits.racing import Racer  # noqa: PLC0415 - models load only after setup

    racer = Racer(random.Random(seed))
    return Counter(racer.attempt() for _ in range(attempts))
