"""What visits have closed is done in the plan: the only place where plans meet visits' states."""

from dataclasses import replace

from django.http import HttpRequest
from django.utils import timezone

from welcome_office.core.audit import VISITOR
from welcome_office.pathways.actions.plans import close_errands
from welcome_office.pathways.plan_queries import planned_visits
from welcome_office.visits.models import Visit
from welcome_office.web.arrival.kept import Told, keep, kept_plan


def close_what_visits_did(request: HttpRequest, told: Told) -> Told:
    """Tick what the visits that were booked from a kept plan have closed."""
    kept = kept_plan(request, told)
    if kept is None:
        return told
    planned = {each.visit: each.errands for each in planned_visits(kept)}
    over = Visit.objects.filter(
        pk__in=planned, state=Visit.State.CONFIRMED, during__endswith__lte=timezone.now()
    )
    closed = {errand for visit in over for errand in planned[visit.pk]}
    close_errands(kept, errands=closed, by=VISITOR)
    if set(kept.done) == set(told.done):
        return told
    told = replace(told, done=tuple(kept.done))
    keep(request, told)
    return told
