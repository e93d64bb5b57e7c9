"""The facts a law asks for: their kinds, and how each is read from a caller's JSON."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from welcome_office.lawbook.countries import COUNTRIES

LEVELS = ("none", "A1", "A2", "B1", "B2", "C1", "C2", "native")
AS_OF = "as_of"
_MOST = 1e9
# Days of living people and of their plans; so no span of years leaves the calendar.
_DAY = re.compile(r"(19|20|21)\d\d-\d\d-\d\d", re.ASCII)

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


def number_of(raw: object) -> float | None:
    """The number, if it is one from 0 to a thousand million."""
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        return None
    return raw if 0 <= raw <= _MOST else None


def _number(raw: object, _: Fact) -> float:
    number = number_of(raw)
    if number is None:
        raise FactError(
            f"{raw!r} is not a number from 0 upwards (write for example 24 or 50700.00)"
        )
    return number


def day_of_text(raw: object) -> date | None:
    """The day a text names, if it is one of the calendar from 1900 to 2199."""
    if not isinstance(raw, str) or not _DAY.fullmatch(raw):
        return None
    try:
        return date.fromisoformat(raw)
    except ValueError:
        return None


def _day(raw: object, _: Fact) -> date:
    day = day_of_text(raw)
    if day is None:
        raise FactError(f"{raw!r} is not a day of the calendar (write for example 2026-01-31)")
    return day


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
    if isinstance(raw, str) and re.fullmatch(r"[0-9]{1,4}", raw):
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
