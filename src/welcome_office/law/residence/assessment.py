"""Assesses all pathways for one person on one day."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from welcome_office.law.residence.law import ResidenceLaw
from welcome_office.lawbook.book import Condition, LawOfDay, RuleOfDay
from welcome_office.lawbook.dated import Force
from welcome_office.lawbook.facts import AS_OF, Facts
from welcome_office.lawbook.findings import Truth

NOT_IN_FORCE = "NOT_IN_FORCE"
HISTORY_NOT_ENCODED = "HISTORY_NOT_ENCODED"
VALUE_NOT_ENCODED = "VALUE_NOT_ENCODED"


class Status(StrEnum):
    """Whether a way is open, closed, or depends on what is not known yet."""

    OPEN = "open"
    CLOSED = "closed"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Reason:
    """Why a way is not open: a code and the paragraph; `condition` is its place in the law."""

    code: str
    cite: str
    condition: int | None = None


@dataclass(frozen=True)
class PathwayFinding:
    """What is found for one pathway."""

    id: str
    status: Status
    reasons: tuple[Reason, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Assessment:
    """All pathways for one person on one day, and what to ask next.

    `points` are those of the Opportunity Card; None while facts that matter are unknown. `drafts`
    names the values used that are announced but not yet law.
    """

    as_of: date
    rules_version: str
    points: int | None
    pathways: tuple[PathwayFinding, ...]
    ask_next: tuple[str, ...]
    drafts: tuple[str, ...] = ()


def assess(
    law: ResidenceLaw,
    facts: Facts,
    *,
    as_of: date,
    pathways: Collection[str] | None = None,
    assume_defaults: bool = True,
    day_of_law: date | None = None,
) -> Assessment:
    """Assess the pathways (all of them if none are named) in the law's order.

    `facts` are as `lawbook.facts` reads them; a fact that is None is known to be unknown, so
    nothing is assumed in its place. `day_of_law` judges by the law of another day than `as_of`,
    on which age and other spans still count.
    """
    law_of_day = law.book.on(day_of_law or as_of)
    known = known_facts(law, facts, as_of=as_of, assume_defaults=assume_defaults)
    known = law_of_day.complete(known)
    points = known.setdefault("points", law_of_day.points.count(known))
    judged = _Judged(law_of_day.answers(known), known)
    rules = [rule for rule in law_of_day.rules if pathways is None or rule.id in pathways]
    findings = tuple(_find(rule, judged) for rule in rules)
    return Assessment(
        as_of=as_of,
        rules_version=law.version,
        points=int(points) if isinstance(points, int | float) else None,
        pathways=findings,
        ask_next=_ask_next(findings),
        drafts=_drafts(rules, law_of_day),
    )


def known_facts(law: ResidenceLaw, facts: Facts, *, as_of: date, assume_defaults: bool) -> Facts:
    """The facts with what is assumed of the silent; a fact that is None stays unknown."""
    assumed = law.book.assumed(as_of) if assume_defaults else {}
    known = {**assumed, **facts, AS_OF: as_of}
    return {name: fact for name, fact in known.items() if fact is not None}


class _Judged:
    """The answers to all conditions on the facts, and what each undecided one is missing."""

    def __init__(self, answers: Mapping[int, Truth], facts: Facts) -> None:
        self.answers = answers
        self._facts = facts
        self._missing: dict[int, tuple[str, ...]] = {}

    def missing(self, condition: Condition) -> tuple[str, ...]:
        # Many pathways share a condition, so what it misses is worked out once.
        if condition.number not in self._missing:
            self._missing[condition.number] = condition.test.missing(self._facts)
        return self._missing[condition.number]


def _find(rule: RuleOfDay, judged: _Judged) -> PathwayFinding:
    if rule.force is not Force.IN_FORCE:
        return _without_version(rule)
    answers = judged.answers
    against = [condition for condition in rule.conditions if answers[condition.number] is False]
    if against:
        return PathwayFinding(rule.id, Status.CLOSED, tuple(map(_reason, against)))
    undecided = [condition for condition in rule.conditions if answers[condition.number] is None]
    if not undecided:
        return PathwayFinding(rule.id, Status.OPEN)
    return _unclear(rule, undecided, judged)


def _without_version(rule: RuleOfDay) -> PathwayFinding:
    cite = rule.about["law"]
    if rule.force is Force.BEFORE_FIRST and rule.about["before_first"] == "not_encoded":
        return PathwayFinding(rule.id, Status.UNCLEAR, (Reason(HISTORY_NOT_ENCODED, cite),))
    return PathwayFinding(rule.id, Status.CLOSED, (Reason(NOT_IN_FORCE, cite),))


def _unclear(rule: RuleOfDay, undecided: Iterable[Condition], judged: _Judged) -> PathwayFinding:
    missing: dict[str, None] = {}
    reasons = []
    for condition in undecided:
        names = judged.missing(condition)
        missing.update(dict.fromkeys(names))
        if not names:  # no fact can settle it: the law has no value for that day
            reasons.append(Reason(VALUE_NOT_ENCODED, condition.law))
    return PathwayFinding(rule.id, Status.UNCLEAR, tuple(reasons), tuple(missing))


def _reason(condition: Condition) -> Reason:
    return Reason(condition.code, condition.law, condition.number)


def _ask_next(findings: Iterable[PathwayFinding]) -> tuple[str, ...]:
    """Missing facts, those that keep most pathways unclear first."""
    counts: dict[str, int] = {}
    for finding in findings:
        for name in finding.missing:
            counts[name] = counts.get(name, 0) + 1
    # Sorting is stable, so equal counts stay in the order of their first appearance.
    return tuple(sorted(counts, key=lambda name: -counts[name]))


def _drafts(rules: Iterable[RuleOfDay], law_of_day: LawOfDay) -> tuple[str, ...]:
    drafts = law_of_day.drafts
    used = (name for rule in rules for condition in rule.conditions for name in condition.values)
    return tuple(name for name in dict.fromkeys(used) if name in drafts) if drafts else ()
