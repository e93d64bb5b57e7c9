"""What visits have closed is done in the plan: the only place where plans meet visits' steps."""

from collections.abc import Mapping
from dataclasses import replace

from django.http import HttpRequest

from welcome_office.core.audit import VISITOR
from welcome_office.partners.queries import definition_of
from welcome_office.pathways.actions.plans import close_errands
from welcome_office.pathways.models import KeptPlan
from welcome_office.pathways.plan_queries import planned_visits
from welcome_office.visits.models import Step, StepEvent
from welcome_office.visits.progress import progress_by_step
from welcome_office.web.arrival.kept import Told, keep, kept_plan


def close_what_visits_did(request: HttpRequest, told: Told) -> Told:
    """Tick what the visits that were booked from a kept plan have closed."""
    kept = kept_plan(request, told)
    if kept is None:
        return told
    close_errands(kept, errands=_closed(kept), by=VISITOR)
    if set(kept.done) == set(told.done):
        return told
    told = replace(told, done=tuple(kept.done))
    keep(request, told)
    return told


def _closed(kept: KeptPlan) -> set[str]:
    """The errands whose steps the desks have all noted as done."""
    planned = {each.visit: each.errands for each in planned_visits(kept)}
    errands = _errands_of_steps(kept, planned)
    progress = progress_by_step(errands)
    open_still = {
        errand for step, errand in errands.items() if progress[step].state != StepEvent.Kind.DONE
    }
    return set(errands.values()) - open_still


def _errands_of_steps(kept: KeptPlan, planned: Mapping[int, list[str]]) -> dict[int, str]:
    services = definition_of(kept.office).services_by_id
    steps = Step.objects.filter(visit__in=planned).values_list("pk", "visit", "service__slug")
    found = {
        pk: (visit, services[slug].errand or "") for pk, visit, slug in steps if slug in services
    }
    return {pk: errand for pk, (visit, errand) in found.items() if errand in planned[visit]}
