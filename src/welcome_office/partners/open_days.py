"""On which days an office is open, closed, or has all partners in the house."""

from collections.abc import Iterator
from datetime import date, timedelta

from holidays import country_holidays

from welcome_office.partners.office_files import OfficeFile

# So far an office looks ahead for its next day; longer closures than that nobody has.
LOOK_AHEAD = 90


def closed_days(file: OfficeFile, *, first: date, last: date) -> frozenset[date]:
    """Holidays of the Land and the office's own closures in a range of days, both included."""
    holidays = country_holidays(
        file.office.holidays_country,
        subdiv=file.office.holidays_subdivision,
        years=range(first.year, last.year + 1),
    )
    own = {day for closure in file.closures for day in _days(closure.first, closure.last)}
    return frozenset(day for day in _days(first, last) if day in holidays or day in own)


def next_open_day(file: OfficeFile, *, after: date) -> date | None:
    """The first day after this one on which the office is open."""
    return _next(file, file.office.open_weekdays, after=after)


def previous_open_day(file: OfficeFile, *, before: date) -> date | None:
    """The last day before this one on which the office was open."""
    first = before - timedelta(days=LOOK_AHEAD)
    closed = closed_days(file, first=first, last=before)
    days = (before - timedelta(days=count) for count in range(1, LOOK_AHEAD + 1))
    open_weekdays = file.office.open_weekdays
    return next((d for d in days if d.isoweekday() in open_weekdays and d not in closed), None)


def next_one_stop_day(file: OfficeFile, *, after: date) -> date | None:
    """The first day after this one on which all partners are in the house."""
    return _next(file, file.office.one_stop_weekdays, after=after)


def add_working_days(file: OfficeFile, day: date, *, count: int) -> date:
    """The day on which this many days of work have passed since."""
    for _ in range(count):
        day = next_open_day(file, after=day) or day + timedelta(days=1)
    return day


def _next(file: OfficeFile, weekdays: tuple[int, ...], *, after: date) -> date | None:
    last = after + timedelta(days=LOOK_AHEAD)
    closed = closed_days(file, first=after, last=last)
    days = _days(after + timedelta(days=1), last)
    return next((d for d in days if d.isoweekday() in weekdays and d not in closed), None)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=count) for count in range((last - first).days + 1))
