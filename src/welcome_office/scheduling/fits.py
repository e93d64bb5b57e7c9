"""With how few unfitting counsellors a visit can do that an interpreter accompanies.

He must stay from the first step that he serves to the last, so all of them lie in one stretch of
his free time. The stretches of all days stand side by side, each like a day of its own, and are
searched at once.
"""

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple

from welcome_office.scheduling.masks import FreeTime
from welcome_office.scheduling.reach import feasible_starts, starts_by_count
from welcome_office.scheduling.runs import Run


class Apart(NamedTuple):
    """Stretches of free time side by side: from which days they are, and when they are free."""

    places: tuple[int, ...]
    free: FreeTime

    def spread(self, mask: int, days: int) -> int:
        """For each stretch its day of a mask that is so many days long."""
        octets = self.free.layout.stride // 8
        every = mask.to_bytes(days * octets, "little")
        parts = [every[place * octets : (place + 1) * octets] for place in self.places]
        return int.from_bytes(b"".join(parts), "little")

    def folded(self, bits: int) -> int:
        """The starts found in any stretch of a day, day by day."""
        stride = self.free.layout.stride
        ones = (1 << stride) - 1
        found: dict[int, int] = {}
        for number, place in enumerate(self.places):
            found[place] = found.get(place, 0) | bits >> number * stride & ones
        return reduce(or_, (starts << place * stride for place, starts in found.items()), 0)


class Stay:
    """A run whose interpreter stays, on certain days."""

    def __init__(self, run: Run, days: Sequence[int]) -> None:
        self.run = run
        self.apart = Apart(*run.stretches_apart(days))
        self.masks = [self._mask(service) for service in run.plain_services]

    def starts(self) -> int:
        """All feasible starts."""
        run, layout = self.run, self.apart.free.layout
        return self.apart.folded(
            feasible_starts(run.plain, masks=self.masks, minutes=run.minutes, layout=layout)
        )

    def starts_by_fit(self) -> Iterator[int]:
        """The same starts for visits with exactly none, one, two, … unfitting counsellors."""
        found = starts_by_count(
            self.run.plain,
            masks=self.masks,
            costs=self.run.unfitting,
            minutes=self.run.minutes,
            layout=self.apart.free.layout,
        )
        return (self.apart.folded(bits) for bits in found)

    def _mask(self, service: int) -> int:
        errand, way, _ = self.run.network.services[service]
        days = len(self.run.office.calendar.layout.days)
        mask = self.apart.spread(self.run.masks[service], days)
        if self.run.staffing.ways[errand][way].interpreted:
            mask &= self.apart.free.starts(self.run.minutes[errand])
        return mask


def fewest_unfitting(runs: Sequence[Run], starts: int) -> dict[int, int]:
    """The feasible ones among some starts by the fewest unfitting counsellors.

    `runs` are those with an interpreter. Right where waits are not limited.
    """
    if not runs or not starts:
        return {}
    days = runs[0].office.calendar.layout.days_with(starts)
    stays = [Stay(run, days) for run in runs]
    searches = [(stay.starts() & starts, stay.starts_by_fit()) for stay in stays]
    left = reduce(or_, (feasible for feasible, _ in searches))
    found: dict[int, int] = {}
    for unfitting in range(len(runs[0].minutes) + 1):
        searches = [search for search in searches if search[0] & left]
        reached = left & reduce(or_, (next(by_fit) for _, by_fit in searches), 0)
        left ^= reached
        if reached:
            found[unfitting] = reached
    return found
