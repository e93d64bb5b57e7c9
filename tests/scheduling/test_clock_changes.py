"""Days on which the clocks change are right at every hour."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from tests.scheduling.brute import instant

from welcome_office.scheduling.calendar import Calendar
from welcome_office.scheduling.model import Hours, Person, Resource, Service, VisitRequest, WallTime
from welcome_office.scheduling.visits import find_visits
from welcome_office.scheduling.wallclock import local_day

# Zones that change by an hour, by half an hour, at two o'clock, at midnight, north and south.
CHANGES = [
    ("Europe/Berlin", "2026-03-29"),
    ("Europe/Berlin", "2026-10-25"),
    ("Australia/Lord_Howe", "2026-04-05"),
    ("Australia/Lord_Howe", "2026-10-04"),
    ("America/New_York", "2026-03-08"),
    ("America/New_York", "2026-11-01"),
    ("Atlantic/Azores", "2026-03-29"),
    ("Atlantic/Azores", "2026-10-25"),
    ("America/Havana", "2026-11-01"),
    ("Asia/Beirut", "2026-03-29"),
]
TEXT = {0: "00:00", 1440: "24:00"}


def clock(minutes: int) -> str:
    return TEXT.get(minutes, f"{minutes // 60:02}:{minutes % 60:02}")


@pytest.mark.parametrize(("zone", "date"), CHANGES)
def test_every_quarter_of_an_hour_is_found_by_looking_at_the_clock(zone: str, date: str) -> None:
    day = local_day(dt.date.fromisoformat(date), zone=ZoneInfo(zone))
    quarters = range(0, 1440, 15)

    openings = [day.opening(start, start + 15) for start in quarters]

    assert openings == [
        (
            instant(zone, day.date, clock(start)) - day.begin,
            instant(zone, day.date, clock(start + 15), last=True) - day.begin,
        )
        for start in quarters
    ]


def minutes_open(zone: str, date: str, hour: int) -> int:
    """How many minutes somebody is open who works from one full hour to the next."""
    day = dt.date.fromisoformat(date)
    hours = Hours((1, 2, 3, 4, 5, 6, 7), WallTime(hour * 60), WallTime(hour * 60 + 60))
    desk = Resource("desk", "counsellor", (hours,), services=("advice",))
    calendar = Calendar(
        timezone=zone,
        grid_minutes=1,
        services=[Service("advice", 1)],
        resources=[desk],
        first=day,
        last=day,
    )
    visit = VisitRequest(day, day, (Person("p", ("advice",)),), limit=None)
    now = dt.datetime.combine(day - dt.timedelta(days=2), dt.time(), dt.UTC)
    return len(find_visits(calendar, visit, now=now).offers)


SHORT_AND_LONG: list[tuple[str, str, dict[int, int]]] = [
    ("Europe/Berlin", "2026-03-29", {2: 0}),
    # Who works from 1 to 2 ends when the clock shows 2 for the last time.
    ("Europe/Berlin", "2026-10-25", {1: 120, 2: 120}),
    # Half an hour is skipped from 2:00 on, and comes again from 1:30 on.
    ("Australia/Lord_Howe", "2026-10-04", {2: 30}),
    ("Australia/Lord_Howe", "2026-04-05", {1: 90}),
    ("America/New_York", "2026-03-08", {2: 0}),
    ("America/New_York", "2026-11-01", {0: 120, 1: 120}),
    ("Atlantic/Azores", "2026-03-29", {0: 0}),
    ("Atlantic/Azores", "2026-10-25", {0: 120}),
]


@pytest.mark.parametrize(("zone", "date", "different"), SHORT_AND_LONG)
def test_only_hours_that_touch_the_change_are_shorter_or_longer(
    zone: str, date: str, different: dict[int, int]
) -> None:
    found = {hour: minutes_open(zone, date, hour) for hour in range(24)}

    assert found == dict.fromkeys(range(24), 60) | different


def test_a_break_lasts_from_its_first_beginning_to_its_last_end() -> None:
    day = dt.date(2026, 10, 25)
    pause = (WallTime(135), WallTime(165))
    hours = Hours((7,), WallTime(60), WallTime(240), breaks=(pause,))
    desk = Resource("desk", "counsellor", (hours,), services=("advice",))
    calendar = Calendar(
        timezone="Europe/Berlin",
        grid_minutes=15,
        services=[Service("advice", 15)],
        resources=[desk],
        first=day,
        last=day,
    )
    visit = VisitRequest(day, day, (Person("p", ("advice",)),), limit=None)

    answer = find_visits(calendar, visit, now=dt.datetime(2026, 10, 20, tzinfo=dt.UTC))

    assert [f"{offer.start:%H:%M %z}" for offer in answer.offers] == [
        *("01:00 +0200", "01:15 +0200", "01:30 +0200", "01:45 +0200", "02:00 +0200"),
        *("02:45 +0100", "03:00 +0100", "03:15 +0100", "03:30 +0100", "03:45 +0100"),
    ]


def test_a_long_day_has_room_for_a_visit_of_25_hours() -> None:
    day = dt.date(2026, 10, 25)
    always: dict[str, Any] = {"kind": "counsellor", "hours": None, "services": ("watch",)}
    calendar = Calendar(
        timezone="Europe/Berlin",
        grid_minutes=60,
        services=[Service("watch", 25 * 60)],
        resources=[Resource("guard", **always)],
        first=day - dt.timedelta(days=1),
        last=day + dt.timedelta(days=1),
    )
    people = (Person("p", ("watch",)),)
    visit = VisitRequest(calendar.first, calendar.last, people, limit=None)

    answer = find_visits(calendar, visit, now=dt.datetime(2026, 10, 20, tzinfo=dt.UTC))

    assert [(f"{one.start:%d %H:%M}", f"{one.end:%d %H:%M}") for one in answer.offers] == [
        ("25 00:00", "26 00:00")
    ]
