"""Writes into the audit trail what happened to a procedure."""

from welcome_office.core.audit import Actor, record
from welcome_office.recognition.models import Procedure


def note(action: str, procedure: Procedure, *, by: Actor, **detail: object) -> None:
    """Note that something happened to a procedure."""
    office, subject = procedure.office.slug, procedure.audit_subject
    record(action, office=office, subject=subject, by=by, **detail)
