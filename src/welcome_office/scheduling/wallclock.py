"""Local days and wall-clock times, right on the nights on which the clocks change.

Instants are whole minutes since 1970-01-01T00:00Z: sums of local times are wrong twice a year.
"""

import datetime as dt
from typing import NamedTuple
from zoneinfo import ZoneInfo

from welcome_office.scheduling.model import DAY_MINUTES

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


class LocalDay(NamedTuple):
    """One local date: when it begins, and how many minutes it has, mostly 1440."""

    date: dt.date
    begin: int
    minutes: int
    zone: ZoneInfo

    @property
    def is_plain(self) -> bool:
        """Whether no clock changes, so that minutes elapsed are minutes shown."""
        return self.minutes == DAY_MINUTES

    def opening(self, start: int, end: int) -> tuple[int, int]:
        """Minutes from the day's beginning at which a wall-clock opening begins and ends."""
        if self.is_plain:
            return start, end
        first = instant_of_beginning(self.date, start, zone=self.zone) - self.begin
        if end == DAY_MINUTES:
            return first, self.minutes
        return first, instant_of_end(self.date, end, zone=self.zone) - self.begin


def local_day(date: dt.date, *, zone: ZoneInfo) -> LocalDay:
    """The day of that date in that zone."""
    begin = instant_of_beginning(date, 0, zone=zone)
    end = instant_of_beginning(date + dt.timedelta(days=1), 0, zone=zone)
    return LocalDay(date, begin, end - begin, zone)


def instant_of_beginning(date: dt.date, minutes: int, *, zone: ZoneInfo) -> int:
    """When a wall-clock time is first shown; one that is skipped moves forward with the clock."""
    return floor_minute(_wall(date, minutes, zone=zone))


def instant_of_end(date: dt.date, minutes: int, *, zone: ZoneInfo) -> int:
    """When a wall-clock time is last shown; one that is skipped moves forward with the clock."""
    wall = _wall(date, minutes, zone=zone)
    # In a gap fold=1 leads backwards (PEP 495), so the later of both is meant in either case.
    return max(floor_minute(wall), floor_minute(wall.replace(fold=1)))


def floor_minute(moment: dt.datetime) -> int:
    """The whole minute in which an instant lies."""
    return (moment - EPOCH) // MINUTE


def ceil_minute(moment: dt.datetime) -> int:
    """The first whole minute at or after an instant."""
    return -((EPOCH - moment) // MINUTE)


def moment_of(minute: int, *, zone: ZoneInfo) -> dt.datetime:
    """The instant as a local time."""
    return dt.datetime.fromtimestamp(minute * 60, zone)


def _wall(date: dt.date, minutes: int, *, zone: ZoneInfo) -> dt.datetime:
    midnight = dt.datetime(date.year, date.month, date.day, tzinfo=zone)
    # Arithmetic within one zone is wall-clock arithmetic: no change of offset gets in.
    return midnight + dt.timedelta(minutes=minutes)
