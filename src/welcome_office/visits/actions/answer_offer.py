"""Take the times that were offered from the waiting list, or let them go."""

from functools import partial

from django.db import DatabaseError
from django.utils import timezone

from welcome_office.core.audit import Actor, record
from welcome_office.core.transactions import is_overlap, with_retries
from welcome_office.visits.actions.confirm import confirm_visit
from welcome_office.visits.actions.move import take_plan
from welcome_office.visits.actions.offers import give_offer_back, stop_waiting
from welcome_office.visits.errors import (
    AlreadyBookedError,
    OfferEndedError,
    TimeTakenError,
    VisitChangedError,
    VisitPastError,
)
from welcome_office.visits.models import Visit, Waiting, WaitingRecord
from welcome_office.visits.planning import kept_plan
from welcome_office.visits.request import request_of_visit
from welcome_office.visits.waitings import held_day

What = WaitingRecord.What


def accept_offer(waiting: Waiting, *, by: Actor) -> Visit:
    """Book the offered times, or move the booked visit to them; twice is the same as once."""
    try:
        return with_retries(partial(_accept, waiting.pk, by=by))
    except DatabaseError as error:
        if is_overlap(error):
            raise AlreadyBookedError from error
        raise
    except (TimeTakenError, VisitChangedError, VisitPastError) as error:
        raise OfferEndedError from error


def _accept(pk: int, *, by: Actor) -> Visit:
    waiting = _locked(pk)
    if waiting.state == Waiting.State.SERVED and waiting.visit is not None:
        return waiting.visit
    hold = _open_hold(waiting)
    start = hold.during.lower.isoformat()
    booked = waiting.visit
    visit = _book(waiting, hold, by=by) if booked is None else _move(booked.pk, hold, by=by)
    waiting.visit = visit
    stop_waiting(waiting, state=Waiting.State.SERVED, what=What.TAKEN, start=start)
    record("visit.from_waiting", office=visit.office.slug, subject=visit.audit_subject, by=by)
    return visit


def _locked(pk: int) -> Waiting:
    locked = Waiting.objects.select_for_update(of=("self",)).select_related("office", "visit")
    found = locked.filter(pk=pk).first()
    if found is None:
        raise OfferEndedError
    return found


def _open_hold(waiting: Waiting) -> Visit:
    held = Visit.objects.select_for_update(of=("self",)).select_related("office")
    hold = held.filter(offered_to=waiting, state=Visit.State.HELD).first()
    is_over = waiting.offered_until is None or waiting.offered_until <= timezone.now()
    if hold is None or is_over or waiting.state != Waiting.State.WAITING:
        raise OfferEndedError
    return hold


def _book(waiting: Waiting, hold: Visit, *, by: Actor) -> Visit:
    """The hold becomes the visit: the address has answered when the waiting began."""
    hold.name, hold.contact = waiting.name, waiting.contact
    hold.email, hold.phone = waiting.email, waiting.phone
    hold.save(update_fields=["name", "contact", "email", "phone"])
    return confirm_visit(hold, by=by)


def _move(booked: int, hold: Visit, *, by: Actor) -> Visit:
    """The booked visit takes the times of the hold; its old ones are free for somebody else."""
    full = Visit.objects.select_related("office").prefetch_related(
        "people", "steps__service", "steps__counsellor", "steps__interpreter", "steps__people"
    )
    offered, visit = full.get(pk=hold.pk), full.get(pk=booked)
    wanted = request_of_visit(visit)
    plan = kept_plan(offered, wanted, tuple(offered.people.all()))
    is_same = len(offered.people.all()) == len(visit.people.all())
    if plan is None or not is_same or held_day(offered) >= held_day(visit):
        # They changed their visit meanwhile: what was offered is not what they need now.
        raise OfferEndedError
    hold.delete()
    return take_plan(visit, plan, by=by)


def decline_offer(waiting: Waiting, *, by: Actor) -> None:
    """Let the times go to the next household and wait on; that day is not offered again."""
    with_retries(partial(_decline, waiting.pk, by=by))


def _decline(pk: int, *, by: Actor) -> None:
    found = _locked(pk)
    if found.offered_until is not None:
        give_offer_back(found, what=What.DECLINED)
        subject = found.visit.audit_subject if found.visit else f"waiting:{found.pk}"
        record("waiting.declined", office=found.office.slug, subject=subject, by=by)
