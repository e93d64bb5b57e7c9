"""A step that is not finished here: what continues, where, until when, and whose turn it is."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from welcome_office.cases.actions import promise_next_step
from welcome_office.cases.models import NextStep
from welcome_office.core.audit import Actor, record
from welcome_office.partners.models import Membership
from welcome_office.visits.actions.day import lock_booked, progress_now
from welcome_office.visits.actions.farewell import say_farewell
from welcome_office.visits.errors import StepChangedError
from welcome_office.visits.models import Continuation, Step, StepEvent
from welcome_office.visits.progress import AHEAD
from welcome_office.visits.reference import show_reference

Kind = StepEvent.Kind


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """What was agreed with the person at the desk."""

    what: str
    where: str
    due_on: date
    actor: NextStep.Actor
    missing_papers: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.what:
            raise ValueError("Say what continues.")


@transaction.atomic
def continue_step(step: Step, agreed: Agreement, *, by: Actor) -> StepEvent:
    """Close the step here; the organisation that served it owns what comes next."""
    visit = lock_booked(step.visit_id)
    if Kind.CONTINUES not in AHEAD[progress_now(step).state]:
        raise StepChangedError
    event = StepEvent.objects.create(
        step=step, kind=Kind.CONTINUES, missing_papers=list(agreed.missing_papers)
    )
    place = f" ({agreed.where})" if agreed.where else ""
    next_step = promise_next_step(
        visit.office,
        partner=step.service.partner,
        owner_role=Membership.Role.COUNSELLOR,
        actor=agreed.actor,
        due_on=agreed.due_on,
        # The reference leads to the person for those who may see the visit.
        sentence=f"{show_reference(visit.reference)}: {agreed.what}{place}",
        by=by,
    )
    Continuation.objects.create(
        event=event, next_step=next_step, what=agreed.what, where=agreed.where
    )
    record(
        "visit.step_continues",
        office=visit.office.slug,
        subject=visit.audit_subject,
        by=by,
        step=step.pk,
    )
    say_farewell(visit)
    return event
