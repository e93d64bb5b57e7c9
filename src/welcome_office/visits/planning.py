"""Turns rows into scheduling problems and plans into rows; nobody else does either."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from welcome_office.partners.models import Office, Resource, Service
from welcome_office.partners.queries import definition_of
from welcome_office.visits.errors import TimeTakenError
from welcome_office.visits.request import Order, VisitRequest


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


@dataclass(frozen=True)
class RowIds:
    """The database's numbers for the short names of the office's files."""

    services: dict[str, int]
    resources: dict[str, int]


_row_ids: dict[int, tuple[int, RowIds]] = {}


def row_ids(office: Office) -> RowIds:
    """Look the numbers up, once per process and version of the office's files."""
    known = _row_ids.get(office.pk)
    if known is None or known[0] != office.definition_version:
        found = RowIds(
            services=dict(Service.objects.filter(office=office).values_list("slug", "pk")),
            resources=dict(Resource.objects.filter(office=office).values_list("slug", "pk")),
        )
        known = _row_ids[office.pk] = (office.definition_version, found)
    return known[1]


def zone_of(office: Office) -> ZoneInfo:
    """The office's time zone."""
    return ZoneInfo(definition_of(office).office.timezone)


def require_current_hours(office: Office, plan: Plan) -> None:
    """Refuse a plan that was made with hours which somebody has changed since."""
    version = Office.objects.values_list("definition_version", flat=True).get(pk=office.pk)
    if version != plan.hours_version:
        raise TimeTakenError


def find_offers(
    office: Office,
    request: VisitRequest,
    *,
    order: Order = "earliest",
    per_day: int = 6,
    first_day: date | None = None,
    most_days: int = 4,
) -> Offers:
    """Find times for the whole visit, day by day, from `first_day` on (else as early as asked)."""
    raise NotImplementedError


def offers_on(office: Office, request: VisitRequest, *, day: date) -> DayOffers:
    """All times of one day."""
    raise NotImplementedError


def plan_at(office: Office, request: VisitRequest, *, start: datetime) -> Plan | None:
    """The best plan that begins exactly then, or None."""
    raise NotImplementedError


def offers_near(
    office: Office, request: VisitRequest, *, start: datetime, most: int = 3
) -> tuple[Plan, ...]:
    """The nearest other times, for somebody whose time was taken."""
    raise NotImplementedError
