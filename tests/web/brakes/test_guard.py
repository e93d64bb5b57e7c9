"""Who sends very much is slowed down; nobody is refused, and nothing that was typed is lost."""

import hashlib
import re
from html import unescape
from itertools import count
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import Settings
from tests.factories import at, make_office
from tests.web.public.answers import FAR, choose
from tests.web.tickets import ticket

from welcome_office.visits.models import Visit
from welcome_office.web.brakes.passes import lift_proof

# What Django's test client gives back has no public name.
Answer = Any
pytestmark = pytest.mark.django_db
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
CHALLENGE = re.compile(r'data-seed="([0-9a-f]+)" data-bits="(\d+)"')


@pytest.fixture(autouse=True)
def _office(db: None) -> None:
    make_office()


@pytest.fixture
def newcomer(client: Client, settings: Settings) -> Client:
    """Somebody in a network from which much was sent already."""
    settings.FAIR_USE_PER_ADDRESS = 1
    choose(client, "recognition")
    wish(client, 9)
    return client


def wish(client: Client, hour: int, **more: str) -> Answer:
    """Choose a time as the page's button does."""
    return client.post(
        f"{FAR}/hold/", {"start": at(hour).isoformat()} | ticket(client, "hold") | more
    )


def fields(page: Answer) -> dict[str, str]:
    """What the form that came back carries."""
    return {name: unescape(value) for name, value in HIDDEN.findall(page.text)}


def solved(page: Answer) -> str:
    """The number that the browser would find."""
    seed, bits = CHALLENGE.findall(page.text)[0]
    for number in count():
        digest = hashlib.sha256(f"{seed}:{number}".encode()).digest()
        if int.from_bytes(digest, "big") >> (256 - int(bits)) == 0:
            return str(number)
    raise AssertionError("unreachable: some number fits")


def held_at() -> list[int]:
    return [visit.during.lower.hour for visit in Visit.objects.all()]


def test_up_to_the_usual_nobody_notices_anything(client: Client, settings: Settings) -> None:
    settings.FAIR_USE_PER_ADDRESS = 3
    choose(client, "recognition")

    statuses = [wish(client, hour).status_code for hour in (9, 10, 11, 12)]

    assert statuses == [302, 302, 302, 429]


def test_beyond_it_the_form_comes_back_with_everything_typed(newcomer: Client) -> None:
    page = wish(newcomer, 11)

    assert page.status_code == 429
    assert fields(page)["start"] == at(11).isoformat()
    assert "+49 30 901820" in page.text


def test_the_calculation_lets_it_through_and_some_more(newcomer: Client) -> None:
    page = wish(newcomer, 11)

    after = newcomer.post(f"{FAR}/hold/", fields(page) | {"challenge_answer": solved(page)})
    more = [wish(newcomer, hour).status_code for hour in (12, 13)]

    assert (after.status_code, more) == (302, [302, 302])


def test_a_wrong_or_missing_answer_does_not(newcomer: Client) -> None:
    page = wish(newcomer, 11)
    wrong = next(str(n) for n in count() if str(n) != solved(page))

    answers = [newcomer.post(f"{FAR}/hold/", fields(page) | {"challenge_answer": a})
               for a in (wrong, "", "x", "٣")]  # fmt: skip

    assert [answer.status_code for answer in answers] == [429] * 4
    assert len(held_at()) == 1


def test_an_answer_counts_once(newcomer: Client) -> None:
    page = wish(newcomer, 11)
    sent = fields(page) | {"challenge_answer": solved(page)}
    newcomer.post(f"{FAR}/hold/", sent)
    other = Client()
    choose(other, "recognition")

    again = other.post(f"{FAR}/hold/", sent | ticket(other, "hold"))

    assert again.status_code == 429


def test_without_javascript_waiting_is_enough(
    newcomer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = wish(newcomer, 11)
    early = newcomer.post(f"{FAR}/hold/", fields(page))
    from welcome_office.web.brakes import challenge  # noqa: PLC0415 - its clock is moved

    now = challenge._now()
    monkeypatch.setattr(challenge, "_now", lambda: now + 120)

    late = newcomer.post(f"{FAR}/hold/", fields(early))

    assert (early.status_code, late.status_code) == (429, 302)
    assert "That was a little too early." in early.text
    assert fields(early)["challenge"] == fields(page)["challenge"]


def test_a_pass_is_used_up(newcomer: Client) -> None:
    page = wish(newcomer, 11)
    newcomer.post(f"{FAR}/hold/", fields(page) | {"challenge_answer": solved(page)})

    statuses = [wish(newcomer, 9 + n % 6).status_code for n in range(12)]

    assert statuses == [302] * 10 + [429] * 2


def test_who_gave_a_booking_code_is_not_asked(newcomer: Client) -> None:
    request = RequestFactory().get("/")
    request.session = newcomer.session
    lift_proof(request)
    request.session.save()

    statuses = [wish(newcomer, hour).status_code for hour in (11, 12, 13)]

    assert statuses == [302, 302, 302]


def test_another_network_is_not_slowed_down(newcomer: Client) -> None:
    other = Client(REMOTE_ADDR="198.51.100.4")
    choose(other, "recognition")

    assert wish(other, 11).status_code == 302


def test_when_all_together_send_too_much_everybody_proves(settings: Settings) -> None:
    settings.FAIR_USE_OVERALL = 2
    clients = [Client(REMOTE_ADDR=f"198.51.100.{n}") for n in range(3)]
    for each in clients:
        choose(each, "recognition")

    statuses = [wish(each, 9 + n).status_code for n, each in enumerate(clients)]

    assert statuses == [302, 302, 429]


def test_a_filled_trap_asks_for_the_proof(client: Client) -> None:
    choose(client, "recognition")

    page = wish(client, 9, remark="https://example.org")
    after = client.post(f"{FAR}/hold/", fields(page) | {"challenge_answer": solved(page)})

    assert (page.status_code, after.status_code) == (429, 302)


def test_signing_in_is_braked_too(client: Client, settings: Settings) -> None:
    settings.FAIR_USE_PER_ADDRESS = 2
    wrong = {"login": "nobody@example.org", "password": "wrong"}
    address = reverse("account_login")

    statuses = [client.post(address, wrong).status_code for _ in range(3)]

    assert statuses == [200, 200, 429]
