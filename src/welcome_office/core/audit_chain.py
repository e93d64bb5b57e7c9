"""Chain what was done and who looked, so that a change of the past can be found.

Each link holds a digest of its record and of the link before. The worker adds links a few minutes
after the records: a booking writes its record and waits for nobody.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import islice

from django.db import connection, transaction
from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils import timezone

from welcome_office.core.models import AUDIT_KEPT, AccessRecord, AuditLink, AuditRecord

Record = AuditRecord | AccessRecord
# The fields that a digest covers, in this order for ever; a new field needs a new kind.
SEALED: Mapping[AuditLink.Kind, tuple[type[Record], tuple[str, ...]]] = {
    AuditLink.Kind.ACT: (
        AuditRecord,
        ("id", "at", "office", "actor", "action", "subject", "detail"),
    ),
    AuditLink.Kind.LOOK: (
        AccessRecord,
        ("id", "at", "office", "viewer", "viewer_partner", "subject", "purpose"),
    ),
}
# Any number that nothing else locks by.
CHAIN_LOCK = 6_020_001
MOST_AT_ONCE = 2_000
# Transactions commit in another order than they number their rows; none is so far behind.
MOST_OVERTAKEN = 100_000
LONGEST_UNSEALED = timedelta(days=1)
BEGINNING = ""


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What a look at the whole chain found; `broken` names the first record that is not as it was.

    `head` is the last link as `position:digest`: kept outside of the database, it proves later that
    nothing before it was exchanged.
    """

    sealed: int
    waiting: int
    head: str
    broken: str = ""


@transaction.atomic
def seal_records() -> int:
    """Add links for new records, by one at a time; say how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [CHAIN_LOCK])
        if not cursor.fetchone()[0]:
            return 0
    last = AuditLink.objects.last()
    position, digest = (last.position, last.digest) if last else (0, BEGINNING)
    links = []
    for kind in SEALED:
        for record in _unsealed(kind)[:MOST_AT_ONCE]:
            position, digest = position + 1, _digest(digest, kind, record)
            links.append(AuditLink(position=position, kind=kind, record=record.pk, digest=digest))
    AuditLink.objects.bulk_create(links)
    return len(links)


def verify_chain(*, expected: str = "") -> Verdict:
    """Recalculate every digest; `expected` is a `head` that was noted earlier."""
    waiting = sum(_unsealed(kind, whole=True).count() for kind in SEALED)
    last = AuditLink.objects.last()
    head = f"{last.position}:{last.digest}" if last else "0:"
    problems = islice((*_expectation(expected), *_breaks(), *_forgotten()), 1)
    return Verdict(
        sealed=AuditLink.objects.count(), waiting=waiting, head=head, broken="".join(problems)
    )


def _unsealed(kind: AuditLink.Kind, *, whole: bool = False) -> QuerySet[Record]:
    sealed = AuditLink.objects.filter(kind=kind)
    unknown = ~Exists(sealed.filter(record=OuterRef("pk")))
    records = SEALED[kind][0].objects.filter(unknown)
    if not whole:
        newest = sealed.aggregate(newest=Max("record"))["newest"] or 0
        records = records.filter(pk__gt=newest - MOST_OVERTAKEN)
    return records.order_by("pk")


def _digest(before: str, kind: AuditLink.Kind, record: Record) -> str:
    values = [getattr(record, name) for name in SEALED[kind][1]]
    plain = [v.astimezone(UTC).isoformat() if isinstance(v, datetime) else v for v in values]
    text = json.dumps([before, kind, *plain], sort_keys=True, ensure_ascii=False)
    return sha256(text.encode()).hexdigest()


def _breaks() -> Iterator[str]:
    """What does not fit, from the oldest link on."""
    before: AuditLink | None = None
    while links := _links_after(before.position if before else 0):
        found = {kind: _records(kind, links) for kind in SEALED}
        for link in links:
            record = found[AuditLink.Kind(link.kind)].get(link.record)
            yield from _break_at(link, record, before)
            before = link


def _links_after(position: int) -> list[AuditLink]:
    return list(AuditLink.objects.filter(position__gt=position)[:MOST_AT_ONCE])


def _records(kind: AuditLink.Kind, links: Sequence[AuditLink]) -> dict[int, Record]:
    wanted = [link.record for link in links if link.kind == kind]
    records = SEALED[kind][0].objects.filter(pk__in=wanted)
    return {record.pk: record for record in records}


def _break_at(link: AuditLink, record: Record | None, before: AuditLink | None) -> Iterator[str]:
    name = f"{link.kind} {link.record} (link {link.position})"
    if before is None and link.position > 1:
        # Older records are deleted when their time is over; the last link of them is kept.
        if record is None and link.sealed_at > timezone.now() - _kept() + LONGEST_UNSEALED:
            yield f"{name} was removed before its time."
        return
    if link.position != (before.position if before else 0) + 1:
        yield f"Before {name} links are missing."
    elif record is None:
        yield f"{name} was removed."
    elif link.digest != _digest(
        before.digest if before else BEGINNING, AuditLink.Kind(link.kind), record
    ):
        yield f"{name} is not as it was when it was sealed at {link.sealed_at:%Y-%m-%d %H:%M} UTC."


def _expectation(expected: str) -> Iterator[str]:
    if not expected:
        return
    position, _, digest = expected.partition(":")
    oldest = AuditLink.objects.first()
    found = AuditLink.objects.filter(position=position).first()
    if found is not None and found.digest != digest:
        yield f"Link {position} is another one than noted: records up to it were exchanged."
    if found is None and (oldest is None or int(position) > oldest.position):
        yield f"Link {position} is missing: records were removed at the end."


def _forgotten() -> Iterator[str]:
    for kind in SEALED:
        old = _unsealed(kind, whole=True).filter(at__lte=timezone.now() - LONGEST_UNSEALED)
        for record in old[:1]:
            yield f"{kind} {record.pk} was never sealed: added later, or no worker runs."


def _kept() -> timedelta:
    return timedelta(days=AUDIT_KEPT.days)
