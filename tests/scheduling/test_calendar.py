"""The calendar: changed day by day it is what it would be built anew."""

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.scheduling.brute import Document
from tests.scheduling.generated import Day, busy, documents

from welcome_office.scheduling.answer import Answer
from welcome_office.scheduling.calendar import Calendar
from welcome_office.scheduling.document import read_problem
from welcome_office.scheduling.model import InputError
from welcome_office.scheduling.problem import Problem
from welcome_office.scheduling.visits import find_starts, find_visits, offer_at

some = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def problem_of(document: Document) -> Problem:
    return read_problem(json.dumps(document).encode())


def answer(calendar: Calendar, problem: Problem) -> Answer:
    return find_visits(calendar, problem.visit, now=problem.now)


@some
@given(documents(), st.data())
def test_replacing_a_days_bookings_is_building_anew(
    document: Document, data: st.DataObject
) -> None:
    date = dt.date.fromisoformat(document["visit"]["earliest"])
    changed: dict[str, Any] = data.draw(st.sampled_from(document["resources"]))
    changed["busy"] = []
    empty = problem_of(document)
    # Far enough from midnight to lie on that date in every zone of the documents.
    changed["busy"] = data.draw(st.lists(busy(Day(date, 700, 701)), max_size=3))
    booked = problem_of(document)
    calendar = Calendar.of(empty)
    answer(calendar, empty)
    fresh = Calendar.of(booked)

    place = booked.resources[[r.id for r in booked.resources].index(changed["id"])]
    on_day = {
        (b.start, b.end) for b in place.busy if b.start.astimezone(calendar.zone).date() == date
    }
    spilling = [b for b in place.busy if (b.start, b.end) not in on_day]
    calendar.replace_busy(date, {changed["id"]: sorted(on_day)})

    if not spilling:
        assert answer(calendar, booked) == answer(fresh, booked)


@some
@given(documents())
def test_starts_are_those_of_all_offers(document: Document) -> None:
    document["visit"] |= {"order": "earliest", "limit": None}
    problem = problem_of(document)
    calendar = Calendar.of(problem)

    starts = find_starts(calendar, problem.visit, now=problem.now)

    offers = answer(calendar, problem).offers
    assert starts.least_waits() == [(offer.start, offer.wait_minutes) for offer in offers]
    found = [one for _, day in starts.by_day() for one in day]
    assert len(found) == len(starts)
    assert [starts.offer(one).wait_minutes for one in found] == [o.wait_minutes for o in offers]


@some
@given(documents())
def test_an_offer_can_be_had_by_its_start_alone(document: Document) -> None:
    problem = problem_of(document)
    calendar = Calendar.of(problem)

    for offer in answer(calendar, problem).offers:
        same = offer_at(calendar, problem.visit, start=offer.start, now=problem.now)

        assert same is not None
        assert (same.start, same.wait_minutes) == (offer.start, offer.wait_minutes)


FAMILY: Document = {
    "timezone": "Europe/Berlin",
    "now": "2026-11-23T09:00:00+01:00",
    "services": [{"id": "advice", "minutes": 20}],
    "resources": [
        {
            "id": "desk",
            "kind": "counsellor",
            "services": ["advice"],
            "hours": [{"weekdays": [3], "from": "08:00", "to": "09:00"}],
        }
    ],
    "visit": {
        "earliest": "2026-11-24",
        "latest": "2026-12-02",
        "people": [{"id": "p", "services": ["advice"]}],
    },
}


@pytest.mark.parametrize(
    "start",
    [
        "2026-11-25T07:55:00+01:00",
        "2026-11-25T08:02:00+01:00",
        "2026-11-25T08:45:00+01:00",
        "2026-11-26T08:00:00+01:00",
        "2027-11-25T08:00:00+01:00",
        "2020-11-25T08:00:00+01:00",
    ],
)
def test_there_is_no_offer_at_other_times(start: str) -> None:
    problem = problem_of(FAMILY)
    moment = dt.datetime.fromisoformat(start)

    found = offer_at(Calendar.of(problem), problem.visit, start=moment, now=problem.now)

    assert found is None


def test_bookings_may_come_as_rows() -> None:
    problem = problem_of(FAMILY)
    taken = dt.datetime.fromisoformat("2026-11-25T08:10:00+01:00")
    calendar = Calendar(
        timezone=problem.timezone,
        grid_minutes=5,
        services=problem.services,
        resources=problem.resources,
        first=problem.visit.earliest,
        last=dt.date(2026, 11, 30),
        busy=[("desk", taken, taken + dt.timedelta(minutes=15, seconds=1))],
    )
    visit = problem_of(FAMILY | {"visit": FAMILY["visit"] | {"latest": "2026-11-30"}}).visit

    offers = find_visits(calendar, visit, now=problem.now).offers

    assert [f"{offer.start:%H:%M}" for offer in offers] == ["08:30", "08:35", "08:40"]


def test_a_visit_must_lie_inside_the_calendar() -> None:
    problem = problem_of(FAMILY)
    later = problem_of(FAMILY | {"visit": FAMILY["visit"] | {"latest": "2026-12-03"}})

    with pytest.raises(InputError, match="covers only 2026-11-24 to 2026-12-02"):
        find_visits(Calendar.of(problem), later.visit, now=problem.now)


def test_bookings_of_somebody_unknown_are_refused() -> None:
    problem = problem_of(FAMILY)

    with pytest.raises(InputError, match='unknown resource "ghost"'):
        Calendar(
            timezone=problem.timezone,
            grid_minutes=5,
            services=problem.services,
            resources=problem.resources,
            first=problem.visit.earliest,
            last=problem.visit.latest,
            busy=[("ghost", problem.now, problem.now)],
        )
