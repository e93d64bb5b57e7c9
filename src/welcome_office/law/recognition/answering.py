"""Answers a question of the contract: with a procedure, or with candidates for a text."""

from welcome_office.law.recognition.contract import Answer, Candidates, Query, Refusal
from welcome_office.law.recognition.finding import find
from welcome_office.law.recognition.law import RecognitionLaw
from welcome_office.law.recognition.wording import LANGUAGES, answer_in


def answer_query(query: Query, law: RecognitionLaw) -> Answer | Candidates:
    """The procedure for an occupation; the candidates where the question is a text."""
    language = query.language or LANGUAGES[0]
    if query.occupation is None:
        raise Refusal("text: the search is not ready yet")
    if language not in LANGUAGES:
        raise Refusal(f'language: "{language}" has no texts (known: {", ".join(LANGUAGES)})')
    finding = find(law, query.occupation, query.facts, day=query.day)
    return answer_in(language, finding, law)
