"""A whole visit in words."""

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.visits.documents.town import family_visit

from welcome_office.core.wording import speaking
from welcome_office.visits.documents.visit_in_words import visit_in_words, visits_in_full

WAIT = "10 minutes until the next desk"
pytestmark = pytest.mark.django_db


def test_a_visit_says_when_where_with_whom_and_what_lies_between() -> None:
    visit = visits_in_full().get(pk=family_visit().pk)

    with speaking("en"):
        words = visit_in_words(visit)

    assert (words.day, words.time) == ("Wednesday, 24 March 2027", "9:00–10:35")
    assert words.where == "Hauptstraße 1, 12345 Musterstadt"
    assert words.booked_on == "Monday, 1 March 2027"
    assert words.duration == "1 hour 35 minutes"
    assert [(s.time, s.service, s.partner, s.place, s.then) for s in words.stations] == [
        ("9:00–9:15", "Register your residence", "City of Musterstadt", "desk 1", ""),
        ("9:15–9:40", "Apply for a residence title", "City of Musterstadt", "desk 2", WAIT),
        ("9:50–10:35", "Advice on recognition", "Chamber of commerce", "desk 3", ""),
    ]


def test_a_language_that_left_the_house_is_replaced_by_its_own() -> None:
    visit = family_visit(language="tlh")

    with speaking(visit.language) as language:
        words = visit_in_words(visit)

    assert language.code == "de"
    assert words.stations[0].service == "Wohnsitz anmelden"


def test_words_of_a_visit_cost_a_query_for_each_kind_of_row(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    visit_in_words(family_visit())

    with django_assert_num_queries(6):
        visit_in_words(visits_in_full().get())
