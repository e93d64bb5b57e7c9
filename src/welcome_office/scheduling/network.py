"""The states a visit runs through, and a search that follows all starts of all days at once.

A state is the set of errands done, plus what the future depends on: how many counsellors did not
fit and, where changing the counsellor takes time, who served last. For every state and every total
wait one big integer holds the starts of the visit from which the state can be reached with exactly
that wait; one shift and one AND test a step for every start of every day. Exact, because steps of a
visit never overlap: who serves one matters to no other beyond what the state remembers.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

ANYBODY = -1


class State(NamedTuple):
    """Errands done (as bits), unfitting counsellors so far, and who served last if it matters."""

    done: int
    unfitting: int
    last: int = ANYBODY


class Move(NamedTuple):
    """Serving one more errand: from which tap, what way, by whom if it matters, at which slots."""

    tap: int
    errand: int
    way: int
    counsellor: int
    mask: int


class Tap(NamedTuple):
    """The starts that reached a state and then waited between `low` and `high` minutes."""

    state: int
    low: int
    high: int


class Option(NamedTuple):
    """A way to serve an errand, as the network sees it."""

    way: int
    mask: int
    fits: bool
    shared: dict[int, int]  # counsellors who could serve several errands, with their own masks


class Rules(NamedTuple):
    """The minutes that shape the chain, and whether unfitting counsellors are counted."""

    grid: int
    transfer: int
    max_gap: int
    counts_unfitting: bool


class Network:
    """States in an order in which every move leads forward."""

    def __init__(
        self,
        options: Sequence[Sequence[Option]],
        *,
        minutes: Sequence[int],
        after: Sequence[int],
        rules: Rules,
    ) -> None:
        self.options = options
        self.after = after
        self.rules = rules
        self.states: list[State] = [State(0, 0)]
        self.index: dict[State, int] = {State(0, 0): 0}
        self.minutes: list[int] = [0]
        self.moves: list[list[Move]] = [[]]
        self.taps: list[Tap] = []
        self.taps_of: list[list[int]] = [[]]
        self._tap_index: dict[Tap, int] = {}
        self.full = (1 << len(options)) - 1
        self._short = min(rules.transfer - 1, rules.max_gap)
        for done in sorted(range(1, self.full + 1), key=int.bit_count):
            self._add_states(done, minutes=sum(m for i, m in enumerate(minutes) if done >> i & 1))

    def goals(self) -> list[int]:
        """The states in which all is done, by their number of unfitting counsellors."""
        return [i for i, state in enumerate(self.states) if state.done == self.full]

    def _add_states(self, done: int, *, minutes: int) -> None:
        moves: dict[State, list[Move]] = {}
        for errand, options in enumerate(self.options):
            before = done & ~(1 << errand)
            if done >> errand & 1 and not self.after[errand] & ~before:
                for option in options:
                    self._add_moves(moves, before=before, errand=errand, option=option)
        for state in sorted(state for state in moves if moves[state]):
            self.index[state] = len(self.states)
            self.states.append(state)
            self.minutes.append(minutes)
            self.moves.append(moves[state])
            self.taps_of.append([])

    def _add_moves(
        self,
        moves: dict[State, list[Move]],
        *,
        before: int,
        errand: int,
        option: Option,
    ) -> None:
        done = before | 1 << errand
        cost = self.rules.counts_unfitting and not option.fits
        for unfitting in range(before.bit_count() + 1):
            source, after = State(before, unfitting), State(done, unfitting + cost)
            tap = self._tap(source, low=self.rules.transfer if before else 0)
            if tap is not None:
                moves.setdefault(after, []).append(
                    Move(tap, errand, option.way, ANYBODY, option.mask)
                )
            for counsellor, mask in option.shared.items():
                # The same counsellor may go on before a change of counsellor would be possible.
                short = self._tap(source._replace(last=counsellor), low=0, high=self._short)
                if short is not None:
                    move = Move(short, errand, option.way, counsellor, mask)
                    moves.setdefault(after, []).append(move)
                if self._is_useful(counsellor, left=self.full & ~done):
                    mine = moves.setdefault(after._replace(last=counsellor), [])
                    mine += [
                        Move(t, errand, option.way, counsellor, mask)
                        for t in (tap, short)
                        if t is not None
                    ]

    def _is_useful(self, counsellor: int, *, left: int) -> bool:
        return any(
            left >> errand & 1 and any(counsellor in option.shared for option in options)
            for errand, options in enumerate(self.options)
        )

    def _tap(self, state: State, *, low: int, high: int | None = None) -> int | None:
        index = self.index.get(state)
        high = self.rules.max_gap if high is None else high
        if index is None or (high < low and state.done):
            return None
        tap = Tap(index, low, high if state.done else 0)
        if tap not in self._tap_index:
            self._tap_index[tap] = len(self.taps)
            self.taps.append(tap)
            self.taps_of[index].append(self._tap_index[tap])
        return self._tap_index[tap]


class Placed(NamedTuple):
    """One errand placed: what way, by whom if settled, so many minutes after the start."""

    errand: int
    way: int
    counsellor: int
    offset: int


class Flow:
    """The network filled level by level: all starts with exactly so many minutes of waiting."""

    def __init__(self, network: Network, *, allowed: int) -> None:
        self.network = network
        self.reached: list[dict[int, int]] = [{} for _ in network.states]
        self.reached[0][0] = allowed
        self._open = [0] * len(network.taps)

    def level(self, wait: int) -> list[tuple[int, int]]:
        """Fill the level of one wait; for each goal reached its state and starts.

        Levels must be filled in ascending order, from 0 on.
        """
        network = self.network
        grid = network.rules.grid
        found = []
        for state, moves in enumerate(network.moves):
            bits = self._step(moves, wait) if moves else 0
            if bits:
                self.reached[state][wait] = bits
                if network.states[state].done == network.full:
                    found.append((state, bits))
            on_grid = not (network.minutes[state] + wait) % grid
            for tap in network.taps_of[state]:
                self._open[tap] = self._waited(network.taps[tap], wait) if on_grid else 0
        return found

    def trace(self, state: int, wait: int, place: int) -> list[Placed]:
        """One way in which the visit starting at a place reaches a state with that wait."""
        chain: list[Placed] = []
        while state:
            move, offset = next(self._moves_into(state, wait, place))
            tap = self.network.taps[move.tap]
            chain.append(Placed(move.errand, move.way, move.counsellor, offset))
            state, wait = tap.state, next(self._waits(tap, wait, place))
        return chain[::-1]

    def _step(self, moves: list[Move], wait: int) -> int:
        network, grid, bits = self.network, self.network.rules.grid, 0
        for tap, _, _, _, mask in moves:
            ready = self._open[tap]
            if ready:
                offset = network.minutes[network.taps[tap].state] + wait
                bits |= ready & mask >> offset // grid
        return bits

    def _waited(self, tap: Tap, wait: int) -> int:
        bits = 0
        for level, starts in self.reached[tap.state].items():
            if tap.low <= wait - level <= tap.high:
                bits |= starts
        return bits

    def _moves_into(self, state: int, wait: int, place: int) -> Iterator[tuple[Move, int]]:
        grid = self.network.rules.grid
        for move in self.network.moves[state]:
            tap = self.network.taps[move.tap]
            offset = self.network.minutes[tap.state] + wait
            on_grid = not offset % grid
            possible = on_grid and move.mask >> (place + offset // grid) & 1
            if possible and next(self._waits(tap, wait, place), None) is not None:
                yield move, offset

    def _waits(self, tap: Tap, wait: int, place: int) -> Iterator[int]:
        for level, starts in self.reached[tap.state].items():
            if tap.low <= wait - level <= tap.high and starts >> place & 1:
                yield level
