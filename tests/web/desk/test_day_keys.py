"""The day at the desk: one key each, and every desk sees what the others noted."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from tests.visits.day.today import office_at_noon, states, step, today_in, visit_begun
from tests.web.desk.cast import Role, let_in, make_member

from welcome_office.core.audit import PROGRAM
from welcome_office.partners.models import Office
from welcome_office.visits.actions import note_step
from welcome_office.visits.models import Continuation, StepEvent, Visit

pytestmark = pytest.mark.django_db
Kind = StepEvent.Kind


@pytest.fixture
def office() -> Office:
    return office_at_noon()


@pytest.fixture
def visit(office: Office) -> Visit:
    return visit_begun(office, minutes_ago=1)


@pytest.fixture
def chamber(client: Client, office: Office) -> Client:
    return let_in(client, make_member(office, Role.COUNSELLOR, partner="chamber", desk="chamber-1"))


def key(visit: Visit, place: int) -> str:
    return f"/en/desk/steps/{step(visit, place).pk}/"


def test_one_key_notes_how_the_own_step_goes(chamber: Client, visit: Visit) -> None:
    answer = chamber.post(key(visit, 1), {"kind": "running", "back": "day"})

    assert states(visit) == ["here", "running", "here"]
    assert answer["Location"] == f"/en/desk/day/{today_in(visit.office)}/?at={step(visit, 1).pk}"


def test_step_of_another_organisation_is_not_there(chamber: Client, visit: Visit) -> None:
    own = chamber.post(key(visit, 1), {"kind": "here"})
    others = [chamber.post(key(visit, place), {"kind": "done"}).status_code for place in (0, 2)]
    page = chamber.get(f"{key(visit, 0)}continue/").status_code

    assert own.status_code == 302
    assert (others, page) == ([404, 404], 404)
    assert states(visit) == ["here", "here", "here"]


def test_desk_that_was_slower_is_told(chamber: Client, visit: Visit) -> None:
    note_step(step(visit, 1), Kind.MISSED, by=PROGRAM)

    page = chamber.post(key(visit, 1), {"kind": "done", "back": "visit"}, follow=True)

    assert "Another desk was faster" in page.text
    assert states(visit)[1] == "missed"


def test_next_desk_sees_who_is_here_and_what_runs_late(office: Office, chamber: Client) -> None:
    visit = visit_begun(office, minutes_ago=35)
    note_step(step(visit, 0), Kind.RUNNING, by=PROGRAM)
    # Twenty minutes are planned, the next step should have begun fifteen minutes ago.
    page = chamber.get(f"/en/desk/day/{today_in(visit.office)}/").text

    assert re.search(r"desk-state--here\">here", page)
    assert "runs 35 minutes late" in page


def test_correction_goes_back_by_one(chamber: Client, visit: Visit) -> None:
    event = note_step(step(visit, 1), Kind.DONE, by=PROGRAM)

    chamber.post(key(visit, 1), {"kind": "correct", "event": event.pk, "back": "visit"})

    assert states(visit)[1] == "expected"


def test_what_continues_is_asked_and_listed_until_it_is_done(chamber: Client, visit: Visit) -> None:
    due = today_in(visit.office) + timedelta(days=20)
    said = {
        "what": "Bring the original",
        "where": "Desk 3",
        "due_on_day": due.day,
        "due_on_month": due.month,
        "due_on_year": due.year,
        "actor": "person",
        "missing_papers": "passport",
        "back": "day",
    }
    asked = chamber.post(key(visit, 1), {"kind": "continues"}, follow=True).text

    chamber.post(f"{key(visit, 1)}continue/", said)
    listed = chamber.get("/en/desk/open/").text
    chamber.post(f"/en/desk/open/{Continuation.objects.get().pk}/done/")

    assert "Passport" in asked
    assert "Bring the original" in listed
    assert "Nothing is open." in chamber.get("/en/desk/open/").text
    assert StepEvent.objects.get(kind="continues").missing_papers == ["passport"]


def test_nothing_is_agreed_for_a_day_that_is_over(chamber: Client, visit: Visit) -> None:
    said = {"what": "x", "due_on_day": "1", "due_on_month": "1", "due_on_year": "2020"}

    page = chamber.post(f"{key(visit, 1)}continue/", {**said, "actor": "person"}).text

    assert "This day is over" in page
    assert Continuation.objects.count() == 0


def test_keys_are_there_only_for_whoever_may_note_and_only_today(
    client: Client, office: Office, visit: Visit
) -> None:
    later = visit_begun(office, minutes_ago=-48 * 60)
    let_in(client, make_member(office, Role.FRONT_DESK))

    today = client.get(f"/en/desk/visits/{visit.pk}/").text
    another = client.get(f"/en/desk/visits/{later.pk}/").text

    assert today.count('aria-keyshortcuts="1"') == 3
    assert another.count("aria-keyshortcuts") == 0
