"""What staff see: values that hold nothing but what the asking member may see.

Templates get these and no rows, so that no template can show more. All times are in the office's
zone.
"""

from dataclasses import dataclass
from datetime import date, datetime

from welcome_office.partners.office_files import Partner, Resource, Service
from welcome_office.visits.documents.preparation import Preparation
from welcome_office.visits.models import Visit
from welcome_office.visits.progress import Stand
from welcome_office.visits.readiness import StepReadiness


@dataclass(frozen=True, kw_only=True)
class DeskLine:
    """One person at one desk, in a line of the day."""

    visit_id: int
    reference: str
    start: datetime
    end: datetime
    state: Visit.State
    # Empty while somebody is still booking this time.
    who: str
    people: int
    service: Service
    spoken: tuple[str, ...]
    has_interpreter: bool
    channel: str
    # By how much the person said to come later.
    delay_minutes: int
    next_desk: str
    stand: Stand
    is_withheld = False

    @property
    def others(self) -> int:
        """How many come along."""
        return self.people - 1

    @property
    def is_named(self) -> bool:
        """Whether there is somebody behind it, and therefore a sheet."""
        return self.state != Visit.State.HELD


@dataclass(frozen=True, kw_only=True)
class Withheld:
    """When somebody comes whose data is restricted; nothing else is told."""

    start: datetime
    end: datetime
    is_withheld = True


@dataclass(frozen=True, kw_only=True)
class DeskColumn:
    """One counsellor's day."""

    counsellor: Resource
    partner: Partner
    is_own: bool
    lines: tuple[DeskLine, ...]
    withheld: tuple[Withheld, ...] = ()

    @property
    def entries(self) -> list[DeskLine | Withheld]:
        """Everything that takes place, in the order of its beginning."""
        return sorted((*self.lines, *self.withheld), key=lambda entry: entry.start)

    @property
    def current(self) -> DeskLine | None:
        """The first line that is not over: the one whose turn it is."""
        named = (line for line in self.lines if line.is_named)
        return next((line for line in named if not line.stand.is_closed), None)


@dataclass(frozen=True, kw_only=True)
class DeskDay:
    """A day at the desks in reach of the member who asks."""

    day: date
    columns: tuple[DeskColumn, ...]
    # Those who have visits on this day, also where only one of them is shown.
    partners: tuple[Partner, ...]
    previous_day: date | None
    next_day: date | None
    next_one_stop_day: date | None

    def line_at(self, now: datetime) -> DeskLine | None:
        """The line at the first desk that runs or comes next: whoever opens the day wants it."""
        lines = self.columns[0].lines if self.columns else ()
        ahead = (line for line in lines if line.is_named and line.end > now)
        return next((line for line in ahead if not line.stand.is_closed), None)

    def line_of(self, step: int) -> DeskLine | None:
        """The line of this step, if it is shown."""
        lines = (line for column in self.columns for line in column.lines)
        return next((line for line in lines if line.stand.step_id == step), None)

    @property
    def visits(self) -> int:
        """How many visits there are to see."""
        return len({line.visit_id for column in self.columns for line in column.lines})


@dataclass(frozen=True, kw_only=True)
class SheetPerson:
    """One of the people who come; without a name where no station in reach is for them."""

    first_name: str
    age: str


@dataclass(frozen=True, kw_only=True)
class OwnStation:
    """A station in reach, with everything that prepares for it."""

    service: Service
    partner: Partner
    counsellor: Resource
    interpreter: Resource | None
    people: tuple[SheetPerson, ...]
    start: datetime
    end: datetime
    # Where the person goes from here; empty at the end of the visit.
    next_desk: str
    stand: Stand
    is_away = False

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return round((self.end - self.start).total_seconds() / 60)


@dataclass(frozen=True, kw_only=True)
class Away:
    """From when to when the person is elsewhere in the house; where and what for stays unsaid."""

    start: datetime
    end: datetime
    is_away = True


@dataclass(frozen=True, kw_only=True)
class SheetContact:
    """How the person can be reached."""

    kind: Visit.Contact
    email: str
    phone: str


@dataclass(frozen=True, kw_only=True)
class SheetMessage:
    """A message to the person and how it went."""

    kind: str
    state: str
    at: datetime
    # A mail server's refusal often repeats the address, so only those who see contacts see it.
    problem: str


@dataclass(frozen=True, kw_only=True)
class SheetArrangement:
    """Who booked for the person, and why a rule was set aside; empty where nothing was arranged."""

    companion: str = ""
    exception: str = ""


@dataclass(frozen=True, kw_only=True)
class VisitSheet:
    """A visit as one member of staff may see it."""

    visit_id: int
    reference: str
    state: Visit.State
    name: str
    channel: str
    language: str
    spoken: tuple[str, ...]
    arrives_on: date | None
    moves_in_on: date | None
    delay_minutes: int
    expires_at: datetime | None
    stations: tuple[OwnStation | Away, ...]
    # What the stations in reach ask, in their order.
    preparation: Preparation
    # What people say of the papers that these stations ask for, in the same order.
    readiness: tuple[StepReadiness, ...]
    contact: SheetContact | None
    # For those who see contacts; others need not know who helps.
    arranged: SheetArrangement
    messages: tuple[SheetMessage, ...]

    @property
    def own_stations(self) -> tuple[OwnStation, ...]:
        """The stations in reach."""
        return tuple(station for station in self.stations if isinstance(station, OwnStation))

    @property
    def start(self) -> datetime:
        """When the first station in reach begins."""
        return self.own_stations[0].start
