"""Points: the best of each group, and honest bounds where facts are unknown."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from welcome_office.lawbook.facts import Facts
from welcome_office.lawbook.judging import Between
from welcome_office.lawbook.points import PointsTable

TABLE = PointsTable.from_plain(
    [
        {"group": "speech", "points": 3, "when": [">=", "speech", 4]},
        {"group": "speech", "points": 1, "when": [">=", "speech", 2]},
        {"group": "work", "points": 3, "when": ["yes", "long"]},
        {"group": "work", "points": 2, "when": ["yes", "short"]},
        {"group": "guide", "points": 1, "when": ["yes", "guide"]},
    ],
    lambda _: None,
)
CHOICES: dict[str, tuple[int | bool, ...]] = {
    "speech": (0, 2, 4),
    "long": (True, False),
    "short": (True, False),
    "guide": (True, False),
}


def test_the_best_of_a_group_counts() -> None:
    assert TABLE.count({"speech": 5, "long": True, "short": True, "guide": False}) == 6


def test_unknown_facts_leave_bounds_and_say_what_would_settle_them() -> None:
    facts = {"long": False, "short": True}

    assert TABLE.count(facts) == Between(2, 6, ("speech", "guide"))


def test_a_fact_that_can_add_nothing_is_not_missing() -> None:
    assert TABLE.count({"speech": 0, "long": True, "guide": True}) == 4


def bounds_of(facts: Facts) -> tuple[float, float]:
    found = TABLE.count(facts)
    return (found.lowest, found.highest) if isinstance(found, Between) else (found, found)


some_facts = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(values) for name, values in CHOICES.items()}
)


@given(some_facts)
def test_bounds_are_those_of_all_possible_answers(facts: Facts) -> None:
    unknown = [name for name in CHOICES if name not in facts]
    counts = {
        bounds_of({**facts, **dict(zip(unknown, answers, strict=True))})[0]
        for answers in product(*(CHOICES[name] for name in unknown))
    }

    assert bounds_of(facts) == (min(counts), max(counts))
