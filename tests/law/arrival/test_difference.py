"""What a person is told when a plan is made anew."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from tests.law.arrival.arrivals import TODAY, answers, engineer, unhurried

from welcome_office.law.arrival.answers import Answers
from welcome_office.law.arrival.difference import changes_between, summary_of
from welcome_office.law.arrival.planning import make_plan
from welcome_office.law.arrival.rules import ArrivalRules, load_rules
from welcome_office.law.errands import Fee


def told(before: Answers, after: Answers) -> list[tuple[str, str]]:
    plans = [summary_of(make_plan(each, as_of=TODAY)) for each in (before, after)]
    return [(change.errand, change.what) for change in changes_between(*plans)]


@unhurried
@given(answers)
def test_same_plan_has_no_changes(each: Answers) -> None:
    assert told(each, each) == []


@unhurried
@given(answers, answers)
def test_everything_new_and_gone_is_told(before: Answers, after: Answers) -> None:
    plans = [make_plan(each, as_of=TODAY) for each in (before, after)]
    sure = [{step.id for step in plan.sure} for plan in plans]
    named = {errand for errand, _ in told(before, after)}

    assert sure[0] ^ sure[1] <= named


def test_a_later_moving_in_moves_what_depends_on_it() -> None:
    later = engineer(moves_in_on=date(2027, 1, 29), title_until=None)

    changes = told(engineer(title_until=None), later)

    assert ("residence_registration_family", "limit") in changes
    assert ("eat_collection", "begin") in changes
    assert "recognition_advice" not in dict(changes)


def test_a_higher_fee_is_told_with_both_amounts() -> None:
    rules = load_rules()
    step = rules.steps["residence_title"]
    dearer = replace(
        step,
        errand=replace(step.errand, fee=Fee(minimum=Decimal(120), maximum=Decimal(120))),
    )
    changed = ArrivalRules({**rules.steps, "residence_title": dearer}, rules.guards)
    before, after = (
        summary_of(make_plan(engineer(people=("adult",)), as_of=TODAY, rules=each))
        for each in (rules, changed)
    )

    (change,) = changes_between(before, after)

    assert change.what == "fee"
    assert change.before is not None
    assert change.after is not None
    assert (change.before.fee, change.after.fee) == (
        (Decimal(100), Decimal(100)),
        (Decimal(120), Decimal(120)),
    )
