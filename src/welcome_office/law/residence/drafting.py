"""Reads the residence law from YAML: what only residence pathways say about themselves."""

from pathlib import Path
from typing import Any

from welcome_office.lawbook.drafting import read_law
from welcome_office.lawbook.problems import Problems
from welcome_office.lawbook.reading import Block

# `anspruch`: must be granted; `soll`: as a rule; `kann`: at discretion.
# `ba`: whether the employment agency must approve, and whether it first looks for others.
WORDS = {
    "entitlement": ("anspruch", "soll", "kann"),
    "ba": ("none", "required", "required_priority", "conditional"),
    "visa": ("none",),
    "kind": ("title", "procedure"),
}


def read(folder: Path) -> dict[str, Any]:
    """The law of a folder as checked plain data; LawError with every problem found."""
    return read_law(folder, _about_pathway)


def _about_pathway(block: Block, problems: Problems) -> dict[str, Any]:
    """Entitlement, approval and visa of a pathway, or of a version that differs from it."""
    about = {}
    for key, words in WORDS.items():
        if key in block:
            about[key] = block[key]
            if block[key] not in words:
                remedy = f"Write one of: {', '.join(words)}."
                problems.add(block.at(key), f'"{block[key]}" is no {key}.', remedy)
    return about
