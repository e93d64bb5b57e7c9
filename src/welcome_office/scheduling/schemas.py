"""Writes the JSON Schemas: python -m welcome_office.scheduling.schemas docs/schemas."""

import sys
from pathlib import Path
from typing import Any

import msgspec

from welcome_office.scheduling.answer import Answer
from welcome_office.scheduling.document import schema_of
from welcome_office.scheduling.problem import Problem


def schemas() -> dict[str, dict[str, Any]]:
    """Every schema by the path of its file under docs/schemas."""
    return {
        "find-visits/problem.schema.json": schema_of(Problem),
        "find-visits/answer.schema.json": schema_of(Answer),
    }


def schema_text(schema: dict[str, Any]) -> str:
    """A schema as it stands in its file."""
    text = msgspec.json.format(msgspec.json.encode(schema, order="deterministic"), indent=2)
    return f"{text.decode()}\n"


def write_schemas(folder: Path) -> None:
    """Write every schema below a folder."""
    for name, schema in schemas().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(schema_text(schema), encoding="utf-8")


if __name__ == "__main__":
    write_schemas(Path(sys.argv[1]))
