"""Takes names of occupations from the official ESCO classification, in any of its languages."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from welcome_office.law.recognition.entries import Occupation
from welcome_office.law.recognition.search.labels import Label, write_labels

# The columns of `occupations_xx.csv` that are read; the file has more.
NEEDED = ("conceptUri", "iscoGroup", "preferredLabel", "altLabels")
NOTE = "Names from ESCO (European Commission), mapped by ESCO address or ISCO-08 group."


class EscoError(Exception):
    """A file that is no ESCO table of occupations."""


@dataclass(frozen=True)
class EscoImport:
    """The labels found, and how many ESCO occupations have no counterpart here."""

    labels: tuple[Label, ...]
    without_counterpart: int


def import_esco(
    table: Path, occupations: Iterable[Occupation], *, folder: Path, language: str
) -> EscoImport:
    """Reads an ESCO table and writes `language`.csv into a folder of labels."""
    found = read_esco(table, occupations)
    folder.mkdir(parents=True, exist_ok=True)
    write_labels(folder / f"{language}.csv", found.labels, note=NOTE)
    return found


def read_esco(table: Path, occupations: Iterable[Occupation]) -> EscoImport:
    """The labels of an ESCO table (`occupations_xx.csv`, UTF-8).

    An exact counterpart gives names and synonyms; a near one, or the same ISCO-08 group, gives
    related words only: they help to find an occupation and decide nothing.
    """
    counterparts = _Counterparts(occupations)
    labels: dict[tuple[str, str], Label] = {}
    without = 0
    for row in _rows(table):
        found = counterparts.of(row)
        without += not found
        for occupation, is_exact in found:
            for label in _labels(row, occupation, is_exact=is_exact):
                labels.setdefault((label.occupation, label.text.casefold()), label)
    return EscoImport(tuple(sorted(labels.values(), key=_place)), without)


class _Counterparts:
    """Which of our occupations an ESCO occupation stands for."""

    def __init__(self, occupations: Iterable[Occupation]) -> None:
        self.by_uri: dict[str, list[tuple[str, bool]]] = defaultdict(list)
        self.by_group: dict[str, list[tuple[str, bool]]] = defaultdict(list)
        for occupation in occupations:
            if occupation.esco_uri:
                is_exact = occupation.has_exact_esco_match
                self.by_uri[occupation.esco_uri].append((occupation.id, is_exact))
            if occupation.isco08:
                self.by_group[occupation.isco08].append((occupation.id, False))

    def of(self, row: Mapping[str, str]) -> list[tuple[str, bool]]:
        group = row["iscoGroup"].strip().removeprefix("C").zfill(4)
        return self.by_uri.get(row["conceptUri"].strip()) or self.by_group.get(group, [])


def _labels(row: Mapping[str, str], occupation: str, *, is_exact: bool) -> Iterator[Label]:
    others = [text.strip() for text in row["altLabels"].splitlines()]
    for number, text in enumerate([row["preferredLabel"].strip(), *others]):
        if text:
            kind = ("synonym" if number else "name") if is_exact else "related"
            yield Label(occupation, text, kind, "imported")


def _place(label: Label) -> tuple[str, int, str]:
    return label.occupation, ("name", "synonym", "related").index(label.kind), label.text


def _rows(table: Path) -> Iterator[Mapping[str, str]]:
    with table.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
        if missing:
            raise EscoError(
                f"{table.name} lacks the columns {', '.join(missing)}. Take the file "
                "occupations_xx.csv of the ESCO download (classification, CSV)."
            )
        yield from reader
