"""Writes the JSON Schema: python -m welcome_office.law.residence.schema docs/schemas."""

import json
import sys
from pathlib import Path
from typing import Any

from welcome_office.law.residence.assessment import Status
from welcome_office.law.residence.calculations import TOPICS
from welcome_office.law.residence.drafting import WORDS
from welcome_office.law.residence.law import LANGUAGES, ResidenceLaw, residence_law
from welcome_office.lawbook.countries import COUNTRIES
from welcome_office.lawbook.facts import LEVELS

FILE = "check-residence.json"
Schema = dict[str, Any]
DAY: Schema = {"type": "string", "format": "date"}
TEXT: Schema = {"type": "string"}


def schema(law: ResidenceLaw) -> Schema:
    """The schema of questions, answers and inputs of calculations."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "check-residence",
        "type": "object",
        "properties": {
            "question": {"$ref": "#/$defs/Question"},
            "answer": {"$ref": "#/$defs/Answer"},
        },
        "$defs": {
            "Question": _question(law),
            "Facts": _facts(law),
            "Answer": _answer(law),
            "Pathway": _pathway(law),
            "Reason": _strict(
                {"code": {"enum": sorted(law.data["reasons"])}, "cite": TEXT, "text": TEXT}
            ),
            **{f"Input of {topic}": _input(topic) for topic in TOPICS},
        },
    }


def schema_text(law: ResidenceLaw) -> str:
    """The schema as the file under docs/schemas holds it."""
    return json.dumps(schema(law), ensure_ascii=False, indent=2) + "\n"


def _strict(properties: Schema) -> Schema:
    """An object with exactly these properties."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _question(law: ResidenceLaw) -> Schema:
    found = _strict(
        {
            "as_of": DAY,
            "language": {"enum": list(LANGUAGES), "default": "de"},
            "facts": {"$ref": "#/$defs/Facts"},
            "pathways": {
                "anyOf": [
                    {"type": "array", "items": {"enum": list(law.pathways)}},
                    {"type": "null"},
                ],
                "default": None,
            },
            "assume_defaults": {"type": "boolean", "default": True},
        }
    )
    return {**found, "required": ["as_of"]}


def _facts(law: ResidenceLaw) -> Schema:
    described = "A fact left out is assumed where it has a default; null says: not known."
    properties = {name: _fact(law, name) for name in law.book.facts}
    return {
        "type": "object",
        "description": described,
        "properties": properties,
        "additionalProperties": False,
    }


def _fact(law: ResidenceLaw, name: str) -> Schema:
    fact = law.book.facts[name]
    texts = law.data["facts"][name]
    found: Schema = {"description": f"{texts['ask']['en']} {texts['why']['en']}"}
    if fact.assumed is not None:
        found["default"] = fact.assumed
    if fact.kind == "word" and fact.options:
        found["examples"] = list(fact.options)
    return {**found, "anyOf": [_kinds(fact.options)[fact.kind], {"type": "null"}]}


def _kinds(options: tuple[str, ...]) -> dict[str, Schema]:
    number: Schema = {"type": "number", "minimum": 0}
    return {
        "yes_no": {"type": "boolean"},
        "number": number,
        "points": number,
        "day": DAY,
        "choice": {"enum": list(options)},
        "word": {"type": "string", "pattern": r"^\w{1,40}$"},
        "country": {"enum": sorted(COUNTRIES)},
        "level": {"enum": list(LEVELS)},
        "occupation": {"type": "string", "pattern": r"^\d{1,4}$"},
    }


def _answer(law: ResidenceLaw) -> Schema:
    return _strict(
        {
            "as_of": DAY,
            "rules_version": {"type": "string", "description": "A short hash of the law data."},
            "points": {
                "type": ["integer", "null"],
                "description": "Points of the Opportunity Card; null while facts are missing.",
            },
            "pathways": {"type": "array", "items": {"$ref": "#/$defs/Pathway"}},
            "ask_next": {"type": "array", "items": {"enum": list(law.book.facts)}},
        }
    )


def _pathway(law: ResidenceLaw) -> Schema:
    return _strict(
        {
            "id": {"enum": list(law.pathways)},
            "name": TEXT,
            "status": {"enum": [status.value for status in Status]},
            "reasons": {"type": "array", "items": {"$ref": "#/$defs/Reason"}},
            "missing": {"type": "array", "items": {"enum": list(law.book.facts)}},
            "entitlement": {"enum": list(WORDS["entitlement"])},
            "ba": {"enum": list(WORDS["ba"])},
            "visa": {
                "enum": [*WORDS["visa"], None],
                "description": "none: no visa; null: the general rule (calculate visa_first).",
            },
        }
    )


def _input(topic: str) -> Schema:
    return {
        "type": "object",
        "description": f"check-residence --calculate {topic}",
        "properties": {name: {} for name in TOPICS[topic].fields},
        "additionalProperties": False,
    }


if __name__ == "__main__":
    (Path(sys.argv[1]) / FILE).write_text(schema_text(residence_law()), encoding="utf-8")
