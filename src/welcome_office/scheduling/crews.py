"""Who may serve a step: counsellors by service and language, things by kind, an interpreter."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple, TypeVar

from welcome_office.scheduling.calendar import Calendar
from welcome_office.scheduling.errands import Errand
from welcome_office.scheduling.masks import FreeTime, Window
from welcome_office.scheduling.model import COUNSELLOR, INTERPRETER, VisitRequest

T = TypeVar("T")
Crew = tuple[int, ...]
# Resources by id, each with the slots at which it is free long enough.
Choice = tuple[tuple[str, int], ...]


class Way(NamedTuple):
    """One way to serve an errand: by one of these counsellors, who all fit or all do not."""

    counsellors: Crew
    fits: bool
    interpreted: bool


class Staffing(NamedTuple):
    """The ways to serve every errand with one interpreter, or with none.

    An escort is with the visit from its beginning to its end; then any of several may come.
    """

    ways: tuple[tuple[Way, ...], ...]
    interpreter: int | None = None
    escorts: Crew = ()


class Post(NamedTuple):
    """Where an errand can be served by a crew: when at all, by whom, with which things."""

    starts: int
    crew: Choice
    things: tuple[Choice, ...]


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
        # Everything but the errand that decides who may serve it.
        self._rules = (visit.channel, visit.language, visit.interpreter, visit.not_with)

    def counsellors(self, errand: Errand) -> Crew:
        """Those who offer the service this way and are not excluded, in input order."""
        if self.visit.channel not in errand.service.channels:
            return ()
        return self._usable(errand.service.id, COUNSELLOR)

    def things(self, errand: Errand, *, kind: str) -> Crew:
        """Resources of a kind that may be used for the errand, in input order."""
        return self._usable(errand.service.id, kind)

    def interpreters(self, errand: Errand) -> Crew:
        """Those who can speak for the people of an errand."""
        return self._fitting(errand, INTERPRETER, fits=True)

    def staffings(self) -> tuple[Staffing, ...]:
        """Every way to staff the visit; together they cover all that is allowed."""
        errands = tuple([(errand.service.id, errand.languages) for errand in self.errands])
        return self._known(("staffings", errands, self._rules), lambda: tuple(self._staffings()))

    def ways(self, errand: Errand, *, can_speak: bool) -> tuple[Way, ...]:
        """The ways to serve an errand with an interpreter who can speak for its people, or not."""
        ways = []
        for fits, crew in self._crews(errand):
            interpreted = self._is_interpreted(fits=fits)
            allowed = self._is_allowed(fits=fits) and (can_speak or not interpreted)
            if crew and allowed:
                ways.append(Way(crew, fits=fits, interpreted=interpreted))
        return tuple(ways)

    def post(self, errand: Errand, crew: Crew) -> Post:
        """When one of the crew and one thing of each needed kind are free for an errand."""
        kind = (errand.service.id, errand.minutes, crew, self.booked)
        return self._known(("post", kind, self._rules), lambda: self._post(errand, crew))

    def interpreted_starts(self, errand: Errand, interpreter: int) -> int:
        """Slots at which an interpreter can serve an errand."""
        return self._starts_of(errand, interpreter)

    def interpreting(self, errand: Errand) -> Choice:
        """The interpreters who can speak for the people of an errand, and when."""
        key = ("interpreting", errand.service.id, errand.minutes, errand.languages, self.booked)
        return self._known(
            (*key, self._rules), lambda: self._choice(errand, self.interpreters(errand))
        )

    def stretches(self, interpreter: int, window: Window) -> list[FreeTime]:
        """The interpreter's free time over some days, piece by piece."""
        opening = self.calendar.opening(interpreter, self.visit.channel, booked=self.booked)
        key = ("stretches", opening, window.shift, len(window.layout.days))
        return self._known(key, lambda: self.calendar.stretches(opening, window))

    def stretches_apart(
        self, interpreter: int, days: Sequence[int]
    ) -> tuple[tuple[int, ...], FreeTime]:
        """The interpreter's free time on some days, each piece like a day of its own."""
        opening = self.calendar.opening(interpreter, self.visit.channel, booked=self.booked)
        key = ("stretches apart", opening, tuple(days))
        return self._known(key, lambda: self.calendar.stretches_apart(opening, days))

    def anybody(self) -> Staffing | None:
        """A staffing with every interpreter at once: too much is possible, but nothing is missed.

        None when interpreters make no difference between the staffings there are.
        """
        if all(staffing.interpreter is None for staffing in self.staffings()):
            return None
        ways = [
            self.ways(errand, can_speak=bool(self.interpreters(errand))) for errand in self.errands
        ]
        return Staffing(tuple(ways))

    def escorts(self, staffing: Staffing, minutes: int) -> Choice:
        """The escorts, each with the slots at which he is free for so many minutes."""
        key = ("escorts", staffing.escorts, minutes, self.visit.channel, self.booked)
        return self._known(key, lambda: self._escorts(staffing.escorts, minutes))

    def _known(self, key: Hashable, find: Callable[[], T]) -> T:
        memory = self.calendar.memory
        if key not in memory:
            memory[key] = find()
        known: T = memory[key]
        return known

    def _staffings(self) -> Iterator[Staffing]:
        if self.visit.interpreter != "required":
            ways = tuple(self.ways(errand, can_speak=False) for errand in self.errands)
            if all(ways):
                yield Staffing(ways)
        if self.visit.interpreter != "never":
            yield from self._interpreted()

    def _interpreted(self) -> Iterator[Staffing]:
        escorts: dict[tuple[tuple[Way, ...], ...], Crew] = {}
        for interpreter in self._all_interpreters():
            ways = tuple(
                self.ways(errand, can_speak=interpreter in self.interpreters(errand))
                for errand in self.errands
            )
            if not all(ways) or not any(way.interpreted for choice in ways for way in choice):
                continue
            if self._may_escort(interpreter, ways):
                escorts[ways] = (*escorts.get(ways, ()), interpreter)
            else:
                yield Staffing(ways, interpreter)
        for ways, crew in escorts.items():
            yield Staffing(ways, escorts=crew)

    def _all_interpreters(self) -> list[int]:
        return sorted({i for errand in self.errands for i in self.interpreters(errand)})

    def _may_escort(self, interpreter: int, ways: tuple[tuple[Way, ...], ...]) -> bool:
        """Whether he serves every step and is no less available for one of them than for others."""
        channel = self.visit.channel
        opening = self.calendar.opening(interpreter, channel)
        return (
            self.visit.language != "prefer"
            and all(way.interpreted for choice in ways for way in choice)
            and all(
                opening == self.calendar.opening(interpreter, channel, service=errand.service.id)
                for errand in self.errands
            )
        )

    def _usable(self, service: str, kind: str) -> Crew:
        return tuple(
            index
            for index, resource in enumerate(self.calendar.resources)
            if resource.kind == kind
            and (resource.services is None or service in resource.services)
            and resource.id not in self.visit.not_with
        )

    def _fitting(self, errand: Errand, kind: str, *, fits: bool) -> Crew:
        return tuple(
            index
            for index in self._usable(errand.service.id, kind)
            if fits is not errand.languages.isdisjoint(self.calendar.resources[index].languages)
        )

    def _crews(self, errand: Errand) -> Iterator[tuple[bool, Crew]]:
        if not self.counsellors(errand):
            return
        if self.visit.language == "any" and self.visit.interpreter != "if_needed":
            # Nothing depends on who fits, so one crew is enough.
            yield True, self.counsellors(errand)
            return
        for fits in (True, False):
            yield fits, self._fitting(errand, COUNSELLOR, fits=fits)

    def _is_interpreted(self, *, fits: bool) -> bool:
        rule = self.visit.interpreter
        return rule == "required" or (rule == "if_needed" and not fits)

    def _is_allowed(self, *, fits: bool) -> bool:
        """Hard: the counsellor fits, or an interpreter comes because he is needed."""
        return fits or self.visit.language != "hard" or self.visit.interpreter == "if_needed"

    def _post(self, errand: Errand, crew: Crew) -> Post:
        counsellors = self._choice(errand, crew)
        things = tuple(
            self._choice(errand, self.things(errand, kind=kind)) for kind in errand.service.needs
        )
        starts = free_for_any(counsellors)
        for choice in things:
            starts &= free_for_any(choice)
        return Post(starts, counsellors, things)

    def _choice(self, errand: Errand, crew: Crew) -> Choice:
        resources = self.calendar.resources
        return tuple((resources[i].id, self._starts_of(errand, i)) for i in crew)

    def _starts_of(self, errand: Errand, resource: int) -> int:
        opening = self.calendar.opening(
            resource, self.visit.channel, service=errand.service.id, booked=self.booked
        )
        return self.calendar.free_time(opening).starts(errand.minutes)

    def _escorts(self, crew: Crew, minutes: int) -> Choice:
        channel, resources = self.visit.channel, self.calendar.resources
        openings = [self.calendar.opening(i, channel, booked=self.booked) for i in crew]
        return tuple(
            (resources[opening.resource].id, self.calendar.free_time(opening).starts(minutes))
            for opening in openings
        )


def free_for_any(choice: Choice) -> int:
    """The slots at which one of them at least is free."""
    return reduce(or_, (mask for _, mask in choice), 0)
