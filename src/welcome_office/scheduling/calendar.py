"""The free time of an office: built from hours and bookings, changed by day, searched often."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from welcome_office.scheduling.masks import FreeTime, Layout, Window
from welcome_office.scheduling.model import COUNSELLOR, InputError, Resource, Service
from welcome_office.scheduling.problem import Problem, check_catalogue, check_grid, zone_named
from welcome_office.scheduling.timetable import Rules, Span, Timetable, without
from welcome_office.scheduling.wallclock import LocalDay, ceil_minute, floor_minute, local_day

# Who is busy, from when, until when (excluded).
BusyRow = tuple[str, dt.datetime, dt.datetime]
NEVER = 1 << 60


class Opening(NamedTuple):
    """One resource under some of its rules, with or without regard to bookings."""

    resource: int
    rules: Rules
    booked: bool


class Calendar:
    """Who is free when, from one date to another.

    Build it once and search it with `find_visits` as often as wanted; after a booking,
    `replace_busy` changes the days concerned. It is not safe to change it in one thread while
    another one searches it.
    """

    def __init__(
        self,
        *,
        timezone: str,
        grid_minutes: int,
        services: Sequence[Service],
        resources: Sequence[Resource],
        first: dt.date,
        last: dt.date,
        closures: Collection[dt.date] = (),
        busy: Iterable[BusyRow] = (),
    ) -> None:
        """Lay out the days from `first` to `last` (inclusive).

        `busy` may come instead of, or besides, `Resource.busy`; rows outside the days are ignored.
        Raises InputError when services and resources do not fit together.
        """
        check_grid(grid_minutes)
        check_catalogue(services, resources=resources)
        self.zone = zone_named(timezone)
        self.services = {service.id: service for service in services}
        self.resources = tuple(resources)
        self.places = {resource.id: index for index, resource in enumerate(resources)}
        self.first, self.last = first, last
        closed = frozenset(closures)
        self._timetables = [Timetable(resource, closures=closed) for resource in resources]
        self.layout = self._lay_out(grid_minutes)
        self._busy: list[dict[int, list[Span]]] = [{} for _ in resources]
        self._free: dict[Opening, FreeTime] = {}
        # What searches have worked out and the next ones may use, until the next booking.
        self.memory: dict[Hashable, Any] = {}
        self._take_all(
            (resource.id, taken.start, taken.end)
            for resource in resources
            for taken in resource.busy
        )
        self._take_all(busy)

    @classmethod
    def of(cls, problem: Problem) -> "Calendar":
        """The calendar for the days that a problem asks about."""
        return cls(
            timezone=problem.timezone,
            grid_minutes=problem.grid_minutes,
            services=problem.services,
            resources=problem.resources,
            first=problem.visit.earliest,
            last=problem.visit.latest,
            closures=problem.closures,
        )

    def replace_busy(
        self, date: dt.date, busy: Mapping[str, Iterable[tuple[dt.datetime, dt.datetime]]]
    ) -> None:
        """Put these busy times in the place of all that these resources had on that date."""
        place, end = self.layout.between(date, date)
        if place == end:
            return
        day = self.layout.days[place]
        for name, times in busy.items():
            index = self.places[name]
            spans = [(floor_minute(a) - day.begin, ceil_minute(b) - day.begin) for a, b in times]
            self._busy[index][place] = spans
            for opening, free in self._free.items():
                if opening.resource == index and opening.booked:
                    free.replace(place, self.layout.block(self._free_spans(opening, place)))
        self.memory.clear()

    def prepare(self) -> None:
        """Build the masks of all resources now instead of on first use."""
        for index, timetable in enumerate(self._timetables):
            self.free_time(Opening(index, timetable.all_rules(), booked=True))

    def opening(
        self, resource: int, channel: str, *, service: str | None = None, booked: bool = True
    ) -> Opening:
        """The resource as it serves a channel and, if given, a service."""
        rules = self._timetables[resource].rules_for(channel, service=service)
        return Opening(resource, rules, booked)

    def free_time(self, opening: Opening) -> FreeTime:
        """The free time of a resource as one mask."""
        if opening not in self._free:
            blocks = [
                self.layout.block(self._free_spans(opening, place))
                for place in range(len(self.layout.days))
            ]
            self._free[opening] = FreeTime(self.layout, blocks)
        return self._free[opening]

    def counsellor_minutes(self, date: dt.date, *, booked: bool) -> int:
        """For how long counsellors are there on a date, all together: free, or taken or not."""
        place, end = self.layout.between(date, date)
        return sum(
            until - start
            for index, resource in enumerate(self.resources)
            if resource.kind == COUNSELLOR and place < end
            for start, until in self._free_spans(
                Opening(index, self._timetables[index].all_rules(), booked=booked), place
            )
        )

    def stretches(self, opening: Opening, window: Window) -> list[FreeTime]:
        """Free time over some days in pieces: the first of every day, the second of every day, …

        Whoever begins and ends inside one stretch is free all the time between.
        """
        first = window.shift // self.layout.stride
        days = [
            self._free_spans(opening, place)
            for place in range(first, first + len(window.layout.days))
        ]
        return [
            FreeTime(window.layout, [self.layout.block(spans[rank : rank + 1]) for spans in days])
            for rank in range(max(map(len, days), default=0))
        ]

    def stretches_apart(
        self, opening: Opening, places: Sequence[int]
    ) -> tuple[tuple[int, ...], FreeTime]:
        """Every stretch of free time on some days like a day of its own, and which day it is."""
        found = [(place, span) for place in places for span in self._free_spans(opening, place)]
        apart = self.layout._replace(days=tuple([self.layout.days[place] for place, _ in found]))
        free = FreeTime(apart, [self.layout.block([span]) for _, span in found])
        return tuple([place for place, _ in found]), free

    def _free_spans(self, opening: Opening, place: int) -> Sequence[Span]:
        timetable = self._timetables[opening.resource]
        spans = timetable.openings(self.layout.days[place], rules=opening.rules)
        taken = self._busy[opening.resource].get(place) if opening.booked else None
        return without(spans, sorted(taken)) if taken else spans

    def _take_all(self, rows: Iterable[BusyRow]) -> None:
        """File every busy time under its resource and its day, or days."""
        # An office that never opens has one day that never begins.
        begins = [day.begin for day in self.layout.days] or [NEVER]
        days = {name: self._busy[index] for name, index in self.places.items()}
        for name, start, end in rows:
            if name not in days:
                raise InputError("busy", f'unknown resource "{name}"')
            busy = days[name]
            begin, until = floor_minute(start), ceil_minute(end)
            # From the day that has begun by then, or the first one, as far as it goes.
            place = bisect_right(begins, begin) - 1 if begin > begins[0] else 0
            while place < len(begins) and begins[place] < until:
                span = begin - begins[place], until - begins[place]
                if place in busy:
                    busy[place].append(span)
                else:
                    busy[place] = [span]
                place += 1

    def _lay_out(self, grid: int) -> Layout:
        """Give bits only to times at which some counsellor is open: every step needs one."""
        counsellors = [
            timetable
            for timetable, resource in zip(self._timetables, self.resources, strict=True)
            if resource.kind == COUNSELLOR
        ]
        days, edges = [], set[int]()
        for day in self._all_days():
            spans = {
                timetable.openings(day, rules=timetable.all_rules()) for timetable in counsellors
            }
            opened = [span for openings in spans for span in openings]
            if opened:
                days.append(day)
                edges |= {min(opened)[0], max(end for _, end in opened)}
        low, high = min(edges, default=0), max(edges, default=0)
        first = low // grid
        size = max(-(-high // grid) - first, 0)
        return Layout(tuple(days), grid, first, size, stride=(size // 8 + 1) * 8)

    def _all_days(self) -> Iterable[LocalDay]:
        for number in range((self.last - self.first).days + 1):
            yield local_day(self.first + dt.timedelta(days=number), zone=self.zone)
