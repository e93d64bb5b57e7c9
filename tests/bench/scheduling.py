"""Measure the engine that finds visits (`make bench`): processor time on one core.

The office, its bookings and the wishes come from seeds, so every run asks the same questions.
Masks are built and used once before searches are timed, as in a server that has been running.
"""

import datetime as dt
import gc
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple, TypeVar

import msgspec
from tests.bench import scheduling_office as town

from welcome_office.scheduling.calendar import BusyRow, Calendar
from welcome_office.scheduling.document import read_problem
from welcome_office.scheduling.model import Busy, Order, Resource, VisitRequest
from welcome_office.scheduling.problem import Problem
from welcome_office.scheduling.visits import find_starts, find_visits

T = TypeVar("T")
SEED = 1
DAYS = 60
EXAMPLE = Path(__file__).parents[2] / "docs/schemas/find-visits/examples/family.json"


class Row(NamedTuple):
    """One line of the table: milliseconds at the middle and at the worst hundredth."""

    what: str
    times: Sequence[float]
    targets: tuple[float | None, float | None] = (None, None)

    def __str__(self) -> str:
        figures = [self._at(0.5), self._at(0.99)]
        cells = [
            f"{figure:9.3f} {'' if most is None else f'<= {most:g}':9}"
            f"{'' if most is None or figure <= most else 'MISSED':7}"
            for figure, most in zip(figures, self.targets, strict=True)
        ]
        return f"{self.what:58} {len(self.times):5} {''.join(cells)}"

    def _at(self, share: float) -> float:
        ordered = sorted(self.times)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def main() -> None:
    """Print all tables."""
    print(f"Python {platform.python_version()}, load {_load()}, seed {SEED}")
    print(f"a million additions take {_additions():.0f} ms of processor time at the moment")
    print(f"{'milliseconds of processor time':58} {'n':>5} {'p50':>9} {'':16} {'p99':>9}")
    resources = town.office(SEED)
    rows = town.bookings(SEED, resources)
    for row in (*masks(), *searches(resources, rows), *full_contract(resources, rows)):
        print(row, flush=True)
    print("\ngrowth, four services, ten offers by least waiting unless said otherwise")
    for row in growth():
        print(row, flush=True)
    print("\nreading the document, and the whole command (wall clock)")
    for row in (document(resources, rows), command()):
        print(row, flush=True)
    print(f"load at the end {_load()}")


def masks() -> Iterable[Row]:
    """Free time of 30 counsellors from plain rows, and again after one booking."""
    counsellors = tuple(one for one in town.office(SEED) if one.kind == "counsellor")
    rows = town.bookings(SEED, counsellors)
    cold = _times(lambda _: _calendar(counsellors, rows).prepare(), range(20))
    yield Row(f"masks of 60 days, cold ({len(rows)} bookings)", cold, (30, None))
    calendar = _calendar(counsellors, rows)
    calendar.prepare()
    random = Random(SEED)
    changes = []
    for _ in range(500):
        day = town.FIRST + dt.timedelta(days=random.randrange(DAYS))
        names = {one.id for one in random.sample(counsellors, 4)}
        busy = {name: [row[1:] for row in rows if row[0] == name] for name in names}
        on_day = {n: [t for t in busy[n] if t[0].date() == day] for n in names}
        changes.append((day, on_day))
    after = _times(lambda change: calendar.replace_busy(*change), changes)
    yield Row("masks after a booking of four steps", after, (1, 1))


def searches(resources: tuple[Resource, ...], rows: list[BusyRow]) -> Iterable[Row]:
    """Offers and tables of starts for baskets of services."""
    calendar = _calendar(resources, rows)
    targets: dict[int, tuple[float | None, float | None]] = {4: (0.2, 0.5), 6: (None, 10)}
    for count in (2, 3, 4, 5, 6):
        random = Random(100 + count)
        wishes = [town.basket(random, count) for _ in range(1000)]
        by_wait = _searched(calendar, wishes)
        target = targets.get(count, (None, None))
        yield Row(f"{count} services, ten offers, least wait", by_wait, target)
        soonest = _searched(calendar, [_ordered(wish, "earliest") for wish in wishes])
        yield Row(f"{count} services, ten offers, earliest", soonest)
    for count in (4, 6):
        random = Random(100 + count)
        wishes = [town.basket(random, count, limit=None) for _ in range(500)]
        found = _times(lambda wish: find_starts(calendar, wish, now=town.NOW).least_waits(), wishes)
        most = {4: 3, 6: 10}[count]
        yield Row(f"{count} services, all starts with their least waiting", found, (None, most))


