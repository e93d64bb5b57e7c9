"""Remind people of their visit: a week before, two days before, and for the day itself."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from welcome_office.cases.queries import is_restricted
from welcome_office.visits.messages import queue_message
from welcome_office.visits.models import Message, Visit
from welcome_office.visits.planning import zone_of
from welcome_office.visits.quiet import WAKES, is_quiet

Kind = Message.Kind
MID_MORNING = time(10)
EVENING_BEFORE = time(18)
# A visit that begins earlier gets its last reminder the evening before: in the morning it would
# come when people are on their way.
EARLY = time(9, 30)
FARTHEST = timedelta(days=8)
WRITTEN_TO = (Visit.Contact.MAIL, Visit.Contact.TEXT)


def reminder_times(start: datetime, *, zone: ZoneInfo) -> Mapping[Message.Kind, datetime]:
    """When the reminders of a visit are due that begins then; none lies in the quiet hours."""
    local = start.astimezone(zone)
    day = local.date()
    is_early = local.time() < EARLY
    last = (day - timedelta(days=1), EVENING_BEFORE) if is_early else (day, WAKES)
    return {
        Kind.REMIND_WEEK: _at(day - timedelta(days=7), MID_MORNING, zone),
        Kind.REMIND_DAYS: _at(day - timedelta(days=2), MID_MORNING, zone),
        Kind.REMIND_TODAY: _at(*last, zone),
    }


def queue_due_reminders(*, now: datetime | None = None) -> int:
    """Queue every reminder whose time has come; say how many."""
    now = now or timezone.now()
    coming = Visit.objects.filter(
        _has_answered(),
        ~is_restricted("visit"),
        state=Visit.State.CONFIRMED,
        contact__in=WRITTEN_TO,
        during__startswith__gt=now,
        during__startswith__lt=now + FARTHEST,
    )
    return sum(_remind(pk, now=now) for pk in coming.values_list("pk", flat=True))


def _has_answered() -> Q:
    """Somebody gave this contact: nobody writes to what the demo invented."""
    return Q(person__isnull=False) | Q(code_sent_at__isnull=False)


@transaction.atomic
def _remind(pk: int, *, now: datetime) -> bool:
    locked = Visit.objects.select_for_update(of=("self",), skip_locked=True)
    visit = locked.select_related("office").filter(pk=pk, state=Visit.State.CONFIRMED).first()
    if visit is None or is_quiet(now, zone=zone_of(visit.office)):
        return False
    kind = _due(visit, now=now)
    if kind is None:
        return False
    queue_message(visit, kind=kind)
    return True


def _due(visit: Visit, *, now: datetime) -> Message.Kind | None:
    """The last reminder that has become due since the visit was booked or moved, if not sent."""
    booked = max(filter(None, [visit.confirmed_at, visit.moved_at]), default=now)
    times = reminder_times(visit.during.lower, zone=zone_of(visit.office))
    # Only the last one: who was not reminded for a while needs no two letters at once.
    due = [(kind, moment) for kind, moment in times.items() if booked < moment <= now]
    if not due:
        return None
    kind, _ = due[-1]
    messages = list(visit.messages.all())
    if any(message.kind == kind and message.queued_at >= booked for message in messages):
        return None
    # The address takes nothing: the front desk has been asked to find another way.
    is_refused = messages and messages[-1].state == Message.State.FAILED
    return None if is_refused else kind


def _at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, clock, tzinfo=zone)
