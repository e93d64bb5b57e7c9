"""Whoever looks at somebody's data at a desk is recorded, with what for."""

from welcome_office.core.audit import record_look
from welcome_office.web.desk.access import StaffRequest


def note_look(request: StaffRequest, subject: str, *, purpose: str) -> None:
    """Note that the member looked, for their organisation or for the house itself."""
    partner = request.member.partner
    record_look(
        office=request.office.slug,
        subject=subject,
        by=request.user,
        partner=partner.slug if partner else "",
        purpose=purpose,
    )
