"""What comes before every booking: its turn, hours that still hold, and room where holds ended."""

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from welcome_office.core.audit import PROGRAM, record
from welcome_office.core.transactions import with_retries
from welcome_office.partners.models import Office
from welcome_office.visits.actions.freed import IS_FREED
from welcome_office.visits.errors import TimeTakenError
from welcome_office.visits.locks import take_turns
from welcome_office.visits.models import Occupation, Visit
from welcome_office.visits.planning import Plan, row_ids

# One statement, because every booking asks, and its answer is nearly always that nothing changed.
# What ended is asked for in two ways, so that each finds its index: ended times, ended visits.
STATE_OF_THE_DAY = """
SELECT definition_version, EXISTS (
  SELECT FROM visits_occupation
  WHERE office_id = %(office)s AND day = %(day)s AND expires_at <= %(now)s
  UNION ALL
  SELECT FROM visits_visit AS visit JOIN visits_occupation AS taken ON visit_id = visit.id
  WHERE visit.expires_at <= %(now)s AND taken.office_id = %(office)s AND day = %(day)s
) FROM partners_office WHERE id = %(office)s
"""


def await_turn(office: Office, plan: Plan) -> None:
    """Wait until nobody else books what the plan needs, and make room where holds ended.

    Refuses a plan that was made with hours which somebody has changed since.
    """
    resources = row_ids(office).resources
    take_turns(office.pk, day=plan.day, resources=(resources[t.resource] for t in plan.occupations))
    with connection.cursor() as cursor:
        cursor.execute(
            STATE_OF_THE_DAY, {"office": office.pk, "day": plan.day, "now": timezone.now()}
        )
        version, have_some_ended = cursor.fetchone()
    if version != plan.hours_version:
        raise TimeTakenError
    if have_some_ended:
        # A constraint cannot know the time.
        _end(Occupation.objects.filter(office=office, day=plan.day))


def end_expired_visits() -> int:
    """Delete all holds whose time is over, with everything that was said in them; say how many."""
    # Rows of many days: a booking that takes freed times may lock them in another order.
    return with_retries(lambda: _end(Occupation.objects.all()))


def _end(taken: QuerySet[Occupation]) -> int:
    now = timezone.now()
    is_over = Q(expires_at__lte=now) | Q(visit__expires_at__lte=now)
    over = taken.filter(is_over, expires_at__isnull=False)
    with transaction.atomic():
        expired = Visit.objects.filter(expires_at__lte=now, pk__in=over.values("visit"))
        # Passed over: a hold that somebody is confirming at this moment.
        ended = list(expired.select_for_update(skip_locked=True, of=("self",)))
        for visit in ended:
            record("visit.expired", office="", subject=visit.audit_subject, by=PROGRAM)
        # Times of somebody who gave a contact are not public yet: they stay, without the visit.
        Occupation.objects.filter(visit__in=ended, expires_at__gt=now).update(visit=None)
        taken.filter(IS_FREED, expires_at__lte=now).delete()
        Visit.objects.filter(pk__in=[visit.pk for visit in ended]).delete()
    return len(ended)
