"""Which starts are feasible at all, and the soonest end of one: when waiting is not limited.

Without a largest gap, being ready earlier is never worse, so neither needs levels of waiting.
"""

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import or_

from welcome_office.scheduling.masks import Layout, mirrored
from welcome_office.scheduling.network import Network

# A service of the network, and how many minutes after the visit's start it begins.
Served = tuple[int, int]


def feasible_starts(
    network: Network, *, masks: Sequence[int], minutes: Sequence[int], layout: Layout
) -> int:
    """The starts from which the goal can be reached with gaps as allowed.

    Exact as long as the sum of gaps is not limited, else too many. `network` counts nothing;
    `masks` belong to its services, `minutes` to its errands.
    """
    costs = [False] * len(masks)
    return next(starts_by_count(network, masks=masks, costs=costs, minutes=minutes, layout=layout))


def starts_by_count(
    network: Network,
    *,
    masks: Sequence[int],
    costs: Sequence[bool],
    minutes: Sequence[int],
    layout: Layout,
) -> Iterator[int]:
    """The same starts for visits with exactly none, one, two, … of the services that cost.

    Goes through the network from its end, once for each number, from the few found with one less.
    """
    octets = len(layout.days) * layout.stride // 8
    free = [mirrored(mask, octets) for mask in masks]
    # Per way of leaving a state: the slots at which the next service may begin.
    before = [0] * len(network.leaves)
    for count in range(len(minutes) + 1):
        ahead = [0] * len(network.leaves)
        for state in range(len(network.states) - 1, 0, -1):
            onward: dict[tuple[int, bool], int] = {}
            for leave, service in network.moves[state]:
                length, costs_one = minutes[network.services[service].errand], costs[service]
                key = length, costs_one
                if key not in onward:
                    if state in network.goals:
                        onward[key] = -1 if count == costs_one else 0
                    else:
                        beyond = before if costs_one else ahead
                        onward[key] = _onward(network, state, length, beyond, layout)
                ahead[leave] |= free[service] & onward[key]
        yield mirrored(reduce(or_, (ahead[leave] for leave in network.leaves_of[0]), 0), octets)
        before = ahead


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


def _onward(
    network: Network, state: int, length: int, beyond: Sequence[int], layout: Layout
) -> int:
    """The slots at which a service of that length may begin and lead to a state and beyond."""
    slots = 0
    for way in network.leaves_of[state]:
        if beyond[way]:
            leave = network.leaves[way]
            slots |= _ahead_of(beyond[way], (length + leave.low, length + leave.high), layout)
    return slots


def _ahead_of(bits: int, span: tuple[int, int], layout: Layout) -> int:
    """The slots with a bit so many minutes (from, to) later on the same day.

    In mirrored masks, where later is lower, a carry finds all slots before a day's last bit.
    """
    nearest = -(-span[0] // layout.grid)
    farthest = min(span[1] // layout.grid, layout.size - 1)
    if farthest < nearest:
        return 0
    if farthest == layout.size - 1:
        bits |= layout.ends - bits
        return (bits & layout.last_slots(layout.size - nearest)) << nearest
    done, wanted = 1, farthest - nearest + 1
    while done < wanted:
        step = min(done, wanted - done)
        bits |= (bits & layout.last_slots(layout.size - step)) << step
        done += step
    return (bits & layout.last_slots(layout.size - nearest)) << nearest
