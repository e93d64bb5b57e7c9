"""Which starts are feasible at all, and the soonest end of one: when waiting is not limited.

Without a largest gap, being ready earlier is never worse, so neither needs levels of waiting.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import reduce
from operator import or_

from welcome_office.scheduling.masks import Layout
from welcome_office.scheduling.network import Network

# A service of the network, and how many minutes after the visit's start it begins.
Served = tuple[int, int]


def feasible_starts(
    network: Network,
    *,
    masks: Sequence[int],
    minutes: Sequence[int],
    layout: Layout,
    goals: Collection[int],
) -> int:
    """The starts from which one of the goals can be reached with gaps as allowed.

    Goes through the network from its end. Exact as long as the sum of gaps is not limited, else
    too many. `masks` belong to the network's services, `minutes` to its errands.
    """
    # Per way of leaving a state: the slots at which the next service may begin.
    ahead = [0] * len(network.leaves)
    for state in range(len(network.states) - 1, 0, -1):
        ways = [way for way in network.leaves_of[state] if ahead[way]]
        if not ways and state not in goals:
            continue
        onward: dict[int, int] = {}
        for leave, service in network.moves[state]:
            duration = minutes[network.services[service].errand]
            if duration not in onward:
                onward[duration] = -1 if state in goals else 0
                for way in ways:
                    _, low, high, _ = network.leaves[way]
                    span = duration + low, duration + high
                    onward[duration] |= _ahead_of(ahead[way], span, layout)
            ahead[leave] |= masks[service] & onward[duration]
    return reduce(or_, (ahead[leave] for leave in network.leaves_of[0]), 0)


def soonest_ends(
    network: Network,
    *,
    masks: Sequence[int],
    minutes: Sequence[int],
    grid: int,
    slot: int,
    most_minutes: int,
) -> Iterator[tuple[int, int, list[Served]]]:
    """For every goal the visit from one slot of one day that ends soonest.

    Each with its goal, its minutes from start to end, and its chain; goals with fewer unfitting
    counsellors come first. `masks` are those of the day.
    """
    ends: list[int | None] = [None] * len(network.states)
    ends[0] = 0
    came: list[tuple[int, int, int]] = [(0, 0, 0)] * len(network.states)
    for state in range(1, len(network.states)):
        best = most_minutes + 1
        for leave, service in network.moves[state]:
            source, low, high, _ = network.leaves[leave]
            ready = ends[source]
            if ready is None:
                continue
            first = -(-(ready + low) // grid)
            free = masks[service] >> slot + first
            if not free:
                continue
            start = (first + (free & -free).bit_length() - 1) * grid
            end = start + minutes[network.services[service].errand]
            if end < best and start - ready <= high:
                best, ends[state], came[state] = end, end, (source, service, start)
    yield from _at_goals(network, ends, came)


def _at_goals(
    network: Network, ends: Sequence[int | None], came: Sequence[tuple[int, int, int]]
) -> Iterator[tuple[int, int, list[Served]]]:
    for goal in network.goals:
        end = ends[goal]
        if end is not None:
            chain = []
            state = goal
            while state:
                state, service, start = came[state]
                chain.append((service, start))
            yield goal, end, chain[::-1]


def _ahead_of(bits: int, span: tuple[int, int], layout: Layout) -> int:
    """The slots with a bit so many minutes (from, to) later on the same day."""
    nearest = -(-span[0] // layout.grid)
    farthest = span[1] // layout.grid
    if farthest < nearest:
        return 0
    # Bits shifted out of a single day are lost; of several days they would reach the day before.
    alone = len(layout.days) == 1
    if farthest >= layout.size - 1:
        ones = (1 << layout.stride) - 1
        days = (
            [bits] if alone else [bits >> n * layout.stride & ones for n in range(len(layout.days))]
        )
        return _before_the_last(days, nearest, layout.stride)
    done, wanted = 1, farthest - nearest + 1
    while done < wanted:
        step = min(done, wanted - done)
        bits |= bits >> step if alone else bits >> step & layout.daily(layout.size - step)
        done += step
    return bits >> nearest if alone else bits >> nearest & layout.daily(layout.size - nearest)


def _before_the_last(days: Sequence[int], nearest: int, stride: int) -> int:
    """The slots that lie at least so many slots before the last bit of their day."""
    found = 0
    for number, bits in enumerate(days):
        last = bits.bit_length() - 1
        if last >= nearest:
            found |= (1 << last - nearest + 1) - 1 << number * stride
    return found
