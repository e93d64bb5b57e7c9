"""Who may see what about recognition: the organisation that advises the person, nobody else."""

from typing import TypeVar

from django.db.models import Model, QuerySet

from welcome_office.cases.queries import is_restricted
from welcome_office.partners.models import Membership, Office
from welcome_office.partners.policy import Right, may
from welcome_office.partners.queries import definition_of
from welcome_office.recognition.land import advice_services
from welcome_office.recognition.models import Course, Enquiry, ImportBatch, Procedure

Kept = TypeVar("Kept", bound=Model)


def is_adviser(member: Membership) -> bool:
    """Whether the member works at an organisation that advises on recognition in this office."""
    if member.partner is None or not may(member, Right.ADVISE):
        return False
    advising = {each.partner for each in advice_services(definition_of(member.office))}
    return member.partner.slug in advising


def enquiries_visible_to(member: Membership) -> QuerySet[Enquiry]:
    """What people passed on to the member's own organisation."""
    found = Enquiry.objects.select_related("office", "partner")
    if member.partner is None or not may(member, Right.ADVISE):
        return found.none()
    own = found.filter(office_id=member.office_id, partner=member.partner)
    return own.exclude(is_restricted("visit", "visit"))


def procedures_visible_to(member: Membership) -> QuerySet[Procedure]:
    """The procedures that the member's own organisation accompanies."""
    found = Procedure.objects.select_related("office", "partner", "client", "next_step")
    return _own(found.exclude(is_restricted("client", "client_id")), member)


def courses_visible_to(member: Membership) -> QuerySet[Course]:
    """The courses in the list of the member's own organisation."""
    return _own(Course.objects.select_related("office", "partner"), member)


def batches_visible_to(member: Membership) -> QuerySet[ImportBatch]:
    """What the member's own organisation took over."""
    return _own(ImportBatch.objects.select_related("office", "partner"), member)


def _own(found: QuerySet[Kept], member: Membership) -> QuerySet[Kept]:
    return found.filter(partner=member.partner) if is_adviser(member) else found.none()


def adviser_count(office: Office) -> int:
    """How many people advise on recognition at an office."""
    members = Membership.objects.filter(office=office, user__is_active=True)
    return sum(map(is_adviser, members.select_related("office", "partner")))


def may_count(member: Membership) -> bool:
    """Whether the member sees how much was done, over all organisations, and no person."""
    return may(member, Right.COUNT)
