"""Answers a question of the contract: with a procedure, or with candidates for a text."""

from welcome_office.law.recognition.contract import (
    Answer,
    CandidateAnswer,
    Candidates,
    Query,
    Refusal,
)
from welcome_office.law.recognition.finding import find
from welcome_office.law.recognition.law import RecognitionLaw
from welcome_office.law.recognition.search import occupations
from welcome_office.law.recognition.wording import LANGUAGES, answer_in


def answer_query(query: Query, law: RecognitionLaw) -> Answer | Candidates:
    """The procedure for an occupation; the candidates where the question is a text."""
    language = query.language or LANGUAGES[0]
    if query.text is not None:
        _refuse_unless_known(language, occupations.LANGUAGES)
        return _candidates(query.text, language, law)
    _refuse_unless_known(language, LANGUAGES)
    finding = find(law, str(query.occupation), query.facts, day=query.day)
    return answer_in(language, finding, law)


def _refuse_unless_known(language: str, known: tuple[str, ...]) -> None:
    if language not in known:
        raise Refusal(f'language: "{language}" has no texts (known: {", ".join(known)})')


def _candidates(text: str, language: str, law: RecognitionLaw) -> Candidates:
    return Candidates(
        tuple(
            CandidateAnswer(hit.subject, _label(hit.subject, language, law), hit.score)
            for hit in occupations.find_by_text(text)
        )
    )


def _label(occupation: str, language: str, law: RecognitionLaw) -> str:
    """The official title where there is one, which names women and men, else the usual name."""
    title = law.occupations[occupation].titles.get(language)
    return title or occupations.name_of(occupation, language=language)
