"""Write down what was done and who looked."""

from datetime import datetime, timedelta
from typing import Protocol

from welcome_office.core.models import AUDIT_KEPT, AccessRecord, AuditRecord, RetentionRun


class Actor(Protocol):
    """Whoever does something: a signed-in user, the person concerned, or the program itself."""

    @property
    def audit_name(self) -> str:
        """How the audit trail names this actor: a role and a number, never a name."""


class Visitor:
    """The person at the public pages; known by nothing but the act."""

    audit_name = "visitor"


class Program:
    """The program acting by itself, e.g. when a hold ends."""

    audit_name = "program"


VISITOR = Visitor()
PROGRAM = Program()


def record(action: str, *, office: str, subject: str, by: Actor, **detail: object) -> None:
    """Add what was done to the audit trail, inside the transaction that does it."""
    AuditRecord.objects.create(
        office=office, actor=by.audit_name, action=action, subject=subject, detail=detail
    )


def record_look(*, office: str, subject: str, by: Actor, partner: str, purpose: str) -> None:
    """Note that somebody looked at personal data."""
    AccessRecord.objects.create(
        office=office,
        viewer=by.audit_name,
        viewer_partner=partner,
        subject=subject,
        purpose=purpose,
    )


def forget_records(now: datetime) -> int:
    """Delete what is older than the audit trail is kept; say how many records."""
    limit = now - timedelta(days=AUDIT_KEPT.days)
    old = (each.objects.filter(at__lte=limit) for each in (AuditRecord, AccessRecord))
    runs = RetentionRun.objects.filter(at__lte=limit)
    return sum(records.delete()[0] for records in (*old, runs))
