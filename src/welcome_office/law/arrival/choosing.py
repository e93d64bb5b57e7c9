"""Chooses the errands of a plan and says for whom and why."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from welcome_office.law.arrival.answers import Answers, Comer, comers, knowledge
from welcome_office.law.arrival.rules import ArrivalRules, ForWhom, StepRule
from welcome_office.law.errands import ALWAYS, Text, When
from welcome_office.law.errands.knowledge import Knowledge, holds, still_open


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """An errand of the plan: for whom, why, and only if what."""

    rule: StepRule
    people: tuple[int, ...]
    reasons: tuple[Text, ...]
    only_if: When
    is_done: bool
    # The errand in whose place this one stands or that stands in its place.
    replaces: str = ""

    @property
    def id(self) -> str:
        """The errand's id."""
        return self.rule.errand.id

    @property
    def is_sure(self) -> bool:
        """Whether it is needed whatever turns out."""
        return self.only_if == ALWAYS


IS_MEANT: Mapping[ForWhom, Callable[[int, Comer], bool]] = {
    "everybody": lambda _position, _comer: True,
    "adults": lambda _position, comer: comer.age == "adult",
    "first": lambda position, _comer: position == 0,
    "children": lambda _position, comer: comer.age != "adult",
    "school_age": lambda _position, comer: comer.age in {"child", "teen"},
    "small_children": lambda _position, comer: comer.age == "small",
}


def choose(answers: Answers, rules: ArrivalRules, *, done: frozenset[str]) -> dict[str, Chosen]:
    """The errands of somebody who told this, in the order of the catalogue."""
    judged = (_choose(step, answers, is_done=name in done) for name, step in rules.steps.items())
    found = {each.id: each for each in judged if each is not None}
    return _one_of_two(found)


def _choose(step: StepRule, answers: Answers, *, is_done: bool) -> Chosen | None:
    people = comers(answers)
    meant = [i for i, comer in enumerate(people) if IS_MEANT[step.whom](i, comer)] or [0]
    known = {i: knowledge(answers, people[i]) for i in meant}
    concerned = tuple(i for i in meant if holds(step.errand.when, known[i]) is not False)
    sure: list[Text] = []
    perhaps: dict[When, Text] = {}
    for rule in step.rules:
        both = step.errand.when.both(rule.when)
        answer = _best([(holds(both, known[i]), known[i]) for i in concerned])
        if answer is None:
            continue
        if answer[0]:
            sure.append(rule.why)
        else:
            perhaps.setdefault(still_open(both, answer[1]), rule.why)
    if not sure and not perhaps:
        return None
    reasons = sure or list(perhaps.values())
    return Chosen(
        rule=step,
        people=concerned,
        reasons=tuple(dict.fromkeys(reasons)),
        only_if=ALWAYS if sure else min(perhaps, key=lambda when: len(when.conditions)),
        is_done=is_done,
    )


def _best(
    answers: list[tuple[bool | None, Knowledge]],
) -> tuple[bool | None, Knowledge] | None:
    """The strongest answer for any of the people: yes, else not known; None where all are no."""
    for wanted in (True, None):
        for answer in answers:
            if answer[0] is wanted:
                return answer
    return None


def _one_of_two(found: dict[str, Chosen]) -> dict[str, Chosen]:
    """Of an errand and the one that stands instead of it for some, keep the one that applies."""
    kept = dict(found)
    for name, each in found.items():
        other = each.rule.errand.instead_of
        if other and other in found:
            if each.is_sure:
                replaced = kept.pop(other)
                kept[name] = replace(each, is_done=each.is_done or replaced.is_done)
            else:
                kept[other] = replace(kept[other], replaces=name)
                del kept[name]
    return kept
