"""The JSON border of `find-visits`: documents in, documents out, and errors that name the field."""

import json
import re
from typing import Any

import msgspec

from welcome_office.scheduling.answer import Answer
from welcome_office.scheduling.model import (
    Busy,
    ExceptionalDay,
    Hours,
    InputError,
    Person,
    Resource,
    Service,
    VisitRequest,
    WallTime,
)
from welcome_office.scheduling.problem import Problem

OBJECTS: dict[str, type[msgspec.Struct]] = {
    "": Problem,
    "services[]": Service,
    "resources[]": Resource,
    "resources[].hours[]": Hours,
    "resources[].exceptions[]": ExceptionalDay,
    "resources[].busy[]": Busy,
    "visit": VisitRequest,
    "visit.people[]": Person,
}
WORDS = {
    "channel": "on_site, video",
    "channels": "on_site, video",
    "language": "hard, prefer, any",
    "interpreter": "never, if_needed, required",
    "order": "earliest, least_wait, pareto",
}
KINDS = {
    "int": "a whole number",
    "str": "a text",
    "bool": "true or false",
    "array": "a list",
    "object": "an object",
    "date": 'a date like "2026-11-24"',
    "datetime": 'a time like "2026-11-24T09:00:00+01:00"',
    "WallTime": 'a time like "08:00"',
    "null": "null",
}


def read_problem(document: bytes) -> Problem:
    """The problem a JSON document describes; raises InputError with the field's path."""
    try:
        return msgspec.json.decode(document, type=Problem, dec_hook=_from_json)
    except msgspec.ValidationError as error:
        raise _input_error(error, document=document) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError("document", f"not valid JSON ({error})") from error


def write_answer(answer: Answer, *, pretty: bool) -> bytes:
    """The answer as JSON."""
    text = msgspec.json.encode(answer)
    return msgspec.json.format(text, indent=2) if pretty else text


def schema_of(kind: type[msgspec.Struct]) -> dict[str, Any]:
    """The JSON Schema of a problem or an answer."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **msgspec.json.schema(kind, schema_hook=_schema),
    }


def _from_json(kind: type, value: object) -> object:
    if kind is WallTime:
        return WallTime.parse(value)
    raise NotImplementedError(kind)


def _schema(kind: type) -> dict[str, str]:
    if kind is WallTime:
        return {"type": "string", "pattern": WallTime.PATTERN}
    raise NotImplementedError(kind)


def _input_error(error: msgspec.ValidationError, *, document: bytes) -> InputError:
    message, _, where = str(error).partition(" - at `$")
    path = where.rstrip("`").lstrip(".")
    cause = error.__cause__
    if isinstance(cause, InputError) and cause.path:
        return cause.under(path)
    if found := re.match("Object missing required field `(.*)`", message):
        return InputError(_join(path, found[1]), "missing")
    if found := re.match("Object contains unknown field `(.*)`", message):
        struct = OBJECTS[re.sub(r"\[\d+\]", "[]", path)]
        known = ", ".join(struct.__struct_encode_fields__)
        return InputError(_join(path, found[1]), f"unknown field (known: {known})")
    expected = _expectation(message, path=path)
    return InputError(path or "document", f"{expected}, got {_found(path, document=document)}")


def _expectation(message: str, *, path: str) -> str:
    field = re.sub(r"\[\d+\]$", "", path).rpartition(".")[2]
    if message.startswith("Invalid enum value"):
        return f"expected one of {WORDS[field]}"
    if message.startswith("Invalid RFC3339"):
        return f"expected {KINDS[message.rpartition(' ')[2]]}"
    if "timezone component" in message:
        return f"expected {KINDS['datetime']} with its offset from UTC"
    words = message.partition(", got")[0]
    words = re.sub("`(.*?)`", lambda found: _plain(found[1]), words)
    words = re.sub(">= ([0-9]+)", r"of \1 or more", words)
    words = re.sub("<= ([0-9]+)", r"of \1 or less", words)
    return words[:1].lower() + words[1:]


def _plain(kinds: str) -> str:
    return " or ".join(KINDS.get(kind, kind) for kind in kinds.split(" | "))


def _join(path: str, field: str) -> str:
    return f"{path}.{field}" if path else field


def _found(path: str, *, document: bytes) -> str:
    """What stands at a path, cut to a readable length."""
    try:
        value = json.loads(document)
    except RecursionError:
        return "something nested too deeply"
    for name, index in re.findall(r"([^.\[\]]+)|\[(\d+)\]", path):
        value = value[name] if name else value[int(index)]
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:57]}..."
