"""The legal clock of a recognition procedure: what is due when, and who must act next.

Time limits are counted by §§ 187, 188 and 193 BGB (§ 31 VwVfG); a suspended day is not counted
(§ 209 BGB). Sources: BQFG §§ 6, 13, 14, 14a and the acts named in the deadlines table.
"""

from calendar import monthrange
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from welcome_office.law.recognition.events import Event, Happening, History, Result
from welcome_office.law.recognition.ruling import Ruling

ONE_DAY = timedelta(days=1)
SATURDAY = 5
# VwGO §§ 70, 74: one month from the day the notice reached the person.
APPEAL_MONTHS = 1
EU_EXTENSION_MONTHS = 1


class Actor(StrEnum):
    """Whose turn it is."""

    PERSON = "person"
    BODY = "body"
    NOBODY = "nobody"


class Extension(StrEnum):
    """Whether the body may take more time."""

    ONCE = "once"
    ONCE_ONE_MONTH = "once_one_month"
    NONE = "none"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Terms:
    """The time limits of a procedure; None where no law says so or nobody could verify it."""

    acknowledgement: timedelta | None = None
    acknowledgement_months: int | None = None
    decision_months: int | None = None
    extension: Extension = Extension.UNKNOWN

    @classmethod
    def of(cls, ruling: Ruling) -> "Terms":
        """The terms of a ruling."""
        acknowledgement = (ruling.acknowledgement or "").removeprefix("acknowledgement_")
        extension = (ruling.extension or "extension_unknown").removeprefix("extension_")
        return cls(
            acknowledgement=timedelta(weeks=2) if acknowledgement == "two_weeks" else None,
            acknowledgement_months=1 if acknowledgement.startswith("one_month") else None,
            decision_months=ruling.decision_months,
            extension=Extension(extension),
        )


@dataclass(frozen=True)
class NextAct:
    """The one thing that is to happen next; `due` None where no day is set."""

    who: Actor
    what: str
    due: date | None = None


