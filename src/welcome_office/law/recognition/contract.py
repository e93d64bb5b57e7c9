"""The JSON border of `find-recognition`: what comes in, what goes out, errors that name a field."""

import re
from datetime import date
from typing import Any, Literal

import msgspec

from welcome_office.law.recognition.facts import ABROAD, Facts
from welcome_office.law.recognition.law import PREPARED, RecognitionLaw

Language = Literal["de", "en", "ar"]
PLACES = ("lives_in", "works_in")
QUERY_FIELDS = ("as_of", "occupation", "text", "language", "facts")


class Query(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question: an occupation and facts, or a text to find the occupation by."""

    as_of: date | None = None
    occupation: str | None = None
    text: str | None = None
    language: str | None = None
    facts: Facts = Facts()

    @property
    def day(self) -> date:
        """The day asked about; the day the tables were prepared where none is given."""
        return self.as_of or PREPARED


class BodyAnswer(msgspec.Struct, frozen=True):
    """A body in its role; `id` null where the data names none."""

    id: str | None
    role: Literal["decides", "accelerates", "issues_licence", "examines", "evaluates", "advises"]


class SourceAnswer(msgspec.Struct, frozen=True):
    """A source with the day its values were last compared with it."""

    id: str
    title: str
    url: str | None
    checked: date


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """The procedure for one occupation; null is what nobody could verify or facts leave open."""

    occupation: str
    regulated: Literal["yes", "title_only", "self_employed_only", "no"] | None
    needed: Literal["required", "for_residence", "optional", "none"] | None
    bodies: tuple[BodyAnswer, ...]
    procedure: str | None
    acknowledgement: str | None
    decision_months: int | None
    extension: str | None
    fee_eur: tuple[int, int] | None
    language_required: str | None
    documents: tuple[str, ...] | None
    outcomes: tuple[str, ...]
    next_step: str
    sources: tuple[SourceAnswer, ...]
    confidence: Literal["verified", "high", "medium", "low", "draft", "unknown"]
    warnings: tuple[str, ...]
    missing: tuple[str, ...]


class CandidateAnswer(msgspec.Struct, frozen=True):
    """An occupation that may be meant."""

    occupation: str
    label: str
    score: float


class Candidates(msgspec.Struct, frozen=True):
    """The occupations that may be meant, best first."""

    candidates: tuple[CandidateAnswer, ...]


class Refusal(Exception):  # noqa: N818 (the contract's word for a document that cannot be answered)
    """A document that cannot be worked with; the text names the field and what would be right."""


def read_query(document: bytes, law: RecognitionLaw) -> Query:
    """The question a JSON document asks; raises Refusal with the field's path."""
    try:
        query = msgspec.json.decode(document, type=Query)
    except msgspec.ValidationError as error:
        raise Refusal(_plainly(str(error))) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refusal(f"document: not valid JSON ({error})") from error
    _check(query, law)
    return msgspec.structs.replace(query, facts=_with_known_names(query.facts, law))


def _with_known_names(facts: Facts, law: RecognitionLaw) -> Facts:
    """The facts with places spelled as the tables spell them."""
    places = {name: getattr(facts, name) for name in PLACES}
    known = {
        name: place and law.places.get(place.strip().casefold(), place.strip())
        for name, place in places.items()
    }
    return msgspec.structs.replace(facts, **known)


def _check(query: Query, law: RecognitionLaw) -> None:
    if (query.occupation is None) == (query.text is None):
        raise Refusal('occupation: give either "occupation" or "text"')
    if query.text is not None and not query.text.strip():
        raise Refusal('text: empty (write an occupation, for example "nurse")')
    if query.occupation is not None and query.occupation not in law.occupations:
        known = f"{min(law.occupations)} to {max(law.occupations)}"
        raise Refusal(f'occupation: unknown occupation "{query.occupation}" (known: {known})')
    for name in ("trained_in", "citizenship"):
        country = getattr(query.facts, name)
        if country is not None and country not in law.countries:
            right = 'two capital letters of ISO 3166, for example "IN"'
            raise Refusal(f'facts.{name}: unknown country "{country}" ({right})')
    for name in PLACES:
        place = getattr(query.facts, name)
        if place is not None and not place.strip():
            raise Refusal(f'facts.{name}: empty (write "{ABROAD}" or a municipality)')


def _plainly(error: str) -> str:
    message, _, where = error.partition(" - at `$")
    path = where.rstrip("`").lstrip(".")
    if found := re.match("Object contains unknown field `(.*)`", message):
        known = Facts.__struct_fields__ if path == "facts" else QUERY_FIELDS
        field = f"{path}.{found[1]}" if path else found[1]
        return f"{field}: unknown field (known: {', '.join(known)})"
    plain = {
        "str": "a text",
        "bool": "true or false",
        "object": "an object",
        "null": "null",
        "array": "a list",
        "int": "a whole number",
        "float": "a number",
        "date": 'a date like "2026-11-21"',
    }
    words = re.sub(
        "`([^`]*)`",
        lambda kinds: " or ".join(plain.get(kind, kind) for kind in kinds[1].split(" | ")),
        message.replace("Invalid RFC3339 encoded date", 'expected a date like "2026-11-21"'),
    )
    return f"{path or 'document'}: {words[:1].lower()}{words[1:]}"


def write_answer(answer: Answer | Candidates, *, pretty: bool) -> bytes:
    """The answer as JSON."""
    text = msgspec.json.encode(answer)
    return msgspec.json.format(text, indent=2) if pretty else text


def schema() -> dict[str, Any]:
    """The JSON Schema of the question and both answers."""
    (query, answer, candidates), parts = msgspec.json.schema_components(
        (Query, Answer, Candidates), ref_template="#/$defs/{name}"
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "find-recognition",
        "type": "object",
        "properties": {"question": query, "answer": {"anyOf": [answer, candidates]}},
        "$defs": parts,
    }
