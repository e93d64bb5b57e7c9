"""What the draft knows: earliest days, what waits for a home, how many stations."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import RequestFactory
from tests.factories import TOWN

from welcome_office.visits.models import Visit, VisitPerson
from welcome_office.visits.request import needing_move_in
from welcome_office.web.public.arrival import time_limit
from welcome_office.web.public.draft import (
    SESSION_KEY,
    Comer,
    Contact,
    Draft,
    count_stations,
    draft_of,
    earliest_day,
    keep_draft,
)
from welcome_office.web.public.path import must_split

FAMILY = Draft(
    services=("registration", "residence-title", "job-advice"),
    people=(
        Comer(first_name="Amal", needs=("registration", "residence-title", "job-advice")),
        Comer(
            first_name="Yusuf",
            age=VisitPerson.Age.CHILD,
            needs=("registration", "residence-title"),
        ),
    ),
    arrival="day",
    arrives_on=date(2026, 12, 1),
    move_in="day",
    moves_in_on=date(2026, 12, 12),
    languages=("ar",),
    contact=Contact(name="Amal", way=Visit.Contact.MAIL, email="amal@example.org"),
)


def test_draft_survives_the_session() -> None:
    request = RequestFactory().get("/")
    request.session = {}  # type: ignore[assignment] # a dict serves as a session here

    keep_draft(request, FAMILY)

    assert draft_of(request) == FAMILY


def test_answers_of_an_older_version_are_given_up() -> None:
    request = RequestFactory().get("/")
    request.session = {SESSION_KEY: {"people": 3}}  # type: ignore[assignment] # see above

    assert draft_of(request) == Draft()


def test_what_comes_after_the_registration_waits_with_it() -> None:
    waiting = needing_move_in(FAMILY.services, TOWN)

    assert waiting == ("registration", "residence-title")


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        (FAMILY, date(2026, 12, 12)),
        (replace(FAMILY, later=("registration", "residence-title")), date(2026, 12, 1)),
        (replace(FAMILY, moves_in_on=None), date(2026, 12, 1)),
        (replace(FAMILY, moves_in_on=None, arrives_on=None), None),
    ],
    ids=["all together", "registration later", "home unknown", "nothing known"],
)
def test_visit_begins_when_people_are_there_and_papers_can_exist(
    draft: Draft, expected: date | None
) -> None:
    assert earliest_day(draft, TOWN) == expected


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        (FAMILY, True),
        (replace(FAMILY, move_in="unknown", moves_in_on=None), True),
        (replace(FAMILY, moves_in_on=date(2026, 12, 1)), False),
        (replace(FAMILY, services=("registration",)), False),
        (replace(FAMILY, services=("job-advice",)), False),
    ],
    ids=["home later", "home unknown", "home at once", "only registration", "no registration"],
)
def test_two_visits_are_proposed_where_something_can_be_done_before(
    draft: Draft, expected: bool
) -> None:
    assert must_split(draft, TOWN) is expected


def test_two_weeks_of_the_registration_end_on_a_working_day() -> None:
    limit = time_limit(FAMILY, TOWN)

    # 12 December + 14 days is Saturday, 26 December, a holiday: Monday counts (§ 193 BGB).
    assert limit is not None
    assert (limit.service.id, limit.last_day) == ("registration", date(2026, 12, 28))


def test_together_counts_once_and_everything_else_for_each_person() -> None:
    assert count_stations(FAMILY, TOWN) == 1 + 2 + 1
