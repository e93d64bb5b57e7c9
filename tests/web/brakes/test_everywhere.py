"""Whatever can be tried a thousand times is braked; who is braked learns until when."""

from itertools import product
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings
from tests.recognition.town import make_ruhr
from tests.web.brakes.test_guard import fields, solved
from tests.web.tickets import ticket

pytestmark = pytest.mark.django_db
# What is sent (form, address, answers) or asked (no form).
DOORS: dict[str, tuple[str | None, str, dict[str, str]]] = {
    "searching": (None, "recognition/", {"name": "nurse"}),
    "code of a kept check": ("code", "residence/kept/", {"code": "3ACD" * 4}),
    "code of a kept plan": ("code", "arrival/open/", {"code": "3ACD" * 4}),
    "keeping a check": ("keep", "residence/result/keep/", {}),
    "mailing a check": ("message", "residence/result/mail/", {"email": "a@example.org"}),
    "reporting a barrier": ("message", "accessibility/report/", {"what": "x"}),
    "announcing a group": ("message", "employers/group/", {"firm": "x"}),
}
LANGUAGES = {"de": "Bitte warten Sie", "en": "Please wait", "ar": "يرجى الانتظار"}


@pytest.fixture(autouse=True)
def _office(db: None) -> None:
    make_ruhr()


def knock(client: Client, door: str, language: str, **more: str) -> Any:
    form, address, answers = DOORS[door]
    if form is None:
        return client.get(f"/{language}/{address}", answers | more)
    return client.post(f"/{language}/{address}", answers | ticket(client, form) | more)


@pytest.mark.parametrize(("door", "language"), list(product(DOORS, LANGUAGES)))
def test_who_knocks_too_often_is_told_in_words_until_when(
    settings: Settings, door: str, language: str
) -> None:
    settings.FAIR_USE_PER_ADDRESS = 1
    client = Client(REMOTE_ADDR=f"192.0.2.{1 + hash_of(door, language)}")
    knock(client, door, language)

    page = knock(client, door, language)

    assert page.status_code == 429
    assert 0 < int(page.headers["Retry-After"]) <= 90
    assert LANGUAGES[language] in page.text
    assert f'<html lang="{language}"' in page.text


def hash_of(door: str, language: str) -> int:
    """An address of its own for each case: searches are counted by the process."""
    return list(product(DOORS, LANGUAGES)).index((door, language))


@pytest.mark.parametrize("door", [name for name, (form, *_) in DOORS.items() if form])
def test_thirty_people_behind_one_address_are_asked_for_nothing(door: str) -> None:
    people = [Client(REMOTE_ADDR="198.51.100.7") for _ in range(30)]

    statuses = {knock(person, door, "en").status_code for person in people}

    assert 429 not in statuses


def test_the_next_one_behind_that_address_proves_something_and_gets_through(
    settings: Settings,
) -> None:
    settings.FAIR_USE_PER_ADDRESS = 1
    client = Client(REMOTE_ADDR="198.51.100.8")
    knock(Client(REMOTE_ADDR="198.51.100.8"), "code of a kept check", "en")
    page = knock(client, "code of a kept check", "en")

    after = client.post("/en/residence/kept/", fields(page) | {"challenge_answer": solved(page)})

    assert (page.status_code, after.status_code) == (429, 200)
    assert "Nothing is kept under this code" in after.text


@pytest.mark.parametrize("page", ["easy-language/", "sign-language/", "accessibility/", ""])
def test_reading_is_never_braked(settings: Settings, page: str) -> None:
    settings.FAIR_USE_PER_ADDRESS = 1
    client = Client(REMOTE_ADDR="192.0.2.99")

    assert {client.get(f"/de/{page}").status_code for _ in range(5)} == {200}
