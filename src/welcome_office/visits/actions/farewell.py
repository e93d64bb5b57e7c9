"""When the last step of a visit is over: one message that says what was done and what comes next.

It waits a few minutes, so that a wrong key can be corrected before anybody reads it.
"""

from welcome_office.cases.queries import restriction_of
from welcome_office.visits.messages import queue_message
from welcome_office.visits.models import Message, StepEvent, Visit
from welcome_office.visits.progress import Progress, progress_by_step

MINUTES_TO_CORRECT = 5


def is_finished(visit: Visit) -> bool:
    """Whether every step is over, and at least one of them took place."""
    found = _progress(visit)
    return bool(found) and all(p.is_closed for p in found) and any(p.was_here for p in found)


def say_farewell(visit: Visit) -> None:
    """Queue the message when the visit is finished; again only after a correction."""
    if visit.contact not in {Visit.Contact.MAIL, Visit.Contact.TEXT} or not is_finished(visit):
        return
    if restriction_of(visit.audit_subject) is not None:
        return
    sent = visit.messages.filter(kind=Message.Kind.FINISHED)
    if sent.filter(state=Message.State.QUEUED).exists():
        return
    events = StepEvent.objects.filter(step__visit=visit, takes_back__isnull=False)
    correction = events.order_by("pk").last()
    since = sent.filter(queued_at__gt=correction.at) if correction else sent
    if not since.exists():
        queue_message(visit, kind=Message.Kind.FINISHED, wait_minutes=MINUTES_TO_CORRECT)


def _progress(visit: Visit) -> list[Progress]:
    steps = visit.steps.values_list("pk", flat=True)
    return list(progress_by_step(steps).values())
