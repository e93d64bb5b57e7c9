"""Offer times that became free to those who wait: one household at a time, in order of need."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from django.utils import timezone

from welcome_office.cases.queries import is_restricted
from welcome_office.core.audit import PROGRAM
from welcome_office.core.transactions import with_retries
from welcome_office.partners.models import Office
from welcome_office.visits.actions.freed import free_times, public_again
from welcome_office.visits.actions.hold import hold_visit
from welcome_office.visits.actions.offers import end_what_is_over, note
from welcome_office.visits.actions.wait import answer_time
from welcome_office.visits.errors import TimeTakenError
from welcome_office.visits.messages import queue_waiting_message
from welcome_office.visits.models import Message, Visit, Waiting, WaitingRecord
from welcome_office.visits.need import MOST_NOTICES, Household, Outcome, Turn, ask_in_turn
from welcome_office.visits.planning import HOUSE, Plan, Sight, first_plans, zone_of
from welcome_office.visits.quiet import awake_after, next_waking
from welcome_office.visits.request import VisitRequest
from welcome_office.visits.waitings import held_day, household_of, waiting_in, wanted_by

What = WaitingRecord.What
HOUR = 60
# The nearer the visit, the sooner somebody else has to be asked: up to so many days before it
# begins, so many waking minutes to answer.
ANSWER_MINUTES = ((1, HOUR), (3, 4 * HOUR), (7, 12 * HOUR), (10_000, 24 * HOUR))
LEAST_MINUTES = HOUR
# To get dressed, to find the papers, to travel.
ON_THE_WAY = timedelta(hours=2)


def ask_waiting() -> int:
    """End what is over, then give everybody who waits their turn; say how many were asked."""
    _forget_unanswered()
    offices = Office.objects.filter(waitings__state=Waiting.State.WAITING).distinct()
    return sum(_ask_at(office) for office in offices)


def _forget_unanswered() -> None:
    for office in Office.objects.filter(waitings__state=Waiting.State.ASKED).distinct():
        limit = timezone.now() - answer_time(office)
        asked = Waiting.objects.filter(
            ~is_restricted("waiting"), office=office, state=Waiting.State.ASKED, since__lte=limit
        )
        asked.delete()


def _ask_at(office: Office) -> int:
    for pk in list(waiting_in(office).values_list("pk", flat=True)):
        with_retries(partial(_end, pk))
    waiting = {each.pk: each for each in waiting_in(office)}
    asked: list[Household] = []

    def ask(turn: Turn) -> Outcome:
        is_asked = _ask(waiting[turn.household.number], turn)
        asked.extend([turn.household] if is_asked else [])
        return Outcome.ASKED_NOW if is_asked else Outcome.NO_FIT

    ask_in_turn(map(household_of, waiting.values()), ask=ask)
    return len(asked)


def _ask(waiting: Waiting, turn: Turn) -> bool:
    """Hold the first times that fit and write; False when none fits."""
    request = wanted_by(waiting)
    for plan, sight in _fitting(waiting, request, turn.household):
        try:
            hold = hold_visit(
                request,
                office=waiting.office,
                start=plan.start,
                language=_language(waiting),
                by=PROGRAM,
                sight=sight,
            )
        except TimeTakenError:
            # Somebody at the public pages was faster.
            continue
        if with_retries(partial(_offer, waiting, hold, turn)):
            return True
    return False


def _fitting(
    waiting: Waiting, request: VisitRequest, household: Household
) -> Iterator[tuple[Plan, Sight]]:
    """Times on days that were not offered before, the earliest day first; never a longer wait.

    Who could not keep a legal time limit otherwise may have the hours that are kept for that.
    """
    most_wait = waiting.visit.wait_minutes if waiting.visit else None
    for sight in (HOUSE, Sight(freed=True)):
        if sight.kept and household.deadline is None:
            continue
        plans = first_plans(
            waiting.office,
            request,
            not_before=_earliest(waiting),
            most_days=MOST_NOTICES,
            order="earliest" if most_wait is None else "least_wait",
            sight=sight,
        )
        for plan in plans:
            is_late = sight.kept and household.deadline and plan.day > household.deadline
            is_longer = most_wait is not None and plan.wait_minutes > most_wait
            if plan.day not in waiting.passed_days and not is_late and not is_longer:
                yield plan, sight


def _earliest(waiting: Waiting) -> datetime:
    """From when on a visit can begin that they still hear of in time."""
    zone, now = zone_of(waiting.office), timezone.now()
    day = now.astimezone(zone).date() + timedelta(days=waiting.notice_days)
    wished = datetime.combine(day, datetime.min.time(), tzinfo=zone)
    return max(awake_after(now, LEAST_MINUTES, zone=zone) + ON_THE_WAY, wished)


def answer_until(now: datetime, start: datetime, office: Office) -> datetime:
    """Until when they may answer: waking minutes, fewer the nearer the visit is."""
    days = (start - now) / timedelta(days=1)
    minutes = next(minutes for most, minutes in ANSWER_MINUTES if days <= most)
    return min(awake_after(now, minutes, zone=zone_of(office)), start - ON_THE_WAY)


def _end(pk: int) -> None:
    locked = Waiting.objects.select_for_update(of=("self",)).select_related("office", "visit")
    end_what_is_over(locked.get(pk=pk))


def _offer(seen: Waiting, hold: Visit, turn: Turn) -> bool:
    """Let the hold wait for an answer, and write; gives it back where nobody waits for it now."""
    locked = Waiting.objects.select_for_update(of=("self",)).select_related("office", "visit")
    waiting = locked.get(pk=seen.pk)
    hold = Visit.objects.select_for_update(of=("self",)).select_related("office").get(pk=hold.pk)
    if not _is_still_wanted(waiting, seen, hold):
        free_times(hold)
        hold.delete()
        return False
    now = timezone.now()
    until = answer_until(now, hold.during.lower, waiting.office)
    hold.expires_at = until
    hold.save(update_fields=["expires_at"])
    # Nobody answers: then the next household comes before everybody else.
    hold.occupations.update(expires_at=public_again(waiting.office, after=until))
    waiting.offered, waiting.offered_start, waiting.offered_until = hold, hold.during.lower, until
    waiting.notices += 1
    waiting.save()
    _note_why(waiting, turn)
    awake = next_waking(now, zone=zone_of(waiting.office))
    queue_waiting_message(waiting, kind=Message.Kind.WAIT_OFFER, not_before=awake)
    return True


def _is_still_wanted(waiting: Waiting, seen: Waiting, hold: Visit) -> bool:
    if waiting.state != Waiting.State.WAITING or waiting.offered_until is not None:
        return False
    if seen.visit is None or waiting.visit is None:
        return True
    is_same = waiting.visit.sequence == seen.visit.sequence
    is_better = held_day(hold) < held_day(waiting.visit)
    has_no_longer_wait = hold.wait_minutes <= waiting.visit.wait_minutes
    return is_same and is_better and has_no_longer_wait


def _note_why(waiting: Waiting, turn: Turn) -> None:
    deadline = turn.household.deadline
    note(
        waiting,
        What.ASKED,
        start=waiting.offered_start.isoformat() if waiting.offered_start else "",
        until=waiting.offered_until.isoformat() if waiting.offered_until else "",
        place=turn.place,
        of=turn.of,
        notice=waiting.notices,
        deadline=deadline.isoformat() if deadline else None,
        since=turn.household.since.isoformat(),
        before=[{"household": number, "why": str(why)} for number, why in turn.before],
    )


def _language(waiting: Waiting) -> str:
    return waiting.visit.language if waiting.visit else waiting.language
