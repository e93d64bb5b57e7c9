"""An invented office of any size, as full as offices are: the input of the engine's benchmark.

Six partners open every day, no weekends (the hardest case). Counsellors work whole or half days
with a lunch break and are absent on 8 % of days; bookings fall from 95 % on the first to 30 % on
the last day. Twelve services of 10 to 45 minutes; title and tax number after registration.
"""

import datetime as dt
from random import Random
from zoneinfo import ZoneInfo

from welcome_office.scheduling.calendar import BusyRow, Calendar
from welcome_office.scheduling.model import (
    ExceptionalDay,
    Hours,
    Person,
    Resource,
    Service,
    VisitRequest,
    WallTime,
)

ZONE = ZoneInfo("Europe/Berlin")
FIRST = dt.date(2026, 11, 24)
NOW = dt.datetime(2026, 11, 23, 9, tzinfo=ZONE)
WEEK = (1, 2, 3, 4, 5, 6, 7)
PARTNERS = 6
MINUTES = (15, 30, 45, 30, 20, 10, 25, 40, 15, 30, 45, 20)
LANGUAGES = ("ar", "uk", "tr", "fr")
INTERPRETERS_PER_LANGUAGE = 4


def services() -> tuple[Service, ...]:
    """Two services per partner; s1 (title) and s5 (tax number) follow s0 (registration)."""
    return tuple(
        Service(
            id=f"s{number}",
            minutes=minutes,
            minutes_per_extra_person=5,
            after=("s0",) if number in (1, 5) else (),
            needs=("room",) if number == 1 else (),
        )
        for number, minutes in enumerate(MINUTES)
    )


def office(seed: int, *, counsellors: int = 30, days: int = 60) -> tuple[Resource, ...]:
    """Counsellors, interpreters and rooms with their hours, without bookings."""
    random = Random(seed)
    people = [_counsellor(random, number, days=days) for number in range(counsellors)]
    interpreters = [
        Resource(
            id=f"{language}-{number}",
            kind="interpreter",
            languages=(language,),
            hours=(_rule(8, 18),),
        )
        for language in LANGUAGES
        for number in range(INTERPRETERS_PER_LANGUAGE)
    ]
    rooms = [Resource(id=f"room-{number}", kind="room", hours=None) for number in range(4)]
    return (*people, *interpreters, *rooms)


def bookings(seed: int, resources: tuple[Resource, ...], *, days: int = 60) -> list[BusyRow]:
    """Rows as a database would give them: resource, start, end."""
    random = Random(seed)
    rows = []
    for day in range(days):
        midnight = dt.datetime.combine(FIRST + dt.timedelta(days=day), dt.time(), ZONE)
        share = 0.95 - 0.65 * day / max(days - 1, 1)
        for resource in resources:
            hours = resource.hours[0] if resource.hours else None
            minute, end_of_day = (hours.start, hours.end) if hours else (0, 0)
            while minute < end_of_day:
                length = random.choice(MINUTES)
                if random.random() < (share if resource.kind == "counsellor" else share / 2):
                    start = midnight + dt.timedelta(minutes=minute)
                    end = start + dt.timedelta(minutes=length)
                    rows.append((resource.id, start.astimezone(dt.UTC), end.astimezone(dt.UTC)))
                minute += length
    return rows


def calendar(
    resources: tuple[Resource, ...], rows: list[BusyRow], *, days: int = 60, grid: int = 5
) -> Calendar:
    """The calendar of all that."""
    last = FIRST + dt.timedelta(days=days - 1)
    return Calendar(
        timezone="Europe/Berlin",
        grid_minutes=grid,
        services=services(),
        resources=resources,
        first=FIRST,
        last=last,
        busy=rows,
    )


def basket(random: Random, count: int, *, days: int = 60, limit: int | None = 10) -> VisitRequest:
    """One person with so many errands; every sixth needs an interpreter all the time."""
    wanted = tuple(f"s{number}" for number in sorted(random.sample(range(12), count)))
    foreign = random.random() < 0.16
    language = random.choice(LANGUAGES) if foreign else random.choice(("de", "en"))
    return VisitRequest(
        earliest=FIRST,
        latest=FIRST + dt.timedelta(days=days - 1),
        people=(Person("p", services=wanted, languages=(language,)),),
        language="any" if foreign else "hard",
        interpreter="required" if foreign else "never",
        max_gap_minutes=30,
        max_wait_minutes=60,
        order="least_wait",
        limit=limit,
    )


def household(random: Random, *, order: str, days: int = 60) -> VisitRequest:
    """Two to four people, registration together, changing desks takes time, no limits."""
    spoken = tuple(random.sample(("de", "en", *LANGUAGES), random.choice((1, 2))))
    members = random.choice((2, 2, 3, 4))
    extra = [f"s{number}" for number in random.sample(range(2, 12), 2)]
    wishes = [("s0", "s1", *extra[:1]), ("s0", "s1", *extra[1:]), ("s0",), ("s0", "s1")]
    return VisitRequest(
        earliest=FIRST,
        latest=FIRST + dt.timedelta(days=days - 1),
        people=tuple(
            Person(f"p{i}", services=wish, languages=spoken if i % 2 else (spoken[0],))
            for i, wish in enumerate(wishes[:members])
        ),
        together=("s0",),
        language=random.choice(("any", "prefer", "hard")),
        interpreter="if_needed",
        transfer_minutes=random.choice((5, 10)),
        order=order,  # type: ignore[arg-type]  # one of the three words, drawn by the caller
    )


def _counsellor(random: Random, number: int, *, days: int) -> Resource:
    partner = number % PARTNERS
    both = (f"s{2 * partner}", f"s{2 * partner + 1}")
    shift = random.choice(((8, 18), (8, 18), (8, 13), (13, 18)))
    absent = [day for day in range(days) if random.random() < 0.08]
    return Resource(
        id=f"c{number}",
        kind="counsellor",
        partner=f"partner-{partner}",
        services=both if number < 2 * PARTNERS or random.random() < 0.6 else both[:1],
        languages=("de", "en") if random.random() < 0.8 else ("de", random.choice(LANGUAGES)),
        hours=(_rule(*shift, lunch=shift == (8, 18)),),
        exceptions=tuple(
            ExceptionalDay(date=FIRST + dt.timedelta(days=day), closed=True) for day in absent
        ),
    )


def _rule(start: int, end: int, *, lunch: bool = False) -> Hours:
    pause = ((WallTime(720), WallTime(750)),) if lunch else ()
    return Hours(weekdays=WEEK, start=WallTime(start * 60), end=WallTime(end * 60), breaks=pause)
