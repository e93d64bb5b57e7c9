"""Everything that a plan can say has words."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.utils import translation
from hypothesis import given, settings
from tests.factories import TOWN
from tests.law.arrival.arrivals import TODAY, answers, engineer, unhurried

from welcome_office.cases.conditions import condition_in_words
from welcome_office.law.arrival.answers import Answers
from welcome_office.law.arrival.difference import changes_between, summary_of
from welcome_office.law.arrival.planning import make_plan
from welcome_office.law.arrival.rules import load_rules
from welcome_office.pathways.arrival.changes import changes_in_words
from welcome_office.pathways.arrival.words import plan_in_words, when_in_words


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_every_condition_of_a_rule_can_be_said(language: str) -> None:
    conditions = {rule.when for step in load_rules().steps.values() for rule in step.rules}

    with translation.override(language):
        said = [condition_in_words(when) for when in conditions if when.conditions]

    assert all(said)


@settings(unhurried, max_examples=20)
@given(answers, answers)
def test_every_plan_and_every_change_has_words(before: Answers, after: Answers) -> None:
    plans = [make_plan(each, as_of=TODAY) for each in (before, after)]
    changes = changes_between(*[summary_of(plan) for plan in plans])

    words = plan_in_words(plans[1], TOWN)
    lines = changes_in_words(changes)

    steps = (*words.before_travel, *words.here, *words.perhaps)
    assert len(steps) == len(plans[1].steps)
    assert all(step.when and step.name and step.reasons for step in steps)
    assert all(step.condition for step in words.perhaps)
    assert len(lines) == len(changes)


@pytest.mark.parametrize(
    ("moves_in_on", "said"),
    [
        pytest.param(
            date(2027, 1, 15),
            "from Friday, 15 January 2027, at the latest Friday, 29 January 2027",
            id="ahead",
        ),
        pytest.param(date(2026, 11, 16), "now, at the latest Monday, 30 November 2026", id="now"),
        pytest.param(
            date(2026, 11, 2),
            "as soon as possible; the last day was Monday, 16 November 2026",
            id="over",
        ),
        pytest.param(None, "as soon as the days before it are known", id="not known"),
    ],
)
def test_registration_says_from_when_until_when(moves_in_on: date | None, said: str) -> None:
    told = engineer(
        is_here=True, arrives_on=date(2026, 11, 1), moves_in_on=moves_in_on, title_until=None
    )
    plan = make_plan(told, as_of=TODAY, done=["translation"])

    assert when_in_words(plan.by_id["residence_registration_family"], TODAY) == said


def test_step_that_can_hardly_be_in_time_says_what_helps() -> None:
    told = engineer(is_here=True, arrives_on=TODAY, moves_in_on=date(2026, 11, 10), title=None)
    registration = make_plan(told, as_of=TODAY).by_id["residence_registration_family"]

    assert when_in_words(registration, TODAY) == (
        "by Tuesday, 24 November 2026; what comes before it takes longer, so tell the desk"
    )


def test_german_word_stands_beside_the_translation() -> None:
    words = plan_in_words(make_plan(engineer(), as_of=TODAY), TOWN)

    assert {step.id: step.term for step in words.here}["landlord_confirmation"] == (
        "Wohnungsgeberbestätigung"
    )


def test_step_that_another_needs_says_for_which() -> None:
    told = engineer(title_until=date(2027, 1, 20))
    (registration,) = [
        step
        for step in plan_in_words(make_plan(told, as_of=TODAY), TOWN).here
        if step.id == "residence_registration_family"
    ]

    assert registration.remark == "so that there is time for “Apply for your residence title”"
