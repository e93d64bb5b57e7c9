"""What is asked: services, resources and the wish for one visit, as values that hold true."""

import datetime as dt
import re
from collections.abc import Hashable, Iterable
from typing import Annotated, Literal, NoReturn, Self

from msgspec import Meta, Struct, field

Channel = Literal["on_site", "video"]
LanguageRule = Literal["hard", "prefer", "any"]
InterpreterRule = Literal["never", "if_needed", "required"]
Order = Literal["earliest", "least_wait", "pareto"]

Name = Annotated[str, Meta(min_length=1)]
Minutes = Annotated[int, Meta(ge=0)]
Weekday = Annotated[int, Meta(ge=1, le=7)]

COUNSELLOR = "counsellor"
INTERPRETER = "interpreter"
MOST_STEPS = 10
# Ten years: more is a slip of the pen, and each day costs memory.
MOST_DAYS = 3660
DAY_MINUTES = 24 * 60


class InputError(ValueError):
    """Input that cannot be worked with: which field, what is wrong, what would be right."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path
        self.message = message

    def under(self, parent: str) -> "InputError":
        """The same refusal, seen from the document that holds this value at `parent`."""
        return InputError(".".join(part for part in (parent, self.path) if part), self.message)


class WallTime(int):
    """A local time of day as minutes from midnight, 0 to 1440 ("24:00")."""

    PATTERN = "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"

    @classmethod
    def parse(cls, text: object) -> Self:
        """The time written as "HH:MM"."""
        if not isinstance(text, str) or "\n" in text or not re.match(cls.PATTERN, text):
            raise ValueError('expected a time like "08:00"')
        return cls(int(text[:2]) * 60 + int(text[3:]))

    def __str__(self) -> str:
        return f"{self // 60:02}:{self % 60:02}"


class Service(Struct, frozen=True, forbid_unknown_fields=True):
    """An errand or a counselling that takes minutes at a desk."""

    id: Name
    minutes: Annotated[int, Meta(ge=1)]
    minutes_per_extra_person: Minutes = 0
    channels: tuple[Channel, ...] = ("on_site",)
    after: tuple[str, ...] = ()
    needs: tuple[Name, ...] = ()

    def __post_init__(self) -> None:
        _at_least(self.minutes, field="minutes", least=1)
        _at_least(self.minutes_per_extra_person, field="minutes_per_extra_person", least=0)
        _distinct(self.needs, field="needs", what="kind")
        for index, kind in enumerate(self.needs):
            if kind in (COUNSELLOR, INTERPRETER):
                raise InputError(
                    f"needs[{index}]",
                    f'"{kind}" is not a thing to need: every step has one counsellor,'
                    " and visit.interpreter asks for an interpreter",
                )


class Hours(Struct, frozen=True, forbid_unknown_fields=True):
    """A weekly rule of opening: these weekdays, from then to then, within these dates."""

    weekdays: tuple[Weekday, ...]
    start: WallTime = field(name="from")
    end: WallTime = field(name="to")
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None
    every_weeks: Annotated[int, Meta(ge=1)] = 1
    breaks: tuple[tuple[WallTime, WallTime], ...] = ()
    services: tuple[str, ...] | None = None
    channels: tuple[Channel, ...] | None = None

    def __post_init__(self) -> None:
        _forward(self.start, self.end, field="to")
        for index, (start, end) in enumerate(self.breaks):
            _forward(start, end, field=f"breaks[{index}][1]")
        _at_least(self.every_weeks, field="every_weeks", least=1)
        if self.every_weeks > 1 and self.valid_from is None:
            raise InputError(
                "valid_from",
                f"missing, but every_weeks is {self.every_weeks}: give the date"
                " in whose week the counting begins",
            )
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise InputError("valid_until", f"{self.valid_until} is before {self.valid_from}")


class ExceptionalDay(Struct, frozen=True, forbid_unknown_fields=True):
    """One date on which a resource is closed, or open at other times than usual."""

    date: dt.date
    closed: bool = False
    start: WallTime | None = field(name="from", default=None)
    end: WallTime | None = field(name="to", default=None)

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None:
            _forward(self.start, self.end, field="to")
        elif self.start is not None or self.end is not None or not self.closed:
            missing = "to" if self.end is None and self.start is not None else "from"
            raise InputError(missing, 'missing: give "closed": true, or both "from" and "to"')


class Busy(Struct, frozen=True, forbid_unknown_fields=True):
    """A time at which a resource is taken, end excluded."""

    start: Annotated[dt.datetime, Meta(tz=True)]
    end: Annotated[dt.datetime, Meta(tz=True)]

    def __post_init__(self) -> None:
        _aware(self.start, field="start")
        _aware(self.end, field="end")
        if self.end <= self.start:
            raise InputError("end", f"{self.end.isoformat()} is not after {self.start.isoformat()}")


class Resource(Struct, frozen=True, forbid_unknown_fields=True):
    """What a step occupies: a counsellor, an interpreter, a room or any other kind of thing."""

    id: Name
    kind: Name
    hours: tuple[Hours, ...] | None
    partner: str | None = None
    services: tuple[str, ...] | None = None
    languages: tuple[Name, ...] = ()
    exceptions: tuple[ExceptionalDay, ...] = ()
    busy: tuple[Busy, ...] = ()

    def __post_init__(self) -> None:
        if self.kind == COUNSELLOR and self.services is None:
            raise InputError("services", "missing: a counsellor lists the services offered")


class Person(Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody who comes, what for, and the languages spoken."""

    id: Name
    services: tuple[str, ...]
    languages: tuple[Name, ...] = ()

    def __post_init__(self) -> None:
        _distinct(self.services, field="services", what="service")


class VisitRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """One visit as wished: who comes for what, between which dates, under which conditions."""

    earliest: dt.date
    latest: dt.date
    people: Annotated[tuple[Person, ...], Meta(min_length=1)]
    notice_minutes: Minutes = 0
    channel: Channel = "on_site"
    together: tuple[str, ...] = ()
    language: LanguageRule = "any"
    interpreter: InterpreterRule = "never"
    transfer_minutes: Minutes = 0
    max_gap_minutes: Minutes | None = None
    max_wait_minutes: Minutes | None = None
    not_with: tuple[str, ...] = ()
    order: Order = "earliest"
    limit: Annotated[int, Meta(ge=1)] | None = 10

    def __post_init__(self) -> None:
        if self.latest < self.earliest:
            raise InputError("latest", f"{self.latest} is before earliest ({self.earliest})")
        if self.earliest.year < 1900 or self.latest.year > 9000:
            raise InputError("earliest", "only dates from the years 1900 to 9000 can be searched")
        if (self.latest - self.earliest).days > MOST_DAYS:
            raise InputError("latest", f"at most {MOST_DAYS} days after earliest can be searched")
        if not self.people:
            raise InputError("people", "at least one person must come")
        _distinct([person.id for person in self.people], field="people", what="person", key=".id")
        for name in ("notice_minutes", "transfer_minutes"):
            _at_least(getattr(self, name), field=name, least=0)
        for name in ("max_gap_minutes", "max_wait_minutes"):
            _at_least(getattr(self, name) or 0, field=name, least=0)
        _at_least(1 if self.limit is None else self.limit, field="limit", least=1)


def _at_least(value: int, *, field: str, least: int) -> None:
    if value < least:
        raise InputError(field, f"expected a whole number of {least} or more, got {value}")


def _forward(start: WallTime, end: WallTime, *, field: str) -> None:
    if end <= start:
        raise InputError(field, f'"{end}" is not after "{start}"')


def _aware(moment: dt.datetime, *, field: str) -> None:
    if moment.tzinfo is None:
        raise InputError(field, f"{moment.isoformat()} has no offset from UTC")


def _distinct(names: Iterable[Hashable], *, field: str, what: str, key: str = "") -> None:
    seen = set()
    for index, name in enumerate(names):
        if name in seen:
            _named_twice(f"{field}[{index}]{key}", what=what, name=name)
        seen.add(name)


def _named_twice(path: str, *, what: str, name: Hashable) -> NoReturn:
    raise InputError(path, f'{what} "{name}" is named twice')
