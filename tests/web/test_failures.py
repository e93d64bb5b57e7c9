"""When something is away, people are told so in their language, and what helps."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client
from tests.factories import make_office

pytestmark = pytest.mark.django_db(transaction=True)
TITLES = {
    "de": "Wir sind kurz nicht erreichbar",
    "en": "We are away for a moment",
    "ar": "خدمتنا متوقفة للحظات",
}


@contextmanager
def nobody_at_the_database() -> Iterator[None]:
    """Look for the database where nothing listens."""
    port = connection.settings_dict["PORT"]
    connection.close()
    connection.settings_dict["PORT"] = 9
    yield
    connection.settings_dict["PORT"] = port


@pytest.mark.parametrize("path", ["", "visit/errands/", "desk/", "v/x:y:z/"])
def test_while_the_database_is_away_every_page_says_when_to_come_again(path: str) -> None:
    make_office()
    client = Client(raise_request_exception=False)

    with nobody_at_the_database():
        answers = {code: client.get(f"/{code}/{path}") for code in TITLES}

    assert {code: answer.status_code for code, answer in answers.items()} == dict.fromkeys(
        TITLES, 503
    )
    assert all(TITLES[code] in answer.text for code, answer in answers.items())
    assert {answer.headers["Retry-After"] for answer in answers.values()} == {"5"}
    assert client.get(f"/en/{path}").status_code < 500


def test_what_breaks_otherwise_is_no_reason_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    make_office()
    monkeypatch.setattr("welcome_office.web.middleware.office_for_host", lambda _: 1 / 0)

    answer = Client(raise_request_exception=False).get("/en/")

    assert answer.status_code == 500
    assert "Retry-After" not in answer.headers
