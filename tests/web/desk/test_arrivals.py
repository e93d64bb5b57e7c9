"""The front desk: one scan for whoever has a visit, three keys for whoever walks in."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories import make_office
from tests.visits.day.today import office_at_noon, states, town_at_noon, visit_begun
from tests.web.desk.cast import NAME, Role, let_in, make_member

from welcome_office.partners.models import Office
from welcome_office.visits.models import Visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return office_at_noon()


@pytest.fixture
def door(client: Client, office: Office) -> Client:
    return let_in(client, make_member(office, Role.FRONT_DESK))


def say(door: Client, who: str) -> str:
    return door.post("/en/desk/arrivals/", {"who": who}, follow=True).text


@pytest.mark.parametrize("spoken", [str, str.lower, lambda r: f"{r[:3]}-{r[3:]}"])
def test_scan_or_reference_checks_in(
    door: Client, office: Office, spoken: Callable[[str], str]
) -> None:
    visit = visit_begun(office, minutes_ago=5)

    page = say(door, spoken(visit.reference))

    assert "Nimali W. is here: desk 1" in page
    assert states(visit) == ["here", "here", "here"]


@pytest.mark.parametrize("name", ["nimali", "Warna", "RUWAN"])
def test_name_finds_but_checks_nobody_in(door: Client, office: Office, name: str) -> None:
    visit = visit_begun(office, minutes_ago=5)
    visit_begun(office, minutes_ago=5, name="Sami Other").people.all().delete()

    page = say(door, name)
    assert re.findall(r'who" href="[^"]+"><bdi>([^<]+)</bdi>', page) == ["Nimali W."]
    assert states(visit) == ["expected", "expected", "expected"]

    door.post(f"/en/desk/visits/{visit.pk}/here/")
    assert states(visit) == ["here", "here", "here"]


def test_list_shows_no_whole_name(door: Client, office: Office) -> None:
    visit_begun(office, minutes_ago=5)

    page = door.get("/en/desk/arrivals/").text

    assert ("Nimali W." in page, NAME in page) == (True, False)


@pytest.mark.parametrize(
    ("minutes_ago", "values", "said"),
    [
        (-48 * 60, {}, "This visit is on another day"),
        (5, {"state": Visit.State.PENDING}, "This visit is not confirmed yet"),
        (5, {"state": Visit.State.CANCELLED}, "This visit was cancelled"),
    ],
    ids=["another day", "not confirmed", "cancelled"],
)
def test_who_cannot_be_received_is_told_why(
    door: Client, office: Office, minutes_ago: int, values: dict[str, str], said: str
) -> None:
    visit = visit_begun(office, minutes_ago=minutes_ago, **values)

    assert said in say(door, visit.reference)
    assert states(visit) == ["expected", "expected", "expected"]


def test_reference_of_another_town_finds_nothing(door: Client) -> None:
    town = town_at_noon()
    elsewhere = make_office(replace(town, office=replace(town.office, id="altstadt")))
    visit = visit_begun(elsewhere, minutes_ago=5)

    assert "There is no visit with this reference" in say(door, visit.reference)
    assert states(visit) == ["expected", "expected", "expected"]


def test_slip_is_for_the_front_desk(door: Client, office: Office) -> None:
    visit = visit_begun(office, minutes_ago=5)
    counsellor = let_in(Client(), make_member(office, Role.COUNSELLOR, partner="chamber"))
    page = f"/en/desk/visits/{visit.pk}/slip/"

    assert door.get(page)["Content-Type"] == "application/pdf"
    assert counsellor.get(page).status_code == 404


def test_walk_in_is_booked_from_now_with_three_keys(door: Client, office: Office) -> None:
    errands = door.get("/en/desk/walk-in/").text
    (errand,) = re.findall(r'href="([^"]+)" aria-keyshortcuts="1"', errands)
    times = door.get(errand).text
    (start,) = re.findall(r'value="([^"]+)" aria-keyshortcuts="1"', times)

    page = door.post(errand, {"start": start, "people": "2", "language": "ar"}, follow=True).text

    visit = Visit.objects.get()
    soon = visit.during.lower - timezone.now()
    assert soon <= timedelta(minutes=5)
    assert (visit.state, visit.contact, visit.language) == ("confirmed", "neither", "ar")
    assert (states(visit), visit.people.count()) == (["here"], 2)
    assert f"Booked and checked in: {visit.reference[:3]}-{visit.reference[3:]}" in page


@pytest.mark.django_db(transaction=True)
def test_walk_in_gets_another_time_when_the_chosen_one_is_taken(door: Client) -> None:
    page = "/en/desk/walk-in/recognition/"
    (start,) = re.findall(r'value="([^"]+)" aria-keyshortcuts="1"', door.get(page).text)
    said = {"start": start, "people": "1", "language": "en"}
    door.post(page, said)

    answer = door.post(page, said)

    assert "This time has just been taken" in answer.text
    assert start not in re.findall(r'value="([^"]+)" aria-keyshortcuts', answer.text)
    assert Visit.objects.count() == 1
