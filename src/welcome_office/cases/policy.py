"""Whose turn it is: who may see and finish what the office has promised to do."""

from django.db.models import QuerySet

from welcome_office.cases.models import NextStep
from welcome_office.partners.models import Membership
from welcome_office.partners.policy import Right, may


def next_steps_visible_to(member: Membership) -> QuerySet[NextStep]:
    """The next steps whose turn it is for the member's role in this office."""
    steps = NextStep.objects.filter(
        office_id=member.office_id, owner_role=member.role, partner=None
    )
    return steps if may(member, Right.DO_TASKS) else steps.none()
