"""The day in numbers: of the house and of each organisation, after corrections."""

from datetime import timedelta
from statistics import median

import pytest
from django.test import Client
from tests.visits.day.test_events import agreement
from tests.visits.day.today import office_at_noon, step, today_in, visit_begun
from tests.web.desk.cast import Role, let_in, make_member

from welcome_office.core.audit import PROGRAM
from welcome_office.partners.models import Office
from welcome_office.visits.actions import continue_step, note_no_shows, note_step, take_back
from welcome_office.visits.models import StepEvent
from welcome_office.visits.numbers import Numbers, numbers_of

pytestmark = pytest.mark.django_db
Kind = StepEvent.Kind


@pytest.fixture
def office() -> Office:
    """One visit went well but for a paper; to the other nobody came."""
    office = office_at_noon()
    came = visit_begun(office, minutes_ago=10)
    visit_begun(office, minutes_ago=200)
    note_step(step(came, 0), Kind.DONE, by=PROGRAM)
    continue_step(step(came, 1), agreement(missing_papers=("passport",)), by=PROGRAM)
    wrong = note_step(step(came, 2), Kind.MISSED, by=PROGRAM)
    take_back(wrong, by=PROGRAM)
    note_no_shows()
    return office


def test_house_counts_people_once_and_what_became_of_the_errands(office: Office) -> None:
    assert numbers_of(office, day=today_in(office)).house == Numbers(
        people=2,
        visits=1,
        errands=6,
        finished=1,
        continued=1,
        no_shows=3,
        not_taken=0,
        open=1,
        waited=None,
        papers_missing=1,
    )


def test_each_organisation_counts_its_own(office: Office) -> None:
    found = numbers_of(office, day=today_in(office)).partners

    rows = {
        each.partner.id: (each.numbers.people, each.numbers.errands, each.numbers.papers_missing)
        for each in found
    }
    assert rows == {"city": (2, 2, 0), "chamber": (1, 2, 1), "agency": (1, 2, 0)}
    (chamber,) = (each for each in found if each.partner.id == "chamber")
    assert [(text.in_language("en"), count) for text, count in chamber.papers] == [("Passport", 1)]


def test_waiting_counts_from_being_free_for_the_desk(office: Office) -> None:
    visit = visit_begun(office, minutes_ago=60)
    begun = visit.during.lower
    for place, kind, minutes in (
        (0, Kind.HERE, -10), (1, Kind.HERE, -10), (0, Kind.RUNNING, 4), (0, Kind.DONE, 20),
        (1, Kind.RUNNING, 27),
    ):  # fmt: skip
        at = begun + timedelta(minutes=minutes)
        StepEvent.objects.create(step=step(visit, place), kind=kind, at=at)

    found = numbers_of(office, day=today_in(office)).house.waited

    # Early is not late: four minutes after the beginning; then seven after the desk before.
    assert found == round(median([4, 7]))


def test_work_of_one_or_two_counsellors_is_not_told(office: Office) -> None:
    found = numbers_of(office, day=today_in(office)).partners

    # Each organisation has one counsellor here; the house has three.
    assert {each.numbers.finished for each in found} == {None}
    assert {each.numbers.waited for each in found} == {None}


def test_numbers_are_for_whoever_runs_the_house(office: Office) -> None:
    page = f"/en/desk/numbers/{today_in(office)}/"
    answers = {
        role: let_in(Client(), make_member(office, role, partner="city")).get(page).status_code
        for role in Role
    }

    assert answers == dict.fromkeys(Role, 404) | {Role.COORDINATOR: 200}


def test_page_opens_at_the_last_one_stop_day(office: Office) -> None:
    coordinator = let_in(Client(), make_member(office, Role.COORDINATOR))

    page = coordinator.get("/en/desk/numbers/").text

    assert "Wednesday" in page
