"""Fills a network with starts: every start of every day at once, one level of waiting at a time.

For every state and every total wait one big integer holds the starts of the visit from which the
state can be reached with exactly that wait. One shift and one AND test a step for all starts.
"""

from collections.abc import Sequence

from welcome_office.scheduling.network import Network

# A service of the network, and how many minutes after the visit's start it begins.
Served = tuple[int, int]


class Flow:
    """Levels must be filled in ascending order, from `least_wait` on."""

    def __init__(
        self,
        network: Network,
        *,
        masks: Sequence[int],
        minutes: Sequence[int],
        grid: int,
        allowed: int,
        max_wait: int,
    ) -> None:
        """`masks` belong to the network's services, `minutes` to its errands."""
        self.network = network
        self.masks = masks
        self.grid = grid
        self.minutes = minutes_done(network, minutes)
        self.reached: list[list[tuple[int, int]]] = [[] for _ in network.states]
        self.reached[0].append((0, allowed))
        # Where no gap is too long, starts once ready stay so: from which level on to add more.
        self._stays = [leave.high >= max_wait for leave in network.leaves]
        self._added = [0] * len(network.leaves)
        self._waiting = [0] * len(network.leaves)
        self._ready = [0] * len(network.leaves)
        self._shift = [0] * len(network.leaves)

    def level(self, wait: int) -> list[tuple[int, int]]:
        """Fill the level of one wait; every goal reached with the starts that reach it.

        A state is filled up to the wait from which the goal can still be reached with that wait.
        """
        network, masks, grid = self.network, self.masks, self.grid
        ready, shift, reached = self._ready, self._shift, self.reached
        slack = wait - network.least_wait
        for state, moves in enumerate(network.moves):
            bits = 0
            for leave, service in moves:
                if ready[leave]:
                    bits |= ready[leave] & masks[service] >> shift[leave]
            if bits:
                reached[state].append((slack + network.gap_before[state], bits))
            for leave in network.leaves_of[state]:
                _, low, high, gap_before = network.leaves[leave]
                waited = slack + gap_before
                shift[leave], rest = divmod(self.minutes[state] + waited, grid)
                if self._stays[leave]:
                    ready[leave] = self._all_until(waited - low, leave) if not rest else 0
                elif rest:
                    ready[leave] = 0
                else:
                    ready[leave] = _between(reached[state], waited - high, waited - low)
        return [
            (goal, reached[goal][-1][1])
            for goal in network.goals
            if reached[goal] and reached[goal][-1][0] == wait
        ]

    def _all_until(self, wait: int, leave: int) -> int:
        """All starts that reached a state with a wait of so many minutes or less."""
        levels = self.reached[self.network.leaves[leave].state]
        added = self._added[leave]
        while added < len(levels) and levels[added][0] <= wait:
            self._waiting[leave] |= levels[added][1]
            added += 1
        self._added[leave] = added
        return self._waiting[leave]

    def trace(self, state: int, wait: int, place: int) -> list[Served]:
        """One way in which the visit that starts at a place reaches a state with that wait."""
        chain: list[Served] = []
        while state:
            service, offset, state, wait = self._last_move(state, wait, place)
            chain.append((service, offset))
        return chain[::-1]

    def _last_move(self, state: int, wait: int, place: int) -> tuple[int, int, int, int]:
        """The service that led to a state, its offset, and the state and wait before it."""
        leaves = self.network.leaves
        for leave, service in self.network.moves[state]:
            source, low, high, _ = leaves[leave]
            offset = self.minutes[source] + wait
            slots, rest = divmod(offset, self.grid)
            if rest or not self.masks[service] >> place + slots & 1:
                continue
            for level, starts in self.reached[source]:
                if low <= wait - level <= high and starts >> place & 1:
                    return service, offset, source, level
        raise AssertionError("a state that was reached has a move that leads to it")


def minutes_done(network: Network, minutes: Sequence[int]) -> list[int]:
    """The minutes of the errands done in each state."""
    sums = [0]
    for errand in minutes:
        sums += [total + errand for total in sums]
    return [sums[state.done] for state in network.states]


def _between(reached: list[tuple[int, int]], lowest: int, highest: int) -> int:
    """The starts reached with a wait in a range; levels are in ascending order."""
    bits = 0
    for level, starts in reversed(reached):
        if level < lowest:
            break
        if level <= highest:
            bits |= starts
    return bits
