"""The search misses no visit and offers none that breaks a rule."""

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.scheduling.brute import Document, expected
from tests.scheduling.generated import Day, busy, documents, fine_documents

from welcome_office.scheduling.answer import Answer
from welcome_office.scheduling.check import conflicts
from welcome_office.scheduling.document import read_problem, write_answer
from welcome_office.scheduling.visits import answer_problem

thorough = settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def answer(document: Document) -> Answer:
    return answer_problem(read_problem(json.dumps(document).encode()))


def starts_and_waits(document: Document) -> list[tuple[str, int]]:
    return [(offer.start.isoformat(), offer.wait_minutes) for offer in answer(document).offers]


@thorough
@given(documents())
def test_finds_what_trying_everything_finds(document: Document) -> None:
    assert starts_and_waits(document) == expected(document)


@settings(thorough, max_examples=40)
@given(fine_documents())
def test_finds_what_trying_everything_finds_on_a_fine_grid(document: Document) -> None:
    assert starts_and_waits(document) == expected(document)


@pytest.mark.long
@settings(thorough, max_examples=4000)
@given(documents() | fine_documents())
def test_finds_in_many_offices_what_trying_everything_finds(document: Document) -> None:
    assert starts_and_waits(document) == expected(document)


@thorough
@given(documents())
def test_answers_with_good_offers_or_with_obstacles(document: Document) -> None:
    problem = read_problem(json.dumps(document).encode())

    found = answer_problem(problem)

    assert [conflicts(problem, offer) for offer in found.offers] == [[] for _ in found.offers]
    assert bool(found.offers) != bool(found.obstacles)
    assert write_answer(answer(document), pretty=True) == write_answer(found, pretty=True)


@thorough
@given(documents(), st.data())
def test_a_new_booking_never_opens_a_start(document: Document, data: st.DataObject) -> None:
    document["visit"] |= {"order": "earliest", "limit": None}
    before = {start for start, _ in starts_and_waits(document)}
    date = dt.date.fromisoformat(document["visit"]["earliest"])
    resource: dict[str, Any] = data.draw(st.sampled_from(document["resources"]))
    resource["busy"].append(data.draw(busy(Day(date, 480, 700))))

    after = {start for start, _ in starts_and_waits(document)}

    assert after <= before
