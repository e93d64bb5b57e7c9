"""Turns a condition's tree into a test that answers yes, no or not yet known (Kleene).

Trees come from `expressions`; values are looked up once for a day, so that a test only compares.
A value that does not exist on that day leaves its test undecided.
"""

import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from welcome_office.lawbook.facts import Facts
from welcome_office.lawbook.findings import Truth

Tree = list[Any]
Lookup = Callable[[str], object]
COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "<": operator.lt,
    ">": operator.gt,
}


@dataclass(frozen=True)
class Between:
    """A sum whose parts are partly unknown: its bounds, and the facts that would settle it."""

    lowest: float
    highest: float
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Test:
    """A compiled condition."""

    answer: Callable[[Facts], Truth]
    missing: Callable[[Facts], tuple[str, ...]]  # unknown facts that still can change the answer


def compile_test(tree: Tree, lookup: Lookup) -> Test:
    """The test for a tree; `lookup` gives a value's content on the day judged, or None."""
    kind, *parts = tree
    if kind in ("any", "all", "not"):
        tests = [compile_test(part, lookup) for part in parts]
        return Test(_JOIN[kind]([test.answer for test in tests]), _missing_of(tests))
    if kind in COMPARE:
        return _comparison(COMPARE[kind], parts[0], _limit(parts[1], lookup))
    return _LEAVES[kind](parts, lookup)


def years_between(start: date, end: date) -> int:
    """Completed years: on the anniversary the year is completed (§ 187 Abs. 2 Satz 2 BGB).

    Somebody born on 29 February completes the year with 28 February, so counts it on 1 March.
    """
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def years_earlier(day: date, years: int) -> date:
    """The same day some years before; the last of February where there is none (§ 188 Abs. 3)."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _any(answers: list[Callable[[Facts], Truth]]) -> Callable[[Facts], Truth]:
    def answer(facts: Facts) -> Truth:
        undecided = False
        for part in answers:
            truth = part(facts)
            if truth:
                return True
            undecided = undecided or truth is None
        return None if undecided else False

    return answer


def _all(answers: list[Callable[[Facts], Truth]]) -> Callable[[Facts], Truth]:
    def answer(facts: Facts) -> Truth:
        undecided = False
        for part in answers:
            truth = part(facts)
            if truth is False:
                return False
            undecided = undecided or truth is None
        return None if undecided else True

    return answer


def _not(answers: list[Callable[[Facts], Truth]]) -> Callable[[Facts], Truth]:
    inner = answers[0]

    def answer(facts: Facts) -> Truth:
        truth = inner(facts)
        return None if truth is None else not truth

    return answer


_JOIN = {"any": _any, "all": _all, "not": _not}


def _missing_of(tests: list[Test]) -> Callable[[Facts], tuple[str, ...]]:
    def missing(facts: Facts) -> tuple[str, ...]:
        undecided = (test for test in tests if test.answer(facts) is None)
        return _once(name for test in undecided for name in test.missing(facts))

    return missing


def _leaf(names: tuple[str, ...], check: Callable[..., bool] | None) -> Test:
    """A test of the facts named; undecided while one is unknown, or while there is no check."""

    def missing(facts: Facts) -> tuple[str, ...]:
        return tuple(name for name in names if name not in facts)

    if check is None:
        return Test(lambda _: None, missing)
    if len(names) == 1:
        return Test(_one_fact(names[0], check), missing)

    def answer(facts: Facts) -> Truth:
        known = [facts[name] for name in names if name in facts]
        return check(*known) if len(known) == len(names) else None

    return Test(answer, missing)


def _one_fact(name: str, check: Callable[[Any], bool]) -> Callable[[Facts], Truth]:
    def answer(facts: Facts) -> Truth:
        return check(facts[name]) if name in facts else None

    return answer


def _yes(parts: list[Any], _: Lookup) -> Test:
    return _leaf((parts[0],), bool)


def _is(parts: list[Any], _: Lookup) -> Test:
    wanted = parts[1]
    return _leaf((parts[0],), lambda fact: bool(fact == wanted))


def _in(parts: list[Any], lookup: Lookup) -> Test:
    members = _limit(parts[1], lookup)
    if members is None:
        return _leaf((parts[0],), None)
    return _leaf((parts[0],), frozenset(members).__contains__)


def _starts(parts: list[Any], lookup: Lookup) -> Test:
    members = _limit(parts[1], lookup)
    if members is None:
        return _leaf((parts[0],), None)
    starts = tuple(members)
    return _leaf((parts[0],), lambda fact: bool(fact.startswith(starts)))


def _within(parts: list[Any], _: Lookup) -> Test:
    event, years, reference = parts
    return _leaf((event, reference), lambda then, day: bool(then >= years_earlier(day, years)))


def _years(parts: list[Any], _: Lookup) -> Test:
    start, end, sign, limit = parts
    compare = COMPARE[sign]
    return _leaf((start, end), lambda first, last: compare(years_between(first, last), limit))


_LEAVES: Mapping[str, Callable[[list[Any], Lookup], Test]] = {
    "yes": _yes,
    "is": _is,
    "in": _in,
    "starts": _starts,
    "within": _within,
    "years": _years,
}


def _comparison(compare: Callable[[Any, Any], bool], name: str, limit: Any) -> Test:
    simple = _leaf((name,), None if limit is None else lambda fact: compare(fact, limit))

    def answer(facts: Facts) -> Truth:
        fact = facts.get(name)
        if not isinstance(fact, Between) or limit is None:
            return simple.answer(facts)
        ends = {compare(fact.lowest, limit), compare(fact.highest, limit)}
        return ends.pop() if len(ends) == 1 else None

    def missing(facts: Facts) -> tuple[str, ...]:
        fact = facts.get(name)
        return fact.missing if isinstance(fact, Between) else simple.missing(facts)

    return Test(answer, missing)


def _limit(part: Any, lookup: Lookup) -> Any:
    content = lookup(part["value"]) if isinstance(part, dict) else part
    if isinstance(content, Decimal):
        return float(content)
    return date.fromisoformat(content) if isinstance(content, str) else content


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
