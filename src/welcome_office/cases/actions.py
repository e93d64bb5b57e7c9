"""What can happen to a next step."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from welcome_office.cases.models import NextStep
from welcome_office.core.audit import Actor, record
from welcome_office.partners.models import Membership, Office, Partner


@transaction.atomic
def promise_next_step(
    office: Office,
    *,
    owner_role: Membership.Role,
    due_on: date,
    sentence: str,
    by: Actor,
    partner: Partner | None = None,
    actor: NextStep.Actor = NextStep.Actor.OFFICE,
) -> NextStep:
    """Write down what happens next, whose turn it is, and until when."""
    step = NextStep.objects.create(
        office=office,
        partner=partner,
        owner_role=owner_role,
        actor=actor,
        due_on=due_on,
        sentence=sentence,
    )
    record("next_step.promised", office=office.slug, subject=f"next_step:{step.pk}", by=by)
    return step


@transaction.atomic
def finish_next_step(step: NextStep, *, by: Actor) -> NextStep:
    """Tick it off; twice is the same as once."""
    step = NextStep.objects.select_for_update(of=("self",)).select_related("office").get(pk=step.pk)
    if step.done_at is None:
        step.done_at = timezone.now()
        step.save(update_fields=["done_at"])
        subject = f"next_step:{step.pk}"
        record("next_step.finished", office=step.office.slug, subject=subject, by=by)
    return step
