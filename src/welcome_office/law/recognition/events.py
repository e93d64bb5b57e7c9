"""What happens in a recognition procedure, each with its day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Happening(StrEnum):
    """The kinds of events the legal clock knows."""

    SENT = "application_sent"
    RECEIVED = "application_received"
    ACKNOWLEDGED = "acknowledged"
    PAPERS_REQUESTED = "papers_requested"
    PAPERS_COMPLETE = "papers_complete"
    ANALYSIS_BEGUN = "skills_analysis_begun"
    ANALYSIS_ENDED = "skills_analysis_ended"
    EXTENDED = "extended"
    NOTICE = "notice"
    MEASURE_ENDED = "measure_ended"
    LICENCE_APPLIED = "licence_applied"
    LICENCE_ISSUED = "licence_issued"
    WITHDRAWN = "withdrawn"


class Result(StrEnum):
    """What a notice says."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


# Events that set a day: until when papers are to come, until when the body takes more time.
WITH_UNTIL = (Happening.PAPERS_REQUESTED, Happening.EXTENDED)


@dataclass(frozen=True)
class Event:
    """Something that happened in a procedure; a notice counts from the day it reached the person.

    `until` is the day the body set, for a request for papers or an extension.
    """

    kind: Happening
    day: date
    until: date | None = None
    result: Result | None = None

    def __post_init__(self) -> None:
        if (self.kind in WITH_UNTIL) != (self.until is not None):
            needs = "needs" if self.kind in WITH_UNTIL else "has no"
            raise ValueError(f'"{self.kind}" on {self.day} {needs} day until which it lasts.')
        if self.until is not None and self.until < self.day:
            raise ValueError(f'"{self.kind}" on {self.day} cannot last until {self.until}.')
        if (self.kind is Happening.NOTICE) != (self.result is not None):
            needs = "needs" if self.kind is Happening.NOTICE else "has no"
            raise ValueError(f'"{self.kind}" on {self.day} {needs} result.')


class History:
    """The events up to a day, in order."""

    def __init__(self, events: Iterable[Event], *, today: date) -> None:
        self.today = today
        known = [event for event in events if event.day <= today]
        self.events = tuple(sorted(known, key=lambda event: event.day))

    def all(self, kind: Happening) -> tuple[Event, ...]:
        return tuple(event for event in self.events if event.kind is kind)

    def first(self, kind: Happening) -> Event | None:
        return next(iter(self.all(kind)), None)

    def last(self, kind: Happening) -> Event | None:
        return next(iter(reversed(self.all(kind))), None)

    def day_of(self, kind: Happening) -> date | None:
        """The day of the first event of a kind."""
        event = self.first(kind)
        return None if event is None else event.day
