"""Who may serve a step: counsellors by service and language, things by kind, an interpreter."""

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple

from welcome_office.scheduling.calendar import Calendar
from welcome_office.scheduling.errands import Errand
from welcome_office.scheduling.masks import FreeTime
from welcome_office.scheduling.model import COUNSELLOR, INTERPRETER, VisitRequest


class Way(NamedTuple):
    """One way to serve an errand: by one of these counsellors, who all fit or all do not."""

    counsellors: tuple[int, ...]
    fits: bool
    interpreted: bool


class Staffing(NamedTuple):
    """One interpreter, in one stretch of his free time, or nobody; and the ways this opens."""

    interpreter: int | None
    stretch: FreeTime | None
    ways: tuple[tuple[Way, ...], ...]  # per errand


class Office:
    """The calendar, seen with the eyes of one visit."""

    def __init__(
        self,
        calendar: Calendar,
        visit: VisitRequest,
        errands: Sequence[Errand],
        *,
        booked: bool = True,
    ) -> None:
        self.calendar = calendar
        self.visit = visit
        self.errands = errands
        self.booked = booked
        self.excluded = frozenset(visit.not_with)

    def counsellors(self, errand: Errand) -> list[int]:
        """Those who list the service and are not excluded, in input order."""
        return [
            index
            for index, resource in enumerate(self.calendar.resources)
            if resource.kind == COUNSELLOR
            and errand.service.id in (resource.services or ())
            and resource.id not in self.excluded
            and self.visit.channel in errand.service.channels
        ]

    def things(self, errand: Errand, *, kind: str) -> list[int]:
        """Resources of a kind that may be used for the errand, in input order."""
        return [
            index
            for index, resource in enumerate(self.calendar.resources)
            if resource.kind == kind
            and (resource.services is None or errand.service.id in resource.services)
            and resource.id not in self.excluded
        ]

    def fits(self, counsellor: int, errand: Errand) -> bool:
        """Whether a counsellor (or an interpreter) speaks a language of one of the people."""
        return not errand.languages.isdisjoint(self.calendar.resources[counsellor].languages)

    def interpreters(self, errand: Errand) -> list[int]:
        """Those who can speak for the people of an errand."""
        return [i for i in self.things(errand, kind=INTERPRETER) if self.fits(i, errand)]

    def staffings(self) -> Iterator[Staffing]:
        """Every way to staff the visit; together they cover all that is allowed."""
        if self.visit.interpreter != "required":
            ways = tuple(self.ways(errand, interpreter=None) for errand in self.errands)
            if all(ways):
                yield Staffing(None, None, ways)
        if self.visit.interpreter != "never":
            for index, resource in enumerate(self.calendar.resources):
                if resource.kind == INTERPRETER and resource.id not in self.excluded:
                    yield from self._interpreted(index)

    def ways(self, errand: Errand, *, interpreter: int | None) -> tuple[Way, ...]:
        """The ways to serve an errand while this interpreter, or none, is with the visit."""
        can_speak = interpreter is not None and interpreter in self.interpreters(errand)
        ways = []
        for fits, crew in self._crews(errand):
            interpreted = self._is_interpreted(fits=fits)
            allowed = self._is_allowed(fits=fits) and (can_speak or not interpreted)
            if crew and allowed:
                ways.append(Way(crew, fits=fits, interpreted=interpreted))
        return tuple(ways)

    def starts(self, errand: Errand, crew: Sequence[int]) -> int:
        """Slots at which one of the crew and one thing of each needed kind are free long enough."""
        mask = self._any_starts(errand, crew)
        for kind in errand.service.needs:
            mask &= self._any_starts(errand, self.things(errand, kind=kind))
        return mask

    def starts_of(self, errand: Errand, resource: int) -> int:
        """Slots at which one resource is free long enough for an errand."""
        opening = self.calendar.opening(
            resource, self.visit.channel, service=errand.service.id, booked=self.booked
        )
        return self.calendar.free_time(opening).starts(errand.minutes)

    def interpreted_starts(self, errand: Errand, staffing: Staffing) -> int:
        """Slots at which the interpreter can serve an errand inside his stretch."""
        assert staffing.interpreter is not None
        assert staffing.stretch is not None
        serving = self.starts_of(errand, staffing.interpreter)
        return serving & staffing.stretch.starts(errand.minutes)

    def _any_starts(self, errand: Errand, resources: Sequence[int]) -> int:
        return reduce(or_, (self.starts_of(errand, index) for index in resources), 0)

    def _interpreted(self, interpreter: int) -> Iterator[Staffing]:
        ways = tuple(self.ways(errand, interpreter=interpreter) for errand in self.errands)
        served = any(way.interpreted for choice in ways for way in choice)
        if not (all(ways) and served):
            return
        opening = self.calendar.opening(interpreter, self.visit.channel, booked=self.booked)
        for stretch in self.calendar.stretches(opening):
            yield Staffing(interpreter, stretch, ways)

    def _crews(self, errand: Errand) -> Iterator[tuple[bool, tuple[int, ...]]]:
        counsellors = self.counsellors(errand)
        if self.visit.language == "any" and self.visit.interpreter != "if_needed":
            # Nothing depends on who fits, so one crew is enough.
            yield True, tuple(counsellors)
            return
        for fits in (True, False):
            yield fits, tuple(i for i in counsellors if self.fits(i, errand) is fits)

    def _is_interpreted(self, *, fits: bool) -> bool:
        rule = self.visit.interpreter
        return rule == "required" or (rule == "if_needed" and not fits)

    def _is_allowed(self, *, fits: bool) -> bool:
        """Hard: the counsellor fits, or an interpreter comes because he is needed."""
        return fits or self.visit.language != "hard" or self.visit.interpreter == "if_needed"
