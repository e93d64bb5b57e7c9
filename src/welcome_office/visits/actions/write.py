"""Write a plan down as rows: the visit, its people, its steps, and what they occupy."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection
from django.db.models import F
from django.utils import timezone

from welcome_office.core.audit import Actor, record
from welcome_office.partners.models import Office
from welcome_office.visits.actions.freed import stretch, take_freed_times
from welcome_office.visits.locks import take_turns
from welcome_office.visits.models import Visit, VisitPerson
from welcome_office.visits.planning import Plan, RowIds, row_ids
from welcome_office.visits.reference import new_reference
from welcome_office.visits.request import VisitRequest

# By hand, because every booking writes these rows: through the object mapper they would cost a
# third of the whole request.
INSERT_STEPS = """
WITH steps AS (
  INSERT INTO visits_step
    (visit_id, position, service_id, counsellor_id, interpreter_id, during)
  SELECT %s, * FROM unnest(
    %s::smallint[], %s::bigint[], %s::bigint[], %s::bigint[], %s::tstzrange[])
  RETURNING id, position
)
INSERT INTO visits_step_people (step_id, visitperson_id)
SELECT steps.id, person
FROM unnest(%s::smallint[], %s::bigint[]) AS joined (position, person)
JOIN steps USING (position)
"""
INSERT_OCCUPATIONS = """
INSERT INTO visits_occupation (office_id, day, visit_id, expires_at, resource_id, during)
SELECT %s, %s, %s, %s, * FROM unnest(%s::bigint[], %s::tstzrange[])
"""
# Behind every place that a person of a visit can have.
ASIDE = 1000


def write_visit(
    plan: Plan,
    request: VisitRequest,
    *,
    office: Office,
    language: str,
    state: Visit.State,
    expires_at: datetime | None,
    by: Actor,
    over_freed: bool = False,
) -> Visit:
    """Write the visit in the transaction of the caller; an overlap makes the database refuse it."""
    visit = Visit.objects.create(
        office=office,
        reference=new_reference(),
        state=state,
        during=stretch(plan.start, plan.end),
        channel=request.channel,
        language=language,
        spoken=list(request.languages),
        language_help=request.language_help,
        arrives_on=request.arrives_on,
        moves_in_on=request.moves_in_on,
        wait_minutes=plan.wait_minutes,
        expires_at=expires_at,
        confirmed_at=timezone.now() if state == Visit.State.CONFIRMED else None,
    )
    people = VisitPerson.objects.bulk_create(
        VisitPerson(visit=visit, position=position, first_name=person.first_name, age=person.age)
        for position, person in enumerate(request.people)
    )
    write_steps(visit, plan, people=people, over_freed=over_freed)
    record(f"visit.{state}", office=office.slug, subject=visit.audit_subject, by=by)
    return visit


def write_people(
    visit: Visit, request: VisitRequest, *, stayers: Sequence[VisitPerson | None]
) -> list[VisitPerson]:
    """Write down who comes now: those who came before keep their rows, the others leave."""
    kept = [person.pk for person in stayers if person is not None]
    visit.people.exclude(pk__in=kept).delete()
    # No two may be at one place, so those who stay step aside first.
    visit.people.update(position=F("position") + ASIDE)
    people = []
    for position, (person, stayer) in enumerate(zip(request.people, stayers, strict=True)):
        row = stayer or VisitPerson(visit=visit)
        row.position, row.first_name, row.age = position, person.first_name, person.age
        row.save()
        people.append(row)
    return people


def write_steps(
    visit: Visit, plan: Plan, *, people: list[VisitPerson], over_freed: bool = False
) -> None:
    """Write the steps of a plan and occupy their resources, for as long as the visit is.

    `over_freed`: the plan may use times that were given back and are not public yet.
    """
    ids = row_ids(visit.office)
    take_turns((ids.resources[taken.resource] for taken in plan.occupations), day=plan.day)
    if over_freed:
        take_freed_times(visit.office, plan)
    _insert_steps(visit, plan, people=people, ids=ids)
    _insert_occupations(visit, plan, ids=ids)


def _insert_steps(visit: Visit, plan: Plan, *, people: list[VisitPerson], ids: RowIds) -> None:
    joined = [
        (position, people[index].pk)
        for position, step in enumerate(plan.steps)
        for index in step.people
    ]
    interpreters = [step.interpreter and ids.resources[step.interpreter] for step in plan.steps]
    with connection.cursor() as cursor:
        cursor.execute(
            INSERT_STEPS,
            [
                visit.pk,
                list(range(len(plan.steps))),
                [ids.services[step.service] for step in plan.steps],
                [ids.resources[step.resource] for step in plan.steps],
                interpreters,
                [stretch(step.start, step.end) for step in plan.steps],
                [position for position, _ in joined],
                [person for _, person in joined],
            ],
        )


def _insert_occupations(visit: Visit, plan: Plan, *, ids: RowIds) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            INSERT_OCCUPATIONS,
            [
                visit.office_id,
                plan.day,
                visit.pk,
                visit.expires_at,
                [ids.resources[taken.resource] for taken in plan.occupations],
                [stretch(taken.start, taken.end) for taken in plan.occupations],
            ],
        )
