"""The JSON border: questions, answers, errors that name the field, and the published schema."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from welcome_office.cli import main
from welcome_office.law.recognition.contract import schema

SCHEMAS = Path(__file__).resolve().parents[3] / "docs" / "schemas"
EXAMPLES = json.loads((SCHEMAS / "find-recognition-examples.json").read_text(encoding="utf-8"))


def _run(document: object, *options: str) -> tuple[int, str, str]:
    text = document if isinstance(document, str) else json.dumps(document)
    result = CliRunner().invoke(main, ["find-recognition", *options], input=text)
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["title"])
def test_published_example_is_what_the_command_answers(example: dict[str, Any]) -> None:
    code, answer, _ = _run(example["question"])

    assert (code, json.loads(answer)) == (0, example["answer"])


def test_published_schema_is_the_one_the_code_describes() -> None:
    published = json.loads((SCHEMAS / "find-recognition.json").read_text(encoding="utf-8"))

    assert published == json.loads(json.dumps(schema()))


def test_pretty_answer_is_the_same_answer_indented() -> None:
    question = {"occupation": "O055", "facts": {"trained_in": "PL"}}

    _, plain, _ = _run(question)
    _, pretty, _ = _run(question, "--pretty")

    assert json.loads(plain) == json.loads(pretty)
    assert pretty.startswith('{\n  "occupation": "O055",\n')


@pytest.mark.parametrize(
    ("document", "error"),
    [
        pytest.param("{", "document: not valid JSON (Input data was truncated)", id="no JSON"),
        pytest.param([], "document: expected an object, got a list", id="no object"),
        pytest.param({}, 'occupation: give either "occupation" or "text"', id="nothing asked"),
        pytest.param(
            {"occupation": "O001", "text": "nurse"},
            'occupation: give either "occupation" or "text"',
            id="asked twice",
        ),
        pytest.param(
            {"text": " "}, 'text: empty (write an occupation, for example "nurse")', id="empty"
        ),
        pytest.param(
            {"occupation": "O999"},
            'occupation: unknown occupation "O999" (known: O001 to O109)',
            id="unknown occupation",
        ),
        pytest.param(
            {"occupation": "O001", "facts": {"trained_in": "XX"}},
            'facts.trained_in: unknown country "XX" (two capital letters of ISO 3166, '
            'for example "IN")',
            id="unknown country",
        ),
        pytest.param(
            {"occupation": "O001", "facts": {"lives_in": ""}},
            'facts.lives_in: empty (write "abroad" or a municipality)',
            id="empty place",
        ),
        pytest.param(
            {"occupation": "O001", "facts": {"self_employed": "no"}},
            "facts.self_employed: expected true or false or null, got a text",
            id="no boolean",
        ),
        pytest.param(
            {"occupation": "O001", "as_of": "21.11.2026"},
            'as_of: expected a date like "2026-11-21"',
            id="no day",
        ),
        pytest.param(
            {"occupation": "O001", "when": 1},
            "when: unknown field (known: as_of, occupation, text, language, facts)",
            id="unknown field",
        ),
        pytest.param(
            {"occupation": "O001", "language": "xx"},
            'language: "xx" has no texts (known: de, en, ar)',
            id="unknown language",
        ),
    ],
)
def test_document_that_cannot_be_answered(document: object, error: str) -> None:
    assert _run(document) == (2, "", f"{error}\n")


def test_places_may_be_typed_in_any_case() -> None:
    facts = {"trained_in": "ES", "citizenship": "ES", "works_in": "ABROAD"}

    _, exact, _ = _run({"occupation": "O026", "facts": {**facts, "lives_in": "Bochum"}})
    _, typed, _ = _run({"occupation": "O026", "facts": {**facts, "lives_in": " bochum "}})

    assert (typed, json.loads(exact)["bodies"][0]["id"]) == (exact, "BR_ARNSBERG")


def test_day_before_the_recorded_law_gets_no_invented_answer() -> None:
    _, answer, _ = _run({"occupation": "O025", "as_of": "2023-02-01"})

    said = json.loads(answer)
    assert (said["needed"], said["decision_months"]) == (None, None)
    assert said["bodies"] == [{"id": None, "role": "decides"}, {"id": "WOB", "role": "advises"}]
    assert said["warnings"] == ["Für den 01.02.2023 sind die Regeln hier nicht erfasst."]


def test_command_needs_neither_django_nor_yaml() -> None:
    program = (
        "import sys; import welcome_office.law.recognition.command; "
        "print([name for name in ('django', 'yaml') if name in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)

    assert done.stdout == b"[]\n"


def test_unknown_fact_is_refused_by_its_path() -> None:
    code, answer, error = _run({"occupation": "O001", "facts": {"age": 30}})

    assert (code, answer) == (2, "")
    assert error.startswith("facts.age: unknown field (known: trained_in, citizenship, ")


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_every_occupation_is_answered_in_every_language(language: str) -> None:
    facts = {"trained_in": "IN", "citizenship": "IN", "lives_in": "Bochum", "works_in": "Bochum"}
    for number in range(1, 110):
        question = {"occupation": f"O{number:03}", "language": language, "facts": facts}
        code, _, error = _run(question)

        assert (code, error) == (0, "")
