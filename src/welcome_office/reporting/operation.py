"""How the program is doing, in numbers for machines that watch it; about nobody in particular."""

import time
from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Count, Max
from django.utils import timezone

from welcome_office.core.display import lag_of_replica
from welcome_office.core.models import RetentionRun
from welcome_office.core.retention import all_rules
from welcome_office.law.ages import checks_of_law
from welcome_office.partners.models import Office
from welcome_office.partners.office_files import OfficeFile
from welcome_office.partners.open_days import is_offered_on, next_one_stop_day
from welcome_office.partners.queries import definition_of
from welcome_office.reporting.backup_age import age_of_newest_backup
from welcome_office.visits.models import Message, Visit
from welcome_office.visits.planning import find_offers
from welcome_office.visits.request import Participant, VisitRequest

A_DAY = timedelta(days=1)
LONGEST_SILENCE = timedelta(days=7)
QUEUE = """
SELECT count(*) FILTER (WHERE status = 'todo' AND coalesce(scheduled_at, now()) <= now()),
  count(*) FILTER (WHERE status = 'failed'),
  (SELECT coalesce(extract(epoch FROM now() - min(event.at)), 0)
   FROM procrastinate_jobs AS job JOIN procrastinate_events AS event ON event.job_id = job.id
   WHERE job.status = 'todo' AND coalesce(job.scheduled_at, now()) <= now()
     AND event.type = 'deferred'),
  (SELECT extract(epoch FROM now() - max(last_heartbeat)) FROM procrastinate_workers)
FROM procrastinate_jobs
"""


class Gauge(NamedTuple):
    """One number: its name, what it means, for which office or kind, and how much."""

    name: str
    meaning: str
    labels: dict[str, str]
    value: float


def gauges(database: str = DEFAULT_DB_ALIAS) -> Iterator[Gauge]:
    """All numbers, as of now; what is counted comes from this database."""
    yield from _queue()
    if database != DEFAULT_DB_ALIAS:
        lag = lag_of_replica() or 0.0
        yield Gauge("replica_lag_seconds", "How far the replica is behind, at most", {}, lag)
    for office in Office.objects.order_by("slug"):
        yield from _visits(office, database)
        yield from _messages(office, database)
        yield from _offers(office)
    yield from _rules()
    if (backup_age := age_of_newest_backup()) is not None:
        hours = backup_age / timedelta(hours=1)
        yield Gauge("backup_age_hours", "Hours since the newest backup", {}, hours)
    for kind, checks in checks_of_law().items():
        age = (timezone.localdate() - checks.newest).days
        yield Gauge("law_age_days", "Days since values were last checked", {"kind": kind}, age)


def _queue() -> Iterator[Gauge]:
    with connection.cursor() as cursor:
        cursor.execute(QUEUE)
        waiting, failed, oldest, silent = cursor.fetchone()
    yield Gauge("jobs_waiting", "Jobs that are due and not begun", {}, waiting)
    yield Gauge("jobs_failed", "Jobs that gave up", {}, failed)
    yield Gauge("oldest_job_seconds", "How long the oldest due job waits", {}, float(oldest))
    if silent is not None:
        yield Gauge("worker_silent_seconds", "Since a worker gave a sign", {}, float(silent))


def _rules() -> Iterator[Gauge]:
    now, hour = timezone.now(), timedelta(hours=1)
    runs = RetentionRun.objects.filter(at__gt=now - LONGEST_SILENCE)
    last = dict(runs.values_list("rule").annotate(Max("at")).order_by())
    for rule in all_rules():
        silent = min(now - last.get(rule.name, now - LONGEST_SILENCE), LONGEST_SILENCE)
        meaning = "Hours since data were deleted by a rule, a week at most"
        yield Gauge("rule_silent_hours", meaning, {"rule": rule.name}, silent / hour)


def _visits(office: Office, database: str) -> Iterator[Gauge]:
    ahead = Visit.objects.using(database).filter(office=office, during__endswith__gt=timezone.now())
    counts = dict(ahead.values_list("state").annotate(Count("id")))
    for state in Visit.OCCUPYING:
        labels = {"office": office.slug, "state": str(state)}
        yield Gauge("visits_ahead", "Visits that are not over", labels, counts.get(state, 0))


def _messages(office: Office, database: str) -> Iterator[Gauge]:
    since = timezone.now() - A_DAY
    lately = Message.objects.using(database).filter(visit__office=office, queued_at__gt=since)
    counts = dict(lately.values_list("state").annotate(Count("id")).order_by())
    for state in Message.State.values:
        labels = {"office": office.slug, "state": state}
        yield Gauge("messages_of_a_day", "Messages queued lately", labels, counts.get(state, 0))


def _offers(office: Office) -> Iterator[Gauge]:
    definition, labels = definition_of(office), {"office": office.slug}
    request = _ordinary_request(definition)
    if request is None:
        return
    began = time.perf_counter()
    offers = find_offers(office, request)
    took = time.perf_counter() - began
    yield Gauge("offer_search_seconds", "How long an ordinary search takes", labels, took)
    # Where everything is taken the first free time lies beyond what can be booked.
    days = definition.office.booking.horizon_days
    if offers.days:
        days = (offers.days[0].day - timezone.localdate()).days
    yield Gauge("days_to_next_time", "Days to the first free one-stop time", labels, days)


def _ordinary_request(definition: OfficeFile) -> VisitRequest | None:
    """What most people come for: the shortest thing that is done on the next one-stop day."""
    day = next_one_stop_day(definition, after=timezone.localdate())
    offered = [
        service
        for service in definition.services
        if day and is_offered_on(service, day, file=definition) and "newcomer" in service.audience
    ]
    if not offered:
        return None
    shortest = min(offered, key=lambda service: service.minutes)
    return VisitRequest(people=(Participant(services=(shortest.id,)),), languages=())
