"""What people tell before they come: that they come, or that they will be late."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from welcome_office.core.audit import Actor, record
from welcome_office.visits.errors import VisitPastError
from welcome_office.visits.models import Visit

# Longer than this is no delay: the visit has to move.
LONGEST_DELAY = timedelta(minutes=60)


@transaction.atomic
def say_coming(visit: Visit, *, by: Actor) -> Visit:
    """Note that the people will be there, on time."""
    visit = _ahead(visit)
    visit.coming_at, visit.delay_minutes = timezone.now(), 0
    visit.save(update_fields=["coming_at", "delay_minutes"])
    record("visit.coming", office=visit.office.slug, subject=visit.audit_subject, by=by)
    return visit


@transaction.atomic
def report_delay(visit: Visit, *, minutes: int, by: Actor) -> Visit:
    """Note that the people come, so many minutes late; the desks see it."""
    if not 0 < minutes <= LONGEST_DELAY / timedelta(minutes=1):
        raise ValueError(f"{minutes} minutes: a delay takes 1 minute at least and 60 at most.")
    visit = _ahead(visit)
    visit.coming_at, visit.delay_minutes = timezone.now(), minutes
    visit.save(update_fields=["coming_at", "delay_minutes"])
    record(
        "visit.delayed",
        office=visit.office.slug,
        subject=visit.audit_subject,
        by=by,
        minutes=minutes,
    )
    return visit


def _ahead(visit: Visit) -> Visit:
    """The visit while it is booked and not over, locked."""
    booked = Visit.objects.filter(state=Visit.State.CONFIRMED, during__endswith__gt=timezone.now())
    found = booked.select_for_update(of=("self",)).select_related("office").filter(pk=visit.pk)
    locked = found.first()
    if locked is None:
        raise VisitPastError
    return locked
