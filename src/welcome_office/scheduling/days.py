"""The best visit from single starts of one day, exactly."""

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from welcome_office.scheduling.answer import Offer
from welcome_office.scheduling.masks import Window
from welcome_office.scheduling.reach import Served
from welcome_office.scheduling.runs import Level, Run, Track
from welcome_office.scheduling.tiers import in_order, parts_by_fit, tiers_of


class Best(NamedTuple):
    """The best visit from one start."""

    unfitting: int
    wait: int
    track: Track
    place: int
    chain: list[Served]

    @property
    def start(self) -> int:
        """The place of its start in the layout of all days."""
        return self.place + self.track.window.shift

    def offer(self) -> Offer:
        """The visit with names and times."""
        return self.track.run.offer(self.place, self.wait, self.chain, self.track.window)


class Day:
    """One day with all its tracks."""

    def __init__(self, runs: Iterable[Run], window: Window, *, allowed: int) -> None:
        self.tracks = [track for run in runs for track in run.tracks(window)]
        self.starts = [track.starts(allowed) for track in self.tracks]

    def best(self, place: int) -> Best | None:
        """The best visit from a place of the day, None if there is none."""
        if any(track.run.limits.gaps_matter for track in self.tracks):
            level = self._levels.get(place)
            return None if level is None else traced(place, level)
        found = [
            Best(*soonest[:2], track, place, soonest[2])
            for track, starts in zip(self.tracks, self.starts, strict=True)
            if starts >> place & 1 and (soonest := track.soonest(place)) is not None
        ]
        return min(found, key=lambda best: best[:2], default=None)

    def starts_by_fit(self) -> dict[int, int]:
        """The starts by the fewest unfitting counsellors; right where waits are not limited."""
        starts: dict[int, int] = {}
        for track, bits in parts_by_fit(self.tracks, self.starts):
            if track.unfitting is not None:
                starts[track.unfitting] = starts.get(track.unfitting, 0) | bits
        return starts

    @cached_property
    def _levels(self) -> dict[int, Level]:
        prefer = any(track.run.network.shape.counts_unfitting for track in self.tracks)
        tiers = tiers_of(self.tracks, self.starts, prefer=prefer)
        return {place: level for tier in tiers for place, level in in_order(tier)}


def traced(place: int, level: Level) -> Best:
    """The visit behind a start at its best level."""
    chain = level.flow.trace(level.goal, level.wait, place)
    return Best(level.unfitting, level.wait, level.track, place, chain)
