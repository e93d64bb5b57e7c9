"""When a resource is open: weekly rules, their breaks, exceptional days and closures."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from welcome_office.scheduling.model import Hours, Resource
from welcome_office.scheduling.wallclock import LocalDay

Span = tuple[int, int]
# The rules that hold for an errand, by their places in `hours`; None: no hours, always open.
Rules = tuple[int, ...] | None


class Rule(NamedTuple):
    """Weekly hours; `plain` is what they are without their breaks on a day of 24 hours."""

    hours: Hours
    plain: tuple[Span, ...]
    first_monday: int

    def openings(self, day: LocalDay) -> Sequence[Span]:
        """The rule's openings on a day to which it applies."""
        if day.is_plain:
            return self.plain
        # Taken out only now: a break begins when its time is first shown and ends when it is last.
        hours = [_elapsed((self.hours.start, self.hours.end), day=day)]
        return without(hours, united(_elapsed(pause, day=day) for pause in self.hours.breaks))

    def applies(self, date: dt.date) -> bool:
        """Whether the rule says anything about that date."""
        hours = self.hours
        if date.isoweekday() not in hours.weekdays:
            return False
        if hours.valid_from is not None and date < hours.valid_from:
            return False
        if hours.valid_until is not None and date > hours.valid_until:
            return False
        return not (_monday(date) - self.first_monday) // 7 % hours.every_weeks


class Timetable:
    """The openings of one resource, bookings aside."""

    def __init__(self, resource: Resource, *, closures: Collection[dt.date]) -> None:
        self.rules = None if resource.hours is None else [_rule(rule) for rule in resource.hours]
        self.closures = closures if resource.hours is not None else ()
        self.exceptions: dict[dt.date, list[Span]] = {}
        self._openings: dict[tuple[Rules, dt.date], tuple[Span, ...]] = {}
        self._plain: dict[tuple[int, ...], tuple[Span, ...]] = {}
        for day in resource.exceptions:
            self.exceptions.setdefault(day.date, [])
        for day in resource.exceptions:
            if day.start is not None and day.end is not None:
                self.exceptions[day.date].append((day.start, day.end))
        for day in resource.exceptions:
            if day.closed:
                self.exceptions[day.date] = []

    def rules_for(self, channel: str, *, service: str | None = None) -> Rules:
        """The rules under which the resource serves this channel and, if given, this service."""
        if self.rules is None:
            return None
        return tuple(
            index
            for index, (hours, _, _) in enumerate(self.rules)
            if (hours.channels is None or channel in hours.channels)
            and (hours.services is None or service is None or service in hours.services)
        )

    def all_rules(self) -> Rules:
        """Every rule, whatever it serves."""
        return None if self.rules is None else tuple(range(len(self.rules)))

    def openings(self, day: LocalDay, *, rules: Rules) -> tuple[Span, ...]:
        """Disjoint openings in order, in minutes from the day's beginning, ends excluded."""
        key = (rules, day.date)
        if key not in self._openings:
            self._openings[key] = self._find_openings(day, rules)
        return self._openings[key]

    def _find_openings(self, day: LocalDay, rules: Rules) -> tuple[Span, ...]:
        if day.date in self.exceptions:
            return united(_elapsed(span, day=day) for span in self.exceptions[day.date])
        if rules is None or self.rules is None:
            return ((0, day.minutes),)
        if day.date in self.closures:
            return ()
        applicable = tuple(index for index in rules if self.rules[index].applies(day.date))
        if day.is_plain and applicable in self._plain:
            return self._plain[applicable]
        spans = united(span for index in applicable for span in self.rules[index].openings(day))
        if day.is_plain:
            self._plain[applicable] = spans
        return spans


def united(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same times as disjoint spans in order; those that touch become one."""
    result: list[Span] = []
    for start, end in sorted(spans):
        if end <= start:
            continue
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return tuple(result)


def without(spans: Sequence[Span], taken: Sequence[Span]) -> list[Span]:
    """What is left of disjoint spans in order, when times in order of their start are taken."""
    left: list[Span] = []
    for span_start, end in spans:
        start = span_start
        for taken_start, taken_end in taken:
            if taken_end <= start:
                continue
            if taken_start >= end:
                break
            if taken_start > start:
                left.append((start, taken_start))
            start = max(start, taken_end)
        if start < end:
            left.append((start, end))
    return left


def _elapsed(span: Span, *, day: LocalDay) -> Span:
    start, end = day.opening(*span)
    return max(start, 0), min(end, day.minutes)


def _rule(hours: Hours) -> Rule:
    plain = without([(hours.start, hours.end)], sorted(hours.breaks))
    first = 0 if hours.valid_from is None else _monday(hours.valid_from)
    return Rule(hours, tuple(plain), first)


def _monday(date: dt.date) -> int:
    return date.toordinal() - date.weekday()
