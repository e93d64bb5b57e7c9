"""The parts of a ruling that the tables give: time limits, fee, language, papers, outcomes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from welcome_office.law.recognition.case import Case
from welcome_office.law.recognition.circumstances import holds
from welcome_office.law.recognition.entries import Deadline, Sentence
from welcome_office.law.recognition.law import Versions, on
from welcome_office.law.recognition.tables import Ground

Value = TypeVar("Value")


@dataclass(frozen=True)
class Part(Generic[Value]):
    """A part of the ruling, what it rests on and which warnings belong to it."""

    value: Value
    grounds: tuple[Ground, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Terms:
    """How long the body may take."""

    acknowledgement: str | None = None
    months: int | None = None
    extension: str | None = None


def procedure_of(case: Case) -> Part[tuple[str, ...]]:
    """The sentences that say how the procedure goes."""
    sentences = [case.procedure.text]
    if case.procedure.exists and case.person.is_accelerated():
        sentences.append("procedure_accelerated")
    if case.person.has_partnership:
        sentences.append("procedure_partnership")
    if case.person.flag("documents_missing"):
        if case.procedure.has_skills_analysis:
            sentences.append("procedure_skills_analysis")
        elif case.procedure.id == "health":
            sentences.append("procedure_health_papers")
    return Part(tuple(sentences), (case.track.ground, case.procedure.ground))


def terms_of(case: Case) -> Part[Terms]:
    """Acknowledgement, months and extension, each None where nobody could verify it."""
    deadline = case.deadline
    if deadline is None or not case.procedure.exists:
        return Part(Terms())
    is_accelerated = case.person.is_accelerated()
    months = deadline.months_81a if is_accelerated and deadline.months_81a else deadline.months
    acknowledgement = deadline.acknowledgement
    if is_accelerated and deadline.acknowledgement_81a:
        acknowledgement = deadline.acknowledgement_81a
    terms = Terms(
        acknowledgement=f"acknowledgement_{acknowledgement}" if acknowledgement else None,
        months=months,
        extension=_extension(deadline, case),
    )
    return Part(terms, (deadline.ground,), tuple(_term_warnings(deadline, terms, case)))


def _extension(deadline: Deadline, case: Case) -> str | None:
    if deadline.extension == "once_one_month_eu":
        # § 13 Abs. 3 S. 4 BQFG; § 14a Abs. 3 knows no such cap.
        is_capped = not case.person.is_accelerated() and holds("trained_eu", case.person)
        return "extension_once_one_month" if is_capped else "extension_once"
    return None if deadline.extension == "unknown" else f"extension_{deadline.extension}"


def _term_warnings(deadline: Deadline, terms: Terms, case: Case) -> Iterator[str]:
    if deadline.warning:
        yield deadline.warning
    if case.procedure.outcomes != ("@degree",):
        if terms.months is None:
            yield "term_unknown"
        if terms.acknowledgement is None:
            yield "acknowledgement_unknown"
        if terms.months is not None and terms.extension is None:
            yield "extension_unknown"
    if case.person.is_accelerated() and deadline.months_81a is None:
        yield deadline.warning_81a or "accelerated_term"


def fee_of(case: Case) -> Part[tuple[int, int] | None]:
    """The least and the highest fee in EUR; None where nobody could verify one."""
    if not case.procedure.exists:
        return Part(None)
    for fee in _for_subjects(case, case.law.fees):
        note = (fee.note,) if fee.note else ()
        return Part((fee.minimum, fee.maximum), (fee.ground,), note)
    return Part(None, (), ("fee_unknown",))


def language_of(case: Case) -> Part[str | None]:
    """The level of German the procedure or the licence asks for."""
    if not case.procedure.exists:
        return Part(None)
    for sentence in _for_subjects(case, case.law.languages):
        return Part(sentence.text, (sentence.ground,))
    return Part(None, (), ("language_unknown",))


def papers_of(case: Case) -> Part[tuple[str, ...] | None]:
    """The ids of the papers; None where nobody could verify a list."""
    if case.procedure.papers == "unknown":
        return Part(None, (), ("papers_unknown",))
    papers = case.law.papers.get(case.procedure.papers, ())
    asked = [paper for paper in papers if holds(paper.when, case.person)]
    return Part(
        tuple(f"{case.procedure.papers}/{paper.id}" for paper in asked),
        tuple(paper.ground for paper in asked),
    )


def outcomes_of(case: Case) -> Part[tuple[str, ...]]:
    """What can come out and what then."""
    names = (*case.procedure.outcomes, *case.subjects)
    table = case.law.outcomes
    possible: list[Sentence] = [
        sentence
        for name, sentences in table.items()
        if name in names
        for sentence in sentences
        if holds(sentence.when, case.person) and _is_open(name, case)
    ]
    return Part(tuple(s.text for s in possible), tuple(s.ground for s in possible))


def _is_open(name: str, case: Case) -> bool:
    if name.startswith("@analysis"):
        return case.procedure.has_skills_analysis
    return case.procedure.exists or name == "@closed"


def _for_subjects(case: Case, table: Mapping[str, Versions[Value]]) -> Iterator[Value]:
    for subject in case.subjects:
        yield from on(table.get(subject, ()), case.day)
