"""Book a visit anew: at another time, for other errands, with other people.

The old times stay taken until the new ones are written, in one transaction: whoever loses a race
keeps what they had.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import DatabaseError
from django.utils import timezone

from welcome_office.core.audit import Actor, record
from welcome_office.core.transactions import is_overlap, violated_constraint, with_retries
from welcome_office.visits import planning
from welcome_office.visits.actions.book import excused_rules, note_exception
from welcome_office.visits.actions.freed import free_times, stretch
from welcome_office.visits.actions.hold import ATTEMPTS
from welcome_office.visits.actions.turn import await_turn
from welcome_office.visits.actions.write import write_people, write_steps
from welcome_office.visits.errors import (
    AlreadyBookedError,
    RouteChangedError,
    TimeTakenError,
    VisitChangedError,
    VisitPastError,
)
from welcome_office.visits.messages import queue_message
from welcome_office.visits.models import (
    Arrangement,
    CodeUse,
    Message,
    StepEvent,
    Visit,
    VisitPerson,
)
from welcome_office.visits.planning import PUBLIC, Plan, Rule, Sight
from welcome_office.visits.request import VisitRequest, request_of_visit


@dataclass(frozen=True, kw_only=True)
class Change:
    """What a visit shall become; `stayers` are its people as far as they still come."""

    request: VisitRequest
    stayers: tuple[VisitPerson | None, ...]

    def __post_init__(self) -> None:
        if len(self.stayers) != len(self.request.people):
            raise ValueError("Say of each person who comes whether they came before.")


def move_visit(
    visit: Visit,
    *,
    start: datetime,
    by: Actor,
    shown: str = "",
    sight: Sight = PUBLIC,
    exception: str = "",
) -> Visit:
    """Come at another time for the same; fetch the visit by `visits_in_full`.

    `shown` is the mark of the plan that the person has seen: another one is refused with
    RouteChangedError. The desk sees more times (`sight`); where one of them sets a rule aside, it
    says why (`exception`), else ReasonMissingError.
    """
    terms = _Terms(kind=Message.Kind.MOVED, shown=shown, sight=sight, exception=exception)
    return _book_anew(visit, same(visit), start=start, terms=terms, by=by)


def change_visit(
    visit: Visit, change: Change, *, start: datetime, by: Actor, shown: str = ""
) -> Visit:
    """Come for other errands or with other people, beginning at that time."""
    terms = _Terms(kind=Message.Kind.CHANGED, shown=shown)
    return _book_anew(visit, change, start=start, terms=terms, by=by)


def take_plan(visit: Visit, plan: Plan, *, by: Actor) -> Visit:
    """Move a booked visit to a plan that is free, in the transaction of the caller."""
    terms = _Terms(kind=Message.Kind.MOVED, shown="")
    return _rewrite(visit, same(visit), plan=plan, terms=terms, rules=(), by=by)


def same(visit: Visit) -> Change:
    """What the visit is now; fetch it by `visits_in_full`."""
    return Change(request=request_of_visit(visit), stayers=tuple(visit.people.all()))


@dataclass(frozen=True, kw_only=True)
class _Terms:
    """Under which conditions a visit is booked anew, and what the person is told."""

    kind: Message.Kind
    shown: str
    sight: Sight = PUBLIC
    exception: str = ""


def _book_anew(visit: Visit, change: Change, *, start: datetime, terms: _Terms, by: Actor) -> Visit:
    for _ in range(ATTEMPTS):
        plan = _plan_for(visit, change, start=start, terms=terms)
        rules: tuple[Rule, ...] = ()
        if terms.sight.lenient:
            rules = excused_rules(plan, visit.office, reason=terms.exception)
        work = partial(_rewrite, visit, change, plan=plan, terms=terms, rules=rules, by=by)
        try:
            return with_retries(work)
        except DatabaseError as error:
            if violated_constraint(error) == "nobody_is_in_two_visits_at_a_time":
                raise AlreadyBookedError from error
            if not is_overlap(error):
                raise
    raise TimeTakenError


def _plan_for(visit: Visit, change: Change, *, start: datetime, terms: _Terms) -> Plan:
    plan = planning.change_at(
        visit, change.request, change.stayers, start=start, shown=terms.shown, sight=terms.sight
    )
    if plan is None:
        raise TimeTakenError
    if terms.shown not in {"", plan.mark}:
        raise RouteChangedError
    return plan


def _rewrite(
    visit: Visit,
    change: Change,
    *,
    plan: Plan,
    terms: _Terms,
    rules: tuple[Rule, ...],
    by: Actor,
) -> Visit:
    office = visit.office
    await_turn(office, plan)
    locked = Visit.objects.select_for_update(of=("self",)).select_related("office").get(pk=visit.pk)
    _require_unchanged(locked, seen=visit)
    free_times(locked)
    locked.steps.all().delete()
    write_people(locked, change.request, stayers=change.stayers)
    # Its own times count as free for the visit, also those that have just been given back.
    write_steps(locked, plan, over_freed=True)
    _note(locked, change.request, plan)
    Arrangement.objects.filter(visit=locked).update(new_time_asked_at=None)
    # The place of a booking code is one of its day.
    CodeUse.objects.filter(visit=locked).exclude(day=plan.day).delete()
    note_exception(locked, rules, reason=terms.exception, by=by)
    record(f"visit.{terms.kind}", office=office.slug, subject=locked.audit_subject, by=by)
    if locked.contact != Visit.Contact.NEITHER:
        queue_message(locked, kind=terms.kind)
    return locked


def _require_unchanged(locked: Visit, *, seen: Visit) -> None:
    if locked.state != Visit.State.CONFIRMED or locked.during.lower <= timezone.now():
        raise VisitPastError
    if StepEvent.objects.filter(step__visit=locked).exists():
        # The day of this visit has begun: somebody is in the house.
        raise VisitPastError
    if locked.sequence != seen.sequence:
        raise VisitChangedError


def _note(visit: Visit, request: VisitRequest, plan: Plan) -> None:
    visit.during = stretch(plan.start, plan.end)
    visit.wait_minutes = plan.wait_minutes
    visit.moved_at = timezone.now()
    visit.coming_at, visit.delay_minutes = None, 0
    visit.spoken, visit.language_help = list(request.languages), request.language_help
    # Calendars take over an edition only when its number is higher (RFC 5546).
    visit.sequence += 1
    visit.save()
