"""Which times of a one-stop day everybody may book already, and which open later or never.

The same hours at every desk: what is open together is bookable as one visit. A phase opens a share
of the day that continues where the phase before it ended; where the first one begins moves on from
week to week, so that no hours of the day are always the last. What no phase opens is kept for
people with a legal deadline and for those who walk in.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from welcome_office.partners.office_files import OfficeFile
from welcome_office.partners.open_days import weekly_day

# The first phase begins at the opening, a quarter of the day later, at noon …
BEGINNINGS = 4


@dataclass(frozen=True, kw_only=True)
class DayPart:
    """Hours of a day in minutes after midnight, open from so many days before on; None: never."""

    start: int
    end: int
    days_ahead: int | None

    def is_open(self, day: date, *, as_of: date) -> bool:
        """Whether everybody may book these hours of that day."""
        return self.days_ahead is not None and (day - as_of).days <= self.days_ahead


def parts_of(file: OfficeFile, day: date) -> tuple[DayPart, ...]:
    """The hours of a one-stop day with the phase that opens them; nothing on other days."""
    rules = file.office.booking
    weekday = weekly_day(file, day)
    hours = [each for each in file.office.one_stop if weekday in each.weekdays]
    if not rules.release or not hours:
        return ()
    spans = sorted((each.from_minute, each.to_minute) for each in hours)
    whole = sum(end - start for start, end in spans)
    shares = [(phase.share, phase.days_ahead) for phase in rules.release] + [(100, None)]
    begin = _on_grid(whole * (day.toordinal() // 7 % BEGINNINGS) // BEGINNINGS, file)
    found, before = [], 0
    for share, days_ahead in shares:
        until = whole if days_ahead is None else _on_grid(whole * share // 100, file)
        for start, end in _around((begin + before, begin + until), whole=whole):
            found += [
                DayPart(start=low, end=high, days_ahead=days_ahead)
                for low, high in _placed(start, end, spans=spans)
            ]
        before = until
    return tuple(sorted(found, key=lambda part: part.start))


def closed_times(file: OfficeFile, day: date, *, as_of: date) -> list[tuple[datetime, datetime]]:
    """From-to of what is not open to everybody on that day."""
    zone = ZoneInfo(file.office.timezone)
    return [
        (_moment(day, part.start, zone), _moment(day, part.end, zone))
        for part in parts_of(file, day)
        if not part.is_open(day, as_of=as_of)
    ]


def opening_day(file: OfficeFile, now: datetime) -> date:
    """The day whose phases count: phases open with the house, so that who calls is as fast."""
    opens = min((hours.from_minute for hours in file.office.opening), default=0)
    return (now.astimezone(ZoneInfo(file.office.timezone)) - timedelta(minutes=opens)).date()


def next_opening(file: OfficeFile, days: Iterator[date], *, as_of: date) -> date | None:
    """When the next hours of one of these days open to everybody."""
    openings = (
        day - timedelta(days=part.days_ahead)
        for day in days
        for part in parts_of(file, day)
        if part.days_ahead is not None and not part.is_open(day, as_of=as_of)
    )
    return min(openings, default=None)


def _on_grid(minutes: int, file: OfficeFile) -> int:
    grid = file.office.booking.grid_minutes
    return minutes // grid * grid


def _around(stretch: tuple[int, int], *, whole: int) -> Iterator[tuple[int, int]]:
    """The stretch on a dial that begins anew after the whole day."""
    start, end = stretch
    for begin in (0, whole):
        low, high = max(start, begin) - begin, min(end, begin + whole) - begin
        if low < high:
            yield low, high


def _placed(start: int, end: int, *, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where a stretch of the opened minutes lies on the clock."""
    passed = 0
    for opens, closes in spans:
        low, high = max(start - passed, 0) + opens, min(end - passed, closes - opens) + opens
        if low < high:
            yield low, high
        passed += closes - opens


def _moment(day: date, minute: int, zone: ZoneInfo) -> datetime:
    whole_days, rest = divmod(minute, 24 * 60)
    wall = datetime.combine(day + timedelta(days=whole_days), time(rest // 60, rest % 60))
    return wall.replace(tzinfo=zone)
