"""How ready a visit is for each desk, from what people say of their papers. It advises, no more.

A paper that several desks ask for is one question. Its key changes with its words: who answered
other words is asked again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from welcome_office.law.errands import ALWAYS, Requirement, When
from welcome_office.law.errands.papers import Paper
from welcome_office.partners.office_files import Service
from welcome_office.visits.documents.preparation import Preparation, StepPreparation
from welcome_office.visits.models import PaperAnswer, Visit

Answer = PaperAnswer.Answer


class Verdict(StrEnum):
    """What a desk would say."""

    READY = "ready"
    PROBABLY = "probably"
    SENT_AWAY = "sent_away"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, kw_only=True)
class PaperState:
    """A paper of a desk and what was said of it; None: nothing yet."""

    paper: Paper
    answer: PaperAnswer.Answer | None


@dataclass(frozen=True, kw_only=True)
class StepReadiness:
    """How ready people are for one desk."""

    service: Service
    verdict: Verdict
    papers: tuple[PaperState, ...]

    @property
    def missing(self) -> tuple[Requirement, ...]:
        """For which papers the desk would send people away."""
        return tuple(
            state.paper.requirement
            for state in self.papers
            if state.answer == Answer.LACK and state.paper.requirement.without == "sent_away"
        )


@dataclass(frozen=True, kw_only=True)
class Question:
    """One paper to ask about: its condition is empty where it is needed in any case."""

    key: str
    requirement: Requirement
    only_if: When
    services: tuple[Service, ...]


def key_of(requirement: Requirement) -> str:
    """By which the answer to a paper is kept."""
    words = sha256(requirement.text.in_language("de").encode()).hexdigest()[:8]
    return f"{requirement.id}-{words}"


def questions_of(preparation: Preparation) -> tuple[Question, ...]:
    """Every paper once, in the order of the desks; the weakest condition counts."""
    found: dict[str, Question] = {}
    for step, paper in _papers(preparation):
        key = key_of(paper.requirement)
        known = found.get(key)
        if known is None:
            found[key] = Question(
                key=key,
                requirement=paper.requirement,
                only_if=paper.only_if,
                services=(step.service,),
            )
            continue
        services = dict.fromkeys((*known.services, step.service))
        weaker = min(known.only_if, paper.only_if, key=lambda when: len(when.conditions))
        found[key] = Question(
            key=key,
            requirement=known.requirement,
            only_if=weaker,
            services=tuple(services),
        )
    return tuple(found.values())


def _papers(preparation: Preparation) -> Iterator[tuple[StepPreparation, Paper]]:
    return ((step, paper) for step in preparation.steps for paper in step.papers)


def answers_of(visit: Visit) -> Mapping[str, PaperAnswer.Answer]:
    """What was said of the visit's papers."""
    rows = PaperAnswer.objects.filter(visit=visit).values_list("paper", "answer")
    return {paper: Answer(answer) for paper, answer in rows}


def readiness_of(
    preparation: Preparation, answers: Mapping[str, PaperAnswer.Answer]
) -> tuple[StepReadiness, ...]:
    """Judge each step of a preparation."""
    return tuple(_judge(step, answers) for step in preparation.steps)


def _judge(step: StepPreparation, answers: Mapping[str, PaperAnswer.Answer]) -> StepReadiness:
    states = tuple(
        PaperState(paper=paper, answer=answers.get(key_of(paper.requirement)))
        for paper in step.papers
    )
    return StepReadiness(service=step.service, verdict=_verdict(states), papers=states)


def _verdict(states: tuple[PaperState, ...]) -> Verdict:
    lacking = [state for state in states if state.answer == Answer.LACK]
    if any(state.paper.requirement.without == "sent_away" for state in lacking):
        return Verdict.SENT_AWAY
    if all(_is_settled(state) for state in states):
        return Verdict.READY
    return Verdict.PROBABLY if any(state.answer for state in states) else Verdict.NOT_ASKED


def _is_settled(state: PaperState) -> bool:
    # "Not needed" settles only what depends on a condition.
    is_spared = state.answer == Answer.NOT_NEEDED and state.paper.only_if != ALWAYS
    return state.answer == Answer.HAVE or is_spared
