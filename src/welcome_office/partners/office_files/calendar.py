"""On which days an office is closed: public holidays of its Land and its own closures."""

from collections.abc import Iterator
from datetime import date, timedelta

import holidays

from welcome_office.partners.office_files.model import OfficeFile


def closed_days(file: OfficeFile, *, first: date, last: date) -> tuple[date, ...]:
    """All holidays and closures from first to last, both included; weekends are no closures."""
    years = range(first.year, last.year + 1)
    office = file.office
    public = holidays.country_holidays(
        office.holidays_country, subdiv=office.holidays_subdivision, years=years
    )
    own = (day for each in file.closures for day in _days(each.first, each.last))
    return tuple(sorted({day for day in [*public, *own] if first <= day <= last}))


def is_working_day(file: OfficeFile, day: date) -> bool:
    """Whether a period may end on this day: no weekend, no public holiday (§ 193 BGB)."""
    if day.isoweekday() > 5:
        return False
    office = file.office
    public = holidays.country_holidays(
        office.holidays_country, subdiv=office.holidays_subdivision, years=day.year
    )
    return day not in public


def _days(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += timedelta(days=1)
