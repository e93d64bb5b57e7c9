"""Judging in three values: boundaries, and a check against trying every possible answer."""

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welcome_office.lawbook.facts import Facts
from welcome_office.lawbook.findings import Truth
from welcome_office.lawbook.judging import (
    Between,
    Tree,
    compile_test,
    years_between,
    years_earlier,
)

VALUES = {"heaviest": 100, "near": ("NL", "NO"), "trades": ("622",), "gone": None}
JUDGED: list[tuple[Tree, Facts, Truth]] = [
    (["yes", "guide"], {"guide": True}, True),
    (["yes", "guide"], {"guide": False}, False),
    (["yes", "guide"], {}, None),
    (["not", ["yes", "guide"]], {}, None),
    (["not", ["yes", "guide"]], {"guide": False}, True),
    (["<=", "load", {"value": "heaviest"}], {"load": 100}, True),
    (["<=", "load", {"value": "heaviest"}], {"load": 100.01}, False),
    ([">=", "load", {"value": "gone"}], {"load": 5}, None),
    (["in", "home", {"value": "near"}], {"home": "NO"}, True),
    (["in", "home", {"value": "gone"}], {"home": "NO"}, None),
    (["starts", "trade", {"value": "trades"}], {"trade": "6223"}, True),
    (["starts", "trade", {"value": "trades"}], {"trade": "62"}, False),
    (["<", "born", "2023-03-29"], {"born": date(2023, 3, 28)}, True),
    (["<", "born", "2023-03-29"], {"born": date(2023, 3, 29)}, False),
    ([">=", "merit", 6], {"merit": Between(4, 9, ("guide",))}, None),
    ([">=", "merit", 6], {"merit": Between(6, 9, ("guide",))}, True),
    ([">=", "merit", 6], {"merit": Between(1, 5, ("guide",))}, False),
    (["any", ["yes", "guide"], [">", "load", 1]], {"load": 2}, True),
    (["any", ["yes", "guide"], [">", "load", 1]], {"load": 1}, None),
    (["all", ["yes", "guide"], [">", "load", 1]], {"load": 1}, False),
    (["all", ["yes", "guide"], [">", "load", 1]], {"load": 2}, None),
]


@pytest.mark.parametrize(("tree", "facts", "truth"), JUDGED)
def test_a_condition_is_judged(tree: Tree, facts: Facts, truth: Truth) -> None:
    assert compile_test(tree, VALUES.get).answer(facts) is truth


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        (date(1981, 11, 21), date(2026, 11, 20), 44),
        (date(1981, 11, 21), date(2026, 11, 21), 45),
        (date(1980, 2, 29), date(2025, 2, 28), 44),
        (date(1980, 2, 29), date(2025, 3, 1), 45),
        (date(1980, 2, 29), date(2024, 2, 29), 44),
    ],
)
def test_a_year_is_complete_on_its_anniversary(start: date, end: date, years: int) -> None:
    assert years_between(start, end) == years


@pytest.mark.parametrize(
    ("day", "earlier"),
    [(date(2026, 11, 21), date(2023, 11, 21)), (date(2024, 2, 29), date(2021, 2, 28))],
)
def test_years_earlier_is_the_same_day(day: date, earlier: date) -> None:
    assert years_earlier(day, 3) == earlier


def test_only_facts_that_can_still_change_the_answer_are_missing() -> None:
    tree = ["any", ["all", ["yes", "a"], ["yes", "b"]], ["all", ["yes", "c"], ["yes", "d"]]]

    missing = compile_test(tree, VALUES.get).missing({"a": False, "c": True})

    assert missing == ("d",)


leaves = st.sampled_from([["yes", name] for name in "abcd"])
trees = st.recursive(
    leaves,
    lambda inner: (
        inner.map(lambda tree: ["not", tree])
        | st.lists(inner, min_size=2, max_size=3).map(lambda trees: ["any", *trees])
        | st.lists(inner, min_size=2, max_size=3).map(lambda trees: ["all", *trees])
    ),
    max_leaves=8,
)


def completions(facts: Facts) -> Iterator[Facts]:
    unknown = [name for name in "abcd" if name not in facts]
    for answers in product((True, False), repeat=len(unknown)):
        yield {**facts, **dict(zip(unknown, answers, strict=True))}


@given(trees, st.dictionaries(st.sampled_from("abcd"), st.booleans()))
def test_a_decided_answer_holds_whatever_the_unknown_facts_are(tree: Tree, facts: Any) -> None:
    test = compile_test(tree, VALUES.get)
    answer = test.answer(facts)

    possible = {test.answer(complete) for complete in completions(facts)}

    assert None not in possible
    assert answer is None or possible == {answer}


@given(trees, st.dictionaries(st.sampled_from("abcd"), st.booleans()))
def test_an_undecided_answer_is_settled_by_the_missing_facts(tree: Tree, facts: Any) -> None:
    test = compile_test(tree, VALUES.get)
    missing = test.missing(facts) if test.answer(facts) is None else ()

    settled = {**facts, **dict.fromkeys(missing, True)}

    assert test.answer(settled) is not None
