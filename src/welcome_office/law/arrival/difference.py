"""What is different between two plans: after another answer, or after a change of law."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from welcome_office.law.arrival.plan import Plan, PlannedStep

What = Literal[
    "new", "gone", "now_sure", "only_perhaps", "limit", "begin", "fee", "papers", "people"
]


@dataclass(frozen=True, kw_only=True)
class StepSummary:
    """What a plan promised about one step, short enough to be kept."""

    is_sure: bool
    earliest: date | None = None
    last_day: date | None = None
    fee: tuple[Decimal, Decimal] | None = None
    papers: tuple[str, ...] = ()
    people: int = 1


Summary = Mapping[str, StepSummary]


@dataclass(frozen=True, kw_only=True)
class Change:
    """One thing about one step that is different now."""

    errand: str
    what: What
    before: StepSummary | None = None
    after: StepSummary | None = None


def summary_of(plan: Plan) -> dict[str, StepSummary]:
    """What the plan says about every step that is not done, by errand."""
    return {step.id: _summary(step) for step in plan.steps if not step.is_done}


def _summary(step: PlannedStep) -> StepSummary:
    amount = step.fee.amount
    return StepSummary(
        is_sure=step.is_sure,
        earliest=step.earliest,
        last_day=step.limit.day if step.limit else None,
        fee=(amount.lowest, amount.highest) if amount else None,
        papers=tuple(sorted({paper.requirement.id for paper in step.papers})),
        people=len(step.people),
    )


def changes_between(before: Summary, after: Summary) -> tuple[Change, ...]:
    """Everything that a person should know, first what is new, in the order of the new plan."""
    found = [change for name in after for change in _changes(name, before.get(name), after[name])]
    gone = [
        Change(errand=name, what="gone", before=before[name])
        for name in before
        if name not in after and before[name].is_sure
    ]
    # What may be needed and is not even a "perhaps" any more interests nobody.
    return (*sorted(found, key=lambda change: change.what != "new"), *gone)


def _changes(name: str, before: StepSummary | None, after: StepSummary) -> Iterator[Change]:
    if before is None:
        if after.is_sure:
            yield Change(errand=name, what="new", after=after)
        return
    if before.is_sure != after.is_sure:
        what: What = "now_sure" if after.is_sure else "only_perhaps"
        yield Change(errand=name, what=what, before=before, after=after)
        return
    if not after.is_sure:
        return
    parts: tuple[tuple[What, bool], ...] = (
        ("limit", before.last_day != after.last_day),
        ("begin", before.earliest != after.earliest),
        ("people", before.people != after.people),
        ("fee", before.fee != after.fee),
        ("papers", before.papers != after.papers),
    )
    for part, differs in parts:
        if differs:
            yield Change(errand=name, what=part, before=before, after=after)
