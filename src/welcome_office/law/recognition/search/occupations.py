"""The three ways to an occupation: its name, a day's work, its field."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from welcome_office.law.recognition.search.index import Hit, Index, Phrase
from welcome_office.law.recognition.search.labels import Label, read_labels, read_table

TABLES = Path(__file__).parents[1]
LABELS = TABLES / "labels"
# Languages the house itself has names in; `TASK_LANGUAGES` also a day's work and fields.
LANGUAGES = ("de", "en", "ar", "tr", "uk", "ru", "fa")
TASK_LANGUAGES = ("de", "en", "ar")
RELATED = 0.8
BY_TASK = 0.8


@dataclass(frozen=True)
class Field:
    """A field of work with its occupations."""

    id: str
    names: Mapping[str, str]
    occupations: tuple[str, ...]


def find_by_name(
    text: str, *, limit: int = 10, folders: tuple[Path, ...] = (LABELS,)
) -> tuple[Hit, ...]:
    """The occupations whose names, in any language, resemble the text most; best first.

    `folders` hold tables of labels; an office adds the folder its ESCO import filled.
    """
    return _names(folders).find(text, limit=limit)


def find_by_tasks(text: str, *, limit: int = 10) -> tuple[Hit, ...]:
    """The occupations in which people do all day what the text describes; best first."""
    return _tasks().find(text, limit=limit)


def find_by_text(
    text: str, *, limit: int = 10, folders: tuple[Path, ...] = (LABELS,)
) -> tuple[Hit, ...]:
    """The occupations a text may mean, as a name or as a description of the work."""
    named = find_by_name(text, limit=limit, folders=folders)
    if named and named[0].score > BY_TASK:
        return named
    best = {hit.subject: hit.score for hit in named}
    for hit in find_by_tasks(text, limit=limit):
        best[hit.subject] = max(best.get(hit.subject, 0.0), round(hit.score * BY_TASK, 3))
    ranked = sorted(best.items(), key=lambda found: (-found[1], found[0]))
    return tuple(Hit(occupation, score) for occupation, score in ranked[:limit])


@cache
def fields() -> tuple[Field, ...]:
    """All fields of work in the order in which they are offered."""
    return tuple(
        Field(
            id=row["field"],
            names={language: row[language] for language in TASK_LANGUAGES},
            occupations=tuple(row["occupations"].split()),
        )
        for row in read_table(TABLES / "fields.csv")
    )


def name_of(occupation: str, *, language: str) -> str:
    """What an occupation is called in a language; in German where it has no name there."""
    return next(
        label.text
        for wanted in (language, LANGUAGES[0])
        for label in _labels(LABELS).get(wanted, ())
        if label.occupation == occupation and label.kind == "name"
    )


@cache
def _labels(folder: Path) -> Mapping[str, tuple[Label, ...]]:
    return {path.stem: read_labels(path) for path in sorted(folder.glob("*.csv"))}


@cache
def _names(folders: tuple[Path, ...]) -> Index:
    return Index(
        Phrase(label.occupation, label.text, RELATED if label.kind == "related" else 1.0)
        for folder in folders
        for labels in _labels(folder).values()
        for label in labels
    )


@cache
def _tasks() -> Index:
    return Index(
        Phrase(row["occupation"], row["task"])
        for language in TASK_LANGUAGES
        for row in read_table(TABLES / "tasks" / f"{language}.csv")
    )
