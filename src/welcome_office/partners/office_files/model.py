"""An office as its files describe it, resolved against the catalogue of errands.

Times of a day are minutes from local midnight (0 to 1440), days of the week are ISO (Monday 1),
`valid_*` and closures include both of their days.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from welcome_office.law.errands import (
    ALWAYS,
    Confidence,
    Deadline,
    Elsewhere,
    Fee,
    Group,
    InPerson,
    Precedence,
    Requirement,
    Situation,
    Text,
    When,
)

Channel = Literal["on_site", "video", "phone"]
Audience = Literal["newcomer", "employer", "student"]
PartnerKind = Literal["core", "network"]
ResourceKind = Literal["counsellor", "interpreter", "room"]
AbsenceKind = Literal["absence", "block"]
WHOLE_DAY = 24 * 60


def clock(minute: int) -> str:
    """Write minutes from midnight as people do: 480 is "08:00", 1440 is "24:00"."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


@dataclass(frozen=True, kw_only=True)
class Hours:
    """Open on these days of the week from-to."""

    weekdays: tuple[int, ...]
    from_minute: int
    to_minute: int

    def covers(self, weekday: int, *, start: int, end: int) -> bool:
        """Whether these minutes of that weekday lie inside."""
        return weekday in self.weekdays and self.from_minute <= start and end <= self.to_minute


@dataclass(frozen=True, kw_only=True)
class Release:
    """From so many days before a one-stop day on, this share of its times is open (percent)."""

    days_ahead: int
    share: int


