"""Occupations for the check: by name in any language, or by a field of work; each has a code.

The codes are those of the international classification ISCO-08. The fields stand for people whose
occupation the search does not know; their names are the house's own. The Arabic names are
reviewed by nobody yet.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from welcome_office.core.wording import current_language
from welcome_office.law.recognition.law import load_law
from welcome_office.law.recognition.search import occupations
from welcome_office.pathways.checking import law_language

GROUPS = Path(__file__).with_name("occupation_groups.csv")
# Names and codes of occupations are the same in every Land.
LAND = "nrw"
SHOWN = 6


@dataclass(frozen=True)
class Occupation:
    """An occupation in the active language, with its code and the official German name."""

    code: str
    name: str
    term: str = ""


def find_occupations(text: str) -> tuple[Occupation, ...]:
    """The occupations that a text may mean, best first; those without a code are left out."""
    known = load_law(LAND).occupations
    hits = occupations.find_by_text(text, limit=2 * SHOWN)
    found = (known[hit.subject] for hit in hits if known[hit.subject].isco08)
    language = current_language().code
    named = (
        Occupation(
            each.isco08,
            each.titles.get(language) or occupations.name_of(each.id, language=language),
            each.titles["de"],
        )
        for each in found
    )
    return tuple({each.code: each for each in reversed(list(named))}.values())[::-1][:SHOWN]


def fields_of_work() -> tuple[Occupation, ...]:
    """All fields of work in the active language."""
    language = law_language()
    return tuple(Occupation(code, names[language]) for code, names in _groups().items())


def occupation_name(code: str) -> str:
    """What an occupation is called in the active language; the code where nobody named it."""
    language = current_language().code
    groups = _groups()
    if code in groups:
        return groups[code][law_language()]
    for each in load_law(LAND).occupations.values():
        if each.isco08 == code:
            title = each.titles.get(language)
            return title or occupations.name_of(each.id, language=language)
    return f"ISCO-08 {code}"


@cache
def _groups() -> Mapping[str, Mapping[str, str]]:
    with GROUPS.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}
