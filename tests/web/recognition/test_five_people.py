"""Five people go from a word in their language to the notice, through every page on the way."""

import re

import pytest
from django.test import Client
from tests.factories import at
from tests.recognition.people import FIVE, Newcomer
from tests.recognition.town import make_ruhr
from tests.web.desk.cast import Role, let_in, make_member
from tests.web.public.answers import FAR, choose, hold
from tests.web.tickets import ticket

from welcome_office.core.audit import PROGRAM
from welcome_office.law.recognition.law import load_law
from welcome_office.partners.models import Office
from welcome_office.recognition.models import Procedure
from welcome_office.recognition.queries import body_name
from welcome_office.visits.actions import confirm_visit
from welcome_office.visits.models import Visit

pytestmark = pytest.mark.django_db
FINDER, DESK = "/en/recognition", "/en/desk/recognition"


@pytest.fixture
def office(db: None) -> Office:
    return make_ruhr()


def find_answer(client: Client, who: Newcomer) -> str:
    """Search, take the first hit, answer every question; give the answer page."""
    found = client.get(f"{FINDER}/", {"name": who.query}).text
    first = re.search(rf'href="({FINDER}/O\d+/)"', found)
    assert first is not None
    page = client.get(first[1]).headers["Location"]
    while "/questions/" in page:
        fact = page.rstrip("/").rpartition("/")[2]
        answer = who.answers.get(fact, "unknown")
        page = client.post(page, {"answer": answer}).headers["Location"]
    assert page == f"{FINDER}/{who.occupation}/answer/"
    return client.get(page).text


def book_adviser(client: Client, who: Newcomer) -> Visit:
    """Tick that the adviser may know, and book."""
    client.post(f"{FINDER}/{who.occupation}/adviser/", {"way": who.way, "share": "on"})
    if who.way == "together":
        choose(client, "registration", "recognition")
    elif who.way == "on_site":
        client.post(f"{FAR}/arrival/", {"arrival": "here", "move_in": "unknown"})
    else:
        client.post(f"{FAR}/way/", {"channel": who.way, "time_zone": "Europe/Berlin"})
    client.post(f"{FAR}/languages/", {"languages": ["en"], "language_help": "not_needed"})
    visit = hold(client, at(10).isoformat())
    contact = {"name": "Asha", "way": "neither", "phone": "0151 23456789"}
    client.post(f"{FAR}/contact/", contact | ticket(client, "contact"))
    client.post(f"{FAR}/check/", ticket(client, "message"))
    confirm_visit(visit, by=PROGRAM, contact_answered=False)
    return visit


def begin(adviser: Client, visit: Visit, who: Newcomer) -> Procedure:
    """Accompany the person from the sheet of the visit on."""
    sheet = adviser.get(f"/en/desk/visits/{visit.pk}/").text
    link = f"{DESK}/new/?visit={visit.pk}"
    assert link in sheet
    assert f'value="{who.occupation}" selected' in adviser.get(link).text
    places = {"here": "Bochum", "abroad": "abroad"}
    told = {
        "name": "", "language": who.language, "occupation": who.occupation,
        "trained_in": who.answers["trained_in"], "citizenship": who.answers["citizenship"],
        "lives_in": places[who.answers["lives_in"]], "works_in": "Bochum",
    }  # fmt: skip
    adviser.post(link, {**told, **who.ticked})
    return Procedure.objects.get(client__visit=visit.pk)


@pytest.mark.parametrize("who", FIVE.values(), ids=FIVE)
def test_somebody_goes_from_a_word_to_the_notice(
    client: Client, office: Office, who: Newcomer
) -> None:
    answer = find_answer(client, who)
    paper = client.get(f"{FINDER}/{who.occupation}/answer/paper/").content
    visit = book_adviser(client, who)
    adviser = let_in(Client(), make_member(office, Role.COUNSELLOR, partner=who.adviser))
    procedure = begin(adviser, visit, who)
    here = f"{DESK}/{procedure.pk}/"

    acts = [procedure.act]
    for noted in who.history:
        adviser.post(f"{here}event/", noted.typed)
        procedure.refresh_from_db()
        acts.append(procedure.act)
    adviser.post(f"{here}close/", {"reason": "recognised"})

    body = body_name(who.body, load_law("nrw"))
    assert (who.needed in answer, body in answer) == (True, True)
    assert "Not clear yet" not in answer
    assert paper.startswith(b"%PDF")
    assert procedure.body == who.body
    assert acts == ["send_application", *(noted.then for noted in who.history)]
    assert "Nothing is waiting for you." in adviser.get(f"{DESK}/").text