def full_contract(resources: tuple[Resource, ...], rows: list[BusyRow]) -> Iterable[Row]:
    """Households, changing desks takes time, no limits, an interpreter if needed, every minute."""
    calendar = town.calendar(resources, rows, grid=1)
    orders: tuple[Order, ...] = ("earliest", "least_wait", "pareto")
    for order in orders:
        random = Random(SEED)
        wishes = [town.household(random, order=order) for _ in range(300)]
        times = _searched(calendar, wishes)
        yield Row(f"households, 1-minute grid, ten offers, {order}", times, (None, 50))


def growth() -> Iterable[Row]:
    """How the time grows with services, days and counsellors."""
    resources = town.office(SEED)
    calendar = _calendar(resources, town.bookings(SEED, resources))
    for count in (2, 3, 4, 5, 6, 7, 8):
        wishes = [town.basket(Random(count * 1000 + n), count) for n in range(200)]
        yield Row(f"services {count}", _searched(calendar, wishes))
    for days in (15, 30, 60, 120, 240):
        resources = town.office(SEED, days=days)
        calendar = town.calendar(resources, town.bookings(SEED, resources, days=days), days=days)
        wishes = [town.basket(Random(n), 4, days=days) for n in range(200)]
        yield Row(f"days {days}", _searched(calendar, wishes))
    for number in (12, 30, 100, 300):
        resources = town.office(SEED, counsellors=number)
        calendar = _calendar(resources, town.bookings(SEED, resources))
        wishes = [town.basket(Random(n), 4) for n in range(200)]
        yield Row(f"counsellors {number}", _searched(calendar, wishes))


def document(resources: tuple[Resource, ...], rows: list[BusyRow]) -> Row:
    """Reading and checking the JSON document of the whole office."""
    busy: dict[str, list[Busy]] = {}
    for name, start, end in rows:
        busy.setdefault(name, []).append(Busy(start, end))
    problem = Problem(
        timezone="Europe/Berlin",
        now=town.NOW,
        services=town.services(),
        resources=tuple(
            msgspec.structs.replace(one, busy=tuple(busy.get(one.id, ()))) for one in resources
        ),
        visit=town.basket(Random(SEED), 4),
    )
    # A wall-clock time is written as it is shown.
    text = msgspec.json.encode(problem, enc_hook=str)
    what = f"reading the office as JSON ({len(text) // 1000} kB, {len(rows)} bookings)"
    return Row(what, _times(lambda _: read_problem(text), range(10)))


def command() -> Row:
    """The command with a small problem, start-up included."""
    text = json.dumps(json.loads(EXAMPLE.read_text(encoding="utf-8"))["problem"]).encode()
    code = "from welcome_office.cli import main; main()"
    times = []
    for _ in range(5):
        begin = time.perf_counter()
        subprocess.run(
            [sys.executable, "-c", code, "find-visits"], input=text, capture_output=True, check=True
        )
        times.append((time.perf_counter() - begin) * 1000)
    return Row("welcome-office find-visits, small problem", times, (300, None))


def _calendar(resources: tuple[Resource, ...], rows: list[BusyRow]) -> Calendar:
    return town.calendar(resources, rows)


def _ordered(wish: VisitRequest, order: Order) -> VisitRequest:
    return msgspec.structs.replace(wish, order=order)


def _searched(calendar: Calendar, wishes: Sequence[VisitRequest]) -> list[float]:
    for wish in wishes:
        find_visits(calendar, wish, now=town.NOW)
    return _times(lambda wish: find_visits(calendar, wish, now=town.NOW), wishes)


def _times(act: Callable[[T], object], cases: Iterable[T]) -> list[float]:
    """Milliseconds of processor time for every case."""
    # What is already there is not worth visiting again and again by the collector.
    gc.collect()
    gc.freeze()
    times = []
    for case in cases:
        begin = time.process_time_ns()
        act(case)
        times.append((time.process_time_ns() - begin) / 1e6)
    gc.unfreeze()
    return times


def _additions() -> float:
    """What this core does just now: figures of busy and of idle machines differ as much as this."""
    begin = time.process_time_ns()
    total = 0
    for number in range(1_000_000):
        total += number
    return (time.process_time_ns() - begin) / 1e6


def _load() -> str:
    return " ".join(f"{load:.1f}" for load in os.getloadavg()) + f" on {os.cpu_count()} cores"


if __name__ == "__main__":
    main()
