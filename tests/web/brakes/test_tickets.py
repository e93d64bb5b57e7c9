"""A form is sent by who opened the page; an old one comes back once, with everything typed."""

import pytest
from django.test import Client
from pytest_django import Settings
from tests.factories import at, make_office
from tests.web.public.answers import FAR, choose, hold
from tests.web.tickets import ticket

pytestmark = pytest.mark.django_db
CONTACT = {"name": "Nimal Perera", "way": "mail", "email": "nimal@example.org"}


@pytest.fixture(autouse=True)
def _held(client: Client) -> None:
    make_office()
    choose(client, "recognition")
    hold(client, at(9).isoformat())


def test_an_old_form_comes_back_with_what_was_typed(client: Client, settings: Settings) -> None:
    settings.FORM_HOURS = 0
    old = client.post(f"{FAR}/contact/", CONTACT | ticket(client, "contact"))
    settings.FORM_HOURS = 3

    page = old.text
    after = client.post(f"{FAR}/contact/", CONTACT | ticket(client, "contact"))

    assert old.status_code == 409
    assert "This page was open for a long time" in page
    assert all(f'name="{name}" value="{value}"' in page for name, value in CONTACT.items())
    assert after.headers["Location"] == f"{FAR}/check/"


@pytest.mark.parametrize("sent", ["", "hold", "contact:1abc:made-up"])
def test_a_made_up_ticket_takes_nothing_over(client: Client, sent: str) -> None:
    answer = client.post(f"{FAR}/contact/", CONTACT | {"form_ticket": sent})

    assert answer.status_code == 409


def test_a_ticket_of_another_session_or_form_does_not_count(client: Client) -> None:
    other = Client()
    choose(other, "recognition")

    answers = [
        client.post(f"{FAR}/contact/", CONTACT | ticket(other, "contact")),
        client.post(f"{FAR}/contact/", CONTACT | ticket(client, "hold")),
    ]

    assert [answer.status_code for answer in answers] == [409, 409]


def test_the_page_carries_a_ticket_and_a_trap_that_nobody_meets(client: Client) -> None:
    page = client.get(f"{FAR}/contact/").text

    assert 'name="form_ticket"' in page
    assert '<div class="trap" aria-hidden="true">' in page
    assert 'name="remark" tabindex="-1" autocomplete="off"' in page
    assert str(client.session.session_key) not in page


def test_keeping_the_time_longer_works_on_an_old_page(client: Client) -> None:
    answer = client.post(f"{FAR}/contact/", {"name": "Nimal", "extend": "1"})

    assert answer.headers["Location"] == f"{FAR}/contact/"
