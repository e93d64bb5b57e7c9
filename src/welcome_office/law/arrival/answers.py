"""What somebody told about their arrival; everything may be unknown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from welcome_office.law.errands import Event, FactValue
from welcome_office.law.errands.knowledge import MINORS, YEARS, Knowledge, knowledge_of

Purpose = Literal[
    "work", "blue_card", "research", "study", "training", "recognition", "job_search",
    "self_employment", "family", "protection",
]  # fmt: skip
Citizenship = Literal["german", "eu", "swiss", "third_country", "visa_free"]
Age = Literal["adult", "teen", "child", "small"]
Title = Literal["visa", "permit", "settlement", "certificate", "none"]

# What can be ticked together: each is true once the question was answered and it is among them.
TICKED = (
    "insured", "learned_abroad", "wants_german", "has_licence", "has_car", "has_dog", "has_baby",
    "low_income", "has_blocked_account", "needs_conduct",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What a plan is made from; None is "I don't know yet", also for a question not yet asked.

    `people` are the ages of everybody who comes, adults first; `true_for_me` are those of `TICKED`
    that hold. Days may lie in the past.
    """

    purpose: Purpose | None = None
    citizenship: Citizenship | None = None
    people: tuple[Age, ...] | None = None
    married: bool | None = None
    from_abroad: bool | None = None
    is_here: bool | None = None
    arrives_on: date | None = None
    has_home: bool | None = None
    moves_in_on: date | None = None
    has_job: bool | None = None
    starts_on: date | None = None
    title: Title | None = None
    title_until: date | None = None
    passport_until: date | None = None
    notice_on: date | None = None
    true_for_me: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        if self.people is not None and "adult" not in self.people:
            raise ValueError("A plan is made for at least one adult.")
        if self.has_home is False and self.moves_in_on:
            raise ValueError("Nobody moves into a home without having one.")
        if self.has_job is False and self.starts_on:
            raise ValueError("Nobody begins work without having any.")
        unknown = set(self.true_for_me or ()) - set(TICKED)
        if unknown:
            raise ValueError(f"{sorted(unknown)} cannot be ticked; use some of {TICKED}.")

    @property
    def ages(self) -> tuple[Age, ...]:
        """Everybody who comes, as far as known: at least the one who asks."""
        return self.people or ("adult",)


@dataclass(frozen=True)
class Comer:
    """One of the people, as papers and fees ask about them; a plan asks no names."""

    age: str
    first_name: str = ""


def comers(answers: Answers) -> tuple[Comer, ...]:
    """Everybody who comes."""
    return tuple(Comer(age) for age in answers.ages)


@lru_cache(maxsize=1024)
def knowledge(answers: Answers, person: Comer) -> Knowledge:
    """What is known of one of the people."""
    facts = facts_of(answers)
    if answers.people is not None:
        return knowledge_of(person, company=comers(answers), answers=facts)
    known = {fact: frozenset({value}) for fact, value in facts.items()}
    return {"age": frozenset(YEARS[person.age]), **known}


def facts_of(answers: Answers) -> Mapping[str, FactValue]:
    """The facts that rules ask for; what is missing is not known."""
    told: dict[str, FactValue | None] = {
        "purpose": answers.purpose,
        "married": answers.married,
        "from_abroad": answers.from_abroad,
        "has_home": True if answers.moves_in_on else answers.has_home,
        "has_job": True if answers.starts_on else answers.has_job,
        **_about_title(answers),
        **_about_family(answers),
        **_ticked(answers),
    }
    return {fact: value for fact, value in told.items() if value is not None}


def _about_title(answers: Answers) -> dict[str, FactValue | None]:
    told = answers.citizenship
    if told is not None and told not in {"third_country", "visa_free"}:
        return {"citizenship": told, "visa_free": True}
    return {
        "citizenship": told and "third_country",
        "visa_free": _came_without_visa(answers),
        "has_title": answers.title and answers.title in {"visa", "permit", "settlement"},
        "has_permit": answers.title and answers.title in {"permit", "settlement"},
        "applied": answers.title and answers.title == "certificate",
        "permit_ends": answers.title and answers.title == "permit",
    }


def _came_without_visa(answers: Answers) -> bool | None:
    if answers.title is None:
        # Citizens of other countries need a visa in any case.
        return False if answers.citizenship == "third_country" else None
    return answers.title == "none" and answers.citizenship == "visa_free"


def _about_family(answers: Answers) -> dict[str, FactValue | None]:
    if answers.people is None:
        return {}
    ages = set(answers.people)
    return {
        "children": bool(ages & MINORS),
        "small_children": "small" in ages,
        "school_children": bool(ages & {"child", "teen"}),
    }


def _ticked(answers: Answers) -> dict[str, FactValue | None]:
    if answers.true_for_me is None:
        return {}
    return {fact: fact in answers.true_for_me for fact in TICKED}


def event_days(answers: Answers) -> Mapping[Event, date]:
    """The days from or to which time limits count, as far as they are known."""
    holds_dated = answers.title in {"visa", "permit"}
    told: dict[Event, date | None] = {
        "move_in": answers.moves_in_on,
        "entry": answers.arrives_on,
        # Who moves within Germany took residence long ago; nobody asked when.
        "taking_residence": answers.arrives_on if answers.from_abroad else None,
        "departure": answers.arrives_on if answers.is_here is False else None,
        "visa_end": answers.title_until if holds_dated else None,
        "title_end": answers.title_until if holds_dated else None,
        "job_start": answers.starts_on,
    }
    return {event: day for event, day in told.items() if day is not None}
