"""Waiting for a time on the pages: join, confirm, take, decline, leave."""

import re

import pytest
from django.conf import LazySettings
from django.test import Client
from tests.core.sinks import MailServer, mail_server
from tests.factories import at, make_office
from tests.visits.booked import ADVICE, book, stations
from tests.visits.waiting import book_on, fill, free, now, wait, wednesday
from tests.web.desk.cast import Role, let_in, make_member
from tests.web.public.answers import FAR, choose
from tests.web.tickets import ticket

from welcome_office.core.audit import VISITOR
from welcome_office.partners.models import Office
from welcome_office.visits.actions import ask_waiting, decline_offer, wait_for_earlier
from welcome_office.visits.codes import link_token, waiting_token
from welcome_office.visits.models import Message, Visit, Waiting
from welcome_office.visits.request import Participant, VisitRequest
from welcome_office.visits.sending import deliver

pytestmark = pytest.mark.django_db(transaction=True)
ANSWERS = {"name": "Amal Example", "way": "mail", "email": "amal@example.org", "notice": "1"}
RECOGNITION = VisitRequest(people=(Participant(services=("recognition",)),))
State = Waiting.State


@pytest.fixture
def office() -> Office:
    made = make_office()
    fill(made)
    return made


@pytest.fixture
def server(settings: LazySettings) -> MailServer:
    return mail_server(settings)


def send(server: MailServer, kind: Message.Kind) -> str:
    """Send the last message of that kind; say where its link leads."""
    with server.running():
        deliver(Message.objects.filter(kind=kind).latest("pk").pk)
    body = server.letters[-1].get_body(("plain",))
    assert body is not None
    found = re.search(r"http://localhost:8000(/\S+/)", body.get_content())
    assert found is not None
    return found.group(1)


def page(waiting: Waiting) -> str:
    return f"/en/w/{waiting_token(waiting)}/"


def test_where_nothing_fits_one_can_wait_and_a_mail_asks_to_confirm(
    client: Client, office: Office, server: MailServer
) -> None:
    choose(client, "job-advice")
    assert f'href="{FAR}/wait/"' in client.get(f"{FAR}/times/").text

    answer = client.post(f"{FAR}/wait/", ANSWERS | ticket(client, "message"))
    assert answer.headers["Location"] == f"{FAR}/wait/asked/"
    link = send(server, Message.Kind.WAIT_CONFIRM)
    assert "Yes, I want to wait" in client.get(link).text
    assert Waiting.objects.get().state == State.ASKED
    client.post(link, {"answer": "confirm"})

    assert Waiting.objects.get().state == State.WAITING
    assert "You are on the waiting list" in client.get(link).text


def test_with_times_on_offer_one_can_wait_too(client: Client, office: Office) -> None:
    office.occupations.filter(day=wednesday(3)).delete()
    choose(client, "job-advice")

    assert f'href="{FAR}/wait/"' in client.get(f"{FAR}/times/").text


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"email": ""}, "Please write your e-mail address."),
        ({"way": "neither"}, "Select a valid choice"),
        ({"notice": ""}, "Please choose how soon you can come."),
        ({"notice": "12"}, "Select a valid choice"),
    ],
)
def test_what_is_missing_is_said(
    client: Client, office: Office, wrong: dict[str, str], says: str
) -> None:
    choose(client, "job-advice")

    answer = client.post(f"{FAR}/wait/", ANSWERS | wrong | ticket(client, "message"))

    assert says in answer.text
    assert Waiting.objects.count() == 0


def test_the_offer_is_taken_by_a_button_and_not_by_opening_the_link(
    client: Client, office: Office, server: MailServer
) -> None:
    wait(office, ADVICE, email="a@example.org")
    free(office, wednesday(1), desks=("agency-1",))
    ask_waiting()

    link = send(server, Message.Kind.WAIT_OFFER)
    assert "Yes, take this time" in client.get(link).text
    assert Visit.objects.get().state == Visit.State.HELD
    taken = client.post(link, {"answer": "yes"})

    visit = Visit.objects.get()
    assert (visit.state, stations(visit)) == (
        Visit.State.CONFIRMED,
        [("job-advice", "agency-1", 1)],
    )
    assert "You have the new time" in client.get(taken.headers["Location"]).text
    # The old link leads to the visit.
    assert client.get(link, follow=True).status_code == 200


