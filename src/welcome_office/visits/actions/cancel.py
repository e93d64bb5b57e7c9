"""Cancel a visit: the times are free again and everybody concerned is told."""

from django.utils import timezone

from welcome_office.core.audit import Actor, record
from welcome_office.core.transactions import with_retries
from welcome_office.visits.actions.freed import free_times
from welcome_office.visits.actions.offers import stop_waiting_with
from welcome_office.visits.errors import VisitPastError
from welcome_office.visits.messages import queue_message
from welcome_office.visits.models import Arrangement, Message, Visit


def cancel_visit(visit: Visit, *, by: Actor, reason: str = "") -> Visit:
    """Give the visit's times back; cancelling twice is the same as once.

    `reason` is one of `Arrangement.CancelReason` where the office cancels; the person is told it.
    """
    return with_retries(lambda: _cancel(visit.pk, reason=reason, by=by))


def _cancel(pk: int, *, reason: str, by: Actor) -> Visit:
    visit = Visit.objects.select_for_update(of=("self",)).select_related("office").get(pk=pk)
    if visit.state == Visit.State.CANCELLED:
        return visit
    if visit.during.lower <= timezone.now():
        raise VisitPastError
    was_confirmed = visit.state == Visit.State.CONFIRMED
    visit.state = Visit.State.CANCELLED
    visit.cancelled_at = timezone.now()
    visit.expires_at = None
    visit.sequence += 1
    visit.save(update_fields=["state", "cancelled_at", "expires_at", "sequence"])
    free_times(visit)
    stop_waiting_with(visit)
    if reason:
        Arrangement.objects.update_or_create(visit=visit, defaults={"cancel_reason": reason})
    record(
        "visit.cancelled",
        office=visit.office.slug,
        subject=visit.audit_subject,
        by=by,
        **({"reason": reason} if reason else {}),
    )
    if was_confirmed:
        queue_message(visit, kind=Message.Kind.CANCELLED)
    return visit


def end_visit(visit: Visit, *, by: Actor) -> None:
    """Give back the times of a visit that nobody has confirmed yet; who gave a contact is told."""
    if visit.state == Visit.State.HELD:
        record("visit.given_up", office=visit.office.slug, subject=visit.audit_subject, by=by)
        visit.delete()
        return
    _cancel(visit.pk, reason=Arrangement.CancelReason.NOBODY_THERE, by=by)
    if visit.contact != Visit.Contact.NEITHER:
        queue_message(visit, kind=Message.Kind.CANCELLED)
