"""The door to the engine: offers for a visit, or the reasons why there are none."""

import datetime as dt

from welcome_office.scheduling.answer import Answer, Offer
from welcome_office.scheduling.calendar import Calendar
from welcome_office.scheduling.model import InputError, VisitRequest
from welcome_office.scheduling.obstacles import obstacles
from welcome_office.scheduling.problem import Problem, chain_of
from welcome_office.scheduling.search import Search
from welcome_office.scheduling.starts import Starts
from welcome_office.scheduling.wallclock import ceil_minute


def answer_problem(problem: Problem) -> Answer:
    """The answer to a whole document."""
    return find_visits(Calendar.of(problem), problem.visit, now=problem.now)


def find_visits(calendar: Calendar, visit: VisitRequest, *, now: dt.datetime) -> Answer:
    """Offers for one visit in the order it asks for; without any, the obstacles.

    The visit's dates must lie inside the calendar's. Raises InputError when they do not, or when
    the visit names what the calendar does not know.
    """
    search = _search(calendar, visit)
    offers = search.offers(search.allowed(now))
    return Answer(offers, () if offers else tuple(obstacles(calendar, visit, now=now)))


def find_starts(calendar: Calendar, visit: VisitRequest, *, now: dt.datetime) -> Starts:
    """Every feasible start with its least waiting, whatever order and limit the visit asks for.

    Many times faster than all offers where only some are shown; `obstacles` explain why there are
    none. Raises InputError like `find_visits`.
    """
    search = _search(calendar, visit)
    return search.starts(search.allowed(now))


def offer_at(
    calendar: Calendar, visit: VisitRequest, *, start: dt.datetime, now: dt.datetime
) -> Offer | None:
    """The offer that begins exactly at `start`, or None when no visit can."""
    search = _search(calendar, visit)
    place = calendar.layout.position(ceil_minute(start))
    if place is None:
        return None
    best = search.best_at(place, allowed=search.allowed(now))
    return None if best is None else best.offer()


def _search(calendar: Calendar, visit: VisitRequest) -> Search:
    errands = chain_of(visit, services=calendar.services, resources=calendar.places)
    if visit.earliest < calendar.first or visit.latest > calendar.last:
        days = f"{calendar.first} to {calendar.last}"
        raise InputError("visit.earliest", f"the calendar covers only {days}")
    return Search(calendar, visit, errands=errands)
