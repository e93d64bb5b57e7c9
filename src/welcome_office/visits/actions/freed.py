"""Times that were given back: they stay taken by nobody for a while, so that nobody can trade them.

Who cancels cannot tell a friend when to press the button, because nobody knows when the times are
public again (decision 203). Until then the waiting list and the desk may use them.
"""

import random
from datetime import datetime, timedelta

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q
from django.utils import timezone

from welcome_office.partners.models import Office
from welcome_office.partners.queries import definition_of
from welcome_office.visits.models import Occupation, Visit
from welcome_office.visits.planning import Plan, apart, row_ids

# A block of the desk has neither a visit nor an end.
IS_FREED = Q(visit=None, expires_at__isnull=False)
_dice = random.SystemRandom()


def public_again(office: Office, *, after: datetime | None = None) -> datetime:
    """Draw the moment from which on freed times are offered to everybody."""
    least, most = definition_of(office).office.booking.freed_delay_minutes
    delay = timedelta(seconds=_dice.uniform(60 * least, 60 * most))
    return (after or timezone.now()) + delay


def free_times(visit: Visit) -> None:
    """Give a visit's times back; all of them become public at the same moment."""
    visit.occupations.update(visit=None, expires_at=public_again(visit.office))


def take_freed_times(office: Office, plan: Plan) -> None:
    """Make room for a plan where times were freed; what it does not need stays as it is."""
    ids = row_ids(office)
    wanted: dict[int, list[tuple[datetime, datetime]]] = {}
    for taken in plan.occupations:
        wanted.setdefault(ids.resources[taken.resource], []).append((taken.start, taken.end))
    rows = Occupation.objects.filter(IS_FREED, day=plan.day, resource__in=wanted)
    for row in rows.select_for_update():
        whole = (row.during.lower, row.during.upper)
        pieces = apart([whole], wanted[row.resource_id])
        if pieces == [whole]:
            continue
        row.delete()
        Occupation.objects.bulk_create(
            Occupation(
                office=office,
                day=plan.day,
                resource_id=row.resource_id,
                during=stretch(start, end),
                expires_at=row.expires_at,
            )
            for start, end in pieces
        )


def stretch(start: datetime, end: datetime) -> DateTimeTZRange:
    """A half-open stretch of time, as the database keeps it."""
    return DateTimeTZRange(start, end, "[)")
