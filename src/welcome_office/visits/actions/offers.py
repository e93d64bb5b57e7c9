"""What ends an offer to somebody who waits, and what ends the waiting."""

from django.utils import timezone

from welcome_office.visits.actions.freed import free_times
from welcome_office.visits.models import Visit, Waiting, WaitingRecord
from welcome_office.visits.need import MOST_NOTICES
from welcome_office.visits.planning import zone_of

What = WaitingRecord.What


def give_offer_back(waiting: Waiting, *, what: WaitingRecord.What) -> None:
    """End a locked household's offer: its times go to the next one first, as all freed times do."""
    if waiting.offered_until is None or waiting.offered_start is None:
        return
    note(waiting, what, start=waiting.offered_start.isoformat())
    held = Visit.objects.select_for_update(of=("self",)).select_related("office")
    for hold in held.filter(offered_to=waiting, state=Visit.State.HELD):
        free_times(hold)
        hold.delete()
    day = waiting.offered_start.astimezone(zone_of(waiting.office)).date()
    waiting.passed_days = sorted({*waiting.passed_days, day})
    forget_offer(waiting)


def forget_offer(waiting: Waiting) -> None:
    """Nothing is offered to the household any more; after the last notice it waits no longer."""
    waiting.offered = waiting.offered_start = waiting.offered_until = None
    waiting.save()
    if waiting.notices >= MOST_NOTICES and waiting.state == Waiting.State.WAITING:
        stop_waiting(waiting, state=Waiting.State.ENDED, what=What.ENDED, why="notices")


def stop_waiting(
    waiting: Waiting, *, state: Waiting.State, what: WaitingRecord.What, **detail: object
) -> None:
    """End a locked household's waiting and delete what it said."""
    was_waiting = waiting.state == Waiting.State.WAITING
    waiting.state = state
    waiting.offered = waiting.offered_start = waiting.offered_until = None
    # As declared in `Waiting.privacy`.
    waiting.wanted = {}
    waiting.name = waiting.contact = waiting.email = waiting.phone = waiting.language = ""
    waiting.save()
    if was_waiting:
        note(waiting, what, **detail)


def stop_waiting_with(visit: Visit) -> None:
    """The visit that should come earlier does not take place any more: nothing is waited for."""
    locked = Waiting.objects.select_for_update(of=("self",)).select_related("office")
    for waiting in locked.filter(visit=visit, state=Waiting.State.WAITING):
        give_offer_back(waiting, what=What.WITHDRAWN)
        if waiting.state == Waiting.State.WAITING:
            stop_waiting(waiting, state=Waiting.State.ENDED, what=What.ENDED, why="visit")


def end_what_is_over(waiting: Waiting) -> None:
    """End a locked household's offer, or its waiting, when its time is over."""
    now = timezone.now()
    if waiting.offered_until is not None and waiting.offered_until <= now:
        give_offer_back(waiting, what=What.NO_ANSWER)
    visit = waiting.visit
    if waiting.state != Waiting.State.WAITING:
        return
    if visit is not None and (visit.state != Visit.State.CONFIRMED or visit.during.lower <= now):
        give_offer_back(waiting, what=What.WITHDRAWN)
        stop_waiting(waiting, state=Waiting.State.ENDED, what=What.ENDED, why="visit")
    elif waiting.ends_on < now.astimezone(zone_of(waiting.office)).date():
        give_offer_back(waiting, what=What.WITHDRAWN)
        stop_waiting(waiting, state=Waiting.State.ENDED, what=What.ENDED, why="over")


def drop_unreachable(waiting: Waiting) -> None:
    """What was written to this household did not arrive: somebody else is asked."""
    locked = Waiting.objects.select_for_update(of=("self",)).select_related("office")
    for found in locked.filter(pk=waiting.pk, state=Waiting.State.WAITING):
        give_offer_back(found, what=What.WITHDRAWN)
        if found.state == Waiting.State.WAITING:
            stop_waiting(found, state=Waiting.State.ENDED, what=What.ENDED, why="unreachable")


def note(waiting: Waiting, what: WaitingRecord.What, **detail: object) -> None:
    """Add to the log what happened to a household."""
    WaitingRecord.objects.create(
        office=waiting.office, household=waiting.pk, what=what, detail=detail
    )
