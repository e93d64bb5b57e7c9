"""A sum of points, such as an annex of a statute gives them; exact, or between two bounds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from welcome_office.lawbook.facts import Facts
from welcome_office.lawbook.judging import Between, Lookup, Test, compile_test


@dataclass(frozen=True)
class Criterion:
    """What earns points; of the criteria of one group only the best counts."""

    group: str
    points: int
    test: Test


@dataclass(frozen=True)
class PointsTable:
    """All criteria, in the order of the annex."""

    criteria: tuple[Criterion, ...]

    @classmethod
    def from_plain(cls, plain: Sequence[Mapping[str, Any]], lookup: Lookup) -> "PointsTable":
        return cls(
            tuple(
                Criterion(row["group"], row["points"], compile_test(row["when"], lookup))
                for row in plain
            )
        )

    def count(self, facts: Facts) -> int | Between:
        """The points on these facts; the bounds where facts that matter are unknown."""
        earned: dict[str, int] = {}
        possible: dict[str, int] = {}
        undecided: list[Criterion] = []
        for criterion in self.criteria:
            answer = criterion.test.answer(facts)
            best = earned if answer else possible
            if answer is None:
                undecided.append(criterion)
            if answer is not False:
                best[criterion.group] = max(best.get(criterion.group, 0), criterion.points)
        return _bounds(earned, possible, undecided, facts)


def _bounds(
    earned: dict[str, int], possible: dict[str, int], undecided: list[Criterion], facts: Facts
) -> int | Between:
    lowest = sum(earned.values())
    open_groups = {group for group, points in possible.items() if points > earned.get(group, 0)}
    if not open_groups:
        return lowest
    highest = lowest + sum(possible[group] - earned.get(group, 0) for group in open_groups)
    missing = dict.fromkeys(
        name
        for criterion in undecided
        if criterion.group in open_groups and criterion.points > earned.get(criterion.group, 0)
        for name in criterion.test.missing(facts)
    )
    return Between(lowest, highest, tuple(missing))
