"""What must hold for the plan of anybody who arrives, and some people known by heart."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.law.arrival.arrivals import TODAY, answers, engineer, unhurried

from welcome_office.law.arrival.answers import Answers
from welcome_office.law.arrival.plan import Plan
from welcome_office.law.arrival.planning import BINDING, make_plan
from welcome_office.law.errands import load_errands
from welcome_office.law.errands.fees import Amount

FIELDS = sorted(Answers.__dataclass_fields__)
done = st.sets(st.sampled_from(sorted(load_errands())), max_size=4)


def plan_for(told: Answers, **options: Any) -> Plan:
    return make_plan(told, as_of=TODAY, **options)


@unhurried
@given(answers, done)
def test_no_step_stands_before_one_that_it_needs(told: Answers, finished: set[str]) -> None:
    plan = plan_for(told, done=finished)
    places = {step.id: place for place, step in enumerate(plan.steps)}

    wrong = [
        (link.errand, step.id)
        for step in plan.steps
        for link in step.after
        if link.kind in BINDING and not step.is_done and places[link.errand] > places[step.id]
    ]

    assert wrong == []


@unhurried
@given(answers, done)
def test_no_step_begins_before_one_that_it_needs_is_over(told: Answers, finished: set[str]) -> None:
    plan = plan_for(told, done=finished)
    steps = plan.by_id
    pairs = [
        (steps[link.errand], step)
        for step in plan.steps
        for link in step.after
        if link.kind in BINDING and not step.is_done and not steps[link.errand].is_done
    ]

    for before, step in pairs:
        if before.earliest is None:
            assert step.earliest is None
        elif step.earliest is not None:
            assert before.earliest + timedelta(days=before.takes[0]) <= step.earliest


@unhurried
@given(answers)
def test_a_last_day_before_the_first_is_said(told: Answers) -> None:
    for step in plan_for(told).steps:
        if step.limit and step.earliest:
            assert step.cannot_be_in_time == (step.limit.day < step.earliest)
            assert step.earliest >= TODAY


@unhurried
@given(answers, done)
def test_same_answers_make_the_same_plan(told: Answers, finished: set[str]) -> None:
    assert plan_for(told, done=finished) == plan_for(told, done=sorted(finished, reverse=True))


@unhurried
@given(answers, st.sets(st.sampled_from(FIELDS)))
def test_what_is_not_told_never_makes_a_time_limit(told: Answers, hidden: set[str]) -> None:
    less = replace(told, **dict.fromkeys(hidden))

    known, unknown = plan_for(told), plan_for(less)

    assert {(g.rule.id, g.day) for g in unknown.guards} <= {
        (g.rule.id, g.day) for g in known.guards
    }
    steps = known.by_id
    for step in unknown.steps:
        if step.limit and step.is_sure and step.id in steps:
            limit = steps[step.id].limit
            assert limit is not None
            assert limit.day <= step.limit.day


@unhurried
@given(answers, st.sets(st.sampled_from(FIELDS)))
def test_what_is_sure_stays_sure_when_more_is_told(told: Answers, hidden: set[str]) -> None:
    less = replace(told, **dict.fromkeys(hidden))
    registrations = {"residence_registration", "residence_registration_family"}

    sure = {step.id for step in plan_for(less).sure}
    more = {step.id for step in plan_for(told).sure}

    assert sure - registrations <= more
    assert bool(more & registrations)


@unhurried
@given(answers)
def test_nothing_is_asked_of_somebody_who_does_not_come(told: Answers) -> None:
    everybody = set(range(len(told.ages)))

    for step in plan_for(told).steps:
        assert step.people
        assert set(step.people) <= everybody


@unhurried
@given(answers, done)
def test_what_is_done_is_neither_counted_nor_critical(told: Answers, finished: set[str]) -> None:
    plan = plan_for(told, done=finished)
    open_steps = {step.id for step in (*plan.sure, *plan.perhaps)}

    assert not open_steps & finished
    assert set(plan.critical) <= {step.id for step in plan.sure}


@pytest.mark.parametrize(
    ("moves_in_on", "last_day"),
    [
        pytest.param(date(2027, 1, 15), date(2027, 1, 29), id="two weeks, a Friday"),
        pytest.param(date(2027, 1, 16), date(2027, 2, 1), id="a Saturday moves to Monday"),
        pytest.param(date(2026, 12, 11), date(2026, 12, 28), id="Christmas and a weekend"),
        pytest.param(date(2027, 5, 13), date(2027, 5, 28), id="Corpus Christi"),
    ],
)
def test_registration_ends_two_weeks_after_moving_in(moves_in_on: date, last_day: date) -> None:
    plan = plan_for(engineer(moves_in_on=moves_in_on, title_until=None))

    limit = plan.by_id["residence_registration_family"].limit

    assert limit is not None
    assert (limit.day, limit.needed_for) == (last_day, "")


def test_engineer_with_family_reads_it_in_this_order() -> None:
    plan = plan_for(engineer(true_for_me=("insured", "learned_abroad")))

    assert [(step.phase, step.id) for step in plan.steps] == [
        ("before_travel", "apostille"),
        ("before_travel", "recognition_advice"),
        ("before_travel", "translation"),
        ("here", "social_security_number"),
        ("here", "bank_account"),
        ("here", "landlord_confirmation"),
        ("here", "residence_registration_family"),
        ("here", "rundfunk"),
        ("here", "tax_id"),
        ("here", "school"),
        ("here", "residence_title"),
        ("here", "fiktionsbescheinigung"),
        ("here", "eat_collection"),
        ("here", "tax_class"),
        ("here", "child_benefit"),
        ("here", "eid_function"),
    ]
    assert plan.critical == (
        "landlord_confirmation",
        "residence_registration_family",
        "residence_title",
        "eat_collection",
    )


def test_title_costs_half_for_minors() -> None:
    title = plan_for(engineer()).by_id["residence_title"]

    assert title.people == (0, 1, 2)
    assert title.fee.amount == Amount(Decimal(250), Decimal(250))


def test_days_that_must_not_be_missed_come_nearest_first() -> None:
    told = engineer(
        title_until=date(2026, 12, 20),
        passport_until=date(2026, 11, 21),
        notice_on=date(2026, 11, 26),
    )

    guards = [(guard.rule.id, guard.day, guard.urgency) for guard in plan_for(told).guards]

    assert guards == [
        ("passport_ends", date(2026, 11, 21), "over"),
        ("visa_ends", date(2026, 12, 20), "soon"),
        # One month after the 26th is the second day of Christmas, a Saturday.
        ("notice_final", date(2026, 12, 28), "later"),
    ]


def test_stay_without_a_visa_ends_on_its_day_even_on_a_sunday() -> None:
    told = engineer(
        citizenship="visa_free", title="none", title_until=None,
        is_here=True, arrives_on=date(2026, 11, 9), moves_in_on=date(2026, 11, 9),
    )  # fmt: skip
    plan = plan_for(told)

    limit = plan.by_id["residence_title"].limit

    assert limit is not None
    assert (limit.day, limit.norm) == (date(2027, 2, 7), "§ 41 Abs. 3 AufenthV")
    assert [guard.day for guard in plan.guards] == [date(2027, 2, 7)]


def test_citizen_of_the_union_needs_no_title() -> None:
    plan = plan_for(engineer(citizenship="eu", title=None, title_until=None))

    assert not plan.by_id.keys() & {"residence_title", "eat_collection", "eid_function"}


def test_step_that_cannot_be_in_time_says_so() -> None:
    told = engineer(is_here=True, arrives_on=date(2026, 9, 1), moves_in_on=date(2026, 11, 2))
    registration = plan_for(told).by_id["residence_registration_family"]

    assert registration.cannot_be_in_time
    assert registration.limit is not None
    assert registration.limit.day == date(2026, 11, 16)


@unhurried
@given(answers, done)
def test_nobody_registers_twice(told: Answers, finished: set[str]) -> None:
    registrations = {"residence_registration", "residence_registration_family"}

    assert len(plan_for(told, done=finished).by_id.keys() & registrations) == 1
