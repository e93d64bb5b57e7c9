"""What a change of law does to kept assessments: who is better or worse off, and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from welcome_office.law.residence.assessment import (
    Assessment,
    PathwayFinding,
    Status,
    assess,
)
from welcome_office.law.residence.law import ResidenceLaw
from welcome_office.lawbook.facts import Facts
from welcome_office.lawbook.values import Content

_RANK = {Status.CLOSED: 0, Status.UNCLEAR: 1, Status.OPEN: 2}


class Effect(StrEnum):
    """What the change does to one person on one pathway."""

    BETTER = "better"
    WORSE = "worse"
    OTHER_REASONS = "other_reasons"


@dataclass(frozen=True)
class LawState:
    """A law as it stands on a day."""

    law: ResidenceLaw
    day: date


@dataclass(frozen=True)
class KeptAssessment:
    """What a person keeps: the facts and the day on which they were told."""

    id: str
    as_of: date
    facts: Facts
    assume_defaults: bool = True


@dataclass(frozen=True)
class ValueChange:
    """A figure or list that the pathway compares with, in both states of the law."""

    name: str
    before: Content
    after: Content


@dataclass(frozen=True)
class Difference:
    """One pathway of one kept assessment that is found differently."""

    assessment: str
    pathway: str
    effect: Effect
    before: PathwayFinding
    after: PathwayFinding
    values: tuple[ValueChange, ...]

    @property
    def reasons_gone(self) -> tuple[str, ...]:
        """Reason codes that no longer stand in the way."""
        after = {reason.code for reason in self.after.reasons}
        return tuple(reason.code for reason in self.before.reasons if reason.code not in after)

    @property
    def reasons_new(self) -> tuple[str, ...]:
        """Reason codes that now stand in the way."""
        before = {reason.code for reason in self.before.reasons}
        return tuple(reason.code for reason in self.after.reasons if reason.code not in before)


def law_differences(
    kept: Iterable[KeptAssessment], *, before: LawState, after: LawState
) -> Iterator[Difference]:
    """Every kept assessment's pathways that the two states of the law find differently.

    Age and the age of a degree count on the day of the assessment in both, so that only the law
    makes the difference.
    """
    for assessment in kept:
        old, new = (_assessed(assessment, state) for state in (before, after))
        by_id = {finding.id: finding for finding in new.pathways}
        for finding in old.pathways:
            found = by_id.get(finding.id)
            if found is not None and _told(finding) != _told(found):
                yield Difference(
                    assessment=assessment.id,
                    pathway=finding.id,
                    effect=_effect(finding, found),
                    before=finding,
                    after=found,
                    values=_values(finding.id, before, after),
                )


def _assessed(kept: KeptAssessment, state: LawState) -> Assessment:
    return assess(
        state.law,
        kept.facts,
        as_of=kept.as_of,
        assume_defaults=kept.assume_defaults,
        day_of_law=state.day,
    )


def _told(finding: PathwayFinding) -> tuple[Status, tuple[str, ...], tuple[str, ...]]:
    """What a person reads of a finding; where a condition stands in the law does not matter."""
    return finding.status, tuple(reason.code for reason in finding.reasons), finding.missing


def _effect(before: PathwayFinding, after: PathwayFinding) -> Effect:
    step = _RANK[after.status] - _RANK[before.status]
    if step == 0:
        return Effect.OTHER_REASONS
    return Effect.BETTER if step > 0 else Effect.WORSE


def _values(pathway: str, before: LawState, after: LawState) -> tuple[ValueChange, ...]:
    """The values of a pathway whose content differs between the two states."""
    contents = [_contents(pathway, state) for state in (before, after)]
    names = dict.fromkeys([*contents[0], *contents[1]])
    changes = (ValueChange(name, contents[0].get(name), contents[1].get(name)) for name in names)
    return tuple(change for change in changes if change.before != change.after)


def _contents(pathway: str, state: LawState) -> dict[str, Content]:
    law_of_day = state.law.book.on(state.day)
    rule = next(rule for rule in law_of_day.rules if rule.id == pathway)
    names = (name for condition in rule.conditions for name in condition.values)
    values = ((name, law_of_day.values[name]) for name in names)
    return {name: value.content for name, value in values if value is not None}
