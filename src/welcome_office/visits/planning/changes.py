"""From a booked visit and what it shall become to the plan that disturbs its people least."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from welcome_office.partners.queries import definition_of
from welcome_office.visits.models import Step, Visit, VisitPerson
from welcome_office.visits.planning.hours import StaffedHours
from welcome_office.visits.planning.office import zone_of
from welcome_office.visits.planning.plan import Plan, PlannedStep
from welcome_office.visits.planning.search import offers_on, plan_at
from welcome_office.visits.planning.sight import PUBLIC, Sight
from welcome_office.visits.request import VisitRequest

# For each participant of the new request the person of the visit, None for somebody new.
Stayers = Sequence[VisitPerson | None]


def best_change(visit: Visit, request: VisitRequest, stayers: Stayers) -> Plan | None:
    """The plan on the visit's own day that keeps best to the hours people have set aside.

    Fewest minutes outside of them, then the shortest visit, then the nearest beginning. Among
    equals, the stations stay as they are. None when nothing fits on that day.
    """
    day = visit.during.lower.astimezone(zone_of(visit.office)).date()
    kept = _possible(kept_plan(visit, request, stayers), visit)
    others = offers_on(visit.office, request, day=day, sight=Sight(own=visit.pk)).plans
    plans = [kept, *others] if kept else list(others)
    return min(plans, key=lambda plan: _disturbance(plan, visit), default=None)


def change_at(
    visit: Visit,
    request: VisitRequest,
    stayers: Stayers,
    *,
    start: datetime,
    shown: str = "",
    sight: Sight = PUBLIC,
) -> Plan | None:
    """The plan that begins then; of several the one whose mark was shown, else the best one."""
    kept = _possible(kept_plan(visit, request, stayers), visit)
    may_stay = kept is not None and kept.start == start
    if kept is not None and may_stay and kept.mark == shown:
        return kept
    own = replace(sight, own=visit.pk)
    found = plan_at(visit.office, request, start=start, sight=own)
    return kept if found is None and may_stay else found


def _possible(plan: Plan | None, visit: Visit) -> Plan | None:
    """The plan, unless somebody is absent by now: then the office has asked for another time."""
    hours = StaffedHours(definition_of(visit.office))
    steps = plan.steps if plan else ()
    is_staffed = all(
        hours.can_serve(step.resource, service=step.service, start=step.start, end=step.end)
        for step in steps
    )
    return plan if is_staffed else None


def _disturbance(plan: Plan, visit: Visit) -> tuple[float, float, float]:
    begin, end = visit.during.lower, visit.during.upper
    before, after = begin - plan.start, plan.end - end
    outside = sum(max(part.total_seconds(), 0) for part in (before, after))
    # A visit at quite another time of the day lies outside with all its minutes, not only some.
    outside = min(outside, (plan.end - plan.start).total_seconds())
    return outside, (plan.end - plan.start).total_seconds(), abs(before.total_seconds())


def kept_plan(visit: Visit, request: VisitRequest, stayers: Stayers) -> Plan | None:
    """The visit's own stations as far as they are still needed, or None when one is missing.

    Prefetch steps with service, counsellor, interpreter and people.
    """
    steps = [
        step
        for row in visit.steps.all()
        if (step := _kept_step(row, visit, request, stayers)) is not None
    ]
    found = {(step.service, person) for step in steps for person in step.people}
    wanted = {(name, i) for i, person in enumerate(request.people) for name in person.services}
    if found != wanted:
        return None
    return Plan(
        steps=tuple(steps),
        wait_minutes=_waiting(steps),
        day=steps[0].start.date(),
        hours_version=visit.office.definition_version,
    )


def _kept_step(
    row: Step, visit: Visit, request: VisitRequest, stayers: Stayers
) -> PlannedStep | None:
    concerned = {person.pk for person in row.people.all()}
    people = tuple(
        index
        for index, (participant, person) in enumerate(zip(request.people, stayers, strict=True))
        if person is not None
        and person.pk in concerned
        and row.service.slug in participant.services
    )
    if not people:
        return None
    zone = zone_of(visit.office)
    return PlannedStep(
        service=row.service.slug,
        people=people,
        resource=row.counsellor.slug,
        also=_rooms(visit, row),
        interpreter=row.interpreter.slug if row.interpreter else None,
        start=row.during.lower.astimezone(zone),
        end=row.during.upper.astimezone(zone),
    )


def _rooms(visit: Visit, row: Step) -> tuple[str, ...]:
    """What the step occupies besides counsellor and interpreter."""
    definition = definition_of(visit.office)
    if not definition.services_by_id[row.service.slug].needs:
        return ()
    resources = {resource.id: resource for resource in definition.resources}
    taken = visit.occupations.filter(during=row.during).values_list("resource__slug", flat=True)
    return tuple(name for name in taken if name in resources and resources[name].kind == "room")


def _waiting(steps: Sequence[PlannedStep]) -> int:
    gaps = (after.start - before.end for before, after in pairwise(steps))
    return sum(round(gap.total_seconds() / 60) for gap in gaps)
