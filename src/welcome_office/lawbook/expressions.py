"""The language conditions are written in, from text to a tree.

    salary >= blue_card_salary
    qual_type is academic and qual_state in (german, equivalent)
    not licence_required or licence_ok
    isco08 starts with shortage_occupations
    years from birth_date to application_date < 45
    qual_date within 3 years before application_date

`and` binds closer than `or`; `not` closer than both. A tree is a list that JSON can hold; its
first member is its kind.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any

from welcome_office.lawbook.facts import LEVELS, Fact, level_rank

Tree = list[Any]
COMPARISONS = (">=", "<=", "<", ">")
_TOKEN = re.compile(r"\s*(>=|<=|<|>|\(|\)|,|\d{4}-\d\d-\d\d|\w+(?:\.\d+)?)")
_NUMBER = re.compile(r"\d+(\.\d+)?")


class ExpressionError(ValueError):
    """A condition nobody can read; says what is wrong and what to write."""


@dataclass(frozen=True)
class Vocabulary:
    """The words an expression may use: facts, and the names of dated values."""

    facts: Mapping[str, Fact]
    values: frozenset[str]


def parse(text: str, vocabulary: Vocabulary) -> Tree:
    """The tree of an expression; ExpressionError where it cannot be understood."""
    parser = _Parser(_tokens(text), vocabulary)
    tree = parser.any_of()
    if parser.tokens:
        raise ExpressionError(f'"{parser.tokens[0]}" is too much; join tests with "and" or "or".')
    return tree


def _tokens(text: str) -> list[str]:
    tokens, position = [], 0
    while position < len(text.rstrip()):
        match = _TOKEN.match(text, position)
        if match is None:
            raise ExpressionError(
                f'"{text[position:].strip()}" cannot be read; use words and signs.'
            )
        tokens.append(match[1])
        position = match.end()
    return tokens


class _Parser:
    def __init__(self, tokens: list[str], vocabulary: Vocabulary) -> None:
        self.tokens = tokens
        self.vocabulary = vocabulary

    def any_of(self) -> Tree:
        parts = [self.all_of()]
        while self._skip("or"):
            parts.append(self.all_of())
        return parts[0] if len(parts) == 1 else ["any", *parts]

    def all_of(self) -> Tree:
        parts = [self.single()]
        while self._skip("and"):
            parts.append(self.single())
        return parts[0] if len(parts) == 1 else ["all", *parts]

    def single(self) -> Tree:
        if self._skip("not"):
            return ["not", self.single()]
        if self._skip("("):
            tree = self.any_of()
            self._expect(")")
            return tree
        return self._years() if self._skip("years") else self._test(self._fact())

    def _test(self, fact: Fact) -> Tree:
        if self.tokens[:2] == ["is", "not"]:
            del self.tokens[:2]
            return ["not", ["is", fact.name, self._option(fact)]]
        if self._skip("is"):
            return ["is", fact.name, self._option(fact)]
        if self.tokens[:2] == ["not", "in"]:
            del self.tokens[:2]
            return ["not", ["in", fact.name, self._members(fact)]]
        if self._skip("in"):
            return ["in", fact.name, self._members(fact)]
        return self._measure(fact)

    def _measure(self, fact: Fact) -> Tree:
        if self._skip("starts"):
            self._expect("with")
            return ["starts", fact.name, self._members(fact)]
        if self._skip("within"):
            years = self._number()
            self._expect("years", "before")
            return ["within", _of_kind(fact, "day").name, years, self._fact("day").name]
        if self.tokens and self.tokens[0] in COMPARISONS:
            return [self.tokens.pop(0), fact.name, self._limit(fact)]
        return ["yes", _of_kind(fact, "yes_no").name]

    def _years(self) -> Tree:
        self._expect("from")
        start = self._fact("day").name
        self._expect("to")
        end = self._fact("day").name
        if not self.tokens or self.tokens[0] not in COMPARISONS:
            raise ExpressionError('A number of years is compared; write for example "< 45".')
        return ["years", start, end, self.tokens.pop(0), self._number()]

    def _fact(self, kind: str | None = None) -> Fact:
        name = self._next("a fact")
        fact = self.vocabulary.facts.get(name)
        if fact is None:
            raise ExpressionError(
                f'There is no fact "{name}"{_nearest(name, self.vocabulary.facts)}'
            )
        return fact if kind is None else _of_kind(fact, kind)

    def _option(self, fact: Fact) -> str:
        option = self._next("an answer")
        if fact.kind == "choice" and option not in fact.options:
            known = ", ".join(fact.options)
            raise ExpressionError(f'"{fact.name}" is never "{option}"; known: {known}.')
        return option

    def _members(self, fact: Fact) -> list[str] | dict[str, str]:
        if self.tokens and self.tokens[0] != "(":
            return {"value": self._value()}
        self._expect("(")
        members = [self._option(fact)]
        while self._skip(","):
            members.append(self._option(fact))
        self._expect(")")
        return members

    def _limit(self, fact: Fact) -> float | int | str | dict[str, str]:
        if fact.kind == "level":
            level = self._next("a level")
            if level not in LEVELS:
                raise ExpressionError(f'"{level}" is no level; known: {", ".join(LEVELS)}.')
            return level_rank(level)
        if fact.kind == "day":
            return self._day()
        if fact.kind not in ("number", "points"):
            raise ExpressionError(f'"{fact.name}" is no number; use "is" or "in".')
        is_number = self.tokens and _NUMBER.fullmatch(self.tokens[0])
        return self._number() if is_number else {"value": self._value()}

    def _day(self) -> str:
        text = self._next("a day")
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            raise ExpressionError(f'"{text}" is no day; write for example 2026-01-31.') from None

    def _value(self) -> str:
        name = self._next("a value")
        if name not in self.vocabulary.values:
            raise ExpressionError(
                f'There is no value "{name}"{_nearest(name, self.vocabulary.values)}'
            )
        return name

    def _number(self) -> float | int:
        text = self._next("a number")
        if not _NUMBER.fullmatch(text):
            raise ExpressionError(f'"{text}" is no number; write digits.')
        return float(text) if "." in text else int(text)

    def _next(self, wanted: str) -> str:
        if not self.tokens:
            raise ExpressionError(f"The condition ends where {wanted} should stand; add it.")
        return self.tokens.pop(0)

    def _skip(self, token: str) -> bool:
        if self.tokens[:1] == [token]:
            del self.tokens[0]
            return True
        return False

    def _expect(self, *tokens: str) -> None:
        for token in tokens:
            if not self._skip(token):
                found = f'"{self.tokens[0]}"' if self.tokens else "the end"
                raise ExpressionError(f'Here stands {found}; write "{token}".')


def _of_kind(fact: Fact, kind: str) -> Fact:
    if fact.kind != kind:
        raise ExpressionError(f'"{fact.name}" is of kind {fact.kind}; here a {kind} is needed.')
    return fact


def _nearest(name: str, known: Mapping[str, Any] | frozenset[str]) -> str:
    close = get_close_matches(name, known, n=1)
    return f'; is "{close[0]}" meant?' if close else "; declare it or use another."
