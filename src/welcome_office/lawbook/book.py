"""A checked law, ready to judge: rules compiled once for each stretch of days without a change."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from welcome_office.lawbook.dated import Dated, Force, Version
from welcome_office.lawbook.facts import AS_OF, Fact, Facts
from welcome_office.lawbook.findings import Answer, Finding, Truth
from welcome_office.lawbook.judging import Lookup, Test, compile_test
from welcome_office.lawbook.points import PointsTable
from welcome_office.lawbook.values import Value, Values

# Options of a derived fact with their tests, in order; the one without a test is "otherwise".
DerivedRows = tuple[tuple[str, Test | None], ...]


@dataclass(frozen=True)
class Condition:
    """One condition as it stands on a day."""

    number: int
    code: str
    law: str
    test: Test
    values: tuple[str, ...]  # names of the dated values it compares with

    def judge(self, facts: Facts) -> Finding:
        """The answer on these facts, with what is missing for a decided one."""
        answer = self.test.answer(facts)
        missing = self.test.missing(facts) if answer is None else ()
        return Finding(Answer.of(answer), self.code, self.law, missing)


@dataclass(frozen=True)
class RuleOfDay:
    """A rule as it stands on a day; without a version in force it has no conditions."""

    id: str
    force: Force
    about: Mapping[str, Any]
    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class LawOfDay:
    """Everything that is in force on a day, compiled."""

    rules: tuple[RuleOfDay, ...]
    conditions: tuple[Condition, ...]  # those of all rules, each once
    points: PointsTable
    derived: tuple[tuple[str, DerivedRows], ...]
    values: Mapping[str, Value | None]

    @cached_property
    def drafts(self) -> frozenset[str]:
        """Values of that day that are announced but not yet law."""
        return frozenset(name for name, value in self.values.items() if value and value.is_draft)

    def complete(self, facts: Facts) -> Facts:
        """The facts with those that follow from others; a caller's own fact wins."""
        complete = dict(facts)
        for name, rows in self.derived:
            if name not in complete:
                option = _first_true(rows, complete)
                if option is not None:
                    complete[name] = option
        return complete

    def answers(self, facts: Facts) -> dict[int, Truth]:
        """The answer of every condition in force, by its number."""
        return {condition.number: condition.test.answer(facts) for condition in self.conditions}


class Book:
    """A law with all its versions."""

    def __init__(self, law: Mapping[str, Any]) -> None:
        self.law = law
        self.values = Values.from_plain(law["values"])
        self.facts = {name: Fact.from_plain(name, fact) for name, fact in law["facts"].items()}
        self._versions = {rule["id"]: _dated(rule) for rule in law["rules"]}
        self._days: dict[int, LawOfDay] = {}

    @cached_property
    def change_days(self) -> tuple[date, ...]:
        """Every day on which a rule or a value can differ from the day before."""
        of_rules = {day for versions in self._versions.values() for day in versions.change_days()}
        return tuple(sorted(of_rules | set(self.values.change_days())))

    def on(self, day: date) -> LawOfDay:
        """The law of a day; days between two changes share one."""
        stretch = bisect_right(self.change_days, day)
        if stretch not in self._days:
            self._days[stretch] = self._compile(day)
        return self._days[stretch]

    def assumed(self, day: date) -> Facts:
        """What is assumed of somebody who does not say, on that day."""
        always, on_the_day = self._assumptions
        return {**always, **dict.fromkeys(on_the_day, day)}

    @cached_property
    def _assumptions(self) -> tuple[Facts, tuple[str, ...]]:
        """What is always assumed, and the facts that are assumed to be the day judged."""
        assumed = {name: fact for name, fact in self.facts.items() if fact.assumed is not None}
        on_the_day = tuple(name for name, fact in assumed.items() if fact.assumed == AS_OF)
        always = {
            name: fact.read(fact.assumed)
            for name, fact in assumed.items()
            if name not in on_the_day
        }
        return always, on_the_day

    def _compile(self, day: date) -> LawOfDay:
        values = {name: self.values.on(name, day) for name in self.values}

        def lookup(name: str) -> object:
            value = values[name]
            return None if value is None else value.content

        compiled: dict[int, Condition] = {}
        rules = []
        for rule in self.law["rules"]:
            about, numbers = self._in_force(rule, day)
            for number in numbers:
                if number not in compiled:
                    compiled[number] = _condition(number, self.law["conditions"][number], lookup)
            force = self._versions[rule["id"]].force_on(day)
            conditions = tuple(compiled[number] for number in numbers)
            rules.append(RuleOfDay(rule["id"], force, about, conditions))
        return LawOfDay(
            rules=tuple(rules),
            conditions=tuple(compiled.values()),
            points=PointsTable.from_plain(self.law["points"], lookup),
            derived=tuple(
                (name, _rows(fact["derived"], lookup))
                for name, fact in self.law["facts"].items()
                if "derived" in fact
            ),
            values=values,
        )

    def _in_force(
        self, rule: Mapping[str, Any], day: date
    ) -> tuple[Mapping[str, Any], Sequence[int]]:
        """What a rule says about itself on a day, its version's word first, and its conditions."""
        version = self._versions[rule["id"]].on(day)
        if version is None:
            return rule, ()
        return {**rule, **version}, version["conditions"]


def _condition(number: int, plain: Mapping[str, Any], lookup: Lookup) -> Condition:
    tree = plain["when"]
    names = tuple(_value_names(tree))
    return Condition(number, plain["code"], plain["law"], compile_test(tree, lookup), names)


def _value_names(tree: Any) -> Iterator[str]:
    if isinstance(tree, dict):
        yield tree["value"]
    elif isinstance(tree, list):
        for part in tree:
            yield from _value_names(part)


def _rows(plain: Sequence[Any], lookup: Lookup) -> DerivedRows:
    return tuple((option, compile_test(tree, lookup) if tree else None) for option, tree in plain)


def _first_true(rows: DerivedRows, facts: Facts) -> str | None:
    """The first option whose test holds; None as soon as one before it is undecided."""
    for option, test in rows:
        answer = True if test is None else test.answer(facts)
        if answer is None:
            return None
        if answer:
            return option
    return None


def _dated(rule: Mapping[str, Any]) -> Dated[Mapping[str, Any]]:
    return Dated(
        tuple(
            Version(
                first_day=date.fromisoformat(version["from"]),
                last_day=date.fromisoformat(version["to"]) if version.get("to") else None,
                content=version,
            )
            for version in rule["versions"]
        )
    )
