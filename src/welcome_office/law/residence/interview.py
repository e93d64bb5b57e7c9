"""The check as people use it: one question at a time, and only those that can change a result."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from welcome_office.law.residence.assessment import assess
from welcome_office.law.residence.law import ResidenceLaw
from welcome_office.lawbook.facts import AS_OF, Facts
from welcome_office.lawbook.judging import compile_test

# Asked of everybody, before the purpose decides what else matters.
FIRST = ("nationality", "location")
# Whoever answers the one has answered the other, as long as the one has not been asked.
ASKED_AS = {
    "nationality_group": "nationality",
    "job_is_ict": "isco08",
    "job_is_professional_driver": "isco08",
    "care_assistant_qualification_recognised": "isco08",
    "shortage_qualification": "isco08",
}


@dataclass(frozen=True)
class Purpose:
    """What somebody comes for, and the pathways that belong to it."""

    id: str
    name: str
    pathways: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """One question in one language: why it is asked and how the answer looks.

    `options` are values with their labels, for a choice or as suggestions; empty otherwise.
    """

    fact: str
    kind: str
    unit: str | None
    ask: str
    why: str
    options: tuple[tuple[str, str], ...]


def purposes(law: ResidenceLaw, *, language: str) -> tuple[Purpose, ...]:
    """Everything people come for, in the order in which it is offered."""
    return tuple(
        Purpose(name, plain["name"][language], tuple(plain["pathways"]))
        for name, plain in law.data["purposes"].items()
    )


def question(law: ResidenceLaw, fact: str, *, language: str) -> Question:
    """The question for a fact."""
    data = law.data["facts"][fact]
    return Question(
        fact=fact,
        kind=data["kind"],
        unit=data.get("unit"),
        ask=data["ask"][language],
        why=data["why"][language],
        options=tuple((value, text[language]) for value, text in data.get("options", {}).items()),
    )


@dataclass(frozen=True)
class Page:
    """What is asked at once: one question, or a few under a common one."""

    ask: str
    questions: tuple[Question, ...]


def next_page(
    law: ResidenceLaw, answers: Facts, *, as_of: date, purpose: str, language: str
) -> Page | None:
    """The page to show next; None when no question can change a result any more.

    `answers` are facts as the law reads them; None stands for "I do not know", which is not asked
    again. The facts that keep most pathways of the purpose unclear come first.
    """
    wanted = _wanted(law, answers, as_of=as_of, purpose=purpose)
    if not wanted:
        return None
    first = question(law, wanted[0], language=language)
    group = next((g for g in law.data["groups"] if wanted[0] in g["facts"]), None)
    if group is None:
        return Page(first.ask, (first,))
    together = (fact for fact in group["facts"] if fact in wanted)
    questions = tuple(question(law, fact, language=language) for fact in together)
    return Page(group["ask"][language] if len(questions) > 1 else questions[0].ask, questions)


def _wanted(law: ResidenceLaw, answers: Facts, *, as_of: date, purpose: str) -> tuple[str, ...]:
    """Facts still to be asked for, in order."""
    first = (*FIRST, *(["current_title"] if answers.get("location") == "germany" else []))
    for fact in first:
        if fact not in answers:
            return (fact,)
    found = assess(
        law,
        presumed(law, answers, as_of=as_of, purpose=purpose),
        as_of=as_of,
        pathways=law.data["purposes"][purpose]["pathways"],
    )
    unanswered = (fact for fact in found.ask_next if fact not in answers)
    return tuple(dict.fromkeys(_asked_as(fact, answers) for fact in unanswered))


def _asked_as(fact: str, answers: Facts) -> str:
    other = ASKED_AS.get(fact, fact)
    return fact if other in answers else other


def presumed(law: ResidenceLaw, answers: Facts, *, as_of: date, purpose: str) -> Facts:
    """The answers with what follows from them and from the purpose; an answer always wins.

    What an answer makes doubtful is None, so that nothing is assumed in its place.
    """
    data = law.data["purposes"][purpose]
    facts = {**data.get("presumed", {}), **answers}
    known = {name: fact for name, fact in facts.items() if fact is not None} | {AS_OF: as_of}
    for rule in _true_rules(law, known):
        for name, value in rule.get("then", {}).items():
            facts.setdefault(name, law.book.facts[name].read(value))
        for name in rule.get("doubt", ()):
            facts.setdefault(name, None)
    for name in data.get("doubted", ()):
        facts.setdefault(name, None)
    return facts


def _true_rules(law: ResidenceLaw, known: Facts) -> Iterable[dict[str, Any]]:
    values = law.book.on(known[AS_OF]).values

    def lookup(name: str) -> object:
        value = values[name]
        return None if value is None else value.content

    rules: list[dict[str, Any]] = law.data["implied"]
    return (rule for rule in rules if compile_test(rule["when"], lookup).answer(known))
