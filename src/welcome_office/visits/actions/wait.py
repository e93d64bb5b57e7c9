"""Join the waiting list, and leave it."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from welcome_office.core.audit import Actor, record
from welcome_office.partners.models import Office
from welcome_office.partners.queries import definition_of
from welcome_office.visits.actions.confirm import ContactGiven
from welcome_office.visits.actions.limits import require_few_messages
from welcome_office.visits.actions.offers import give_offer_back, stop_waiting
from welcome_office.visits.errors import HoldEndedError, VisitPastError
from welcome_office.visits.messages import queue_waiting_message
from welcome_office.visits.models import Message, Visit, Waiting, WaitingRecord
from welcome_office.visits.planning import zone_of
from welcome_office.visits.request import VisitRequest
from welcome_office.visits.waitings import household_of, plain_request, waiting_in, wanted_by

What = WaitingRecord.What


@transaction.atomic
def ask_to_wait(
    request: VisitRequest,
    given: ContactGiven,
    *,
    office: Office,
    notice_days: int,
    language: str,
    by: Actor,
) -> Waiting:
    """Write down what a household without a visit waits for; their address has to answer first."""
    if given.contact == Visit.Contact.NEITHER:
        raise ValueError("Who cannot be written to cannot be told that a time became free.")
    require_few_messages(address=given.email or given.phone, by=by)
    waiting = Waiting.objects.create(
        office=office,
        state=Waiting.State.ASKED,
        wanted=plain_request(request),
        name=given.name,
        contact=given.contact,
        email=given.email,
        phone=given.phone,
        language=language,
        notice_days=notice_days,
        ends_on=_horizon(office),
    )
    record("waiting.asked", office=office.slug, subject=f"waiting:{waiting.pk}", by=by)
    queue_waiting_message(waiting, kind=Message.Kind.WAIT_CONFIRM)
    return waiting


@transaction.atomic
def confirm_waiting(waiting: Waiting, *, by: Actor) -> Waiting:
    """Begin to wait: the address has answered. What the same address waited for before ends."""
    locked = Waiting.objects.select_for_update(of=("self",)).select_related("office")
    found = locked.filter(pk=waiting.pk).first()
    if found is None or found.state not in {Waiting.State.ASKED, Waiting.State.WAITING}:
        raise HoldEndedError
    if found.state == Waiting.State.WAITING:
        return found
    if found.since + answer_time(found.office) <= timezone.now():
        raise HoldEndedError
    same = {"contact": found.contact, "email": found.email, "phone": found.phone}
    earlier = locked.filter(office=found.office, state=Waiting.State.WAITING, visit=None, **same)
    for before in earlier:
        _leave(before, by=by)
    found.state = Waiting.State.WAITING
    found.save(update_fields=["state"])
    _note_joined(found)
    record("waiting.confirmed", office=found.office.slug, subject=f"waiting:{found.pk}", by=by)
    return found


@transaction.atomic
def wait_for_earlier(visit: Visit, *, notice_days: int, by: Actor) -> Waiting:
    """Keep the visit and wait for an earlier one; saying it twice changes how soon is too soon."""
    now = timezone.now()
    booked = Visit.objects.filter(state=Visit.State.CONFIRMED, during__startswith__gt=now)
    locked = booked.select_for_update(of=("self",)).select_related("office").filter(pk=visit.pk)
    found = locked.first()
    if found is None or found.contact == Visit.Contact.NEITHER:
        raise VisitPastError
    known = Waiting.objects.filter(visit=found, state=Waiting.State.WAITING).first()
    if known is not None:
        known.notice_days = notice_days
        known.save(update_fields=["notice_days"])
        return known
    waiting = Waiting.objects.create(
        office=found.office,
        state=Waiting.State.WAITING,
        visit=found,
        notice_days=notice_days,
        ends_on=found.during.lower.astimezone(zone_of(found.office)).date(),
    )
    _note_joined(waiting)
    record("visit.waits", office=found.office.slug, subject=found.audit_subject, by=by)
    return waiting


@transaction.atomic
def leave_waiting(waiting: Waiting, *, by: Actor) -> None:
    """Wait no longer; what was said is deleted at once. Leaving twice is the same as once."""
    locked = Waiting.objects.select_for_update(of=("self",)).select_related("office", "visit")
    found = locked.filter(
        pk=waiting.pk, state__in=[Waiting.State.ASKED, Waiting.State.WAITING]
    ).first()
    if found is not None:
        _leave(found, by=by)


def _leave(waiting: Waiting, *, by: Actor) -> None:
    give_offer_back(waiting, what=What.WITHDRAWN)
    stop_waiting(waiting, state=Waiting.State.LEFT, what=What.LEFT)
    subject = waiting.visit.audit_subject if waiting.visit else f"waiting:{waiting.pk}"
    record("waiting.left", office=waiting.office.slug, subject=subject, by=by)


def _note_joined(waiting: Waiting) -> None:
    full = waiting_in(waiting.office).get(pk=waiting.pk)
    request, deadline = wanted_by(full), household_of(full).deadline
    WaitingRecord.objects.create(
        office=full.office,
        household=full.pk,
        what=What.JOINED,
        detail={
            "services": list(request.services),
            "people": len(request.people),
            "languages": list(request.languages),
            "deadline": deadline.isoformat() if deadline else None,
            "has_visit": full.visit_id is not None,
        },
    )


def answer_time(office: Office) -> timedelta:
    """How long a new address may take to answer."""
    return timedelta(minutes=definition_of(office).office.booking.confirm_by_link_minutes)


def _horizon(office: Office) -> date:
    today: date = timezone.localdate(timezone=zone_of(office))
    return today + timedelta(days=definition_of(office).office.booking.horizon_days)
