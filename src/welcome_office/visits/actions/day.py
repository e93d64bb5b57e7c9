"""What happens on the day of a visit: check in, note how each step goes, take a mistake back.

Everything is an event that is added. The visit's row is locked meanwhile, so that two desks that
click at the same moment take turns, and the second one is told what the first one did.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from welcome_office.cases.queries import is_restricted
from welcome_office.core.audit import PROGRAM, Actor, record
from welcome_office.visits.actions.farewell import say_farewell
from welcome_office.visits.errors import NotTodayError, StepChangedError, VisitPastError
from welcome_office.visits.models import Continuation, Step, StepEvent, Visit
from welcome_office.visits.planning import zone_of
from welcome_office.visits.progress import (
    AHEAD,
    Progress,
    progress_by_step,
    progress_of,
    standing,
)

Kind = StepEvent.Kind
# So long after the beginning of a step nobody expects the person any more.
PATIENCE = timedelta(minutes=15)
# What began longer ago stays as it is: nobody remembers it.
FARTHEST_BACK = timedelta(hours=24)


@transaction.atomic
def check_in(visit: Visit, *, by: Actor) -> Visit:
    """Note that the people are in the house; twice is the same as once."""
    visit = lock_booked(visit.pk)
    _require_day(visit)
    _arrive(visit, by=by)
    return visit


@transaction.atomic
def note_step(step: Step, kind: StepEvent.Kind, *, by: Actor) -> StepEvent:
    """Note how a step goes; noting what is known already changes nothing.

    Raises StepChangedError when it is over already, or further on.
    """
    visit = lock_booked(step.visit_id)
    _require_day(visit)
    progress = progress_now(step)
    if progress.state == kind and progress.event is not None:
        return StepEvent.objects.get(pk=progress.event)
    if kind not in AHEAD[progress.state]:
        raise StepChangedError
    event = _add(step, kind, by=by, visit=visit)
    if kind != Kind.MISSED:
        # Whoever sits at one desk is in the house for the others.
        _arrive(visit, by=by)
    say_farewell(visit)
    return event


@transaction.atomic
def take_back(event: StepEvent, *, by: Actor) -> StepEvent:
    """Correct what was noted: the step is again what it was before. Only the last word counts.

    Who is not here after all is not here at any desk. Raises StepChangedError when somebody has
    noted something else since.
    """
    visit = lock_booked(event.step.visit_id)
    if progress_now(event.step).event != event.pk:
        raise StepChangedError
    correction = _correct(event, by=by, visit=visit)
    if event.kind == Kind.HERE:
        for step, progress in _steps_with_progress(visit):
            if progress.state == Kind.HERE:
                _correct(_last_event(step), by=by, visit=visit)
    say_farewell(visit)
    return correction


def note_no_shows(*, now: datetime | None = None) -> int:
    """Note of every step to which nobody came that it does not take place; say of how many.

    Who said to be late is expected so much longer. Only visits in the house: whether somebody took
    part by phone or video the desk alone knows.
    """
    now = now or timezone.now()
    begun = Step.objects.filter(
        ~is_restricted("visit", "visit_id"),
        visit__state=Visit.State.CONFIRMED,
        visit__channel="on_site",
        visit__forgotten_at=None,
        during__startswith__lte=now - PATIENCE,
        during__startswith__gt=now - FARTHEST_BACK,
    ).prefetch_related("events")
    waiting = [step for step in begun.order_by("visit", "position") if _is_awaited(step)]
    return sum(_give_up(step, now=now) for step in waiting)


def _is_awaited(step: Step) -> bool:
    """Whether nobody has come; what a desk has corrected the program does not note again."""
    events = list(step.events.all())
    corrected = any(event.is_automatic for event in events)
    return not corrected and progress_of(events).state == Kind.EXPECTED


@transaction.atomic
def _give_up(step: Step, *, now: datetime) -> bool:
    # Passed over: a visit that somebody is receiving at this moment; the next run sees it again.
    locked = Visit.objects.select_for_update(of=("self",), skip_locked=True)
    booked = locked.select_related("office").filter(state=Visit.State.CONFIRMED)
    visit = booked.filter(pk=step.visit_id).first()
    if visit is None or progress_now(step).state != Kind.EXPECTED:
        return False
    if step.during.lower + PATIENCE + timedelta(minutes=visit.delay_minutes) > now:
        return False
    _add(step, Kind.MISSED, by=PROGRAM, visit=visit, is_automatic=True)
    say_farewell(visit)
    return True


def lock_booked(pk: int) -> Visit:
    """The visit, locked, while it is booked; else VisitPastError."""
    locked = Visit.objects.select_for_update(of=("self",)).select_related("office")
    visit = locked.filter(pk=pk, state=Visit.State.CONFIRMED, forgotten_at=None).first()
    if visit is None:
        raise VisitPastError
    return visit


def progress_now(step: Step) -> Progress:
    """Where the step stands at this moment, whatever was prefetched."""
    return progress_of(StepEvent.objects.filter(step=step).order_by("pk"))


def _require_day(visit: Visit) -> None:
    zone = zone_of(visit.office)
    if visit.during.lower.astimezone(zone).date() > timezone.localdate(timezone=zone):
        raise NotTodayError


def _arrive(visit: Visit, *, by: Actor) -> None:
    """Let every desk know; what the program gave up is expected again while there is time."""
    now = timezone.now()
    for step, found in _steps_with_progress(visit):
        progress = found
        if found.is_automatic and step.during.upper > now:
            _correct(_last_event(step), by=by, visit=visit)
            progress = progress_now(step)
        if progress.state == Kind.EXPECTED:
            _add(step, Kind.HERE, by=by, visit=visit)


def _steps_with_progress(visit: Visit) -> list[tuple[Step, Progress]]:
    steps = list(visit.steps.all())
    found = progress_by_step(step.pk for step in steps)
    return [(step, found[step.pk]) for step in steps]


def _last_event(step: Step) -> StepEvent:
    """The event that says where the step stands; there is one."""
    return standing(StepEvent.objects.filter(step=step).order_by("pk"))[-1]


def _correct(event: StepEvent, *, by: Actor, visit: Visit) -> StepEvent:
    before = standing(StepEvent.objects.filter(step=event.step_id).order_by("pk"))[:-1]
    kind = Kind(before[-1].kind) if before else Kind.EXPECTED
    correction = StepEvent.objects.create(step_id=event.step_id, kind=kind, takes_back=event)
    agreed = Continuation.objects.filter(event=event).select_related("next_step").first()
    if agreed is not None:
        # The next step goes, and what was agreed with it; the event itself stays.
        agreed.next_step.delete()
    _record("corrected", visit, step=event.step_id, by=by)
    return correction


def _add(
    step: Step, kind: StepEvent.Kind, *, by: Actor, visit: Visit, is_automatic: bool = False
) -> StepEvent:
    event = StepEvent.objects.create(step=step, kind=kind, is_automatic=is_automatic)
    _record(kind, visit, step=step.pk, by=by)
    return event


def _record(what: str, visit: Visit, *, step: int, by: Actor) -> None:
    record(
        f"visit.step_{what}",
        office=visit.office.slug,
        subject=visit.audit_subject,
        by=by,
        step=step,
    )
