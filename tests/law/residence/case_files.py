"""Reads the worked cases that stand beside the residence law."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

from welcome_office.law.residence.assessment import PathwayFinding, assess
from welcome_office.law.residence.law import FOLDER, ResidenceLaw
from welcome_office.law.residence.request import read_request
from welcome_office.lawbook.fields import plain
from welcome_office.lawbook.problems import Problems
from welcome_office.lawbook.reading import read_file

CALCULATIONS = "14_calculations.yaml"
FIGURES = "15_figures.yaml"
UNASKED = object()


@dataclass(frozen=True)
class Case:
    """One person on one day, and what is found."""

    name: str
    day: date
    facts: Mapping[str, Any]
    expect: Mapping[str, str]
    points: Any = UNASKED
    assume_defaults: bool = True

    @property
    def request(self) -> dict[str, Any]:
        """The case as the command reads it."""
        return {
            "as_of": self.day.isoformat(),
            "facts": plain(dict(self.facts)),
            "assume_defaults": self.assume_defaults,
        }

    def mistakes(self, law: ResidenceLaw) -> list[str]:
        """What the law says other than the case."""
        request = read_request(self.request, law)
        found = assess(
            law, request.facts, as_of=request.as_of, assume_defaults=request.assume_defaults
        )
        by_id = {finding.id: finding for finding in found.pathways}
        mistakes = [
            f"{self.name}: {pathway} is {told(by_id[pathway])}, not {expected}"
            for pathway, expected in self.expect.items()
            if told(by_id[pathway]) != expected
        ]
        if self.points not in (UNASKED, found.points):
            mistakes.append(f"{self.name}: {found.points} points, not {self.points}")
        return mistakes


def told(finding: PathwayFinding) -> str:
    """A finding as cases write it."""
    codes = (reason.code for reason in finding.reasons)
    return " ".join((finding.status, *codes, *finding.missing))


def all_cases(folder: Path = FOLDER) -> list[Case]:
    """Every story with its variants."""
    return [
        case
        for path in sorted((folder / "cases").glob("*.yaml"))
        if path.name not in (CALCULATIONS, FIGURES)
        for name, story in _read(path).items()
        for case in _cases_of(name, story)
    ]


def all_calculations(folder: Path = FOLDER) -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Topic, input and answer of every worked calculation."""
    return [
        (topic, plain(example["input"]), plain(example["answer"]))
        for topic, block in _read(folder / "cases" / CALCULATIONS).items()
        for example in block["examples"]
    ]


def all_figures(folder: Path = FOLDER) -> list[tuple[str, date, Any]]:
    """Name, day and content of every worked figure or list."""
    return [
        (name, date.fromisoformat(day), content)
        for name, days in _read(folder / "cases" / FIGURES).items()
        for day, content in days.items()
    ]


def figure(law: ResidenceLaw, name: str, day: date) -> Any:
    """A figure or list of the law as the worked ones are written."""
    value = law.book.values.on(name, day)
    content = None if value is None else value.content
    if isinstance(content, tuple):
        return list(content)
    return float(content) if isinstance(content, Decimal) else content


def _read(path: Path) -> Mapping[str, Any]:
    problems = Problems()
    file = read_file(path, problems)
    problems.stop_if_any()
    return file


def _cases_of(name: str, story: Mapping[str, Any]) -> Iterator[Case]:
    yield _case(name, story, story["facts"], story)
    for number, variant in enumerate(story.get("variants", ()), start=1):
        for changes in _each(variant.get("but", {})):
            label = f"{name}/{number} {plain(changes) or ''} {variant.get('day', '')}"
            yield _case(label.strip(), story, {**story["facts"], **changes}, variant)


def _each(changes: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """One set of changes for every member of the lists in it."""
    choices = [value if isinstance(value, list) else [value] for value in changes.values()]
    for values in product(*choices):
        yield dict(zip(changes, values, strict=True))


def _case(
    name: str, story: Mapping[str, Any], facts: Mapping[str, Any], found: Mapping[str, Any]
) -> Case:
    return Case(
        name=name,
        day=found.get("day", story["day"]),
        facts=facts,
        expect=found["expect"],
        points=found.get("points", UNASKED),
        assume_defaults=story.get("assume_defaults", True),
    )
