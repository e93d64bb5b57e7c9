"""Write a plan down as rows: the visit, its people, its steps, and what they occupy."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import F
from django.utils import timezone

from welcome_office.core.audit import Actor, record
from welcome_office.partners.models import Office
from welcome_office.visits.actions.freed import stretch, take_freed_times
from welcome_office.visits.models import Visit, VisitPerson
from welcome_office.visits.planning import Plan, RowIds, row_ids
from welcome_office.visits.reference import new_reference
from welcome_office.visits.request import Participant, VisitRequest

# In one statement, because every booking writes these rows: row by row through the object mapper
# they would cost half of the whole request. New people are not visible to the statement that
# inserts them, so those who were there before and those who are new never come twice.
INSERT_ROWS = """
WITH newcomers AS (
  INSERT INTO visits_visitperson (visit_id, position, first_name, age)
  SELECT %(visit)s, * FROM unnest(%(places)s::smallint[], %(names)s::text[], %(ages)s::text[])
  RETURNING id, position
), people AS (
  SELECT id, position FROM newcomers
  UNION ALL SELECT id, position FROM visits_visitperson WHERE visit_id = %(visit)s
), steps AS (
  INSERT INTO visits_step
    (visit_id, position, service_id, counsellor_id, interpreter_id, during)
  SELECT %(visit)s, * FROM unnest(
    %(steps)s::smallint[], %(services)s::bigint[], %(counsellors)s::bigint[],
    %(interpreters)s::bigint[], %(times)s::tstzrange[])
  RETURNING id, position
), who_does_what AS (
  INSERT INTO visits_step_people (step_id, visitperson_id)
  SELECT steps.id, people.id
  FROM unnest(%(doing)s::smallint[], %(doer)s::smallint[]) AS joined (step, person)
  JOIN steps ON steps.position = step
  JOIN people ON people.position = person
)
INSERT INTO visits_occupation (office_id, day, visit_id, expires_at, resource_id, during)
SELECT %(office)s, %(day)s, %(visit)s, %(expires_at)s, *
FROM unnest(%(taken)s::bigint[], %(taken_times)s::tstzrange[])
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
        time_zone=request.time_zone,
        language=language,
        spoken=list(request.languages),
        language_help=request.language_help,
        arrives_on=request.arrives_on,
        moves_in_on=request.moves_in_on,
        wait_minutes=plan.wait_minutes,
        expires_at=expires_at,
        confirmed_at=timezone.now() if state == Visit.State.CONFIRMED else None,
    )
    write_steps(visit, plan, newcomers=request.people, over_freed=over_freed)
    record(f"visit.{state}", office=office.slug, subject=visit.audit_subject, by=by)
    return visit


def write_people(
    visit: Visit, request: VisitRequest, *, stayers: Sequence[VisitPerson | None]
) -> None:
    """Write down who comes now: those who came before keep their rows, the others leave."""
    kept = [person.pk for person in stayers if person is not None]
    visit.people.exclude(pk__in=kept).delete()
    # No two may be at one place, so those who stay step aside first.
    visit.people.update(position=F("position") + ASIDE)
    for position, (person, stayer) in enumerate(zip(request.people, stayers, strict=True)):
        row = stayer or VisitPerson(visit=visit)
        row.position, row.first_name, row.age = position, person.first_name, person.age
        row.save()


def write_steps(
    visit: Visit,
    plan: Plan,
    *,
    newcomers: Sequence[Participant] = (),
    over_freed: bool = False,
) -> None:
    """Write the steps of a plan and occupy their resources, for as long as the visit is.

    `newcomers`: the people of a new visit; those of an older one have their rows.
    `over_freed`: the plan may use times that were given back and are not public yet.
    """
    if over_freed:
        take_freed_times(visit.office, plan)
    ids = row_ids(visit.office)
    rows = {
        **_people(newcomers),
        **_steps(plan, ids),
        "visit": visit.pk,
        "office": visit.office_id,
        "day": plan.day,
        "expires_at": visit.expires_at,
        "taken": [ids.resources[taken.resource] for taken in plan.occupations],
        "taken_times": [stretch(taken.start, taken.end) for taken in plan.occupations],
    }
    with connection.cursor() as cursor:
        cursor.execute(INSERT_ROWS, rows)


def _people(people: Sequence[Participant]) -> dict[str, Any]:
    return {
        "places": list(range(len(people))),
        "names": [person.first_name for person in people],
        "ages": [str(person.age) for person in people],
    }


def _steps(plan: Plan, ids: RowIds) -> dict[str, Any]:
    interpreters = [step.interpreter for step in plan.steps]
    joined = [(place, person) for place, step in enumerate(plan.steps) for person in step.people]
    return {
        "steps": list(range(len(plan.steps))),
        "services": [ids.services[step.service] for step in plan.steps],
        "counsellors": [ids.resources[step.resource] for step in plan.steps],
        "interpreters": [name and ids.resources[name] for name in interpreters],
        "times": [stretch(step.start, step.end) for step in plan.steps],
        "doing": [place for place, _ in joined],
        "doer": [person for _, person in joined],
    }
