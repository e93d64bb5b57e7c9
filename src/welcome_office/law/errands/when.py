"""For whom something holds: a few conditions over what a visit knows of a person."""

from collections.abc import Mapping
from dataclasses import dataclass

FactValue = str | int | bool

CHOICES: Mapping[str, tuple[str, ...]] = {
    "citizenship": ("german", "eu", "swiss", "third_country"),
    "purpose": (
        "work", "blue_card", "research", "study", "training", "recognition", "job_search",
        "self_employment", "family", "protection",
    ),
}  # fmt: skip
YES_NO = (
    "family",  # several members of one family are concerned by the same visit
    "married",
    "children",  # the person has a child under 18
    "from_abroad",  # the last home was outside Germany
    "has_title",  # the person holds a German visa or residence title
    "visa_free",  # citizen of a country of § 41 AufenthV, entered without a visa
    "has_job",  # there is a contract or a binding offer of work
    "represented",  # somebody else comes with a power of attorney
)
AGES = ("age_from", "age_under")


@dataclass(frozen=True)
class Condition:
    """One fact and what it must be: one of these words, yes or no, or an age limit in years."""

    fact: str
    allowed: tuple[str, ...] | bool | int

    def holds(self, facts: Mapping[str, FactValue]) -> bool | None:
        """Say yes, no, or None while the fact is not known yet."""
        name = "age" if self.fact in AGES else self.fact
        if name not in facts:
            return None
        value = facts[name]
        if isinstance(self.allowed, tuple):
            return value in self.allowed
        if isinstance(self.allowed, bool):
            return value is self.allowed
        age = int(value)
        return age >= self.allowed if self.fact == "age_from" else age < self.allowed


@dataclass(frozen=True)
class When:
    """Conditions that must all hold; without any it holds for everybody."""

    conditions: tuple[Condition, ...] = ()

    def holds(self, facts: Mapping[str, FactValue]) -> bool | None:
        """Say no as soon as one condition is no; None while only unknown facts stand open."""
        answers = [condition.holds(facts) for condition in self.conditions]
        if False in answers:
            return False
        return None if None in answers else True

    def both(self, other: "When") -> "When":
        """Join two sets of conditions that speak of different facts."""
        return When(self.conditions + other.conditions)

    def as_dict(self) -> dict[str, list[str] | bool | int]:
        """Give the conditions as they stand in the files, for JSON."""
        return {
            each.fact: list(each.allowed) if isinstance(each.allowed, tuple) else each.allowed
            for each in self.conditions
        }


ALWAYS = When()
