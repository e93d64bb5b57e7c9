"""What an answer page shows beside the answer: papers, money, typical mistakes, residence."""

from collections.abc import Iterable
from datetime import date

from welcome_office.law.recognition.entries import Body, Grant, Paper
from welcome_office.law.recognition.finding import Finding
from welcome_office.law.recognition.law import RecognitionLaw, on


def papers_for(finding: Finding, law: RecognitionLaw) -> tuple[Paper, ...]:
    """The papers of a finding with their forms; none where nobody could verify a list."""
    return tuple(paper_named(name, law) for name in finding.ruling.papers or ())


def paper_named(name: str, law: RecognitionLaw) -> Paper:
    """The paper that a finding names as "set/paper"."""
    of_set, _, wanted = name.partition("/")
    return next(paper for paper in law.papers[of_set] if paper.id == wanted)


def body_on(day: date, body: str, law: RecognitionLaw) -> Body | None:
    """A body with its address as it is on a day; None where there is none of that id then."""
    return next(iter(on(law.bodies.get(body, ()), day)), None)


def mistakes_about(finding: Finding, law: RecognitionLaw) -> tuple[str, ...]:
    """The keys of the texts about mistakes people make on this route."""
    return tuple(mistake.text for mistake in law.mistakes.get(finding.ruling.route, ()))


def grants_on(day: date, law: RecognitionLaw) -> tuple[Grant, ...]:
    """The money towards the costs that can be applied for on a day."""
    return tuple(grant for grants in law.grants.values() for grant in on(grants, day))


def residence_ways(law: RecognitionLaw) -> Iterable[tuple[str, str]]:
    """Each pathway of residence with the key of the text on the recognition it asks for."""
    return tuple((name, sentence.text) for name, (sentence, *_) in law.residence.items())


def school_body(certificate: str, law: RecognitionLaw, *, day: date) -> str | None:
    """The body that recognises a school certificate; None where the Land names none."""
    assigned = on(law.school_certificates.get(certificate, ()), day)
    return assigned[0].body if assigned else None
