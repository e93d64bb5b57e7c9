"""Delete what leads to people, on their wish or when the time for keeping it is over.

The row of the visit stays with its stations: that some visit took place, at which desks and for
how long, is counted; who came is not known any more.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from welcome_office.cases.models import NextStep
from welcome_office.cases.queries import is_restricted
from welcome_office.core.audit import PROGRAM, Actor, record
from welcome_office.people.models import PERSON_KEPT, Person
from welcome_office.visits.actions.freed import free_times
from welcome_office.visits.actions.offers import give_offer_back, stop_waiting, stop_waiting_with
from welcome_office.visits.errors import VisitRunningError
from welcome_office.visits.models import (
    CHANGE_KEPT,
    VISIT_KEPT,
    Arrangement,
    CodeUse,
    ContactChange,
    Continuation,
    PaperAnswer,
    Visit,
    Waiting,
    WaitingRecord,
)


@transaction.atomic
def delete_visit_data(visit: Visit, *, by: Actor) -> Visit:
    """Delete everything personal of a visit at once; one that is still ahead is cancelled by it."""
    visit = Visit.objects.select_for_update(of=("self",)).select_related("office").get(pk=visit.pk)
    if visit.forgotten_at is not None:
        return visit
    now = timezone.now()
    if visit.state in Visit.OCCUPYING and visit.during.lower <= now < visit.during.upper:
        # The desks need to know whom they serve at this moment.
        raise VisitRunningError
    if visit.state in Visit.OCCUPYING and visit.during.lower > now:
        free_times(visit)
        visit.state, visit.cancelled_at, visit.expires_at = Visit.State.CANCELLED, now, None
    _forget(visit, by=by)
    return visit


def forget_past_visits(now: datetime) -> int:
    """Delete what was kept long enough; say of how many visits."""
    limit = now - timedelta(days=VISIT_KEPT.days)
    past = Visit.objects.filter(
        ~is_restricted("visit"), forgotten_at=None, during__endswith__lte=limit
    ).exclude(pk__in=_visits_still_due(limit.date()))
    count = 0
    for pk in list(past.values_list("pk", flat=True)):
        with transaction.atomic():
            locked = past.select_for_update(of=("self",)).select_related("office").filter(pk=pk)
            for visit in locked:
                _forget(visit, by=PROGRAM)
                count += 1
    return count


def _visits_still_due(limit: date) -> QuerySet[Continuation, Any]:
    """Visits in which something was agreed that is due later, or was due not long ago."""
    due = Continuation.objects.filter(next_step__done_at=None, next_step__due_on__gt=limit)
    return due.values("event__step__visit")


def forget_old_contacts(now: datetime) -> int:
    """Delete addresses that somebody asked to change, once they are of no use; say how many."""
    # Together with an hourly deletion nothing gets older than promised.
    limit = now - timedelta(days=CHANGE_KEPT.days, hours=-1)
    old = ContactChange.objects.filter(~is_restricted("visit", "visit_id"), asked_at__lte=limit)
    return old.delete()[0]


def _forget(visit: Visit, *, by: Actor) -> None:
    person = visit.person
    stop_waiting_with(visit)
    # As declared in `Visit.privacy`; the test that compares the two knows every field.
    visit.name = visit.email = visit.phone = visit.contact = visit.language = ""
    visit.time_zone = ""
    visit.person = visit.arrives_on = visit.moves_in_on = None
    visit.spoken = []
    visit.forgotten_at = timezone.now()
    visit.link_version += 1
    visit.save()
    visit.people.all().delete()
    visit.messages.all().delete()
    ContactChange.objects.filter(visit=visit).delete()
    Arrangement.objects.filter(visit=visit).update(companion="", exception="")
    PaperAnswer.objects.filter(visit=visit).delete()
    CodeUse.objects.filter(visit=visit).delete()
    # What was agreed goes with its next step; that something continued is still counted.
    agreed = Continuation.objects.filter(event__step__visit=visit)
    NextStep.objects.filter(pk__in=list(agreed.values_list("next_step", flat=True))).delete()
    if person is not None:
        forget_person(person)
    record("visit.forgotten", office=visit.office.slug, subject=visit.audit_subject, by=by)


def forget_person(person: Person) -> None:
    """Delete a contact that no visit leads to any more."""
    Person.objects.filter(pk=person.pk, visits__isnull=True).delete()


def forget_people_without_visits(now: datetime) -> int:
    """Delete contacts that no visit leads to, in case the last one went another way."""
    limit = now - timedelta(days=PERSON_KEPT.days)
    return Person.objects.filter(visits__isnull=True, known_since__lte=limit).delete()[0]


def forget_waitings(now: datetime) -> int:
    """End all waiting that is over, also where nobody was asked any more; say how many."""
    open_states = [Waiting.State.ASKED, Waiting.State.WAITING]
    over = Waiting.objects.filter(
        ~is_restricted("waiting"), state__in=open_states, ends_on__lt=timezone.localdate(now)
    )
    count = 0
    for pk in list(over.values_list("pk", flat=True)):
        with transaction.atomic():
            locked = over.select_for_update(of=("self",)).select_related("office").filter(pk=pk)
            for waiting in locked:
                give_offer_back(waiting, what=WaitingRecord.What.WITHDRAWN)
                ended = WaitingRecord.What.ENDED
                stop_waiting(waiting, state=Waiting.State.ENDED, what=ended, why="over")
                count += 1
    return count
