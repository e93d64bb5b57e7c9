"""Reads a question to the residence law from JSON, or names the field that is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from welcome_office.law.residence.law import LANGUAGES, ResidenceLaw
from welcome_office.lawbook.facts import FactError, Facts, day_of_text

FIELDS = ("as_of", "language", "facts", "pathways", "assume_defaults")


class RequestError(ValueError):
    """A field of a request that cannot be used: its path, what is wrong, what would be right."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(f"{path}: {message}")


@dataclass(frozen=True)
class Request:
    """One question: whose ways are looked for, on which day, answered in which language."""

    as_of: date
    facts: Facts
    language: str = "de"
    pathways: tuple[str, ...] | None = None
    assume_defaults: bool = True


def read_request(document: object, law: ResidenceLaw) -> Request:
    """The request in a JSON document; RequestError for the first field that is wrong."""
    if not isinstance(document, dict):
        raise RequestError("request", "is not an object (write {…} with as_of and facts)")
    refuse_unknown(document, FIELDS, path="")
    return Request(
        as_of=read_day(document, "as_of"),
        facts=read_facts(document.get("facts", {}), law),
        language=_language(document.get("language", "de")),
        pathways=_pathways(document.get("pathways"), law),
        assume_defaults=_yes_no(document.get("assume_defaults", True), "assume_defaults"),
    )


def read_facts(raw: object, law: ResidenceLaw) -> Facts:
    """Facts as the law's rules see them; null says that the person does not know."""
    if not isinstance(raw, dict):
        raise RequestError("facts", "is not an object (write names of facts with their values)")
    refuse_unknown(raw, law.book.facts, path="facts.")
    facts: Facts = {}
    for name, value in raw.items():
        try:
            facts[name] = None if value is None else law.book.facts[name].read(value)
        except FactError as error:
            raise RequestError(f"facts.{name}", str(error)) from None
    return facts


def read_day(document: Mapping[str, Any], field: str) -> date:
    """The day of a field; RequestError where there is none."""
    raw = document.get(field)
    day = day_of_text(raw)
    if day is None:
        found = "is missing" if raw is None else f"{raw!r} is not a day"
        raise RequestError(field, f"{found} (write for example 2026-01-31)")
    return day


def refuse_unknown(
    document: Mapping[str, Any], known: Mapping[str, Any] | tuple[str, ...], *, path: str
) -> None:
    """RequestError for the first name in the document that nobody would read."""
    for name in document:
        if name not in known:
            raise RequestError(
                f"{path}{name}", f'unknown {_what(path)} "{name}"{_hint(name, known)}'
            )


def _what(path: str) -> str:
    return "fact" if path == "facts." else "field"


def _hint(name: str, known: Mapping[str, Any] | tuple[str, ...]) -> str:
    # Only a mistaken caller pays for this import.
    from difflib import get_close_matches  # noqa: PLC0415

    close = get_close_matches(name, known, n=3)
    return f" (meant: {', '.join(close)}?)" if close else f" (known: {', '.join(known)})"


def _language(raw: object) -> str:
    if isinstance(raw, str) and raw in LANGUAGES:
        return raw
    raise RequestError("language", f"{raw!r} is not offered (known: {', '.join(LANGUAGES)})")


def _pathways(raw: object, law: ResidenceLaw) -> tuple[str, ...] | None:
    if raw is None:
        return None
    if not isinstance(raw, list):
        raise RequestError("pathways", "is not a list (write ids of pathways, or null for all)")
    for place, name in enumerate(raw):
        if name not in law.pathways:
            message = f'unknown pathway "{name}"{_hint(str(name), law.pathways)}'
            raise RequestError(f"pathways[{place}]", message)
    return tuple(raw)


def _yes_no(raw: object, field: str) -> bool:
    if isinstance(raw, bool):
        return raw
    raise RequestError(field, f"{raw!r} is not yes or no (write true or false)")
