"""One staffing of a visit as a network with masks, and its tracks over some days."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from math import gcd
from typing import NamedTuple

from welcome_office.scheduling.answer import Offer
from welcome_office.scheduling.crews import Office, Post, Staffing, free_for_any
from welcome_office.scheduling.flow import Flow
from welcome_office.scheduling.masks import FreeTime, Window
from welcome_office.scheduling.network import ANYBODY, Option, Shape, network_of
from welcome_office.scheduling.offers import Placed, first_free, offer_of
from welcome_office.scheduling.reach import (
    Served,
    feasible_starts,
    soonest_ends,
    starts_by_count,
)


class Limits(NamedTuple):
    """The minutes that shape a chain."""

    transfer: int
    max_gap: int
    max_wait: int
    gaps_matter: bool  # whether a gap can be too long on a day


class Level(NamedTuple):
    """Starts that reach a goal with so many unfitting counsellors and so much waiting."""

    unfitting: int
    wait: int
    bits: int
    track: "Track"
    flow: Flow
    goal: int


class Run:
    """The network of one staffing, and what belongs to each of its services."""

    def __init__(self, office: Office, staffing: Staffing, limits: Limits) -> None:
        self.office = office
        self.staffing = staffing
        self.limits = limits
        self.minutes = [errand.minutes for errand in office.errands]
        self.total = sum(self.minutes)
        # All gaps are multiples of this.
        self.unit = gcd(office.calendar.layout.grid, *self.minutes)
        shape = self._shape()
        self.network = network_of(shape)
        # The same without counting who does not fit: enough to tell which starts are feasible.
        self.plain = network_of(shape._replace(counts_unfitting=False))
        self.goals = self._goals()
        self.posts = [self._post(*service) for service in self.network.services]
        self.masks = [
            self._mask(errand, way, post.starts)
            for (errand, way, _), post in zip(self.network.services, self.posts, strict=True)
        ]

    @property
    def least(self) -> tuple[int, int]:
        """No visit of the run has fewer unfitting counsellors, nor less wait."""
        fewest = min((self.network.states[goal].unfitting for goal in self.goals), default=0)
        return fewest, self.network.least_wait

    @cached_property
    def plain_services(self) -> list[int]:
        """For each service of the plain network its place in the network that counts."""
        places = {service: place for place, service in enumerate(self.network.services)}
        return [places[service] for service in self.plain.services]

    @cached_property
    def unfitting(self) -> list[bool]:
        """Which services of the plain network are by counsellors who do not fit."""
        return [not self.staffing.ways[errand][way].fits for errand, way, _ in self.plain.services]

    def tracks(self, window: Window) -> "Iterator[Track]":
        """The run over some days, once for every stretch of its interpreter's free time."""
        masks = window.cut_all(self.masks)
        if self.staffing.interpreter is None:
            yield Track(self, window, masks)
            return
        for stretch in self.office.stretches(self.staffing.interpreter, window):
            inside = list(masks)
            for service, (errand, way, _) in enumerate(self.network.services):
                if self.staffing.ways[errand][way].interpreted:
                    inside[service] &= stretch.starts(self.minutes[errand])
            if self._can_serve_all(inside):
                yield Track(self, window, inside)

    def stretches_apart(self, days: Sequence[int]) -> tuple[tuple[int, ...], FreeTime]:
        """The free time of the interpreter on some days, each piece like a day of its own."""
        if self.staffing.interpreter is None:
            raise AssertionError("only an interpreter's free time is looked at in pieces")
        return self.office.stretches_apart(self.staffing.interpreter, days)

    def offer(self, place: int, wait: int, chain: Sequence[Served], window: Window) -> Offer:
        """The offer for a chain that begins at a place of the window."""
        start = place + window.shift
        return offer_of(
            self.office.calendar.layout,
            [(self._placed[service], offset) for service, offset in chain],
            place=start,
            wait=wait,
            interpreter=self._interpreter(start, wait),
        )

    @cached_property
    def _placed(self) -> list[Placed]:
        """Each service of the network with all that an offer says about it."""
        return [
            (self.office.errands[errand], self.staffing.ways[errand][way], post)
            for (errand, way, _), post in zip(self.network.services, self.posts, strict=True)
        ]

    def ending_well(self, wait: int, window: Window) -> int:
        """Starts whose visit of that wait ends on its day, escorted to the end if need be."""
        layout = window.layout
        slots = -(-(self.total + wait) // layout.grid)
        inside = layout.daily(max(layout.size - slots + 1, 0))
        if self.staffing.escorts:
            escorts = self.office.escorts(self.staffing, self.total + wait)
            inside &= window.cut(free_for_any(escorts))
        return inside

    def _goals(self) -> list[int]:
        """All goals; but an interpreter who serves nobody is no run of its own."""
        states, goals = self.network.states, self.network.goals
        visit = self.office.visit
        if self.staffing.interpreter is None or visit.interpreter != "if_needed":
            return goals
        if visit.language != "prefer":
            return goals
        return [goal for goal in goals if states[goal].unfitting]

    def _shape(self) -> Shape:
        options = [
            tuple(
                [
                    Option(number, way.fits, self._shared(way.counsellors, errand))
                    for number, way in enumerate(ways)
                ]
            )
            for errand, ways in enumerate(self.staffing.ways)
        ]
        return Shape(
            options=tuple(options),
            after=tuple([errand.after for errand in self.office.errands]),
            transfer=-(-self.limits.transfer // self.unit) * self.unit,
            max_gap=self.limits.max_gap,
            counts_unfitting=self.office.visit.language == "prefer",
        )

    def _shared(self, crew: Sequence[int], errand: int) -> tuple[int, ...]:
        """Those of a crew who could serve other errands too, if changing takes time."""
        if not self.limits.transfer:
            return ()
        others = {
            counsellor
            for other, ways in enumerate(self.staffing.ways)
            if other != errand
            for way in ways
            for counsellor in way.counsellors
        }
        return tuple(counsellor for counsellor in crew if counsellor in others)

    def _post(self, errand: int, way: int, counsellor: int) -> Post:
        crew = self.staffing.ways[errand][way].counsellors
        crew = crew if counsellor == ANYBODY else (counsellor,)
        return self.office.post(self.office.errands[errand], crew)

    def _mask(self, errand: int, way: int, starts: int) -> int:
        if not self.staffing.ways[errand][way].interpreted or self.staffing.escorts:
            return starts
        served, interpreter = self.office.errands[errand], self.staffing.interpreter
        if interpreter is None:
            return starts & free_for_any(self.office.interpreting(served))
        return starts & self.office.interpreted_starts(served, interpreter)

    def _can_serve_all(self, masks: Sequence[int]) -> bool:
        served = {self.network.services[i].errand for i, mask in enumerate(masks) if mask}
        return len(served) == len(self.minutes)

    def _interpreter(self, place: int, wait: int) -> str | None:
        if self.staffing.escorts:
            return first_free(self.office.escorts(self.staffing, self.total + wait), place)
        if self.staffing.interpreter is None:
            return None
        return self.office.calendar.resources[self.staffing.interpreter].id


class Track:
    """A run over some days, with its masks cut to them."""

    def __init__(
        self,
        run: Run,
        window: Window,
        masks: Sequence[int],
        *,
        unfitting: int | None = None,
    ) -> None:
        """With `unfitting` only visits with exactly so many unfitting counsellors count."""
        self.run = run
        self.window = window
        self.masks = masks
        self.unfitting = unfitting
        states = run.network.states
        self.goals = [
            goal for goal in run.goals if unfitting is None or states[goal].unfitting == unfitting
        ]

    def only(self, unfitting: int) -> "Track":
        """The same track for visits with exactly so many unfitting counsellors."""
        return Track(self.run, self.window, self.masks, unfitting=unfitting)

    def starts(self, allowed: int) -> int:
        """The allowed starts that are feasible, or some more if the sum of gaps is limited."""
        run = self.run
        allowed &= run.ending_well(0, self.window)
        return allowed & feasible_starts(
            run.plain, masks=self._plain_masks, minutes=run.minutes, layout=self.window.layout
        )

    def starts_by_fit(self, allowed: int) -> Iterator[int]:
        """The same starts for visits with exactly none, one, two, … unfitting counsellors."""
        run = self.run
        allowed &= run.ending_well(0, self.window)
        found = starts_by_count(
            run.plain,
            masks=self._plain_masks,
            costs=run.unfitting,
            minutes=run.minutes,
            layout=self.window.layout,
        )
        return (bits & allowed for bits in found)

    @property
    def _plain_masks(self) -> Sequence[int]:
        if self.run.plain is self.run.network:
            return self.masks
        return [self.masks[place] for place in self.run.plain_services]

    def levels(self, allowed: int) -> Iterator[list[Level]]:
        """The allowed starts level by level, one unit of waiting after the other."""
        run, network = self.run, self.run.network
        flow = Flow(
            network,
            masks=self.masks,
            minutes=run.minutes,
            grid=self.window.layout.grid,
            allowed=allowed & run.ending_well(0, self.window),
            max_wait=run.limits.max_wait,
        )
        for wait in range(0, run.limits.max_wait + 1, run.unit):
            found = flow.level(wait) if wait >= network.least_wait else ()
            yield [
                Level(network.states[goal].unfitting, wait, bits, self, flow, goal)
                for goal, reached in found
                if goal in self.goals
                if (bits := reached & run.ending_well(wait, self.window))
            ]

    def soonest(self, place: int) -> tuple[int, int, list[Served]] | None:
        """Unfitting counsellors, wait and chain of the best visit from a start of a single day.

        Right only where gaps do not matter.
        """
        run, layout = self.run, self.window.layout
        most = min(run.total + run.limits.max_wait, (layout.size - place) * layout.grid)
        for goal, end, chain in soonest_ends(
            run.network,
            masks=self.masks,
            minutes=run.minutes,
            grid=layout.grid,
            slot=place,
            most_minutes=most,
        ):
            wait = end - run.total
            if goal in run.goals and run.ending_well(wait, self.window) >> place & 1:
                return run.network.states[goal].unfitting, wait, chain
        return None
