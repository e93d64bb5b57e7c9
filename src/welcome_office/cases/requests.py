"""Requests of people about their data: noted, answered within a month, or extended with a reason.

Art. 12 (3) GDPR: one month, two more where that is needed and the person is told within the first.
"""

from calendar import monthrange
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext

from welcome_office.cases.actions import finish_next_step, promise_next_step
from welcome_office.cases.models import REQUEST_KEPT, DataRequest, NextStep
from welcome_office.core.audit import Actor, record
from welcome_office.partners.models import Membership, Office

MONTHS_TO_ANSWER, MORE_MONTHS = 1, 2


class TooLateError(Exception):
    """The first month is over, or more time was taken already: nobody may take more."""


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where there is none."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@transaction.atomic
def note_request(
    office: Office,
    *,
    kind: DataRequest.Kind,
    who: str,
    language: str,
    received_on: date,
    by: Actor,
) -> DataRequest:
    """Write a request down; the day of its answer becomes a task of the coordinator."""
    request = DataRequest.objects.create(
        office=office,
        kind=kind,
        who=who,
        language=language,
        received_on=received_on,
        due_on=months_after(received_on, MONTHS_TO_ANSWER),
    )
    with translation.override(settings.LANGUAGE_CODE):
        sentence = gettext("Answer request %(number)s about somebody's data.")
    request.next_step = promise_next_step(
        office,
        owner_role=Membership.Role.COORDINATOR,
        due_on=request.due_on,
        sentence=sentence % {"number": request.pk},
        by=by,
    )
    request.save(update_fields=["next_step"])
    _note("request.received", request, by=by, kind=str(kind))
    return request


@transaction.atomic
def extend_request(request: DataRequest, *, because: str, by: Actor) -> None:
    """Take two more months; only within the first one. Raises TooLateError else."""
    if request.extended_because or timezone.localdate() > request.due_on:
        raise TooLateError
    request.extended_because = because
    request.due_on = months_after(request.received_on, MONTHS_TO_ANSWER + MORE_MONTHS)
    request.save(update_fields=["extended_because", "due_on"])
    NextStep.objects.filter(datarequest=request).update(due_on=request.due_on)
    _note("request.extended", request, by=by)


@transaction.atomic
def answer_request(
    request: DataRequest, *, outcome: DataRequest.Outcome, ground: str, by: Actor
) -> None:
    """Note that it was answered, and how."""
    request.answered_on = timezone.localdate()
    request.outcome, request.ground = outcome, ground
    request.save(update_fields=["answered_on", "outcome", "ground"])
    if request.next_step is not None:
        finish_next_step(request.next_step, by=by)
    _note("request.answered", request, by=by, outcome=str(outcome))


def open_requests(office: Office) -> QuerySet[DataRequest]:
    """What is not answered yet, the most urgent first."""
    return DataRequest.objects.filter(office=office, answered_on=None)


def forget_requests(now: datetime) -> int:
    """Delete what was answered three years ago."""
    limit = timezone.localdate(now) - timedelta(days=REQUEST_KEPT.days)
    gone = list(DataRequest.objects.filter(answered_on__lte=limit))
    NextStep.objects.filter(datarequest__in=gone).delete()
    for each in gone:
        each.delete()
    return len(gone)


def _note(action: str, request: DataRequest, *, by: Actor, **detail: str) -> None:
    record(action, office=request.office.slug, subject=request.audit_subject, by=by, **detail)
