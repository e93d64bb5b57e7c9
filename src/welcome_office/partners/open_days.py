"""The next and the last day on which an office is open or has all partners in the house."""

from collections.abc import Iterable
from datetime import date, timedelta

from welcome_office.partners.office_files import OfficeFile, Service
from welcome_office.partners.office_files.calendar import closed_days

# So far an office looks for such a day; a longer closure nobody has.
LOOK_AHEAD = 90


def next_open_day(file: OfficeFile, *, after: date) -> date | None:
    """The first day after this one on which the office is open."""
    return _first_of(_days(after, step=1), file, file.office.open_weekdays)


def previous_open_day(file: OfficeFile, *, before: date) -> date | None:
    """The last day before this one on which the office was open."""
    return _first_of(_days(before, step=-1), file, file.office.open_weekdays)


def next_one_stop_day(file: OfficeFile, *, after: date) -> date | None:
    """The first day after this one on which all partners are in the house."""
    days = _days(after, step=1)
    weekly = _first_of(days, file, file.office.one_stop_weekdays)
    closed = closed_days(file, first=min(days), last=max(days))
    extra = (day for day in file.one_stop_days if day in days and day not in closed)
    return min(filter(None, [weekly, *extra]), default=None)


def is_offered_on(service: Service, day: date, *, file: OfficeFile) -> bool:
    """Whether a service is offered on a day; an extra one-stop day has all of the weekly one."""
    if day.isoweekday() in service.weekdays:
        return True
    return day in file.one_stop_days and bool(
        set(service.weekdays).intersection(file.office.one_stop_weekdays)
    )


def last_one_stop_day(file: OfficeFile, *, until: date) -> date | None:
    """The last day up to this one on which all partners were in the house."""
    return _first_of([until, *_days(until, step=-1)], file, file.office.one_stop_weekdays)


def add_working_days(file: OfficeFile, day: date, *, count: int) -> date:
    """The day on which this many days of work have passed since."""
    for _ in range(count):
        day = next_open_day(file, after=day) or day + timedelta(days=1)
    return day


def _days(start: date, *, step: int) -> list[date]:
    return [start + timedelta(days=step * count) for count in range(1, LOOK_AHEAD + 1)]


def _first_of(days: list[date], file: OfficeFile, weekdays: Iterable[int]) -> date | None:
    closed = set(closed_days(file, first=min(days), last=max(days)))
    return next((d for d in days if d.isoweekday() in weekdays and d not in closed), None)


def weekly_day(file: OfficeFile, day: date) -> int:
    """The day of the week whose hours a day has; an extra one-stop day is like the weekly one."""
    weekdays = file.office.one_stop_weekdays
    if day in file.one_stop_days and weekdays and day.isoweekday() not in weekdays:
        return weekdays[0]
    return day.isoweekday()
