"""All feasible starts of a visit, as a table that makes whole offers only when asked."""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import cached_property, reduce
from operator import or_
from typing import NamedTuple, overload

from welcome_office.scheduling.answer import Offer
from welcome_office.scheduling.days import traced
from welcome_office.scheduling.masks import Window, places
from welcome_office.scheduling.runs import Level
from welcome_office.scheduling.tiers import Tier, in_order


class Found(NamedTuple):
    """A feasible start with its least waiting."""

    place: int
    wait: int
    level: Level


class Starts:
    """Feasible starts by time, each with its least waiting."""

    def __init__(self, window: Window, tiers: Sequence[Tier]) -> None:
        self._window = window
        self._tiers = tiers

    def __len__(self) -> int:
        return sum(bits.bit_count() for tier in self._tiers for bits, _ in tier)

    def by_day(self) -> Iterator[tuple[dt.date, "DayStarts"]]:
        """The starts of each day that has some."""
        layout = self._window.layout
        every = reduce(or_, (bits for tier in self._tiers for bits, _ in tier), 0)
        ones = (1 << layout.stride) - 1
        for number, day in enumerate(layout.days):
            if every >> number * layout.stride & ones:
                yield day.date, DayStarts(self._tiers, number * layout.stride, layout.stride)

    def least_waits(self) -> list[tuple[dt.datetime, int]]:
        """Every start as a local time, with its least waiting in minutes."""
        moments = self._window.layout.moments()
        waits: list[int | None] = [None] * len(moments)
        for tier in self._tiers:
            for bits, level in tier:
                for place in places(bits):
                    waits[place] = level.wait
        return [
            (moment, wait) for moment, wait in zip(moments, waits, strict=True) if wait is not None
        ]

    def offer(self, found: Found) -> Offer:
        """The whole visit that begins then."""
        return traced(found.place, found.level).offer()


class DayStarts(Sequence[Found]):
    """The starts of one day, looked up when they are asked for."""

    def __init__(self, tiers: Sequence[Tier], first: int, size: int) -> None:
        self._tiers = tiers
        self._first = first
        self._ones = (1 << size) - 1

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, index: int) -> Found: ...
    @overload
    def __getitem__(self, index: slice) -> list[Found]: ...
    def __getitem__(self, index: int | slice) -> Found | list[Found]:
        return self._found[index]

    @cached_property
    def _found(self) -> list[Found]:
        cut = [
            (bits >> self._first & self._ones, level)
            for tier in self._tiers
            for bits, level in tier
        ]
        return [
            Found(self._first + place, level.wait, level)
            for place, level in in_order([one for one in cut if one[0]])
        ]