@dataclass(frozen=True, kw_only=True)
class BookingRules:
    """What the office allows when a visit is booked; all but the days in minutes."""

    horizon_days: int
    notice_minutes: int
    grid_minutes: int
    max_gap_minutes: int
    max_wait_minutes: int
    transfer_minutes: int
    hold_minutes: int
    confirm_by_link_minutes: int
    confirm_by_code_minutes: int
    confirm_by_walk_in_minutes: int
    # Between these two lies the delay, drawn at random, after which a freed time is public again.
    freed_delay_minutes: tuple[int, int] = (5, 60)
    # Without phases, everything is open as far as can be booked.
    release: tuple[Release, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where the office is, and its point on a map where known."""

    street: str
    postal_code: str
    town: str
    latitude: str | None = None
    longitude: str | None = None


@dataclass(frozen=True, kw_only=True)
class Office:
    """One welcome office: place, hours, languages and the rules of its booking."""

    id: str
    name: Text
    town: Text
    operator: Text
    address: Address
    timezone: str
    phone: str
    email: str
    website: str
    languages: tuple[str, ...]
    spoken_languages: tuple[str, ...]
    opening: tuple[Hours, ...]
    one_stop: tuple[Hours, ...]
    booking: BookingRules
    holidays_country: str
    holidays_subdivision: str | None
    # The day of the privacy assessment of papers that people send; None: nobody can send any.
    uploads_assessed_on: date | None = None

    @property
    def one_stop_weekdays(self) -> tuple[int, ...]:
        """The days of the week on which all partners are in the house."""
        return tuple(sorted({day for hours in self.one_stop for day in hours.weekdays}))

    @property
    def open_weekdays(self) -> tuple[int, ...]:
        """The days of the week on which the office is open."""
        return tuple(sorted({day for hours in self.opening for day in hours.weekdays}))

    def is_open(self, weekday: int, *, start: int, end: int) -> bool:
        """Whether the house is open during these minutes of that day of the week."""
        return any(hours.covers(weekday, start=start, end=end) for hours in self.opening)


@dataclass(frozen=True, kw_only=True)
class Closure:
    """Days on which the office is closed besides holidays, both included."""

    first: date
    last: date
    reason: Text


@dataclass(frozen=True, kw_only=True)
class Partner:
    """An organisation that staffs desks (core) or offers help (network)."""

    id: str
    name: Text
    short_name: Text
    description: Text
    kind: PartnerKind
    icon: str
    link: str
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class Service:
    """An errand or a counselling that takes minutes at a desk; every value is the effective one."""

    id: str
    partner: str
    errand: str | None
    variant: str | None
    name: Text
    term: str
    explanation: Text
    situation: Situation | None
    groups: tuple[Group, ...]
    audience: tuple[Audience, ...]
    minutes: int
    minutes_per_extra_person: int
    together: bool
    minutes_source: str
    channels: tuple[Channel, ...]
    weekdays: tuple[int, ...]
    after: tuple[str, ...]
    needs: tuple[ResourceKind, ...]
    one_stop: Literal["yes", "part"]
    handover: Text | None
    elsewhere: Elsewhere | None
    fee: Fee
    papers: tuple[Requirement, ...]
    in_person: InPerson
    legal: str
    confidence: Confidence
    when: When = ALWAYS
    instead_of: str | None = None
    deadlines: tuple[Deadline, ...] = ()
    errands_before: tuple[Precedence, ...] = ()
    assumption: str | None = None

    @property
    def is_to_be_verified(self) -> bool:
        """Whether the pages must say "to be verified by the office"."""
        return self.confidence == "low"


@dataclass(frozen=True, kw_only=True)
class Referral:
    """An errand that is done elsewhere: shown with place and link, never bookable."""

    errand: str
    elsewhere: Elsewhere


@dataclass(frozen=True, kw_only=True)
class Shift:
    """When a resource works, and what it then serves (None: all that it can)."""

    weekdays: tuple[int, ...]
    from_minute: int
    to_minute: int
    valid_from: date | None = None
    valid_until: date | None = None
    every_weeks: int = 1
    breaks: tuple[tuple[int, int], ...] = ()
    services: tuple[str, ...] | None = None
    channels: tuple[Channel, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class ShiftException:
    """One date that differs: closed, or with these hours instead of the rules."""

    date: date
    closed: bool = False
    from_minute: int | None = None
    to_minute: int | None = None


@dataclass(frozen=True, kw_only=True)
class Resource:
    """What a step occupies: a counsellor by role (never a name), an interpreter, a room."""

    id: str
    kind: ResourceKind
    name: Text
    partner: str | None
    desk: str
    services: tuple[str, ...] | None
    languages: tuple[str, ...]
    hours: tuple[Shift, ...] | None
    # Where this counsellor talks by video; empty: not at all.
    video_link: str = ""
    exceptions: tuple[ShiftException, ...] = ()
    assumption: str | None = None


@dataclass(frozen=True, kw_only=True)
class Page:
    """A text page of the office (imprint, privacy …); bodies are plain Markdown by language."""

    id: str
    title: Text
    body: Text


@dataclass(frozen=True, kw_only=True)
class Assumption:
    """Something nobody has published, which these files therefore assume."""

    id: str
    text: Text


@dataclass(frozen=True, kw_only=True)
class Absence:
    """Days on which somebody or something is not there, all day or from-to; why stays unsaid."""

    resource: str
    first: date
    last: date
    from_minute: int | None = None
    to_minute: int | None = None
    # Of a counsellor or interpreter who is away, or a block of somebody who is there.
    kind: AbsenceKind = "absence"

    @property
    def span(self) -> tuple[int, int]:
        """From-to on each of the days, in minutes after midnight."""
        if self.from_minute is None or self.to_minute is None:
            return 0, WHOLE_DAY
        return self.from_minute, self.to_minute


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What the first page says from one day to another, e.g. that the lift is out of order."""

    text: Text
    first: date
    last: date


@dataclass(frozen=True, kw_only=True)
class OfficeFile:
    """Everything the folder of one office says."""

    office: Office
    closures: tuple[Closure, ...]
    partners: tuple[Partner, ...]
    services: tuple[Service, ...]
    referrals: tuple[Referral, ...]
    resources: tuple[Resource, ...]
    pages: tuple[Page, ...]
    assumptions: tuple[Assumption, ...]
    # What the desk enters day by day.
    absences: tuple[Absence, ...] = ()
    notices: tuple[Notice, ...] = ()
    # Days besides the weekly ones on which all partners are in the house.
    one_stop_days: tuple[date, ...] = ()

    @cached_property
    def services_by_id(self) -> Mapping[str, Service]:
        """The services, found by their id."""
        return {service.id: service for service in self.services}
