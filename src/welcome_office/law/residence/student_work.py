"""How many working days students have used: by days or by weeks, whichever is better for them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from welcome_office.law.residence.request import RequestError, refuse_unknown

LECTURE = "lecture"
KINDS = (LECTURE, "vacation", "break", "semester_break", "lecture_free", "non_lecture", "holiday")
DAYS_A_WEEK = 7
MOST_WEEKS = 1_000
HOURS_A_DAY = 24


@dataclass(frozen=True)
class Weeks:
    """A number of equal weeks: inside or outside the lecture period, hours for each day worked."""

    count: int
    in_lecture_period: bool
    hours_per_day: tuple[float, ...]


@dataclass(frozen=True)
class CountingRule:
    """Up to how many hours a day counts half; what a flat week counts, where there are such."""

    half_day_hours: float
    flat_week_days: float | None = None
    flat_week_hours: float | None = None


def days_used(weeks: Iterable[Weeks], rule: CountingRule) -> float:
    """Working days of all weeks together; each calendar week counts in the way that is better."""
    return sum(week.count * _days_of_week(week, rule) for week in weeks)


def _days_of_week(week: Weeks, rule: CountingRule) -> float:
    by_days = sum(
        0.5 if hours <= rule.half_day_hours else 1.0 for hours in week.hours_per_day if hours
    )
    if rule.flat_week_days is None or rule.flat_week_hours is None:
        return by_days
    may_count_flat = not week.in_lecture_period or sum(week.hours_per_day) <= rule.flat_week_hours
    return min(by_days, rule.flat_week_days) if may_count_flat else by_days


def read_weeks(raw: object) -> list[Weeks]:
    """The weeks out of JSON; RequestError names the field that is wrong."""
    if not isinstance(raw, list):
        raise RequestError("weeks", "is not a list (write count, kind and hours_per_day of each)")
    return [_read_week(week, f"weeks[{place}]") for place, week in enumerate(raw)]


def _read_week(raw: object, path: str) -> Weeks:
    if not isinstance(raw, dict):
        raise RequestError(path, "is not an object (write count, kind and hours_per_day)")
    refuse_unknown(raw, ("count", "kind", "hours_per_day"), path=f"{path}.")
    count = raw.get("count", 1)
    if isinstance(count, bool) or not isinstance(count, int) or not 0 <= count <= MOST_WEEKS:
        raise RequestError(f"{path}.count", f"{count!r} is not a number of weeks (write e.g. 20)")
    if raw.get("kind") not in KINDS:
        known = ", ".join(KINDS)
        raise RequestError(f"{path}.kind", f"{raw.get('kind')!r} is not known (known: {known})")
    return Weeks(count, raw["kind"] == LECTURE, _read_hours(raw, path))


def _read_hours(raw: Mapping[str, Any], path: str) -> tuple[float, ...]:
    hours = raw.get("hours_per_day")
    if not isinstance(hours, list) or len(hours) > DAYS_A_WEEK:
        remedy = "is not a list of up to seven days (write e.g. [4, 4, 4, 4, 4])"
        raise RequestError(f"{path}.hours_per_day", remedy)
    for place, found in enumerate(hours):
        is_number = isinstance(found, int | float) and not isinstance(found, bool)
        if not is_number or not 0 <= found <= HOURS_A_DAY:
            field = f"{path}.hours_per_day[{place}]"
            raise RequestError(field, f"{found!r} is not hours of a day (write 0 to 24)")
    return tuple(float(found) for found in hours)
