"""Write down what was done and who looked."""

from typing import Protocol

from welcome_office.core.models import AccessRecord, AuditRecord


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
