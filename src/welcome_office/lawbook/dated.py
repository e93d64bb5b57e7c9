"""Things that change on known days: the version of today, of then, and the days between."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Generic, TypeVar

Content = TypeVar("Content")
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Version(Generic[Content]):
    """Content that is in force from its first to its last day, both included.

    Statutes name the last day ("until 17 November 2023"), so this period is closed, not half-open.
    """

    first_day: date
    last_day: date | None
    content: Content

    def __post_init__(self) -> None:
        if self.last_day is not None and self.last_day < self.first_day:
            raise ValueError(
                f"A version ends on {self.last_day}, before it begins on {self.first_day}."
            )

    def covers(self, day: date) -> bool:
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


class Force(StrEnum):
    """Where a day lies in relation to the versions."""

    IN_FORCE = "in_force"
    BEFORE_FIRST = "before_first"
    IN_A_GAP = "in_a_gap"
    AFTER_LAST = "after_last"


@dataclass(frozen=True)
class Dated(Generic[Content]):
    """Versions in order, at most one for each day."""

    versions: tuple[Version[Content], ...]

    def __post_init__(self) -> None:
        if not self.versions:
            raise ValueError("There is no version; give at least one.")
        for earlier, later in pairwise(self.versions):
            if earlier.last_day is None or earlier.last_day >= later.first_day:
                raise ValueError(f"Two versions apply on {later.first_day}.")

    def version_on(self, day: date) -> Version[Content] | None:
        """The version in force on that day; None where there is none."""
        return next((version for version in self.versions if version.covers(day)), None)

    def on(self, day: date) -> Content | None:
        """The content in force on that day; None where there is none."""
        version = self.version_on(day)
        return None if version is None else version.content

    def force_on(self, day: date) -> Force:
        """Whether something is in force on that day and, if not, on which side it lies."""
        if self.version_on(day) is not None:
            return Force.IN_FORCE
        if day < self.versions[0].first_day:
            return Force.BEFORE_FIRST
        return Force.AFTER_LAST if day > self.versions[-1].first_day else Force.IN_A_GAP

    def change_days(self) -> tuple[date, ...]:
        """Every day on which the answer of `on` can differ from the day before."""
        ends = (version.last_day for version in self.versions)
        firsts = {version.first_day for version in self.versions}
        return tuple(sorted(firsts | {end + ONE_DAY for end in ends if end is not None}))
