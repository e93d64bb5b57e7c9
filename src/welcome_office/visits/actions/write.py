"""Write a plan down as rows: the visit, its people, its steps, and what they occupy."""

from datetime import datetime

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from welcome_office.core.audit import Actor, record
from welcome_office.partners.models import Office
from welcome_office.visits.locks import take_turns
from welcome_office.visits.models import Occupation, Step, Visit, VisitPerson
from welcome_office.visits.planning import Plan, row_ids
from welcome_office.visits.reference import new_reference
from welcome_office.visits.request import VisitRequest


def write_visit(
    plan: Plan,
    request: VisitRequest,
    *,
    office: Office,
    language: str,
    state: Visit.State,
    expires_at: datetime | None,
    by: Actor,
) -> Visit:
    """Write the visit in the transaction of the caller; an overlap makes the database refuse it."""
    visit = Visit.objects.create(
        office=office,
        reference=new_reference(),
        state=state,
        during=_range(plan.start, plan.end),
        channel=request.channel,
        language=language,
        spoken=list(request.languages),
        wait_minutes=plan.wait_minutes,
        arrives_on=request.arrives_on,
        moves_in_on=request.moves_in_on,
        expires_at=expires_at,
        confirmed_at=timezone.now() if state == Visit.State.CONFIRMED else None,
    )
    people = VisitPerson.objects.bulk_create(
        VisitPerson(visit=visit, position=position, first_name=person.first_name, age=person.age)
        for position, person in enumerate(request.people)
    )
    write_steps(visit, plan, people=people)
    record(f"visit.{state}", office=office.slug, subject=visit.audit_subject, by=by)
    return visit


def write_steps(visit: Visit, plan: Plan, *, people: list[VisitPerson]) -> None:
    """Write the steps of a plan and occupy their resources, for as long as the visit is."""
    ids = row_ids(visit.office)
    take_turns((ids.resources[taken.resource] for taken in plan.occupations), day=plan.day)
    steps = Step.objects.bulk_create(
        Step(
            visit=visit,
            position=position,
            service_id=ids.services[step.service],
            counsellor_id=ids.resources[step.resource],
            interpreter_id=ids.resources[step.interpreter] if step.interpreter else None,
            during=_range(step.start, step.end),
        )
        for position, step in enumerate(plan.steps)
    )
    through = Step.people.through
    through.objects.bulk_create(
        through(step_id=row.pk, visitperson_id=people[index].pk)
        for row, step in zip(steps, plan.steps, strict=True)
        for index in step.people
    )
    Occupation.objects.bulk_create(
        Occupation(
            office_id=visit.office_id,
            day=plan.day,
            resource_id=ids.resources[taken.resource],
            during=_range(taken.start, taken.end),
            visit=visit,
            expires_at=visit.expires_at,
        )
        for taken in plan.occupations
    )


def _range(start: datetime, end: datetime) -> DateTimeTZRange:
    return DateTimeTZRange(start, end, "[)")
