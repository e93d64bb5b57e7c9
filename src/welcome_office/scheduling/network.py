"""The states a visit runs through, and which move leads from one to the next.

A state is the set of errands done, plus what the future depends on: how many counsellors did not
fit and, where changing the counsellor takes time, who served last. That is enough to be exact,
because steps of a visit never overlap: who serves one matters to no other beyond what the state
remembers.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

ANYBODY = -1


class Option(NamedTuple):
    """One way to serve an errand; `shared` are counsellors of it who could serve other errands."""

    way: int
    fits: bool
    shared: tuple[int, ...] = ()


class Shape(NamedTuple):
    """All that decides which states there are; equal shapes share one network."""

    options: tuple[tuple[Option, ...], ...]  # per errand
    after: tuple[int, ...]  # per errand the set of those before it, as bits
    transfer: int
    max_gap: int
    counts_unfitting: bool


class State(NamedTuple):
    """Errands done (as bits), unfitting counsellors so far, and who served last if it matters."""

    done: int
    unfitting: int
    last: int


class Service(NamedTuple):
    """An errand served by one way, by a certain counsellor or by anybody of that way."""

    errand: int
    way: int
    counsellor: int


class Leave(NamedTuple):
    """Leaving a state after a gap of `low` to `high` minutes, for a state with such gaps behind."""

    state: int
    low: int
    high: int
    gap_before: int = 0


BEGINNING = State(0, 0, ANYBODY)


class Network:
    """States in an order in which every move leads forward; state 0 is the beginning."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.states: list[State] = []
        self.services: list[Service] = []
        self.leaves: list[Leave] = []
        # Per state: which (leave, service) lead to it, and in which ways it is left.
        self.moves: list[list[tuple[int, int]]] = []
        self.leaves_of: list[list[int]] = []
        self._index: dict[State, int] = {}
        self._service_index: dict[Service, int] = {}
        self._leave_index: dict[Leave, int] = {}
        self._can_serve = _errands_by_counsellor(shape)
        self.full = (1 << len(shape.options)) - 1
        self._add_state(BEGINNING, [])
        for done in sorted(range(1, self.full + 1), key=int.bit_count):
            self._add_states(done)
        self.goals = [i for i, state in enumerate(self.states) if state.done == self.full]
        self.gap_before = self._gaps_before()
        # No visit waits less: changes of counsellor that cannot be avoided.
        self.least_wait = self.gap_before[self.goals[0]] if self.goals else 0
        self._tell_leaves_where_they_lead()

    def _add_states(self, done: int) -> None:
        moves: dict[State, list[tuple[int, int]]] = {}
        for errand, options in enumerate(self.shape.options):
            before = done & ~(1 << errand)
            if before != done and not self.shape.after[errand] & ~before:
                for option in options:
                    for state, leave, counsellor in self._ways_on(before, errand, option):
                        service = self._service(Service(errand, option.way, counsellor))
                        moves.setdefault(state, []).append((leave, service))
        for state in sorted(moves):
            self._add_state(state, moves[state])

    def _add_state(self, state: State, moves: list[tuple[int, int]]) -> None:
        self._index[state] = len(self.states)
        self.states.append(state)
        self.moves.append(moves)
        self.leaves_of.append([])

    def _ways_on(
        self, before: int, errand: int, option: Option
    ) -> Iterator[tuple[State, int, int]]:
        """The states to which serving an errand leads, by leaving which one, by whose service."""
        done = before | 1 << errand
        cost = self.shape.counts_unfitting and not option.fits
        short = min(self.shape.transfer - 1, self.shape.max_gap)
        for unfitting in range(before.bit_count() + 1):
            to = unfitting + cost
            changing = self._leave(State(before, unfitting, ANYBODY), self.shape.transfer)
            if changing is not None:
                yield State(done, to, ANYBODY), changing, ANYBODY
            for counsellor in option.shared:
                # The same counsellor may go on before a change of counsellor would be possible.
                staying = self._leave(State(before, unfitting, counsellor), 0, short)
                if staying is not None:
                    yield State(done, to, ANYBODY), staying, counsellor
                if self._can_serve[counsellor] & ~done:
                    for leave in (changing, staying):
                        if leave is not None:
                            yield State(done, to, counsellor), leave, counsellor

    def _service(self, service: Service) -> int:
        if service not in self._service_index:
            self._service_index[service] = len(self.services)
            self.services.append(service)
        return self._service_index[service]

    def _leave(self, state: State, low: int, high: int | None = None) -> int | None:
        index = self._index.get(state)
        if index is None:
            return None
        leave = Leave(index, low, self.shape.max_gap if high is None else high)
        if not state.done:
            leave = Leave(index, 0, 0)
        if leave.high < leave.low:
            return None
        return self._place_of(leave)

    def _place_of(self, leave: Leave) -> int:
        if leave not in self._leave_index:
            self._leave_index[leave] = len(self.leaves)
            self.leaves.append(leave)
        return self._leave_index[leave]

    def _gaps_before(self) -> list[int]:
        """Per state the gaps that a best visit, if there were no bookings, has behind it there.

        This is the least sum of gaps of the whole visit less that from the state to the end.
        """
        never = 1 << 40
        ahead = [never] * len(self.states)
        for goal in self.goals:
            ahead[goal] = 0
        for state in reversed(range(len(self.states))):
            for leave, _ in self.moves[state]:
                source, low, _, _ = self.leaves[leave]
                ahead[source] = min(ahead[source], low + ahead[state])
        return [ahead[0] - gaps for gaps in ahead]

    def _tell_leaves_where_they_lead(self) -> None:
        leaves, self.leaves, self._leave_index = self.leaves, [], {}
        for state, gap_before in enumerate(self.gap_before):
            self.moves[state] = [
                (self._place_of(leaves[leave]._replace(gap_before=gap_before)), service)
                for leave, service in self.moves[state]
            ]
        for place, leave in enumerate(self.leaves):
            self.leaves_of[leave.state].append(place)


def _errands_by_counsellor(shape: Shape) -> dict[int, int]:
    served: dict[int, int] = {}
    for errand, options in enumerate(shape.options):
        for option in options:
            for counsellor in option.shared:
                served[counsellor] = served.get(counsellor, 0) | 1 << errand
    return served


@lru_cache(maxsize=1024)
def network_of(shape: Shape) -> Network:
    """The network of a shape, built once."""
    return Network(shape)
