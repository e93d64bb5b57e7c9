"""What the desk enters in the browser, laid over what the files say: the desk wins."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from welcome_office.partners.office_files.model import (
    Absence,
    Closure,
    Notice,
    OfficeFile,
    Resource,
    ShiftException,
)

Part = TypeVar("Part")
# A change of shifts stands in the files day by day.
MOST_DAYS = 370


@dataclass(frozen=True, kw_only=True)
class ChangedShift:
    """On these days of the week between two dates somebody works from-to, instead of as usual."""

    resource: str
    first: date
    last: date
    weekdays: tuple[int, ...]
    from_minute: int
    to_minute: int

    @property
    def days(self) -> tuple[date, ...]:
        """The days it is about."""
        count = min((self.last - self.first).days + 1, MOST_DAYS)
        days = (self.first + timedelta(days=number) for number in range(count))
        return tuple(day for day in days if day.isoweekday() in self.weekdays)


@dataclass(frozen=True, kw_only=True)
class OneStopDay:
    """A day besides the weekly ones on which all partners are in the house."""

    date: date


Entered = Absence | ChangedShift | Closure | Notice | OneStopDay


def with_entered(file: OfficeFile, entered: Iterable[Entered]) -> OfficeFile:
    """Lay what the desk entered over the files; what already stands there is not doubled."""
    for each in entered:
        file = _with(file, each)
    return file


def _with(file: OfficeFile, entered: Entered) -> OfficeFile:
    match entered:
        case Absence():
            return replace(file, absences=_added(file.absences, entered))
        case Closure():
            return replace(file, closures=_added(file.closures, entered))
        case Notice():
            return replace(file, notices=_added(file.notices, entered))
        case OneStopDay():
            days = tuple(sorted({*file.one_stop_days, entered.date}))
            return replace(file, one_stop_days=days)
        case ChangedShift():
            resources = tuple(
                _on_other_hours(each, entered) if each.id == entered.resource else each
                for each in file.resources
            )
            return replace(file, resources=resources)


def _added(rows: tuple[Part, ...], row: Part) -> tuple[Part, ...]:
    return rows if row in rows else (*rows, row)


def _on_other_hours(resource: Resource, shift: ChangedShift) -> Resource:
    days: Mapping[date, ShiftException] = {
        day: ShiftException(date=day, from_minute=shift.from_minute, to_minute=shift.to_minute)
        for day in shift.days
    }
    others = tuple(each for each in resource.exceptions if each.date not in days)
    ordered = sorted((*others, *days.values()), key=lambda each: each.date)
    return replace(resource, exceptions=tuple(ordered))
