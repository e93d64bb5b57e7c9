"""The published schemas and worked examples say what the program does."""

import json
from pathlib import Path

import pytest

from welcome_office.scheduling.document import read_problem, write_answer
from welcome_office.scheduling.schemas import schema_text, schemas
from welcome_office.scheduling.visits import answer_problem

FOLDER = Path(__file__).parents[2] / "docs" / "schemas"
EXAMPLES = sorted((FOLDER / "find-visits" / "examples").glob("*.json"))


@pytest.mark.parametrize("name", schemas())
def test_published_schema_is_the_one_of_the_code(name: str) -> None:
    published = (FOLDER / name).read_text(encoding="utf-8")

    assert published == schema_text(schemas()[name]), (
        "Renew it: python -m welcome_office.scheduling.schemas docs/schemas"
    )


@pytest.mark.parametrize("path", EXAMPLES, ids=[path.stem for path in EXAMPLES])
def test_worked_example_is_answered_as_written(path: Path) -> None:
    example = json.loads(path.read_text(encoding="utf-8"))

    answer = answer_problem(read_problem(json.dumps(example["problem"]).encode()))

    assert json.loads(write_answer(answer, pretty=False)) == example["answer"]
