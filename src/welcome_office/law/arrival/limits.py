"""Until when a step must be done, as far as the days are known."""

from collections.abc import Iterator, Mapping
from datetime import date

from welcome_office.law.arrival.answers import Answers, comers, event_days, knowledge
from welcome_office.law.arrival.plan import Limit
from welcome_office.law.errands import Deadline, Errand, Event
from welcome_office.law.errands.knowledge import holds
from welcome_office.law.working_days import end_of_time_limit

# A right to stay ends on its day, whichever day of the week it is.
ENDS_AS_COUNTED: frozenset[Event] = frozenset({"entry"})
# What a plan could still learn; of other events (a birth, the end of a job) it never asks.
ASKED: frozenset[Event] = frozenset({"move_in", "entry", "visa_end", "title_end", "job_start"})


def own_limit(errand: Errand, answers: Answers) -> Limit | None:
    """The first last day that the catalogue's time limits give, or None.

    §§ 187 to 188 BGB; an end on a Saturday, Sunday or holiday moves on (§ 31 VwVfG, § 193 BGB).
    """
    days = event_days(answers)
    known = knowledge(answers, comers(answers)[0])
    limits = [
        Limit(day=day, norm=deadline.norm, text=deadline.text)
        for deadline in errand.deadlines
        if holds(deadline.when, known) is True
        for day in _last_day(deadline, days)
    ]
    return min(limits, key=lambda limit: limit.day, default=None)


def still_without_day(errand: Errand, answers: Answers) -> tuple[Deadline, ...]:
    """The time limits that may hold and whose day is not known, or that are words alone."""
    days = event_days(answers)
    known = knowledge(answers, comers(answers)[0])
    return tuple(
        deadline
        for deadline in errand.deadlines
        if holds(deadline.when, known) is not False
        and (deadline.event is None or (deadline.event in ASKED and deadline.event not in days))
    )


def _last_day(deadline: Deadline, days: Mapping[Event, date]) -> Iterator[date]:
    if deadline.event is None or deadline.event not in days:
        return
    moves = deadline.event not in ENDS_AS_COUNTED
    day = deadline.last_day(
        days[deadline.event], is_closed=lambda each: moves and end_of_time_limit(each) != each
    )
    if day is not None:
        yield day
