"""Finds visits: every feasible start, each with its least waiting, exactly."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from heapq import heappop, heappush
from itertools import islice
from operator import or_

from welcome_office.scheduling.answer import Offer
from welcome_office.scheduling.calendar import Calendar
from welcome_office.scheduling.crews import Office
from welcome_office.scheduling.days import Best, Day, traced
from welcome_office.scheduling.errands import Errand, twins_in_order
from welcome_office.scheduling.fits import fewest_unfitting
from welcome_office.scheduling.masks import Window, places
from welcome_office.scheduling.model import VisitRequest
from welcome_office.scheduling.runs import Limits, Run, Track
from welcome_office.scheduling.starts import Starts
from welcome_office.scheduling.tiers import (
    Tier,
    closing_tiers,
    in_order,
    parts_by_fit,
    starts_by_fit,
    tiers_of,
)
from welcome_office.scheduling.wallclock import ceil_minute

# More levels of waiting than these are worth finding out first which starts are feasible at all.
MANY_LEVELS = 30
FIRST_DAYS = 4
# Often each of so many starts waits less than the one before it, and no more are asked for.
FIRST_STARTS = 20


@dataclass
class Goal:
    """What is still of interest: starts before one, with less wait than so many minutes."""

    start: int = 1 << 60
    wait: int = 1 << 60

    def includes(self, start: int, wait: int) -> bool:
        """Whether a visit is of interest."""
        return start < self.start and wait < self.wait


def _taken(known: list[tuple[int, int, Best]], *, before: tuple[int, int]) -> Iterator[Best]:
    """Takes the visits off a heap whose wait and start come before."""
    while known and known[0][:2] < before:
        yield heappop(known)[2]


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
        self.layout = calendar.layout
        self.visit = visit
        if len(visit.people) > 1:
            errands = twins_in_order(errands, together=visit.together)
        self.office = Office(calendar, visit, errands, booked=booked)
        longest = self.layout.size * self.layout.grid
        spare = longest - sum(errand.minutes for errand in errands)
        max_gap = visit.max_gap_minutes if bounded else None
        max_wait = visit.max_wait_minutes if bounded else None
        self.limits = Limits(
            transfer=visit.transfer_minutes,
            max_gap=longest if max_gap is None else min(max_gap, longest),
            max_wait=spare if max_wait is None else min(max_wait, spare),
            gaps_matter=max_gap is not None and max_gap < spare,
        )
        self.prefer = visit.language == "prefer"
        self.runs = [Run(self.office, one, self.limits) for one in self.office.staffings()]
        # Then feasible starts can be told without looking at how long they wait.
        self.waits_freely = self.limits.max_wait == spare and not any(
            run.staffing.escorts for run in self.runs
        )
        self._days: dict[int, Day] = {}

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
        return any(True for _ in self._by_start(allowed))

    def best_at(self, place: int, *, allowed: int) -> Best | None:
        """The best visit from one start."""
        number, slot = divmod(place, self.layout.stride)
        return self._day(number, allowed).best(slot) if allowed >> place & 1 else None

    def offers(self, allowed: int) -> tuple[Offer, ...]:
        """The offers among these starts, in the order and number asked for."""
        best: Iterator[Best]
        if self.visit.order == "pareto":
            best = self._unbeaten(allowed)
        elif self.visit.order == "least_wait":
            best = self._by_wait(allowed, self._around(allowed), goal=Goal())
        elif self.visit.limit is None:
            best = iter(
                sorted(
                    self._by_wait(allowed, self._around(allowed), goal=Goal()),
                    key=lambda one: one.start,
                )
            )
        else:
            best = self._by_start(allowed)
        return tuple([one.offer() for one in islice(best, self.visit.limit)])

    def starts(self, allowed: int) -> Starts:
        """Every feasible one among these starts, by time."""
        window = self._around(allowed)
        return Starts(window, list(self._tiers(window.cut(allowed), window)))

    def _by_start(self, allowed: int) -> Iterator[Best]:
        """The best visit of every feasible start, in order of the start."""
        for window in self._windows(allowed):
            cut = window.cut(allowed)
            if self._anybody is None and self.limits.gaps_matter:
                every = [one for tier in self._tiers(cut, window) for one in tier]
                yield from (traced(place, level) for place, level in in_order(every))
                continue
            for place in places(self._candidates(cut, window)):
                best = self.best_at(place + window.shift, allowed=allowed)
                if best is not None:
                    yield best

    def _by_wait(self, allowed: int, window: Window, *, goal: Goal) -> Iterator[Best]:
        """The best visit of every feasible start in a window, in order of wait, then of the start.

        Starts and waits beyond the goal may be left out.
        """
        if (
            self._anybody is not None
            and self.visit.limit
            and (self.waits_freely or not self.prefer)
        ):
            yield from self._verified(allowed, window, goal)
            return
        for tier in self._tiers(window.cut(allowed), window):
            for place, level in in_order(tier):
                if not goal.includes(place + window.shift, level.wait):
                    break
                yield traced(place, level)
            if tier[0][1].wait >= goal.wait:
                return

    def _verified(self, allowed: int, window: Window, goal: Goal) -> Iterator[Best]:
        """Takes starts as if interpreters could change, and looks closer at those in question."""
        known: list[tuple[int, int, Best]] = []
        for tier in self._hopeful_tiers(allowed, window):
            wait = tier[0][1].wait
            if wait >= goal.wait:
                break
            for place, _ in in_order(tier):
                start = place + window.shift
                if not goal.includes(start, wait):
                    break
                yield from _taken(known, before=(wait, start))
                best = self.best_at(start, allowed=allowed)
                if best is not None:
                    heappush(known, (best.wait, best.start, best))
            yield from _taken(known, before=(wait + 1, 0))
        yield from _taken(known, before=(goal.wait, 0))

    def _hopeful_tiers(self, allowed: int, window: Window) -> Iterator[Tier]:
        """Tiers in which no start waits longer than it must."""
        tracks = list(self._anybody.tracks(window)) if self._anybody is not None else []
        if not self.prefer:
            starts = [track.starts(window.cut(allowed)) for track in tracks]
            return tiers_of(tracks, starts, prefer=False)
        parts = self._starts_by_fit(allowed, window, tracks)
        fitting = [track.only(unfitting) for track in tracks for unfitting in parts]
        return tiers_of(fitting, list(parts.values()), prefer=False)

    def _starts_by_fit(
        self, allowed: int, window: Window, hopeful: Sequence[Track]
    ) -> dict[int, int]:
        """The starts of a window by the fewest unfitting counsellors, waits not limited.

        Stretches of interpreters are looked at only for starts that cannot do without one.
        """
        cut = window.cut(allowed)
        plain = [run for run in self.runs if run.staffing.interpreter is None]
        tracks = [track for run in plain for track in run.tracks(window)]
        parts = starts_by_fit(tracks, [track.starts(cut) for track in tracks])
        left = reduce(or_, (track.starts(cut) for track in hopeful), 0)
        left &= ~reduce(or_, parts.values(), 0)
        accompanied = [run for run in self.runs if run.staffing.interpreter is not None]
        for unfitting, bits in fewest_unfitting(accompanied, left << window.shift).items():
            parts[unfitting] = parts.get(unfitting, 0) | window.cut(bits)
        return parts

    def _tiers(self, allowed: int, window: Window) -> Iterator[Tier]:
        """Tiers of all allowed starts of a window, both cut to it."""
        if self._anybody is not None and not self.prefer:
            hopeful = self._hopeful_tiers(allowed << window.shift, window)
            return closing_tiers(self._tracks(window), allowed, hopeful=hopeful)
        tracks = list(self._tracks(window))
        many = bool(tracks) and self.limits.max_wait > MANY_LEVELS * tracks[0].run.unit
        if not many and len(tracks) == 1:
            return tiers_of(tracks, [allowed], prefer=self.prefer)
        starts = [track.starts(allowed) for track in tracks]
        if self.prefer and self.waits_freely:
            parts = parts_by_fit(tracks, starts)
            return tiers_of([one for one, _ in parts], [bits for _, bits in parts], prefer=False)
        return tiers_of(tracks, starts, prefer=self.prefer)

    def _tracks(self, window: Window) -> Iterator[Track]:
        return (track for run in self.runs for track in run.tracks(window))

    def _unbeaten(self, allowed: int) -> Iterator[Best]:
        """The visits that no earlier one matches in waiting, in order of the start."""
        firsts = islice(self._by_start(allowed), FIRST_STARTS)
        last = next(firsts, None)
        if last is None:
            return
        yield last
        seen = last
        for seen in firsts:
            if seen.wait < last.wait:
                last = seen
                yield last
        for window in self._windows(allowed & -1 << seen.start + 1):
            if last.wait == self._least_wait():
                return
            goal = Goal(start=window.shift + window.ones.bit_length(), wait=last.wait)
            found: list[Best] = []
            for best in self._by_wait(allowed, window, goal=goal):
                if goal.includes(best.start, best.wait):
                    found.append(best)
                    goal.start = best.start
            yield from reversed(found)
            last = found[0] if found else last

    def _candidates(self, allowed: int, window: Window) -> int:
        """All starts in a window that are feasible, and some that only seem so."""
        runs = self.runs if self._anybody is None else [self._anybody]
        tracks = [track for run in runs for track in run.tracks(window)]
        starts = [track.starts(allowed) for track in tracks]
        if self.waits_freely or self._anybody is None:
            return reduce(or_, starts, 0)
        tiers = tiers_of(tracks, starts, prefer=False)
        return reduce(or_, (bits for tier in tiers for bits, _ in tier), 0)

    def _windows(self, allowed: int) -> Iterator[Window]:
        """More and more days at a time, from the first allowed start on."""
        first, days = self.layout.day_of_first(allowed), FIRST_DAYS
        while first < len(self.layout.days):
            yield Window.of(self.layout, first, min(first + days, len(self.layout.days)))
            first, days = first + days, days * 2

    def _day(self, number: int, allowed: int) -> Day:
        if number not in self._days:
            window = Window.of(self.layout, number, number + 1)
            self._days[number] = Day(self.runs, window, allowed=window.cut(allowed))
        return self._days[number]

    def _around(self, starts: int) -> Window:
        """The days from the first to the last of these starts."""
        first = self.layout.day_of_first(starts)
        return Window.of(self.layout, first, -(-starts.bit_length() // self.layout.stride))

    def _least_wait(self) -> int:
        """What any visit waits at least, in the emptiest calendar."""
        return min((run.network.least_wait for run in self.runs), default=0)

    @cached_property
    def _anybody(self) -> Run | None:
        """All staffings in one, as if interpreters could change; None if it makes no difference."""
        staffing = self.office.anybody()
        return None if staffing is None else Run(self.office, staffing, self.limits)
