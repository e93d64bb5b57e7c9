"""What the law says for one person, as far as the facts it asks for are known."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from welcome_office.law.recognition import terms
from welcome_office.law.recognition.case import Case, open_case
from welcome_office.law.recognition.circumstances import Circumstances
from welcome_office.law.recognition.facts import ABROAD
from welcome_office.law.recognition.law import RecognitionLaw, on
from welcome_office.law.recognition.routing import (
    EVERY_RULE,
    Assigned,
    Routed,
    Search,
    Warned,
    bodies_for,
)
from welcome_office.law.recognition.tables import Ground
from welcome_office.lawbook.values import CONFIDENCES

GRANT_FOR_PROCEDURES = "procedure"
GERMANY = "DE"
# § 10 BVFG stands beside the procedure of the occupation, whichever that is.
RESETTLERS = "R-SPAET"


@dataclass(frozen=True)
class Ruling:
    """One finding. Texts are keys; two rulings are equal when they tell the person the same."""

    needed: str | None = None
    bodies: tuple[Assigned, ...] = ()
    procedure: tuple[str, ...] | None = None
    acknowledgement: str | None = None
    decision_months: int | None = None
    extension: str | None = None
    fee_eur: tuple[int, int] | None = None
    language: str | None = None
    papers: tuple[str, ...] | None = None
    outcomes: tuple[str, ...] = ()
    deadline: str = field(default="", compare=False)
    route: str = field(default="", compare=False)
    next_step: tuple[str, ...] = field(default=(), compare=False)
    warnings: tuple[Warned, ...] = field(default=(), compare=False)
    grounds: tuple[Ground, ...] = field(default=(), compare=False)
    # The weakest confidence among procedure, time limit and bodies.
    confidence: str = field(default="unknown", compare=False)


def rule(law: RecognitionLaw, occupation: str, person: Circumstances, *, day: date) -> Ruling:
    """The ruling for an occupation on a day; raises UnknownFact for the first fact it lacks."""
    case = open_case(law, occupation, person, day=day)
    if case is None:
        return _without_rules(law, occupation, person, day=day)
    routed = bodies_for(Search(law, case.person, day), rules=_rules(case))
    procedure, limits = terms.procedure_of(case), terms.terms_of(case)
    fee, language = terms.fee_of(case), terms.language_of(case)
    papers, outcomes = terms.papers_of(case), terms.outcomes_of(case)
    parts = (procedure, limits, fee, language, papers, outcomes)
    of_parts = [Warned(f"warning_{key}") for part in parts for key in part.warnings]
    of_bodies = [warning for found in routed for warning in found.warnings]
    return Ruling(
        needed=case.needed,
        bodies=tuple(found.assigned for found in routed),
        procedure=procedure.value,
        acknowledgement=limits.value.acknowledgement,
        decision_months=limits.value.months,
        extension=limits.value.extension,
        fee_eur=fee.value,
        language=language.value,
        papers=papers.value,
        outcomes=outcomes.value,
        deadline=case.track.deadline,
        route=case.track.route,
        next_step=_next_step(case),
        warnings=tuple(dict.fromkeys([*_case_warnings(case), *of_bodies, *of_parts])),
        grounds=_grounds([ground for part in parts for ground in part.grounds], routed),
        confidence=weakest(_grounds([*procedure.grounds, *limits.grounds], routed)),
    )


def _rules(case: Case) -> tuple[str, ...]:
    if not case.procedure.exists:
        return (EVERY_RULE,)
    return (case.track.route, case.track.occupation, EVERY_RULE)


def _without_rules(
    law: RecognitionLaw, occupation: str, person: Circumstances, *, day: date
) -> Ruling:
    """What is left to say where the tables have no rule: somebody decides, the office advises."""
    routed = bodies_for(Search(law, person, day), rules=(EVERY_RULE,))
    is_history = bool(law.tracks.get(occupation))
    warning = Warned("warning_history", day.isoformat()) if is_history else None
    return Ruling(
        bodies=(Assigned("decides", None), *(found.assigned for found in routed)),
        next_step=("next_step_adviser",),
        warnings=(warning or Warned("warning_no_rule"),),
    )


def _grounds(grounds: list[Ground], routed: tuple[Routed, ...]) -> tuple[Ground, ...]:
    of_bodies = [ground for found in routed for ground in found.grounds]
    return tuple(dict.fromkeys([*grounds, *of_bodies]))


def weakest(grounds: tuple[Ground, ...]) -> str:
    """The least sure confidence of these; `unknown` where there is none."""
    ranks = [CONFIDENCES.index(ground.confidence) for ground in grounds]
    return CONFIDENCES[max(ranks)] if ranks else "unknown"


def _next_step(case: Case) -> tuple[str, ...]:
    is_abroad = case.person.facts.lives_in == ABROAD
    if not case.procedure.exists:
        return ("next_step_other_ways",)
    steps = ["next_step_abroad" if is_abroad else "next_step_adviser"]
    if case.person.is_accelerated():
        steps = ["next_step_accelerated"]
    elif "@degree" in case.procedure.outcomes:
        steps = ["next_step_anabin"]
    is_resident = case.person.facts.lives_in not in (None, ABROAD)
    if is_resident and on(case.law.grants.get(GRANT_FOR_PROCEDURES, ()), case.day):
        steps.append("next_step_funding")
    return tuple(steps)


def _case_warnings(case: Case) -> Iterator[Warned]:
    if case.track.warning:
        yield Warned(f"warning_{case.track.warning}")
    if case.procedure.id == "architect" and case.person.facts.lives_in == ABROAD:
        is_tied = case.person.is_tied_to_land()
        yield Warned("warning_entry_after_arrival" if is_tied else "warning_no_tie")
    if case.person.flag("self_employed") and case.needed == "for_residence":
        yield Warned("warning_self_employed_residence")
    if case.procedure.exists and case.person.facts.citizenship == GERMANY:
        yield from (Warned(hint.text) for hint in case.law.mistakes.get(RESETTLERS, ()))
    if case.person.flag("accelerated_81a") and not case.person.is_accelerated():
        yield Warned(_why_not_accelerated(case.person))


def _why_not_accelerated(person: Circumstances) -> str:
    if person.flag("self_employed"):
        return "warning_accelerated_employer"
    if not person.is_third_citizen():
        return "warning_accelerated_free_movement"
    return "warning_accelerated_in_germany"
