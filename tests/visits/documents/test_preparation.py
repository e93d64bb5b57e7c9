"""Which papers, which fees and who must come, from what is known of the people."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.visits.documents.examples import (
    FROM_16,
    MARRIED,
    THIRD_COUNTRY,
    requirement,
    service,
    text,
)

from welcome_office.law.errands import ALWAYS, Fee, InPerson
from welcome_office.law.errands.fees import NOTHING, Amount, fee_of_step
from welcome_office.law.errands.papers import Paper
from welcome_office.visits.documents.preparation import prepare
from welcome_office.visits.models import VisitPerson
from welcome_office.visits.request import Participant

Age = VisitPerson.Age
ADULT, TEEN, CHILD, SMALL = (Participant(services=("a",), age=age) for age in Age)
ages = st.lists(st.sampled_from(list(Age)), min_size=1, max_size=6)
euros = st.decimals(0, 500, places=2)


def test_a_paper_of_which_nothing_is_known_is_listed_with_its_condition() -> None:
    passport, certificate = requirement("Pass"), requirement("Urkunde", when=MARRIED)

    prepared = prepare([(service("A", papers=(passport, certificate)), (0,))], people=[ADULT])

    assert prepared.steps[0].papers == (
        Paper(requirement=passport, people=(0,)),
        Paper(requirement=certificate, people=(0,), only_if=MARRIED),
    )


@pytest.mark.parametrize(
    ("married", "expected"), [(True, [ALWAYS]), (False, [])], ids=["married", "not married"]
)
def test_an_answer_decides_whether_a_paper_is_needed(married: bool, expected: list[object]) -> None:
    certificate = requirement("Urkunde", when=MARRIED)

    prepared = prepare(
        [(service("A", papers=(certificate,)), (0,))], people=[ADULT], answers={"married": married}
    )

    assert [paper.only_if for paper in prepared.steps[0].papers] == expected


def test_a_paper_for_the_older_names_them_and_asks_where_the_age_is_not_clear() -> None:
    photo = requirement("Foto", when=FROM_16)

    prepared = prepare(
        [(service("A", papers=(photo,)), (0, 1, 2, 3))], people=[ADULT, TEEN, CHILD, SMALL]
    )

    assert prepared.steps[0].papers == (Paper(requirement=photo, people=(0, 1)),)


def test_one_paper_for_the_visit_serves_everybody() -> None:
    contract = requirement("Vertrag", when=FROM_16, per_visit=True)

    prepared = prepare([(service("A", papers=(contract,)), (0, 1))], people=[ADULT, SMALL])

    assert prepared.steps[0].papers == (Paper(requirement=contract, people=(0, 1)),)


def test_what_a_service_is_meant_for_is_not_asked_again() -> None:
    visa = requirement("Visum", when=THIRD_COUNTRY)

    prepared = prepare([(service("A", papers=(visa,), when=THIRD_COUNTRY), (0,))], people=[ADULT])

    assert prepared.steps[0].papers == (Paper(requirement=visa, people=(0,)),)


def test_fingerprints_bring_all_but_the_smallest() -> None:
    in_person = InPerson(who="all", text=text("alle"), from_age=6)

    prepared = prepare(
        [(service("A", in_person=in_person), (0, 1, 2))], people=[ADULT, CHILD, SMALL]
    )

    assert prepared.steps[0].must_come == (0, 1)


def test_a_minor_pays_the_reduced_fee() -> None:
    fee = Fee(minimum=Decimal(100), maximum=Decimal(100), minor=Decimal(50))

    due = fee_of_step(fee, ages=["adult", "teen", "small"])

    assert due.amount == Amount(Decimal(200), Decimal(200))


@given(ages, euros, euros)
def test_a_fee_per_person_is_the_sum_of_each_alone(
    group: list[str], one: Decimal, other: Decimal
) -> None:
    fee = Fee(minimum=min(one, other), maximum=max(one, other), minor=min(one, other) / 2)

    together = fee_of_step(fee, ages=group).amount

    alone = [fee_of_step(fee, ages=[age]).amount or NOTHING for age in group]
    assert together == sum(alone, start=NOTHING)


@given(ages, euros)
def test_a_fee_per_visit_does_not_grow_with_the_people(group: list[str], euro: Decimal) -> None:
    fee = Fee(minimum=euro, maximum=euro, per="visit")

    assert fee_of_step(fee, ages=group).amount == Amount(euro, euro)


def test_the_total_adds_what_is_known_and_says_when_more_may_come() -> None:
    fees = [
        Fee(minimum=Decimal("18.36"), maximum=Decimal("45.90")),
        Fee(text=text("nach Vertrag")),
        Fee(minimum=Decimal(20), maximum=Decimal(40), per="month"),
    ]

    prepared = prepare([(service("A", fee=fee), (0,)) for fee in fees], people=[ADULT])

    assert prepared.total == Amount(Decimal("18.36"), Decimal("45.90"))
    assert prepared.total_is_open
