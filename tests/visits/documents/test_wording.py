"""A visit's preparation in words; untranslated, so that the tests follow no translator."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.utils import translation
from tests.visits.documents.examples import MARRIED, requirement, service, text
from tests.visits.documents.town import TOWN

from welcome_office.cases.amounts import amount_in_words
from welcome_office.cases.conditions import condition_in_words
from welcome_office.law.errands import Condition, Fee, InPerson, When
from welcome_office.law.errands import when as law
from welcome_office.law.errands.fees import Amount
from welcome_office.visits.documents.preparation import prepare
from welcome_office.visits.documents.wording import (
    PaperWords,
    StepWords,
    preparation_in_words,
)
from welcome_office.visits.models import VisitPerson
from welcome_office.visits.request import Participant


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def test_conditions_read_as_one_sentence() -> None:
    when = When(
        (
            Condition("citizenship", ("eu", "swiss")),
            Condition("married", allowed=True),
            Condition("age_from", 16),
        )
    )

    assert condition_in_words(when) == (
        "if you are a citizen of a country of the European Union or Switzerland, "
        "if you are married and from the age of 16"
    )


def test_every_fact_of_the_law_has_words() -> None:
    for fact, values in law.CHOICES.items():
        assert condition_in_words(When((Condition(fact, values),))).count(",") == len(values) - 2
    for fact in law.YES_NO:
        yes = condition_in_words(When((Condition(fact, allowed=True),)))
        assert yes != condition_in_words(When((Condition(fact, allowed=False),)))
    for fact in law.AGES:
        assert "16" in condition_in_words(When((Condition(fact, 16),)))


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (Amount(Decimal(0), Decimal(0)), "free of charge"),
        (Amount(Decimal(100), Decimal(100)), "100\N{NO-BREAK SPACE}€"),
        (Amount(Decimal("18.36"), Decimal(45)), "18.36 to 45\N{NO-BREAK SPACE}€"),
    ],
    ids=["nothing", "fixed", "range"],
)
def test_amounts_are_written_as_people_do(amount: Amount, expected: str) -> None:
    assert amount_in_words(amount) == expected


def test_a_step_says_what_to_bring_what_it_costs_and_who_comes() -> None:
    title = service(
        "Titel",
        papers=(requirement("Pass"), requirement("Urkunde", when=MARRIED)),
        fee=Fee(minimum=Decimal(100), maximum=Decimal(100), minor=Decimal(50)),
        in_person=InPerson(who="all", text=text("Alle", "Everybody"), from_age=6),
    )
    people = [
        Participant(services=("titel",), first_name="Amal"),
        Participant(services=("titel",), age=VisitPerson.Age.CHILD),
        Participant(services=("titel",), age=VisitPerson.Age.SMALL),
    ]

    words = preparation_in_words(prepare([(title, (0, 1, 2))], people=people), TOWN)

    assert words.steps == (
        StepWords(
            service="Titel",
            people="",
            papers=(
                PaperWords(text="Pass", condition="", people=""),
                PaperWords(text="Urkunde", condition="if you are married", people=""),
            ),
            fee="200\N{NO-BREAK SPACE}€",
            fee_note="",
            in_person="Everybody",
            must_come="Amal and Person 2",
        ),
    )
    assert words.total == "200\N{NO-BREAK SPACE}€"
