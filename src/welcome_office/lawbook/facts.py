"""The facts a law asks for: their kinds, and how each is read from a caller's JSON."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from welcome_office.lawbook.countries import COUNTRIES

LEVELS = ("none", "A1", "A2", "B1", "B2", "C1", "C2", "native")
AS_OF = "as_of"

# A fact as rules see it: a level is its place in LEVELS, an amount a float, a day a date.
FactValue = bool | float | str | date
Facts = dict[str, Any]


class FactError(ValueError):
    """A fact that cannot be read; says what is wrong and what would be right."""


@dataclass(frozen=True)
class Fact:
    """One thing rules may ask for.

    `assumed` is what stands in for silence, as a caller would write it; `as_of` is the day judged.
    """

    name: str
    kind: str
    options: tuple[str, ...] = ()
    assumed: bool | int | float | str | None = None

    @classmethod
    def from_plain(cls, name: str, plain: Mapping[str, Any]) -> "Fact":
        return cls(name, plain["kind"], tuple(plain.get("options", ())), plain.get("assumed"))

    def read(self, raw: object) -> FactValue:
        """The fact's value out of JSON; FactError where it is not of the fact's kind."""
        return READERS[self.kind](raw, self)


def level_rank(level: str) -> int:
    """Place of a language level (CEFR) in its order; 0 is no knowledge."""
    return LEVELS.index(level)


def _yes_no(raw: object, _: Fact) -> bool:
    if isinstance(raw, bool):
        return raw
    raise FactError(f"{raw!r} is not yes or no (write true or false)")


def _number(raw: object, _: Fact) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not math.isfinite(raw):
        raise FactError(f"{raw!r} is not a number (write for example 24 or 50700.00)")
    if raw < 0:
        raise FactError(f"{raw!r} is less than nothing (write 0 or more)")
    return raw


def _day(raw: object, _: Fact) -> date:
    if isinstance(raw, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", raw):
        try:
            return date.fromisoformat(raw)
        except ValueError:
            pass
    raise FactError(f"{raw!r} is not a day of the calendar (write for example 2026-01-31)")


def _choice(raw: object, fact: Fact) -> str:
    if isinstance(raw, str) and raw in fact.options:
        return raw
    raise FactError(f"{raw!r} is not a possible answer (known: {', '.join(fact.options)})")


def _word(raw: object, fact: Fact) -> str:
    if isinstance(raw, str) and re.fullmatch(r"\w{1,40}", raw):
        return raw
    raise FactError(f"{raw!r} is not a word (write for example {', '.join(fact.options[:3])})")


def _country(raw: object, _: Fact) -> str:
    if isinstance(raw, str) and raw in COUNTRIES:
        return raw
    raise FactError(
        f"{raw!r} is not a country (write its two capital letters of ISO 3166, e.g. IN)"
    )


def _level(raw: object, _: Fact) -> int:
    if isinstance(raw, str) and raw in LEVELS:
        return level_rank(raw)
    raise FactError(f"{raw!r} is not a language level (known: {', '.join(LEVELS)})")


def _occupation(raw: object, _: Fact) -> str:
    if isinstance(raw, str) and re.fullmatch(r"\d{1,4}", raw):
        return raw
    raise FactError(f'{raw!r} is not an ISCO-08 code (write its digits as text, e.g. "2512")')


# `word` is an open list: a residence title nobody foresaw is still a title.
READERS: Mapping[str, Callable[[object, Fact], FactValue]] = {
    "yes_no": _yes_no,
    "number": _number,
    "points": _number,
    "day": _day,
    "choice": _choice,
    "word": _word,
    "country": _country,
    "level": _level,
    "occupation": _occupation,
}
