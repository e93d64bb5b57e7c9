"""Reads the tables of a folder of recognition law; every problem with its file and line."""

import csv
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from welcome_office.lawbook.dated import Version
from welcome_office.lawbook.problems import Place, Problems
from welcome_office.lawbook.values import CONFIDENCES

PROVENANCE = ("source", "checked", "confidence")
PERIOD = ("from", "to")


@dataclass(frozen=True)
class Ground:
    """What an entry of the law rests on: its sources, when it was checked, how sure it is."""

    sources: tuple[str, ...]
    checked: date
    confidence: str


@dataclass(frozen=True)
class Row:
    """A line of a table."""

    cells: Mapping[str, str]
    place: Place

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def number(self, column: str) -> int | None:
        """The whole number in a column; None where the cell is empty."""
        return int(self.cells[column]) if self.cells[column] else None


class Tables:
    """The tables of one folder, read with the columns they must have."""

    def __init__(self, folder: Path, *, problems: Problems, sources: Collection[str] = ()) -> None:
        self.folder = folder
        self.problems = problems
        self.sources = frozenset(sources)

    def rows(self, name: str, columns: Sequence[str]) -> list[Row]:
        """The lines of `name`.csv; an absent table has none, a strange one is a problem."""
        path = self.folder / f"{name}.csv"
        if not path.exists():
            return []
        file = f"{self.folder.name}/{path.name}"
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.reader(stream)
            header = next(reader, [])
            if header != list(columns):
                remedy = f"Write: {','.join(columns)}"
                self.problems.add(Place(file, 1), "The columns are not the expected ones.", remedy)
                return []
            return [
                Row(dict(zip(columns, cells, strict=True)), Place(file, reader.line_num))
                for cells in reader
                if self._is_complete(cells, columns, Place(file, reader.line_num))
            ]

    def _is_complete(self, cells: list[str], columns: Sequence[str], place: Place) -> bool:
        if len(cells) == len(columns):
            return True
        what = f"The line has {len(cells)} cells, not {len(columns)}."
        self.problems.add(place, what, "Put text with commas in double quotes.")
        return False

    def ground(self, row: Row) -> Ground:
        """The sources, day and confidence of a line; what is wrong with them is a problem."""
        sources = tuple(row["source"].split(";")) if row["source"] else ()
        if not sources:
            self.problems.add(row.place, "The value has no source.", 'Fill "source".')
        for source in sources:
            if source not in self.sources:
                remedy = "Use the word of a line in sources.csv."
                self.problems.add(row.place, f'There is no source "{source}".', remedy)
        if row["confidence"] not in CONFIDENCES:
            remedy = f"Use one of: {', '.join(CONFIDENCES)}."
            self.problems.add(row.place, f'"{row["confidence"]}" is no confidence.', remedy)
        return Ground(sources, self._day(row, "checked") or date.min, row["confidence"])

    def version(self, row: Row, content: object) -> Version[object]:
        """The content with the days between which it applies."""
        first, last = self._day(row, "from"), self._day(row, "to", optional=True)
        if first is not None and last is not None and last < first:
            remedy = "Let it end on or after its first day."
            self.problems.add(row.place, f"It ends on {last}, before it begins.", remedy)
            last = None
        return Version(first or date.min, last, content)

    def _day(self, row: Row, column: str, *, optional: bool = False) -> date | None:
        text = row[column]
        if optional and not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            remedy = "Write a day as 2026-01-31."
            self.problems.add(row.place, f'"{text}" in "{column}" is no day.', remedy)
            return None
