"""Checks on the entries of a law file that every kind of entry shares."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from welcome_office.lawbook.dated import ONE_DAY
from welcome_office.lawbook.problems import Problems
from welcome_office.lawbook.reading import Block

LANGUAGES = ("de", "en")
NEWCOMER_LANGUAGES = ("de", "en", "ar")


def require_text(block: Block, key: str, problems: Problems, *, example: str) -> str:
    """The text under a key, or a problem that shows what such a text looks like."""
    found = block.get(key)
    if isinstance(found, str) and found.strip():
        return found
    problems.add(
        block.at(key), f"{_lack(block, key)} a text.", f'Write for example "{key}: {example}".'
    )
    return ""


def require_day(block: Block, key: str, problems: Problems) -> date | None:
    """The day under a key, or a problem."""
    found = block.get(key)
    if isinstance(found, date):
        return found
    problems.add(block.at(key), f"{_lack(block, key)} a day.", f'Write "{key}: 2026-01-31".')
    return None


def require_languages(
    block: Block, key: str, problems: Problems, *, languages: Sequence[str] = LANGUAGES
) -> dict[str, str]:
    """The texts under a key in every language wanted; a missing translation is a problem."""
    texts = block.get(key)
    if not isinstance(texts, Block):
        problems.add(
            block.at(key), f"{_lack(block, key)} texts.", f"Write it in {', '.join(languages)}."
        )
        return {}
    for language in languages:
        if not isinstance(texts.get(language), str) or not texts[language].strip():
            problems.add(
                texts.place, f'"{key}" has no translation into "{language}".', "Translate it."
            )
    return {str(language): str(text) for language, text in texts.items()}


def require_versions(block: Block, problems: Problems) -> list[Block]:
    """The versions of an entry in order of their first days; overlaps and gaps are problems.

    A gap between versions must be declared by `gap_before` with the reason, on the later one.
    """
    versions = [version for version in block.get("versions") or [] if isinstance(version, Block)]
    if not versions:
        problems.add(block.at("versions"), "There is no version.", "Give at least one with from.")
    dated = [version for version in versions if require_day(version, "from", problems)]
    dated.sort(key=lambda version: version["from"])
    for version in dated:
        _check_end(version, problems)
    for earlier, later in pairwise(dated):
        _check_neighbours(earlier, later, problems)
    return dated


def plain(content: Any) -> Any:
    """A block as plain data that JSON can hold; days become text."""
    if isinstance(content, dict):
        return {key: plain(value) for key, value in content.items()}
    if isinstance(content, list):
        return [plain(item) for item in content]
    return content.isoformat() if isinstance(content, date) else content


def _lack(block: Block, key: str) -> str:
    return f'"{key}" is not' if key in block else f'"{key}" is missing; it needs'


def _check_end(version: Block, problems: Problems) -> None:
    last_day = version.get("to")
    if last_day is None:
        return
    if not isinstance(last_day, date) or last_day < version["from"]:
        remedy = "Give the last day on which it applies, or nothing."
        problems.add(version.at("to"), f"It cannot end on {last_day}.", remedy)
        version["to"] = None


def _check_neighbours(earlier: Block, later: Block, problems: Problems) -> None:
    last_day, first_day = earlier.get("to"), later["from"]
    if last_day is None or last_day >= first_day:
        remedy = f"End the earlier one on {first_day - ONE_DAY}."
        problems.add(later.at("from"), f"Two versions apply on {first_day}.", remedy)
    elif last_day + ONE_DAY < first_day and not later.get("gap_before"):
        what = f"Nothing applies from {last_day + ONE_DAY} to {first_day - ONE_DAY}."
        problems.add(later.at("from"), what, 'Close the gap, or say why in "gap_before".')
