"""Who may see what about recognition: the organisation that advises the person, nobody else."""

from django.db.models import QuerySet

from welcome_office.partners.models import Membership
from welcome_office.partners.policy import Right, may
from welcome_office.recognition.models import Enquiry


def enquiries_visible_to(member: Membership) -> QuerySet[Enquiry]:
    """What people passed on to the member's own organisation."""
    found = Enquiry.objects.select_related("office", "partner")
    if member.partner is None or not may(member, Right.ADVISE):
        return found.none()
    return found.filter(office_id=member.office_id, partner=member.partner)