def test_who_declines_stays_and_who_leaves_is_gone(client: Client, office: Office) -> None:
    waiting = wait(office, ADVICE, email="a@example.org")
    free(office, wednesday(1), desks=("agency-1",))
    ask_waiting()

    client.post(page(waiting), {"answer": "no"})
    assert "At this moment nothing fits" in client.get(page(waiting)).text
    left = client.post(page(waiting), {"answer": "leave"})

    assert left.headers["Location"] == "/en/w/left/"
    assert (now(waiting).state, client.get(page(waiting)).status_code) == (State.LEFT, 410)


def test_the_own_page_tells_of_earlier_times_until_one_is_taken(
    client: Client, office: Office, server: MailServer
) -> None:
    visit = book_on(office, ADVICE, wednesday(2))
    own = f"/en/v/{link_token(visit)}/earlier/"
    assert "/earlier/" in client.get(f"/en/v/{link_token(visit)}/").text

    client.post(own, {"notice": "3"})
    assert "You are on the waiting list." in client.get(own).text
    free(office, wednesday(1), desks=("agency-1",))
    ask_waiting()
    link = send(server, Message.Kind.WAIT_OFFER)
    assert "Yes, take this time" in client.get(link).text
    client.post(link, {"answer": "yes"})

    assert Visit.objects.get().during.lower == at(9, day=wednesday(1))
    assert Waiting.objects.get().state == State.SERVED


def test_the_own_page_says_when_an_earlier_day_is_free_already(
    client: Client, office: Office
) -> None:
    visit = book_on(office, ADVICE, wednesday(2))
    office.occupations.filter(day=wednesday(1)).delete()

    answer = client.get(f"/en/v/{link_token(visit)}/earlier/")

    assert "An earlier day is free at this moment." in answer.text


def test_too_late_an_answer_changes_nothing(client: Client, office: Office) -> None:
    waiting = wait(office, ADVICE, email="a@example.org")
    free(office, wednesday(1), desks=("agency-1",))
    ask_waiting()
    decline_offer(waiting, by=VISITOR)

    answer = client.post(page(waiting), {"answer": "yes"})

    assert (answer.status_code, Visit.objects.count()) == (410, 0)
    assert "not held any more" in answer.text


def test_a_visit_at_the_same_time_keeps_the_offer_from_being_taken(
    client: Client, office: Office
) -> None:
    waiting = wait(office, ADVICE, email="amal@example.org")
    free(office, wednesday(1), desks=("agency-1",))
    ask_waiting()
    office.occupations.filter(day=wednesday(1), resource__slug="chamber-1").delete()
    book(office, RECOGNITION, start=at(9, day=wednesday(1)))

    answer = client.post(page(waiting), {"answer": "yes"})

    assert (answer.status_code, now(waiting).state) == (409, State.WAITING)


@pytest.mark.parametrize("token", ["made-up", "MTI:1abc:xyz"])
def test_a_made_up_link_opens_nothing(client: Client, office: Office, token: str) -> None:
    assert client.get(f"/en/w/{token}/").status_code == 404


def test_the_coordinator_reads_why_who_was_asked(client: Client, office: Office) -> None:
    visit = book_on(office, ADVICE, wednesday(3))
    family = wait_for_earlier(visit, notice_days=1, by=VISITOR)
    other = wait(office, ADVICE, email="b@example.org")
    free(office, wednesday(1), desks=("agency-1",), minutes=30)
    ask_waiting()
    let_in(client, make_member(office, Role.COORDINATOR))

    text = client.get("/en/desk/waiting/").text

    assert f"Household {family.pk} was asked about" in text
    assert "It was number 1 of 2 in the order." in text
    assert "No legal time limit presses; it waits since" in text
    assert f"Household {other.pk} waits from now on." in text
    assert "example.org" not in text
