"""The published schema and its worked examples say what the command does."""

import json
from pathlib import Path
from typing import Any

import pytest

from welcome_office.law.residence.answer import answer
from welcome_office.law.residence.assessment import assess
from welcome_office.law.residence.law import residence_law
from welcome_office.law.residence.request import FIELDS, read_request
from welcome_office.law.residence.schema import FILE, schema, schema_text

SCHEMAS = Path(__file__).parents[3] / "docs" / "schemas"
LAW = residence_law()
EXAMPLES = json.loads((SCHEMAS / "check-residence-examples.json").read_text(encoding="utf-8"))


def test_the_published_schema_is_that_of_the_code() -> None:
    published = (SCHEMAS / FILE).read_text(encoding="utf-8")

    assert published == schema_text(LAW), (
        "Run `python -m welcome_office.law.residence.schema docs/schemas`."
    )


def test_the_schema_knows_every_field_and_fact() -> None:
    defined = schema(LAW)["$defs"]

    assert tuple(defined["Question"]["properties"]) == FIELDS
    assert defined["Facts"]["properties"].keys() == LAW.book.facts.keys()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["title"])
def test_a_worked_example_gives_its_answer(example: dict[str, Any]) -> None:
    request = read_request(example["question"], LAW)

    found = answer(
        assess(
            LAW,
            request.facts,
            as_of=request.as_of,
            pathways=request.pathways,
            assume_defaults=request.assume_defaults,
        ),
        LAW,
        language=request.language,
    )

    # The version changes with every word of the law, the rest only with its meaning.
    assert {**found, "rules_version": example["answer"]["rules_version"]} == example["answer"]
    assert found.keys() == schema(LAW)["$defs"]["Answer"]["properties"].keys()
