"""What a plan says: steps in order, days that must not be missed, and what it costs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from welcome_office.law.arrival.answers import Answers
from welcome_office.law.arrival.rules import GuardRule
from welcome_office.law.errands import (
    ALWAYS,
    Deadline,
    Errand,
    PrecedenceKind,
    Text,
    When,
)
from welcome_office.law.errands.fees import Amount, StepFee, total
from welcome_office.law.errands.papers import Paper

Phase = Literal["before_travel", "here"]
Urgency = Literal["over", "soon", "later"]


@dataclass(frozen=True, kw_only=True)
class Before:
    """A step of the plan that comes first, and why."""

    errand: str
    kind: PrecedenceKind
    reason: Text


@dataclass(frozen=True, kw_only=True)
class Limit:
    """The last day of a step: its own, or the day by which another one needs it (`needed_for`)."""

    day: date
    norm: str
    text: Text
    needed_for: str = ""


@dataclass(frozen=True, kw_only=True)
class PlannedStep:
    """One errand of the person, with everything that follows from the answers.

    `only_if` is what must turn out for it to be needed. `earliest` is None while a day is not
    known; `open_deadlines` are time limits whose day is not known. People stand by position.
    """

    errand: Errand
    phase: Phase
    reasons: tuple[Text, ...]
    people: tuple[int, ...]
    papers: tuple[Paper, ...]
    fee: StepFee
    takes: tuple[int, int]
    by_yourself: bool = False
    only_if: When = ALWAYS
    after: tuple[Before, ...] = ()
    earliest: date | None = None
    limit: Limit | None = None
    open_deadlines: tuple[Deadline, ...] = ()
    is_critical: bool = False
    is_done: bool = False

    @property
    def id(self) -> str:
        """The errand's id, which names the step in its plan."""
        return self.errand.id

    @property
    def is_sure(self) -> bool:
        """Whether it is needed whatever the open answers will be."""
        return self.only_if == ALWAYS

    @property
    def cannot_be_in_time(self) -> bool:
        """Whether its last day lies before the first on which it is possible."""
        return bool(self.limit and self.earliest and self.limit.day < self.earliest)


@dataclass(frozen=True, kw_only=True)
class Guard:
    """A day that must not be missed, and how near it is."""

    rule: GuardRule
    day: date
    urgency: Urgency


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Everything that somebody has to do, as it stands on the day `as_of`."""

    as_of: date
    answers: Answers
    steps: tuple[PlannedStep, ...]
    guards: tuple[Guard, ...]
    critical: tuple[str, ...]

    @property
    def by_id(self) -> Mapping[str, PlannedStep]:
        """The steps by errand."""
        return {step.id: step for step in self.steps}

    @property
    def sure(self) -> tuple[PlannedStep, ...]:
        """What is to be done in any case and is not done yet, in order."""
        return tuple(step for step in self.steps if step.is_sure and not step.is_done)

    @property
    def perhaps(self) -> tuple[PlannedStep, ...]:
        """What is to be done only if something turns out that is not known yet."""
        return tuple(step for step in self.steps if not step.is_sure and not step.is_done)

    @property
    def done(self) -> tuple[PlannedStep, ...]:
        """What is done."""
        return tuple(step for step in self.steps if step.is_done)

    @property
    def total(self) -> Amount:
        """What all sure steps cost everybody together, as far as it is known; months left out."""
        return total([step.fee for step in self.sure])

    @property
    def total_is_open(self) -> bool:
        """Whether some sure step may cost more than the total says."""
        return any(step.fee.amount is None for step in self.sure)
