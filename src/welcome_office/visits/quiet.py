"""When nobody is written to unasked: between eight in the evening and eight in the morning."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

WAKES, SLEEPS = time(8), time(20)


def is_quiet(moment: datetime, *, zone: ZoneInfo) -> bool:
    """Whether people sleep, or would like to."""
    return not WAKES <= moment.astimezone(zone).time() < SLEEPS


def awake_after(moment: datetime, minutes: int, *, zone: ZoneInfo) -> datetime:
    """When so many minutes will have passed, not counting the quiet hours."""
    left = timedelta(minutes=minutes)
    local = moment.astimezone(zone)
    while True:
        wakes = datetime.combine(local.date(), WAKES, tzinfo=zone)
        sleeps = datetime.combine(local.date(), SLEEPS, tzinfo=zone)
        begins = max(local, wakes)
        if begins + left <= sleeps:
            return begins + left
        left -= max(sleeps - begins, timedelta())
        local = datetime.combine(local.date() + timedelta(days=1), WAKES, tzinfo=zone)


def next_waking(moment: datetime, *, zone: ZoneInfo) -> datetime:
    """This moment, or the end of the quiet hours in which it lies."""
    return awake_after(moment, 0, zone=zone)
