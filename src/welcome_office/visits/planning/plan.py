"""What planning answers: plans, offers by day, and why there are none."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256


@dataclass(frozen=True, kw_only=True)
class PlannedStep:
    """One station of a plan: a service for some of the people (by their index), from-to."""

    service: str
    people: tuple[int, ...]
    resource: str
    also: tuple[str, ...]
    interpreter: str | None
    start: datetime
    end: datetime


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A resource that a plan needs from-to."""

    resource: str
    start: datetime
    end: datetime


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One possible visit: its ordered steps on one day."""

    steps: tuple[PlannedStep, ...]
    wait_minutes: int
    day: date
    hours_version: int

    @property
    def mark(self) -> str:
        """A short text that is another one for every other route."""
        route = [
            (step.service, step.people, step.resource, step.interpreter, step.start.timestamp())
            for step in self.steps
        ]
        return sha256(repr(route).encode()).hexdigest()[:16]

    @property
    def start(self) -> datetime:
        """When the first step begins."""
        return self.steps[0].start

    @property
    def end(self) -> datetime:
        """When the last step ends."""
        return self.steps[-1].end

    @property
    def occupations(self) -> tuple[Taken, ...]:
        """What the plan takes; an interpreter stays from the first to the last step served."""
        taken = [
            Taken(resource=resource, start=step.start, end=step.end)
            for step in self.steps
            for resource in (step.resource, *step.also)
        ]
        served = [step for step in self.steps if step.interpreter]
        if served:
            taken.append(
                Taken(
                    resource=served[0].interpreter or "",
                    start=served[0].start,
                    end=served[-1].end,
                )
            )
        return tuple(taken)


@dataclass(frozen=True, kw_only=True)
class DayOffers:
    """What is offered on one day: some of the times, well spread, of all that are possible."""

    day: date
    plans: tuple[Plan, ...]
    possible: int


@dataclass(frozen=True, kw_only=True)
class Obstacle:
    """Why no time was found: for one service, or (service None) for their order."""

    service: str | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class Offers:
    """The answer to a request: days with times, or the true reasons why there are none."""

    days: tuple[DayOffers, ...]
    days_searched: int
    obstacles: tuple[Obstacle, ...]
    more_days: tuple[date, ...] = ()


@dataclass(frozen=True)
class RowIds:
    """The database's numbers for the short names of the office's files."""

    services: dict[str, int]
    resources: dict[str, int]