@dataclass(frozen=True)
class Suspension:
    """Days that do not count, first and last included; `last` None while it lasts."""

    first: date
    last: date | None

    def covers(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Clock:
    """Where a procedure stands on a day."""

    next: NextAct
    acknowledgement_due: date | None = None
    started: date | None = None
    decision_due: date | None = None
    suspensions: tuple[Suspension, ...] = ()
    is_suspended: bool = False
    appeal_until: date | None = None
    overdue_days: int = 0
    # Days counted from a presumption: arrival not told, or completeness not confirmed.
    is_estimate: bool = False
    warnings: tuple[str, ...] = ()


def add_months(day: date, months: int) -> date:
    """The day that ends a term of months begun on `day`: the same number, or the month's last."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def next_working_day(day: date, *, free_days: Collection[date] = ()) -> date:
    """The day itself, or the first after it that is no Saturday, Sunday or public holiday."""
    while day.weekday() >= SATURDAY or day in free_days:
        day += ONE_DAY
    return day


def read_clock(
    events: Iterable[Event], terms: Terms, *, today: date, free_days: Collection[date] = ()
) -> Clock:
    """The clock of a procedure on a day; `free_days` are the public holidays of the Land."""
    history = History(events, today=today)
    reading = _Reading(history, terms, free_days)
    act = reading.next_act()
    is_late = act.due is not None and act.due < today
    return Clock(
        next=act,
        acknowledgement_due=reading.acknowledgement_due,
        started=reading.started,
        decision_due=reading.decision_due,
        suspensions=reading.suspensions,
        is_suspended=reading.is_running and reading.is_suspended,
        appeal_until=reading.appeal_until,
        overdue_days=(today - act.due).days if is_late and act.due else 0,
        is_estimate=reading.is_estimate,
        warnings=reading.warnings,
    )


class _Reading:
    """Works the dates of a history out, each from the ones before it."""

    def __init__(self, history: History, terms: Terms, free_days: Collection[date]) -> None:
        self.history = history
        self.terms = terms
        self.free_days = free_days
        self.arrived = self._arrived()
        self.acknowledgement_due = self._acknowledgement_due()
        self.started = self._started()
        self.suspensions = tuple(self._suspensions())
        self.regular_due = self._regular_due()
        self.decision_due, self.warnings = self._extended_due()
        self.appeal_until = self._appeal_until()

    @property
    def notice(self) -> Event | None:
        return self.history.last(Happening.NOTICE)

    @property
    def is_running(self) -> bool:
        return self.started is not None and self.notice is None

    @property
    def is_suspended(self) -> bool:
        return any(suspension.covers(self.history.today) for suspension in self.suspensions)

    @property
    def is_estimate(self) -> bool:
        has_arrival = self.history.first(Happening.RECEIVED) is not None
        has_completion = self.history.first(Happening.PAPERS_COMPLETE) is not None
        return self.arrived is not None and not (
            has_completion if self.started is not None else has_arrival
        )

    def _arrived(self) -> date | None:
        received = self.history.day_of(Happening.RECEIVED)
        return received or self.history.day_of(Happening.SENT)

    def _acknowledgement_due(self) -> date | None:
        if self.arrived is None:
            return None
        if self.terms.acknowledgement is not None:
            return self._working(self.arrived + self.terms.acknowledgement)
        if self.terms.acknowledgement_months is not None:
            return self._working(add_months(self.arrived, self.terms.acknowledgement_months))
        return None

    def _started(self) -> date | None:
        """The day the papers were complete: told, or presumed where nothing was asked for."""
        complete = self.history.day_of(Happening.PAPERS_COMPLETE)
        is_acknowledged = self.history.first(Happening.ACKNOWLEDGED) is not None
        if complete is not None or not is_acknowledged:
            return complete
        return None if self.history.first(Happening.PAPERS_REQUESTED) else self.arrived

    def _suspensions(self) -> Iterable[Suspension]:
        """Requests for further papers until the day set, skills analyses until their end."""
        if self.started is None:
            return
        for request in self.history.all(Happening.PAPERS_REQUESTED):
            if request.day >= self.started:
                yield Suspension(request.day, request.until)
        for begun in self.history.all(Happening.ANALYSIS_BEGUN):
            ends = [
                ended.day
                for ended in self.history.all(Happening.ANALYSIS_ENDED)
                if ended.day >= begun.day
            ]
            yield Suspension(begun.day, min(ends, default=None))

    def _regular_due(self) -> date | None:
        """The end of the term, each suspended day before it moving it by one."""
        if self.started is None or self.terms.decision_months is None:
            return None
        end, day = add_months(self.started, self.terms.decision_months), self.started + ONE_DAY
        while day <= end:
            if any(suspension.covers(day) for suspension in self.suspensions):
                if day > self.history.today:
                    break  # an analysis that still lasts: nobody knows yet when it ends
                end += ONE_DAY
            day += ONE_DAY
        return self._working(end)

    def _extended_due(self) -> tuple[date | None, tuple[str, ...]]:
        due, extensions = self.regular_due, self.history.all(Happening.EXTENDED)
        if due is None or not extensions:
            return due, ()
        first = extensions[0]
        warnings = ["extended_twice"] if len(extensions) > 1 else []
        if self.terms.extension is Extension.NONE:
            return due, (*warnings, "extension_not_provided")
        if first.day > due:
            return due, (*warnings, "extended_too_late")
        until = first.until or due
        if self.terms.extension is Extension.ONCE_ONE_MONTH:
            latest = add_months(due, EU_EXTENSION_MONTHS)
            if until > latest:
                warnings.append("extension_too_long")
                until = latest
        return max(due, self._working(until)), tuple(warnings)

    def _appeal_until(self) -> date | None:
        if self.notice is None or self.notice.result is Result.FULL:
            return None
        return self._working(add_months(self.notice.day, APPEAL_MONTHS))

    def _working(self, day: date) -> date:
        return next_working_day(day, free_days=self.free_days)

    def next_act(self) -> NextAct:
        """Whose turn it is, in the order in which a procedure goes."""
        if self._is_over():
            return NextAct(Actor.NOBODY, "nothing")
        if self.notice is not None:
            return self._after_notice(self.notice)
        if self.arrived is None:
            return NextAct(Actor.PERSON, "send_application")
        if self.started is not None:
            return self._while_running()
        request = self.history.last(Happening.PAPERS_REQUESTED)
        if request is not None:
            return NextAct(Actor.PERSON, "send_papers", request.until)
        return NextAct(Actor.BODY, "acknowledge", self.acknowledgement_due)

    def _is_over(self) -> bool:
        over = (Happening.WITHDRAWN, Happening.LICENCE_ISSUED)
        return any(self.history.first(kind) is not None for kind in over)

    def _while_running(self) -> NextAct:
        request = self.history.last(Happening.PAPERS_REQUESTED)
        complete = self.history.last(Happening.PAPERS_COMPLETE)
        if request is not None and (complete is None or complete.day < request.day):
            return NextAct(Actor.PERSON, "send_papers", request.until)
        begun = self.history.last(Happening.ANALYSIS_BEGUN)
        ended = self.history.last(Happening.ANALYSIS_ENDED)
        if begun is not None and (ended is None or ended.day < begun.day):
            return NextAct(Actor.BODY, "finish_skills_analysis")
        return NextAct(Actor.BODY, "decide", self.decision_due)

    def _after_notice(self, notice: Event) -> NextAct:
        if notice.result is Result.FULL:
            is_applied = self.history.first(Happening.LICENCE_APPLIED) is not None
            if is_applied:
                return NextAct(Actor.BODY, "issue_licence")
            return NextAct(Actor.PERSON, "use_notice")
        again = self.history.last(Happening.SENT)
        if again is not None and again.day > notice.day:
            # No law found sets a time for deciding on what follows a first notice.
            return NextAct(Actor.BODY, "decide_again")
        measure = self.history.last(Happening.MEASURE_ENDED)
        if measure is not None and measure.day >= notice.day:
            return NextAct(Actor.PERSON, "apply_again")
        if self.appeal_until is not None and self.history.today <= self.appeal_until:
            return NextAct(Actor.PERSON, "choose_measure_or_appeal", self.appeal_until)
        return NextAct(Actor.PERSON, "choose_measure")
