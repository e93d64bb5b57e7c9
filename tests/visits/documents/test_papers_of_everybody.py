"""Papers against brute force: every world that fits what is known is tried out."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st
from tests.visits.documents.examples import requirement, service

from welcome_office.law.errands import Condition, FactValue, When
from welcome_office.law.errands.knowledge import YEARS
from welcome_office.visits.documents.preparation import Preparation, prepare
from welcome_office.visits.models import VisitPerson
from welcome_office.visits.request import Participant

PURPOSES = ("work", "study", "family")
conditions = st.one_of(
    st.builds(Condition, st.sampled_from(["age_from", "age_under"]), st.integers(0, 20)),
    st.builds(Condition, st.just("married"), st.booleans()),
    st.builds(
        Condition,
        st.just("purpose"),
        st.lists(st.sampled_from(PURPOSES), min_size=1, max_size=2, unique=True).map(tuple),
    ),
)
whens = st.lists(conditions, max_size=3, unique_by=lambda each: each.fact).map(
    lambda found: When(tuple(found))
)
people = st.lists(
    st.sampled_from(list(VisitPerson.Age)).map(lambda age: Participant(services=("a",), age=age)),
    min_size=1,
    max_size=4,
)
answers = st.fixed_dictionaries(
    {}, optional={"married": st.booleans(), "purpose": st.sampled_from(PURPOSES)}
)


def _answers_of(when: When, person: Participant, known: dict[str, FactValue]) -> set[bool | None]:
    """Whether the paper is needed, in every world that fits what is known of this person."""
    worlds = product(
        YEARS[person.age],
        [known["married"]] if "married" in known else [True, False],
        [known["purpose"]] if "purpose" in known else PURPOSES,
    )
    return {
        when.holds({"age": age, "married": married, "purpose": purpose})
        for age, married, purpose in worlds
    }


def _prepared(
    when: When, group: list[Participant], known: dict[str, FactValue], *, per_visit: bool = False
) -> Preparation:
    paper = requirement("Urkunde", when=when, per_visit=per_visit)
    everybody = tuple(range(len(group)))
    return prepare([(service("A", papers=(paper,)), everybody)], people=group, answers=known)


@given(whens, people, answers)
def test_a_paper_is_listed_for_whom_it_may_be_needed_and_certain_where_it_must(
    when: When, group: list[Participant], known: dict[str, FactValue]
) -> None:
    papers = _prepared(when, group, known).steps[0].papers

    possible = {i for i, each in enumerate(group) if True in _answers_of(when, each, known)}
    certain = {i for i, each in enumerate(group) if _answers_of(when, each, known) == {True}}
    listed = [i for paper in papers for i in paper.people]
    assert sorted(listed) == sorted(possible)
    # A purpose that nobody named stays open even if every one of these few would do.
    assert {i for paper in papers if paper.is_certain for i in paper.people} <= certain


@given(whens, people, answers)
def test_what_is_said_of_a_paper_is_true_in_every_world(
    when: When, group: list[Participant], known: dict[str, FactValue]
) -> None:
    papers = _prepared(when, group, known).steps[0].papers

    for paper in papers:
        for i in paper.people:
            for age, married, purpose in product(YEARS[group[i].age], [True, False], PURPOSES):
                world = {"age": age, "married": married, "purpose": purpose, **known}
                assert paper.only_if.holds(world) == when.holds(world)


@given(whens, people, answers)
def test_one_paper_for_the_visit_is_listed_once_if_anybody_may_need_it(
    when: When, group: list[Participant], known: dict[str, FactValue]
) -> None:
    papers = _prepared(when, group, known, per_visit=True).steps[0].papers

    anybody = any(True in _answers_of(when, each, known) for each in group)
    assert len(papers) == int(anybody)
