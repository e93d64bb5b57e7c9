"""Finds visits: every feasible start, each with its least waiting, exactly."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from math import gcd
from typing import NamedTuple, overload

from welcome_office.scheduling.answer import Offer
from welcome_office.scheduling.calendar import Calendar
from welcome_office.scheduling.crews import Office, Staffing
from welcome_office.scheduling.errands import Errand
from welcome_office.scheduling.masks import places
from welcome_office.scheduling.model import VisitRequest
from welcome_office.scheduling.network import Flow, Network, Option, Placed, Rules
from welcome_office.scheduling.offers import offer_of
from welcome_office.scheduling.wallclock import ceil_minute


class Found(NamedTuple):
    """A feasible start: its bit, its wait, and where its chain can be read."""

    place: int
    wait: int
    state: int
    run: int


class Search:
    """One visit in one calendar: with or without bookings, with or without its maxima."""

    def __init__(
        self,
        calendar: Calendar,
        visit: VisitRequest,
        *,
        errands: Sequence[Errand],
        booked: bool = True,
        bounded: bool = True,
    ) -> None:
        self.calendar = calendar
        self.layout = calendar.layout
        self.visit = visit
        self.errands = errands
        self.office = Office(calendar, visit, self.errands, booked=booked)
        self.minutes = sum(errand.minutes for errand in self.errands)
        longest = self.layout.size * self.layout.grid
        self.max_gap = longest
        self.max_wait = longest - self.minutes
        if bounded and visit.max_gap_minutes is not None:
            self.max_gap = min(self.max_gap, visit.max_gap_minutes)
        if bounded and visit.max_wait_minutes is not None:
            self.max_wait = min(self.max_wait, visit.max_wait_minutes)

    def allowed(self, now: dt.datetime | None) -> int:
        """The starts inside the dates asked for and, if a time is given, after the notice."""
        low, high = self.layout.between(self.visit.earliest, self.visit.latest)
        stride = self.layout.stride
        bits = (1 << high * stride) - (1 << low * stride)
        if now is None:
            return bits
        return bits & self.layout.starts_from(ceil_minute(now) + self.visit.notice_minutes)

    def is_possible(self, allowed: int) -> bool:
        """Whether any of these starts is feasible."""
        return any(True for _ in self._found(allowed))

    def offers(self, allowed: int) -> tuple[Offer, ...]:
        """The offers among these starts, in the order and number asked for."""
        runs: list[tuple[Staffing, Flow]] = []
        chosen = self._chosen(self._found(allowed, runs=runs))
        return tuple(self.offer(found, runs=runs) for found in chosen)

    def starts(self, allowed: int) -> "Starts":
        """Every feasible one among these starts, by time."""
        runs: list[tuple[Staffing, Flow]] = []
        return Starts(self, sorted(self._found(allowed, runs=runs)), runs)

    def _chosen(self, found: Iterable[Found]) -> list[Found]:
        limit = self.visit.limit
        if self.visit.order == "least_wait":
            return sorted(found, key=lambda one: (one.wait, one.place))[:limit]
        chosen = sorted(found)
        if self.visit.order == "pareto":
            chosen = list(_unbeaten(chosen))
        return chosen[:limit]

    def _found(
        self, allowed: int, *, runs: list[tuple[Staffing, Flow]] | None = None
    ) -> Iterator[Found]:
        """Every feasible start once: fewest unfitting counsellors if they count, least wait."""
        levels = sorted(self._levels(allowed, runs=[] if runs is None else runs), key=_rank)
        left = allowed
        for _, wait, run, state, bits in levels:
            new = bits & left
            left &= ~new
            for place in places(new):
                yield Found(place, wait, state, run)

    def _levels(
        self, allowed: int, *, runs: list[tuple[Staffing, Flow]]
    ) -> Iterator[tuple[int, int, int, int, int]]:
        for staffing in self.office.staffings():
            network = self._network(staffing)
            if network is not None:
                runs.append((staffing, Flow(network, allowed=allowed)))
        unit = gcd(self.layout.grid, *(errand.minutes for errand in self.errands))
        for wait in range(0, self.max_wait + 1, unit):
            for run, (_, flow) in enumerate(runs):
                for state, bits in flow.level(wait):
                    inside = self._inside(wait) & bits
                    if inside:
                        yield flow.network.states[state].unfitting, wait, run, state, inside

    def _inside(self, wait: int) -> int:
        """Starts whose visit of that wait ends on the day on which it began."""
        slots = -(-(self.minutes + wait) // self.layout.grid)
        day = (1 << max(self.layout.size - slots + 1, 0)) - 1
        repeat = sum(1 << i * self.layout.stride for i in range(len(self.layout.days)))
        return day * repeat

    def _network(self, staffing: Staffing) -> Network | None:
        options = [
            [
                option
                for way in range(len(ways))
                if (option := self._option(index, way, staffing)).mask
            ]
            for index, ways in enumerate(staffing.ways)
        ]
        if not all(options):
            return None
        return Network(
            options,
            minutes=[errand.minutes for errand in self.errands],
            after=[errand.after for errand in self.errands],
            rules=Rules(
                self.layout.grid,
                self.visit.transfer_minutes,
                self.max_gap,
                counts_unfitting=self.visit.language == "prefer",
            ),
        )

    def _option(self, index: int, number: int, staffing: Staffing) -> Option:
        errand, way = self.errands[index], staffing.ways[index][number]
        mask = self.office.starts(errand, way.counsellors)
        if way.interpreted:
            mask &= self.office.interpreted_starts(errand, staffing)
        shared = {}
        if self.visit.transfer_minutes:
            for counsellor in way.counsellors:
                if self._serves_others(counsellor, index, staffing):
                    shared[counsellor] = mask & self.office.starts_of(errand, counsellor)
        return Option(number, mask, way.fits, {who: own for who, own in shared.items() if own})

    def _serves_others(self, counsellor: int, index: int, staffing: Staffing) -> bool:
        return any(
            counsellor in way.counsellors
            for other, ways in enumerate(staffing.ways)
            if other != index
            for way in ways
        )

    def offer(self, found: Found, *, runs: Sequence[tuple[Staffing, Flow]]) -> Offer:
        staffing, flow = runs[found.run]
        chain: list[Placed] = flow.trace(found.state, found.wait, found.place)
        return offer_of(self.office, staffing, chain, place=found.place, wait=found.wait)


class Starts(Sequence[Found]):
    """Feasible starts by time, each with its least waiting; offers are made when asked for."""

    def __init__(
        self, search: Search, found: list[Found], runs: list[tuple[Staffing, Flow]]
    ) -> None:
        self._search = search
        self._found = found
        self._runs = runs

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, index: int) -> Found: ...
    @overload
    def __getitem__(self, index: slice) -> list[Found]: ...
    def __getitem__(self, index: int | slice) -> Found | list[Found]:
        return self._found[index]

    def by_day(self) -> Iterator[tuple[dt.date, list[Found]]]:
        """The starts of each day that has some."""
        layout = self._search.layout
        for day, found in groupby(self._found, key=lambda one: one.place // layout.stride):
            yield layout.days[day].date, list(found)

    def offer(self, found: Found) -> Offer:
        """The whole visit that begins then."""
        return self._search.offer(found, runs=self._runs)


def _rank(level: tuple[int, int, int, int, int]) -> tuple[int, int, int]:
    return level[:3]


def _unbeaten(found: Iterable[Found]) -> Iterator[Found]:
    """Those for which no earlier one waits as little; given in order of their start."""
    least = None
    for one in found:
        if least is None or one.wait < least:
            least = one.wait
            yield one
