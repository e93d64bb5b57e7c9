"""Whether a resource is free for a stretch of time: the plain reading of hours, for the check."""

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from welcome_office.scheduling.model import ExceptionalDay, Hours, Resource
from welcome_office.scheduling.problem import Problem

Stretch = tuple[dt.datetime, dt.datetime]


def midnight(date: dt.date, zone: ZoneInfo) -> dt.datetime:
    """When a local date begins, in UTC."""
    return first_shown(date, 0, zone)


def first_shown(date: dt.date, minutes: int, zone: ZoneInfo) -> dt.datetime:
    """When clocks first show a time of day; a time that is skipped is shown later by the skip."""
    wall = dt.datetime.combine(date, dt.time()) + dt.timedelta(minutes=minutes)
    return wall.replace(tzinfo=zone).astimezone(dt.UTC)


def last_shown(date: dt.date, minutes: int, zone: ZoneInfo) -> dt.datetime:
    """When clocks last show a time of day; midnight at the end belongs to the next date."""
    if minutes == 24 * 60:
        return midnight(date + dt.timedelta(days=1), zone)
    first = first_shown(date, minutes, zone)
    wall = first.astimezone(zone).replace(tzinfo=None)
    again = wall.replace(tzinfo=zone, fold=1).astimezone(dt.UTC)
    return max(first, again)


def is_free(
    problem: Problem,
    resource: Resource,
    start: dt.datetime,
    end: dt.datetime,
    service: str | None,
) -> bool:
    """Whether the resource is open and not booked all the time from start to end, both in UTC."""
    if any(busy.start < end and start < busy.end for busy in resource.busy):
        return False
    openings = list(_openings(problem, resource, start, service))
    reached = start
    while reached < end:
        further = [until for begin, until in openings if begin <= reached < until]
        if not further:
            return False
        reached = max(further)
    return True


def _openings(
    problem: Problem, resource: Resource, moment: dt.datetime, service: str | None
) -> Iterator[Stretch]:
    zone = ZoneInfo(problem.timezone)
    date = moment.astimezone(zone).date()
    exceptions = [day for day in resource.exceptions if day.date == date]
    if exceptions:
        yield from _exceptional(exceptions, zone)
    elif resource.hours is None:
        yield midnight(date, zone), midnight(date + dt.timedelta(days=1), zone)
    elif date not in problem.closures:
        for hours in resource.hours:
            if _holds(hours, date) and _serves(hours, problem.visit.channel, service):
                yield from _without_breaks(hours, date, zone)


def _exceptional(exceptions: list[ExceptionalDay], zone: ZoneInfo) -> Iterator[Stretch]:
    if any(day.closed for day in exceptions):
        return
    for day in exceptions:
        if day.start is not None and day.end is not None:
            yield first_shown(day.date, day.start, zone), last_shown(day.date, day.end, zone)


def _serves(hours: Hours, channel: str, service: str | None) -> bool:
    if hours.channels is not None and channel not in hours.channels:
        return False
    return service is None or hours.services is None or service in hours.services


def _holds(hours: Hours, date: dt.date) -> bool:
    if date.isoweekday() not in hours.weekdays:
        return False
    if hours.valid_from is None:
        return hours.valid_until is None or date <= hours.valid_until
    week = hours.valid_from - dt.timedelta(days=hours.valid_from.weekday())
    counts = (date - week).days // 7 % hours.every_weeks == 0
    return counts and hours.valid_from <= date <= (hours.valid_until or date)


def _without_breaks(hours: Hours, date: dt.date, zone: ZoneInfo) -> Iterator[Stretch]:
    pieces = [(first_shown(date, hours.start, zone), last_shown(date, hours.end, zone))]
    for begin, end in hours.breaks:
        pause = first_shown(date, begin, zone), last_shown(date, end, zone)
        if pause[0] < pause[1]:
            before = [(start, min(until, pause[0])) for start, until in pieces]
            after = [(max(start, pause[1]), until) for start, until in pieces]
            pieces = [piece for piece in before + after if piece[0] < piece[1]]
    yield from (piece for piece in pieces if piece[0] < piece[1])
