"""What somebody has told for the check, what follows from it, and what to ask next."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from welcome_office.core.wording import current_language
from welcome_office.law.residence.assessment import (
    Assessment,
    PathwayFinding,
    Status,
    assess,
)
from welcome_office.law.residence.interview import Page, next_page, presumed, question
from welcome_office.law.residence.law import LANGUAGES, ResidenceLaw, residence_law
from welcome_office.law.residence.request import RequestError, read_facts
from welcome_office.lawbook.facts import Facts

# An answer as it is kept: a JSON value, None for "I don't know".
Answer = bool | int | float | str | None
# Free movement needs no purpose: it is looked at for everybody.
FREE_MOVEMENT = ("eu_freemovement", "swiss_freemovement", "uk_withdrawal_agreement")
# Who moves freely needs no title, but may become German.
FOR_CITIZENS_OF_THE_UNION = ("stag_10",)
EMPLOYERS_FIRST = ("isco08", "salary")
# Only where these matter at all does a firm tell them first.
PURPOSES_WITH_A_JOB = ("work",)


@dataclass(frozen=True, kw_only=True)
class Check:
    """One person's question: what they come for, and what they told; on one day."""

    purpose: str
    told: Mapping[str, Answer]
    day: date
    for_employer: bool = False
    law: ResidenceLaw = field(default_factory=residence_law)

    @property
    def answers(self) -> Facts:
        """What was told, as the law reads it; what the law does not know any more is left out."""
        answers: Facts = {}
        for name, value in self.told.items():
            try:
                answers |= read_facts({name: value}, self.law)
            except RequestError:
                continue
        return answers

    @property
    def facts(self) -> Facts:
        """The answers with what follows from them and from the purpose."""
        return presumed(self.law, self.answers, as_of=self.day, purpose=self.purpose)

    @property
    def pathways(self) -> tuple[str, ...]:
        """The ways that are looked at."""
        return (*FREE_MOVEMENT, *self.law.data["purposes"][self.purpose]["pathways"])

    @property
    def assessment(self) -> Assessment:
        """What the law says as far as the facts are known."""
        return assess(self.law, self.facts, as_of=self.day, pathways=self.pathways)

    @property
    def findings(self) -> tuple[PathwayFinding, ...]:
        """The ways worth showing: free movement for those who have it, and then nothing else."""
        found = self.assessment.pathways
        free = tuple(
            each for each in found if each.id in FREE_MOVEMENT and each.status is Status.OPEN
        )
        if free:
            return (*free, *(each for each in found if each.id in FOR_CITIZENS_OF_THE_UNION))
        return tuple(each for each in found if each.id not in FREE_MOVEMENT)

    @property
    def has_free_movement(self) -> bool:
        """Whether the person may live and work here without a title."""
        return any(each.id in FREE_MOVEMENT for each in self.findings)

    def next_page(self) -> Page | None:
        """What to ask next in the active language; None when nothing can change a result."""
        language = law_language()
        for fact in EMPLOYERS_FIRST if self._asks_for_the_job_first else ():
            if fact not in self.told:
                asked = question(self.law, fact, language=language)
                return Page(asked.ask, (asked,))
        if self.has_free_movement and self.findings[-1].id not in FOR_CITIZENS_OF_THE_UNION:
            return None
        return next_page(
            self.law, self.answers, as_of=self.day, purpose=self.purpose, language=language
        )

    @property
    def _asks_for_the_job_first(self) -> bool:
        return self.for_employer and self.purpose in PURPOSES_WITH_A_JOB

    def page_with(self, facts: tuple[str, ...]) -> Page:
        """A page that was asked before, in the active language."""
        language = law_language()
        questions = tuple(question(self.law, fact, language=language) for fact in facts)
        groups = self.law.data["groups"]
        group = next((each for each in groups if facts[0] in each["facts"]), None)
        ask = group["ask"][language] if group and len(facts) > 1 else questions[0].ask
        return Page(ask, questions)

    def still_open(self, fact: str) -> bool:
        """Whether an answer to this fact could still change a result."""
        return fact in self.assessment.ask_next


def law_language(code: str = "") -> str:
    """The language in which the law is shown: the same, else the binding German."""
    code = code or current_language().code
    return code if code in LANGUAGES else LANGUAGES[0]


def law_text(texts: Mapping[str, Any], code: str = "") -> str:
    """A text of the law in the active language."""
    return str(texts[law_language(code)])
