"""Take a visit's times for a while, and give them back."""

from datetime import datetime, timedelta
from functools import partial

from django.db import DatabaseError, transaction
from django.utils import timezone

from welcome_office.core.audit import Actor, record
from welcome_office.core.transactions import is_overlap, with_retries
from welcome_office.partners.models import Office
from welcome_office.partners.queries import definition_of
from welcome_office.visits import planning
from welcome_office.visits.actions.turn import await_turn
from welcome_office.visits.actions.write import write_visit
from welcome_office.visits.errors import HoldEndedError, NoMoreExtensionsError, TimeTakenError
from welcome_office.visits.models import Visit
from welcome_office.visits.planning import PUBLIC, Plan, Sight
from welcome_office.visits.request import VisitRequest

MOST_EXTENSIONS = 20
# Each time that one loses a race another wins, so this many others can be ahead.
ATTEMPTS = 20


def hold_visit(
    request: VisitRequest,
    *,
    office: Office,
    start: datetime,
    language: str,
    by: Actor,
    sight: Sight = PUBLIC,
) -> Visit:
    """Take the times of the visit that begins then; nobody else gets them until the hold ends.

    The plan is searched anew, so what is taken is always possible; who loses a race against
    another booking tries the same beginning with other counsellors.
    """
    for _ in range(ATTEMPTS):
        plan = planning.plan_at(office, request, start=start, sight=sight)
        if plan is None:
            break
        try:
            return with_retries(
                partial(
                    _hold,
                    plan,
                    request,
                    office=office,
                    language=language,
                    by=by,
                    over_freed=sight.freed,
                )
            )
        except DatabaseError as error:
            if not is_overlap(error):
                raise
    raise TimeTakenError


def _hold(
    plan: Plan,
    request: VisitRequest,
    *,
    office: Office,
    language: str,
    by: Actor,
    over_freed: bool,
) -> Visit:
    await_turn(office, plan)
    minutes = definition_of(office).office.booking.hold_minutes
    return write_visit(
        plan,
        request,
        office=office,
        language=language,
        state=Visit.State.HELD,
        expires_at=timezone.now() + timedelta(minutes=minutes),
        by=by,
        over_freed=over_freed,
    )


def extend_hold(visit: Visit, *, by: Actor) -> Visit:
    """Start the hold's time anew for somebody who needs longer."""
    with transaction.atomic():
        visit = _running_hold(visit)
        if visit.extensions >= MOST_EXTENSIONS:
            raise NoMoreExtensionsError
        minutes = definition_of(visit.office).office.booking.hold_minutes
        visit.expires_at = timezone.now() + timedelta(minutes=minutes)
        visit.extensions += 1
        visit.save(update_fields=["expires_at", "extensions"])
        visit.occupations.update(expires_at=visit.expires_at)
        record("visit.extended", office=visit.office.slug, subject=visit.audit_subject, by=by)
    return visit


def _running_hold(visit: Visit) -> Visit:
    locked = Visit.objects.select_for_update(of=("self",)).select_related("office")
    visit = locked.get(pk=visit.pk)
    if visit.state != Visit.State.HELD or visit.expires_at <= timezone.now():  # type: ignore[operator] # a held visit has an end: constraint
        raise HoldEndedError
    return visit


def give_up_hold(visit: Visit, *, by: Actor) -> None:
    """Give the times back at once, e.g. because another time was chosen."""
    with transaction.atomic():
        held = Visit.objects.select_for_update().filter(pk=visit.pk, state=Visit.State.HELD)
        for found in held:
            record("visit.given_up", office=found.office.slug, subject=found.audit_subject, by=by)
            found.delete()
