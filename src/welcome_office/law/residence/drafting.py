"""Reads the residence law from YAML: what only residence pathways say about themselves."""

from pathlib import Path
from typing import Any

from welcome_office.lawbook.drafting import Draft, read_law
from welcome_office.lawbook.facts import FactError
from welcome_office.lawbook.fields import (
    NEWCOMER_LANGUAGES,
    plain,
    require_day,
    require_languages,
    require_text,
)
from welcome_office.lawbook.loading import SOURCES_FILE, checked_source
from welcome_office.lawbook.problems import Problems
from welcome_office.lawbook.reading import Block, allow_only, read_file
from welcome_office.lawbook.values import CONFIDENCES

# `anspruch`: must be granted; `soll`: as a rule; `kann`: at discretion.
# `ba`: whether the employment agency must approve, and whether it first looks for others.
WORDS = {
    "entitlement": ("anspruch", "soll", "kann"),
    "ba": ("none", "required", "required_priority", "conditional"),
    "visa": ("none",),
    "kind": ("title", "procedure"),
}
# What a page tells beside a result: how long the title lasts, which work it allows, what follows.
NOTES = ("term", "work", "later")
DUTY_KEYS = ("from", "to", "who", "when", "what", "law", "sanction", "source", "checked")


def read(folder: Path) -> dict[str, Any]:
    """The law of a folder as checked plain data; LawError with every problem found."""
    return read_law(folder, _about_pathway, read_more=_read_more)


def _read_more(folder: Path, draft: Draft) -> dict[str, Any]:
    """Duties, purposes and what the check concludes from answers."""
    problems = draft.problems
    sources = read_file(folder / "values" / SOURCES_FILE, problems)
    duties = read_file(folder / "duties.yaml", problems)
    purposes = read_file(folder / "purposes.yaml", problems)
    implied = read_file(folder / "implied.yaml", problems)
    groups = read_file(folder / "groups.yaml", problems)
    return {
        "duties": [_duty(name, block, sources, problems) for name, block in duties.items()],
        "purposes": {name: _purpose(block, problems) for name, block in purposes.items()},
        "implied": [_implied(block, draft) for block in implied.values()],
        "groups": [_group(block, draft) for block in groups.values()],
    }


def _about_pathway(block: Block, problems: Problems) -> dict[str, Any]:
    """What a pathway, or a version that differs from it, says besides its conditions."""
    about: dict[str, Any] = {}
    for key, words in WORDS.items():
        if key in block:
            about[key] = block[key]
            if block[key] not in words:
                remedy = f"Write one of: {', '.join(words)}."
                problems.add(block.at(key), f'"{block[key]}" is no {key}.', remedy)
    for key in NOTES:
        if key in block:
            about[key] = require_languages(block, key, problems, languages=NEWCOMER_LANGUAGES)
    return about


def _duty(name: str, block: Block, sources: Block, problems: Problems) -> dict[str, Any]:
    allow_only(block, (*DUTY_KEYS, "confidence"), problems)
    require_day(block, "from", problems)
    require_day(block, "checked", problems)
    require_text(block, "law", problems, example="§ 4a Abs. 5 AufenthG")
    for key in ("when", "what"):
        require_languages(block, key, problems, languages=NEWCOMER_LANGUAGES)
    if block.get("confidence") not in CONFIDENCES:
        remedy = f"Write one of: {', '.join(CONFIDENCES)}."
        problems.add(block.at("confidence"), f'Nobody says how sure "{name}" is.', remedy)
    return {"id": name, **plain(block), "source": checked_source(block, sources, problems)}


def _purpose(block: Block, problems: Problems) -> dict[str, Any]:
    allow_only(block, ("name", "pathways", "presumed", "doubted"), problems)
    require_languages(block, "name", problems, languages=NEWCOMER_LANGUAGES)
    pathways: dict[str, Any] = plain(block)
    return pathways


def _group(block: Block, draft: Draft) -> dict[str, Any]:
    allow_only(block, ("ask", "facts"), draft.problems)
    require_languages(block, "ask", draft.problems, languages=NEWCOMER_LANGUAGES)
    _check_names(block, "facts", draft)
    group: dict[str, Any] = plain(block)
    return group


def _check_names(block: Block, key: str, draft: Draft) -> None:
    for name in block.get(key, ()):
        if name not in draft.vocabulary.facts:
            draft.problems.add(block.at(key), f'There is no fact "{name}".', "Use another.")


def _implied(block: Block, draft: Draft) -> dict[str, Any]:
    """A conclusion or doubt; every fact it speaks of must exist and be possible."""
    allow_only(block, ("when", "then", "doubt"), draft.problems)
    facts = draft.vocabulary.facts
    for name, value in block.get("then", {}).items():
        try:
            facts[name].read(value)
        except (KeyError, FactError) as error:
            draft.problems.add(block.at("then"), f'"{name}" cannot be concluded:', f"{error}.")
    _check_names(block, "doubt", draft)
    return {**plain(block), "when": draft.tree(block, "when")}
