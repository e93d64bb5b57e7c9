"""Starts in the order of their waiting."""

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from operator import or_

from welcome_office.scheduling.masks import places
from welcome_office.scheduling.runs import Level, Track

# Starts of the same wait, with the levels at which they were found.
Tier = list[tuple[int, Level]]


def tiers_of(tracks: Sequence[Track], starts: Sequence[int], *, prefer: bool) -> Iterator[Tier]:
    """Every feasible start once, at its best, in tiers of the same wait, the least first.

    `starts` are the starts to look at in each track. With `prefer` the best is first of all the
    one with the fewest unfitting counsellors.
    """
    allowed = reduce(or_, starts, 0)
    flows = [track.levels(bits) for track, bits in zip(tracks, starts, strict=True) if bits]
    together = zip(*flows, strict=True)
    if not prefer:
        yield from _firsts((_joined(levels) for levels in together), allowed)
        return
    # An unfitting counsellor less counts more than any wait, so all levels must be known.
    every = [level for levels in together for level in _joined(levels)]
    ranked = sorted(every, key=lambda level: level[:2])
    best = [one for tier in _firsts([ranked], allowed) for one in tier]
    for wait in sorted({level.wait for _, level in best}):
        yield [(bits, level) for bits, level in best if level.wait == wait]


def closing_tiers(
    tracks: Iterable[Track], allowed: int, *, hopeful: Iterable[Tier]
) -> Iterator[Tier]:
    """The same tiers as from `tiers_of`, where many tracks lead to hardly different visits.

    In the hopeful tiers no start waits longer than it must: a track is searched only for starts
    that no track before it has brought to its hopeful wait.
    """
    hopes = {tier[0][1].wait: reduce(or_, (bits for bits, _ in tier)) for tier in hopeful}
    left = reduce(or_, hopes.values(), 0) & allowed
    levels: dict[int, list[Level]] = {}
    for track in tracks:
        starts = track.starts(left)
        for found in track.levels(starts) if starts else ():
            for level in found:
                levels.setdefault(level.wait, []).append(level)
                left &= ~(level.bits & hopes.get(level.wait, 0))
            if not starts & left:
                break
    yield from _firsts((levels[wait] for wait in sorted(levels)), allowed)


def parts_by_fit(tracks: Sequence[Track], starts: Sequence[int]) -> list[tuple[Track, int]]:
    """Tracks for exactly so many unfitting counsellors, with the starts that cannot do with fewer.

    Right where waits are not limited; spares filling all levels to learn what a start needs.
    """
    left = reduce(or_, starts, 0)
    parts = []
    searches = [
        (track, bits, track.starts_by_fit(bits)) for track, bits in zip(tracks, starts, strict=True)
    ]
    for count in range(len(tracks[0].run.minutes) + 1 if tracks else 0):
        searches = [one for one in searches if one[1] & left]
        found = 0
        for track, _, by_fit in searches:
            part, reached = track.only(count), next(by_fit) & left
            if reached and part.goals:
                parts.append((part, reached))
                found |= reached
        left &= ~found
    return parts


def starts_by_fit(tracks: Sequence[Track], starts: Sequence[int]) -> dict[int, int]:
    """The starts by the fewest unfitting counsellors; right where waits are not limited."""
    found: dict[int, int] = {}
    for track, bits in parts_by_fit(tracks, starts):
        if track.unfitting is not None:
            found[track.unfitting] = found.get(track.unfitting, 0) | bits
    return found


def in_order(tier: Tier) -> Iterator[tuple[int, Level]]:
    """The starts of a tier one by one, the earliest first."""
    if len(tier) == 1:
        level = tier[0][1]
        yield from ((place, level) for place in places(tier[0][0]))
        return
    for place in places(reduce(or_, (bits for bits, _ in tier), 0)):
        yield place, next(level for bits, level in tier if bits >> place & 1)


def _joined(levels: tuple[list[Level], ...]) -> list[Level]:
    return levels[0] if len(levels) == 1 else [level for some in levels for level in some]


def _firsts(tiers: Iterable[list[Level]], allowed: int) -> Iterator[Tier]:
    """With each level the starts that no level before it has; ends when nothing is left."""
    left = allowed
    for levels in tiers:
        tier = []
        for level in levels:
            new = level.bits & left
            left ^= new
            if new:
                tier.append((new, level))
        if tier:
            yield tier
        if not left:
            return
