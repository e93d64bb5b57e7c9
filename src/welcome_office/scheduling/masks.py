"""Free time as one big integer: bit i stands for grid slot i, of all days side by side."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from welcome_office.scheduling.timetable import Span
from welcome_office.scheduling.wallclock import LocalDay

PIECE_BITS = 240
PIECE = (1 << PIECE_BITS) - 1
# For every octet the one with its bits in opposite order.
MIRRORED = bytes(int(f"{octet:08b}"[::-1], 2) for octet in range(256))


class Layout(NamedTuple):
    """Which bit stands for which time.

    Only days on which somebody is open have bits, and of these days only the slots from `first` on,
    `size` of them. A day takes `stride` bits, more than `size`: the zeros between keep every step
    inside its day.
    """

    days: tuple[LocalDay, ...]
    grid: int
    first: int
    size: int
    stride: int

    def block(self, free: Iterable[Span]) -> tuple[int, dict[int, int]]:
        """One day's wholly free slots, and the free minutes at the head of slots that are not.

        Steps begin on the grid, so what is free only at a slot's tail is of no use to anybody.
        """
        bits = 0
        heads = {}
        for start, end in free:
            low = max(-(-start // self.grid) - self.first, 0)
            last, head = divmod(end, self.grid)
            high = min(last - self.first, self.size)
            if high > low:
                bits |= (1 << high) - (1 << low)
            if head and low <= high < self.size:
                heads[high] = head
        return bits, heads

    def day_at(self, instant: int) -> int:
        """The place of the last day that begins at or before an instant, -1 before all days."""
        return bisect_right(self.days, instant, key=lambda day: day.begin) - 1

    def position(self, instant: int) -> int | None:
        """The bit of a start at that instant, if it lies on the grid inside the layout."""
        place = self.day_at(instant)
        if place < 0:
            return None
        slot, rest = divmod(instant - self.days[place].begin, self.grid)
        if rest or not self.first <= slot < self.first + self.size:
            return None
        return place * self.stride + slot - self.first

    def moments(self) -> list[dt.datetime]:
        """The local time of every bit."""
        parts = (_moments_of(day, self.first, self.stride, self.grid) for day in self.days)
        return list(chain.from_iterable(parts))

    def starts_from(self, instant: int) -> int:
        """All slots that begin at or after an instant."""
        total = len(self.days) * self.stride
        place = self.day_at(instant)
        if place < 0:
            return (1 << total) - 1
        slot = -(-(instant - self.days[place].begin) // self.grid) - self.first
        low = place * self.stride + min(max(slot, 0), self.stride)
        return (1 << total) - (1 << low) if low < total else 0

    def day_of_first(self, bits: int) -> int:
        """The place of the day in which the first one stands; without any, beyond the last."""
        return ((bits & -bits).bit_length() - 1) // self.stride if bits else len(self.days)

    def days_with(self, bits: int) -> list[int]:
        """The places of the days in which at least one stands."""
        ones = (1 << self.stride) - 1
        return [n for n in range(len(self.days)) if bits >> n * self.stride & ones]

    def daily(self, slots: int) -> int:
        """The first so many slots of every day."""
        return _daily(slots, self.stride, len(self.days))

    def last_slots(self, slots: int) -> int:
        """In a mirrored mask the last so many slots of every day that its last ones may follow."""
        return _daily(slots, self.stride, len(self.days), self.stride - self.size)

    @property
    def ends(self) -> int:
        """In a mirrored mask the bit after every day."""
        return _daily(1, self.stride, len(self.days), self.stride)

    def between(self, earliest: dt.date, latest: dt.date) -> tuple[int, int]:
        """The places of the first day in a range and of the first day after it."""
        low = bisect_right(self.days, earliest, key=lambda day: day.date)
        if low and self.days[low - 1].date == earliest:
            low -= 1
        return low, bisect_right(self.days, latest, key=lambda day: day.date)


class Window(NamedTuple):
    """Some days of a layout on their own, with masks cut to them."""

    layout: Layout
    shift: int
    ones: int

    @classmethod
    def of(cls, layout: Layout, first: int, last: int) -> "Window":
        """The days from the place `first` up to `last`, which is excluded."""
        part = layout._replace(days=layout.days[first:last])
        ones = (1 << len(part.days) * layout.stride) - 1
        return cls(part, first * layout.stride, ones)

    def cut(self, mask: int) -> int:
        """The part of a mask that lies in the window."""
        return mask >> self.shift & self.ones

    def cut_all(self, masks: Sequence[int]) -> list[int]:
        """The same parts of several masks."""
        return [mask >> self.shift & self.ones for mask in masks]


class FreeTime:
    """When one resource is free, and at which slots a step of so many minutes may begin."""

    def __init__(self, layout: Layout, blocks: Sequence[tuple[int, Mapping[int, int]]]) -> None:
        self.layout = layout
        octets = layout.stride // 8
        self.full = int.from_bytes(
            b"".join(bits.to_bytes(octets, "little") for bits, _ in blocks), "little"
        )
        self.heads = {place: heads for place, (_, heads) in enumerate(blocks) if heads}
        self._starts: dict[int, int] = {}

    def replace(self, place: int, block: tuple[int, Mapping[int, int]]) -> None:
        """Put other bits in the place of one day."""
        shift = place * self.layout.stride
        old = self.full >> shift & ((1 << self.layout.stride) - 1)
        self.full ^= (old ^ block[0]) << shift
        self.heads.pop(place, None)
        if block[1]:
            self.heads[place] = dict(block[1])
        self._starts.clear()

    def starts(self, minutes: int) -> int:
        """The slots at which so many minutes may begin."""
        if minutes not in self._starts:
            self._starts[minutes] = self._find_starts(minutes)
        return self._starts[minutes]

    def _find_starts(self, minutes: int) -> int:
        slots, rest = divmod(minutes, self.layout.grid)
        if slots > self.layout.size:
            return 0
        mask = eroded(self.full, slots) if slots else -1
        if rest:
            mask &= self._free_for(rest) >> slots
        return mask

    def _free_for(self, minutes: int) -> int:
        """The slots whose first minutes are free, for fewer minutes than a slot has."""
        bits = self.full
        for place, heads in self.heads.items():
            for slot, free in heads.items():
                if free >= minutes:
                    bits |= 1 << place * self.layout.stride + slot
        return bits


@lru_cache(maxsize=512)
def _moments_of(day: LocalDay, first: int, stride: int, grid: int) -> list[dt.datetime]:
    return [day.moment((slot + first) * grid) for slot in range(stride)]


@lru_cache(maxsize=4096)
def _daily(slots: int, stride: int, days: int, shift: int = 0) -> int:
    day = ((1 << slots) - 1).to_bytes(stride // 8, "little")
    return int.from_bytes(day * days, "little") << shift


def mirrored(bits: int, octets: int) -> int:
    """The bits of so many octets in opposite order."""
    # Octets change their order because they are written big end first and read little end first.
    return int.from_bytes(bits.to_bytes(octets, "big").translate(MIRRORED), "little")


def eroded(bits: int, length: int) -> int:
    """The places from which `length` ones follow each other; about log2(length) steps."""
    done = 1
    while done * 2 <= length:
        bits &= bits >> done
        done *= 2
    return bits & bits >> (length - done) if done < length else bits


def places(bits: int) -> Iterator[int]:
    """The places of the ones, lowest first."""
    base = 0
    while bits:
        # A piece at a time: taking single ones off a long integer costs its whole length each.
        piece = bits & PIECE
        while piece:
            lowest = piece & -piece
            yield base + lowest.bit_length() - 1
            piece ^= lowest
        bits >>= PIECE_BITS
        base += PIECE_BITS
