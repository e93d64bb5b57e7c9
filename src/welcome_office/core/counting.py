"""Count how often something was done from one place, without knowing afterwards from where.

What is counted lies under a keyed hash of what, who and the stretch of time. The key is drawn anew
every day and never leaves the database, so that a day later nobody can try addresses against it.
"""

import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b

from django.db import connection
from django.utils import timezone

from welcome_office.core.models import COUNT_KEPT, DaySalt, Tally

# Together with an hourly deletion nothing gets older than what `COUNT_KEPT` promises.
OLDEST = timedelta(days=COUNT_KEPT.days, hours=-1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_salts: dict[date, bytes] = {}


@dataclass(frozen=True, kw_only=True)
class Counted:
    """Something that is counted within one stretch of time: what, and by whom (empty = anybody)."""

    what: str
    who: str
    within: timedelta


def count(*counted: Counted, now: datetime | None = None) -> list[int]:
    """Count each once more; give the new counts. Exact, however many count at the same moment.

    One statement; a count that is refused inside a transaction was never made.
    """
    now = now or timezone.now()
    salt = salt_of(now.astimezone(UTC).date())
    keys = [_key(each, salt, now) for each in counted]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_tally (key, at, count)"
            " SELECT key, %s, 1 FROM unnest(%s::text[]) AS keys (key)"
            " ON CONFLICT (key) DO UPDATE SET count = core_tally.count + 1 RETURNING key, count",
            # Always in the same order, so that no two wait for each other.
            [now, sorted(keys)],
        )
        counts = dict(cursor.fetchall())
    return [counts[key] for key in keys]


def address_key(address: str) -> str:
    """An address under today's salt, for counts that stay in the memory of one process."""
    today = timezone.now().astimezone(UTC).date()
    return blake2b(address.encode(), key=salt_of(today), digest_size=16).hexdigest()


def forget_counts(now: datetime) -> int:
    """Delete old counts, and the salts of days that are over; say how many counts."""
    DaySalt.objects.filter(day__lt=now.astimezone(UTC).date()).delete()
    return Tally.objects.filter(at__lte=now - OLDEST).delete()[0]


def _key(counted: Counted, salt: bytes, now: datetime) -> str:
    stretch = (now - EPOCH) // counted.within
    text = f"{counted.what}|{counted.within.total_seconds():.0f}|{stretch}|{counted.who}"
    return blake2b(text.encode(), key=salt, digest_size=16).hexdigest()


def salt_of(day: date) -> bytes:
    """The salt of a day; the first who asks draws it."""
    if day not in _salts:
        DaySalt.objects.bulk_create(
            [DaySalt(day=day, salt=secrets.token_bytes(32))], ignore_conflicts=True
        )
        found = bytes(DaySalt.objects.get(day=day).salt)
        if connection.in_atomic_block:
            # It may still be rolled back, and others draw another.
            return found
        # Of other days nothing stays in memory either.
        _salts.clear()
        _salts[day] = found
    return _salts[day]
