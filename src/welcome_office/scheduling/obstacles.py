"""Why there is no offer: the first true reason for each service, else for the chain."""

import datetime as dt
from collections.abc import Iterator, Sequence

from welcome_office.scheduling.answer import Obstacle, Reason
from welcome_office.scheduling.calendar import Calendar
from welcome_office.scheduling.crews import Office
from welcome_office.scheduling.errands import Errand, errands_of
from welcome_office.scheduling.model import VisitRequest
from welcome_office.scheduling.search import Search

REASONS: tuple[Reason, ...] = (
    "no_resource",
    "unknown_language",
    "no_hours",
    "notice",
    "fully_booked",
)
DETAILS: dict[Reason, str] = {
    "no_resource": 'Nobody offers "{service}" {channel}, or something it needs does not exist.',
    "unknown_language": 'Nobody can serve "{service}" in {languages}.',
    "no_hours": 'No opening from {earliest} to {latest} is long enough for "{service}".',
    "notice": 'Every opening for "{service}" begins too soon: notice is {notice} minutes.',
    "fully_booked": '"{service}" is fully booked from {earliest} to {latest}.',
    "too_long": "The steps fit on one day only with more waiting than allowed.",
    "order": "Each step is possible alone, but not all of them in one chain on one day.",
}


def obstacles(calendar: Calendar, visit: VisitRequest, *, now: dt.datetime) -> Iterator[Obstacle]:
    """At least one obstacle for a visit that has no offer; services in the calendar's order."""
    errands = errands_of(visit, services=calendar.services)
    blocked = False
    for name in calendar.services:
        alone = [errand._replace(after=0) for errand in errands if errand.service.id == name]
        reasons = {errand: _reason(calendar, visit, errand, now=now) for errand in alone}
        for reason in REASONS:
            if reason in reasons.values():
                errand = next(one for one in alone if reasons[one] == reason)
                yield Obstacle(name, reason, _detail(reason, visit, errand))
                blocked = True
                break
    if not blocked:
        reason = _chain_reason(calendar, visit, errands, now=now)
        yield Obstacle(None, reason, DETAILS[reason])


def _reason(
    calendar: Calendar, visit: VisitRequest, errand: Errand, *, now: dt.datetime
) -> Reason | None:
    """The first reason why an errand alone is impossible."""
    office = Office(calendar, visit, [errand])
    needs = [office.things(errand, kind=kind) for kind in errand.service.needs]
    if not office.counsellors(errand) or not all(needs):
        return "no_resource"
    if not _can_be_understood(office, errand):
        return "unknown_language"
    unbooked = Search(calendar, visit, errands=[errand], booked=False)
    if not unbooked.is_possible(unbooked.allowed(None)):
        return "no_hours"
    if not unbooked.is_possible(unbooked.allowed(now)):
        return "notice"
    booked = Search(calendar, visit, errands=[errand])
    return None if booked.is_possible(booked.allowed(now)) else "fully_booked"


def _can_be_understood(office: Office, errand: Errand) -> bool:
    rule = office.visit.interpreter
    if rule != "required" and office.ways(errand, can_speak=False):
        return True
    somebody = bool(office.interpreters(errand))
    return rule != "never" and somebody and bool(office.ways(errand, can_speak=True))


def _chain_reason(
    calendar: Calendar, visit: VisitRequest, errands: Sequence[Errand], *, now: dt.datetime
) -> Reason:
    unbounded = Search(calendar, visit, errands=errands, bounded=False)
    return "too_long" if unbounded.is_possible(unbounded.allowed(now)) else "order"


def _detail(reason: Reason, visit: VisitRequest, errand: Errand) -> str:
    return DETAILS[reason].format(
        service=errand.service.id,
        channel="by video" if visit.channel == "video" else "on site",
        languages=" or ".join(sorted(errand.languages)) or "an unknown language",
        earliest=visit.earliest,
        latest=visit.latest,
        notice=visit.notice_minutes,
    )
