"""What a visit knows of each person, and what follows from it for conditions of the law."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from welcome_office.law.errands import Condition, FactValue, When

# For each fact the values that it may have; a fact that is missing may have any.
Knowledge = Mapping[str, frozenset[FactValue]]

MINORS = frozenset({"small", "child", "teen"})
# Whole years; the limits are those at which fees, fingerprints (6) and registration (16) change.
YEARS: Mapping[str, range] = {
    "small": range(6),
    "child": range(6, 16),
    "teen": range(16, 18),
    "adult": range(18, 121),
}
AGE_FACTS = frozenset({"age_from", "age_under"})


class Comer(Protocol):
    """One of the people who come, before the visit is booked or after."""

    @property
    def first_name(self) -> str:
        """How the person is called; may be empty."""

    @property
    def age(self) -> str:
        """One of the age groups of `VisitPerson.Age`."""


def knowledge_of(
    person: Comer, *, company: Sequence[Comer], answers: Mapping[str, FactValue]
) -> Knowledge:
    """Put together what is known of a person: the age, the company, and what was answered."""
    known: dict[str, frozenset[FactValue]] = {
        "age": frozenset(YEARS[person.age]),
        "family": frozenset({len(company) > 1}),
    }
    if person.age == "adult" and any(other.age in MINORS for other in company):
        known["children"] = frozenset({True})
    return known | {fact: frozenset({value}) for fact, value in answers.items()}


def what_follows(when: When) -> Knowledge:
    """What is known of somebody for whom these conditions hold (ages excepted)."""
    return {
        each.fact: frozenset(each.allowed if isinstance(each.allowed, tuple) else {each.allowed})
        for each in when.conditions
        if each.fact not in AGE_FACTS
    }


def joined(one: Knowledge, other: Knowledge) -> Knowledge:
    """Keep what both allow; where they contradict each other, what either allows."""
    shared = {
        fact: one[fact] & other[fact] or one[fact] | other[fact] for fact in one if fact in other
    }
    return {**one, **other, **shared}


def holds(when: When, known: Knowledge) -> bool | None:
    """Say yes or no where every person that fits the knowledge answers so, else None."""
    answers = [_holds_together(group, known) for group in _by_fact(when).values()]
    if False in answers:
        return False
    return None if None in answers else True


def still_open(when: When, known: Knowledge) -> When:
    """The conditions whose answer is not known yet."""
    groups = [group for group in _by_fact(when).values() if _holds_together(group, known) is None]
    return When(tuple(condition for group in groups for condition in group))


def _by_fact(when: When) -> Mapping[str, list[Condition]]:
    groups: dict[str, list[Condition]] = {}
    for condition in when.conditions:
        fact = "age" if condition.fact in AGE_FACTS else condition.fact
        groups.setdefault(fact, []).append(condition)
    return groups


def _holds_together(conditions: Sequence[Condition], known: Knowledge) -> bool | None:
    fact = "age" if conditions[0].fact in AGE_FACTS else conditions[0].fact
    if fact not in known:
        return None
    answers = {
        all(condition.holds({fact: value}) is True for condition in conditions)
        for value in known[fact]
    }
    return answers.pop() if len(answers) == 1 else None
