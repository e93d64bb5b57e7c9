"""What somebody waits for, and what they hold already."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import msgspec
from django.db.models import QuerySet

from welcome_office.cases.queries import is_restricted
from welcome_office.core.reading import reader
from welcome_office.partners.models import Office
from welcome_office.partners.queries import definition_of
from welcome_office.visits.models import Visit, Waiting
from welcome_office.visits.need import Household, open_deadline
from welcome_office.visits.planning import zone_of
from welcome_office.visits.request import VisitRequest, request_of_visit

_read_request = reader(VisitRequest)


def plain_request(request: VisitRequest) -> dict[str, Any]:
    """A request as plain values, as the database keeps it."""
    plain: dict[str, Any] = msgspec.to_builtins(request)
    return plain


def wanted_by(waiting: Waiting) -> VisitRequest:
    """What the household waits for; fetch it by `waiting_in`."""
    if waiting.visit is None:
        return _read_request(waiting.wanted)
    # Never worse than what they hold: on an earlier day.
    day_before = held_day(waiting.visit) - timedelta(days=1)
    return replace(request_of_visit(waiting.visit), latest=day_before)


def held_day(visit: Visit) -> date:
    """The day of a visit, in the office's zone."""
    day: date = visit.during.lower.astimezone(zone_of(visit.office)).date()
    return day


def waiting_in(office: Office) -> QuerySet[Waiting]:
    """Those who wait at an office, with all that the order and the search ask.

    Whose data is restricted keeps the place in the order and is not asked meanwhile.
    """
    waiting = Waiting.objects.filter(
        ~is_restricted("waiting"), office=office, state=Waiting.State.WAITING
    )
    return waiting.select_related("office", "visit__office").prefetch_related(
        "visit__people", "visit__steps__service", "visit__steps__people"
    )


def household_of(waiting: Waiting) -> Household:
    """Their place in the order; fetch them by `waiting_in`."""
    request = wanted_by(waiting)
    return Household(
        number=waiting.pk,
        deadline=open_deadline(
            request.services,
            definition_of(waiting.office),
            arrives_on=request.arrives_on,
            moves_in_on=request.moves_in_on,
            held_day=held_day(waiting.visit) if waiting.visit else None,
        ),
        since=waiting.since,
        is_being_asked=waiting.offered_until is not None,
    )
