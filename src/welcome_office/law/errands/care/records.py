"""Remembers which German text each translation was made from, by hashes of both.

A line says: on this day, this translation (hash) said what this German text (hash) says. Where the
German text changed since and the translation did not, the translation is outdated. A translation
that nobody noted yet is new, not outdated.
"""

import csv
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Literal

BINDING = "de"
FIELDS = ("block", "language", "german", "translation", "checked")

State = Literal["current", "outdated", "new"]


@dataclass(frozen=True, kw_only=True)
class Record:
    """On `checked`, `translation` said in `language` what `german` says; `block` is for readers."""

    block: str
    language: str
    german: str
    translation: str
    checked: date


def digest(text: str) -> str:
    """A short name of a text; white space around it does not count."""
    return hashlib.sha256(text.strip().encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Records:
    """Everything that was noted about the translations of one folder."""

    records: tuple[Record, ...] = ()

    @cached_property
    def _known(self) -> Mapping[tuple[str, str, str], date]:
        return {(r.language, r.german, r.translation): r.checked for r in self.records}

    @cached_property
    def _translations(self) -> frozenset[tuple[str, str]]:
        return frozenset((record.language, record.translation) for record in self.records)

    def state(self, german: str, *, language: str, translation: str) -> State:
        """Whether a translation says what the German text says now."""
        if self.checked(german, language=language, translation=translation):
            return "current"
        is_noted = (language, digest(translation)) in self._translations
        return "outdated" if is_noted else "new"

    def checked(self, german: str, *, language: str, translation: str) -> date | None:
        """The day on which somebody last compared the two, if anybody did."""
        return self._known.get((language, digest(german), digest(translation)))


def read_records(path: Path) -> Records:
    """Read a file of records; where there is none, nothing was noted."""
    if not path.exists():
        return Records()
    with path.open(encoding="utf-8", newline="") as lines:
        return Records(tuple(_records(csv.DictReader(lines))))


def _records(rows: Iterable[Mapping[str, str]]) -> Iterator[Record]:
    for row in rows:
        yield Record(**{**row, "checked": date.fromisoformat(row["checked"])})  # type: ignore[arg-type] # the file's head names the fields


def write_records(path: Path, records: Iterable[Record]) -> None:
    """Write a file of records, sorted, so that changes are easy to read."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(FIELDS)
        for each in sorted(records, key=lambda record: (record.block, record.language)):
            writer.writerow(
                (each.block, each.language, each.german, each.translation, each.checked)
            )
