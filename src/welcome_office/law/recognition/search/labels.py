"""Tables of labels: what an occupation is called in a language."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

COLUMNS = ("occupation", "label", "kind", "state")
KINDS = ("name", "synonym", "related")


@dataclass(frozen=True)
class Label:
    """One word or phrase for an occupation.

    `kind`: the name, a synonym, or related (it also fits other occupations).
    `state`: edited by the house, unverified (no native speaker has checked it), or imported.
    """

    occupation: str
    text: str
    kind: str
    state: str

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f'"{self.kind}" is no kind of label; use {", ".join(KINDS)}.')


def read_labels(path: Path) -> tuple[Label, ...]:
    """The labels of one language."""
    return tuple(
        Label(row["occupation"], row["label"], row["kind"], row["state"])
        for row in read_table(path)
    )


def write_labels(path: Path, labels: Iterable[Label], *, note: str) -> None:
    """Writes a table of labels with a note to its reader on the first line."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(f"# {note}\n")
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)
        for label in labels:
            writer.writerow((label.occupation, label.text, label.kind, label.state))


def read_table(path: Path) -> Iterator[Mapping[str, str]]:
    """The lines of a table; a line that begins with # is a note to the reader."""
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(line for line in stream if not line.startswith("#"))
