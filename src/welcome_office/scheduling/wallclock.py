"""Local days and wall-clock times, right on the nights on which the clocks change.

Instants are whole minutes since 1970-01-01T00:00Z: sums of local times are wrong twice a year.
"""

import datetime as dt
from typing import NamedTuple
from zoneinfo import ZoneInfo

from welcome_office.scheduling.model import DAY_MINUTES

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
# Enough for the longest day; adding one of these is faster than making it.
MINUTES = [dt.timedelta(minutes=minutes) for minutes in range(2 * DAY_MINUTES)]


class LocalDay(NamedTuple):
    """One local date: when it begins, and how many minutes it has, mostly 1440."""

    date: dt.date
    begin: int
    minutes: int
    midnight: dt.datetime

    def moment(self, minutes: int) -> dt.datetime:
        """The local time so many minutes after the day's beginning."""
        if self.minutes == DAY_MINUTES:
            return self.midnight + MINUTES[minutes]
        return dt.datetime.fromtimestamp((self.begin + minutes) * 60, self.midnight.tzinfo)

    @property
    def is_plain(self) -> bool:
        """Whether no clock changes, so that minutes elapsed are minutes shown."""
        return self.minutes == DAY_MINUTES

    def opening(self, start: int, end: int) -> tuple[int, int]:
        """Minutes from the day's beginning at which a wall-clock opening begins and ends."""
        if self.is_plain:
            return start, end
        first = instant_of_beginning(self.midnight, start) - self.begin
        if end == DAY_MINUTES:
            return first, self.minutes
        return first, instant_of_end(self.midnight, end) - self.begin


def local_day(date: dt.date, *, zone: ZoneInfo) -> LocalDay:
    """The day of that date in that zone."""
    midnight = dt.datetime(date.year, date.month, date.day, tzinfo=zone)
    begin = instant_of_beginning(midnight, 0)
    return LocalDay(date, begin, instant_of_beginning(midnight, DAY_MINUTES) - begin, midnight)


def instant_of_beginning(midnight: dt.datetime, minutes: int) -> int:
    """When a wall-clock time is first shown; one that is skipped moves forward with the clock."""
    # Arithmetic within one zone is wall-clock arithmetic: no change of offset gets in.
    return floor_minute(midnight + MINUTES[minutes])


def instant_of_end(midnight: dt.datetime, minutes: int) -> int:
    """When a wall-clock time is last shown; one that is skipped moves forward with the clock."""
    wall = midnight + MINUTES[minutes]
    # In a gap fold=1 leads backwards (PEP 495), so the later of both is meant in either case.
    return max(floor_minute(wall), floor_minute(wall.replace(fold=1)))


def floor_minute(moment: dt.datetime) -> int:
    """The whole minute in which an instant lies."""
    # Faster than to divide by a minute; a calendar is made of tens of thousands of these.
    since = moment - EPOCH
    return since.days * DAY_MINUTES + since.seconds // 60


def ceil_minute(moment: dt.datetime) -> int:
    """The first whole minute at or after an instant."""
    until = EPOCH - moment
    return -(until.days * DAY_MINUTES + until.seconds // 60)
