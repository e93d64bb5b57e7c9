"""What the statement of accessibility rests on: the last run of tests, checks by people, limits.

`results.json` is written by `python -m tools.accessibility`; the two other files are kept by hand.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from welcome_office.law.errands import Text

FOLDER = Path(__file__).parent
RESULTS = FOLDER / "results.json"
Result = Literal["met", "partly", "not_met", "not_yet"]


@dataclass(frozen=True, kw_only=True)
class Looks:
    """How often a browser looked at one page, in which languages and widths, and what it found."""

    page: str
    looks: int
    languages: tuple[str, ...]
    widths: tuple[int, ...]
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Run:
    """The last time that browsers went through the pages."""

    tested_on: date
    version: str
    commit: str
    tool: str
    pages: tuple[Looks, ...]
    not_looked_at: tuple[str, ...]

    @property
    def all_pages(self) -> frozenset[str]:
        """Every page that there was."""
        return frozenset(each.page for each in self.pages) | frozenset(self.not_looked_at)

    @property
    def looks(self) -> int:
        """How many times a page was looked at."""
        return sum(each.looks for each in self.pages)

    @property
    def languages(self) -> tuple[str, ...]:
        """In which languages."""
        return tuple(sorted({code for each in self.pages for code in each.languages}))

    @property
    def widths(self) -> tuple[int, ...]:
        """On how wide windows, in pixels."""
        return tuple(sorted({width for each in self.pages for width in each.widths}))

    @property
    def with_problems(self) -> tuple[Looks, ...]:
        """The pages on which something was found."""
        return tuple(each for each in self.pages if each.problems)


@dataclass(frozen=True, kw_only=True)
class Check:
    """One thing that only people can judge, and whether somebody has."""

    id: str
    criterion: str
    what: Text
    result: Result
    how: Text | None = None
    by: Text | None = None
    day: date | None = None

    def __post_init__(self) -> None:
        if self.result not in get_args(Result):
            raise ValueError(f"Check {self.id}: {self.result!r} is none of {get_args(Result)}.")
        told = (self.how, self.by, self.day)
        if self.is_done != all(told) or self.is_done != any(told):
            raise ValueError(f"Check {self.id}: what is done says how, by whom and when.")

    @property
    def is_done(self) -> bool:
        """Whether somebody has looked."""
        return self.result != "not_yet"


@dataclass(frozen=True, kw_only=True)
class Limit:
    """What is not accessible, why, and what helps instead."""

    id: str
    what: Text
    reason: Text
    instead: Text


@dataclass(frozen=True, kw_only=True)
class Statement:
    """All that is known about how accessible the pages are."""

    run: Run
    checks: tuple[Check, ...]
    limits: tuple[Limit, ...]

    @property
    def is_full(self) -> bool:
        """Whether nothing at all speaks against "fully accessible"."""
        is_checked = all(check.result == "met" for check in self.checks)
        is_tested = not self.run.not_looked_at and not self.run.with_problems
        return is_checked and is_tested and not self.limits

    @property
    def made_on(self) -> date:
        """When something was last tested or checked."""
        return max([self.run.tested_on, *(check.day for check in self.checks if check.day)])

    @property
    def review_by(self) -> date:
        """A statement is looked through once a year: § 4 (4) BITVNRW."""
        try:
            return self.made_on.replace(year=self.made_on.year + 1)
        except ValueError:
            return self.made_on.replace(year=self.made_on.year + 1, day=28)


@cache
def read_statement() -> Statement:
    """The statement of this version of the program."""
    return Statement(
        run=read_run(json.loads(RESULTS.read_text(encoding="utf-8"))),
        checks=tuple(Check(**_with_texts(each)) for each in _entries("checks.yaml")),
        limits=tuple(Limit(**_with_texts(each)) for each in _entries("limits.yaml")),
    )


def read_run(said: Mapping[str, Any]) -> Run:
    """Read what the last run wrote down."""
    pages = (
        Looks(
            page=name,
            looks=each["looks"],
            languages=tuple(each["languages"]),
            widths=tuple(each["widths"]),
            problems=tuple(each["problems"]),
        )
        for name, each in said["pages"].items()
    )
    return Run(
        tested_on=date.fromisoformat(said["tested_on"]),
        version=said["version"],
        commit=said["commit"],
        tool=said["tool"],
        pages=tuple(pages),
        not_looked_at=tuple(said["not_looked_at"]),
    )


def _entries(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return found


def _with_texts(entry: dict[str, Any]) -> dict[str, Any]:
    return {
        name: Text.from_mapping(value) if isinstance(value, dict) else value
        for name, value in entry.items()
    }
