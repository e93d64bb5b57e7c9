"""The best visit from single starts of one day, exactly."""

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from welcome_office.scheduling.answer import Offer
from welcome_office.scheduling.masks import Window
from welcome_office.scheduling.reach import Served
from welcome_office.scheduling.runs import Level, Run, Track
from welcome_office.scheduling.tiers import in_order, tiers_of


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
    """One day with its tracks, built only when the runs before leave something to improve."""

    def __init__(self, runs: Sequence[Run], window: Window, *, allowed: int) -> None:
        self._runs = runs
        self._window = window
        self._allowed = allowed
        self._tracks: dict[int, list[tuple[Track, int]]] = {}

    def best(self, place: int) -> Best | None:
        """The best visit from a place of the day, None if there is none."""
        if any(run.limits.gaps_matter for run in self._runs):
            level = self._levels.get(place)
            return None if level is None else traced(place, level)
        best: Best | None = None
        for number, run in enumerate(self._runs):
            if best is not None and best[:2] <= run.least:
                continue
            for track, starts in self._tracks_of(number):
                soonest = track.soonest(place) if starts >> place & 1 else None
                if soonest is not None and (best is None or soonest[:2] < best[:2]):
                    best = Best(*soonest[:2], track, place, soonest[2])
        return best

    def _tracks_of(self, run: int) -> list[tuple[Track, int]]:
        if run not in self._tracks:
            self._tracks[run] = [
                (track, track.starts(self._allowed))
                for track in self._runs[run].tracks(self._window)
            ]
        return self._tracks[run]

    def _all_tracks(self) -> list[tuple[Track, int]]:
        return [one for number in range(len(self._runs)) for one in self._tracks_of(number)]

    @cached_property
    def _levels(self) -> dict[int, Level]:
        tracks = self._all_tracks()
        prefer = any(track.run.network.shape.counts_unfitting for track, _ in tracks)
        tiers = tiers_of([one for one, _ in tracks], [bits for _, bits in tracks], prefer=prefer)
        return {place: level for tier in tiers for place, level in in_order(tier)}


def traced(place: int, level: Level) -> Best:
    """The visit behind a start at its best level."""
    chain = level.flow.trace(level.goal, level.wait, place)
    return Best(level.unfitting, level.wait, level.track, place, chain)
