"""What is known of a person decides which conditions are answered, and nothing more."""

from collections.abc import Iterator
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from welcome_office.law.errands import Condition, FactValue, When
from welcome_office.law.errands.knowledge import (
    Knowledge,
    holds,
    joined,
    knowledge_of,
    still_open,
    what_follows,
)
from welcome_office.visits.request import Participant

DOMAINS: dict[str, tuple[FactValue, ...]] = {
    "age": tuple(range(12)),
    "married": (True, False),
    "purpose": ("work", "study", "family"),
}
limits = st.integers(0, 12)
conditions = st.one_of(
    st.builds(Condition, st.sampled_from(["age_from", "age_under"]), limits),
    st.builds(Condition, st.just("married"), st.booleans()),
    st.builds(
        Condition,
        st.just("purpose"),
        st.lists(st.sampled_from(DOMAINS["purpose"]), min_size=1, unique=True).map(tuple),
    ),
)
whens = st.lists(conditions, max_size=4).map(lambda found: When(tuple(found)))
knowledge = st.fixed_dictionaries(
    {},
    optional={
        fact: st.frozensets(st.sampled_from(values), min_size=1) for fact, values in DOMAINS.items()
    },
)


def _worlds(known: Knowledge) -> Iterator[dict[str, FactValue]]:
    possible = [known.get(fact, frozenset(values)) for fact, values in DOMAINS.items()]
    for values in product(*possible):
        yield dict(zip(DOMAINS, values, strict=True))


@given(whens, knowledge)
def test_a_condition_is_answered_when_all_people_who_fit_answer_alike(
    when: When, known: Knowledge
) -> None:
    answers = {when.holds(world) for world in _worlds(known)}

    answer = holds(when, known)

    # A fact of which nothing is known stays open, though its condition may be true of everybody.
    assert answer in answers or answer is None
    if all(_fact(condition) in known for condition in when.conditions):
        assert answer == (answers.pop() if len(answers) == 1 else None)


def _fact(condition: Condition) -> str:
    return "age" if condition.fact.startswith("age_") else condition.fact


@given(whens, knowledge)
def test_what_is_still_open_decides_alone(when: When, known: Knowledge) -> None:
    if holds(when, known) is False:
        return

    remaining = still_open(when, known)

    assert [when.holds(world) for world in _worlds(known)] == [
        remaining.holds(world) for world in _worlds(known)
    ]


@given(knowledge, knowledge)
def test_joining_never_leaves_a_fact_without_a_value(one: Knowledge, other: Knowledge) -> None:
    both = joined(one, other)

    assert set(both) == set(one) | set(other)
    assert all(both.values())


def test_a_parent_with_a_child_has_children_and_a_family() -> None:
    parent = Participant(services=("a",), age="adult")  # type: ignore[arg-type] # the word itself
    child = Participant(services=("a",), age="small")  # type: ignore[arg-type] # the word itself

    known = knowledge_of(parent, company=[parent, child], answers={"married": False})

    assert known == {
        "age": frozenset(range(18, 121)),
        "family": frozenset({True}),
        "children": frozenset({True}),
        "married": frozenset({False}),
    }


def test_a_service_for_some_says_something_of_who_books_it() -> None:
    when = When((Condition("citizenship", ("eu", "swiss")), Condition("age_from", 16)))

    assert what_follows(when) == {"citizenship": frozenset({"eu", "swiss"})}
