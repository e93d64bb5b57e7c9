"""Searching is braked without the database, and a proof leads back to the same question."""

import pytest
from django.test import Client
from pytest_django import Settings
from tests.recognition.town import make_ruhr
from tests.web.brakes.test_guard import fields, solved

from welcome_office.core.models import Tally

pytestmark = pytest.mark.django_db
SEARCH = "/en/recognition/"


@pytest.fixture(autouse=True)
def _office(db: None) -> None:
    make_ruhr()


def test_who_asks_very_often_proves_once_and_comes_back_to_the_question(settings: Settings) -> None:
    client = Client(REMOTE_ADDR="192.0.2.77")
    settings.FAIR_USE_PER_ADDRESS = 1
    client.get(SEARCH, {"name": "nurse"})

    page = client.get(SEARCH, {"name": "cook"})
    after = client.get(SEARCH, fields(page) | {"challenge_answer": solved(page)})

    assert (page.status_code, after.headers["Location"]) == (429, f"{SEARCH}?name=cook")
    assert client.get(SEARCH, {"name": "cook"}).status_code == 200


def test_the_first_page_and_usual_questions_count_nothing_in_the_database(
    settings: Settings,
) -> None:
    client = Client(REMOTE_ADDR="192.0.2.78")
    settings.FAIR_USE_PER_ADDRESS = 5

    statuses = [client.get(SEARCH, asked).status_code for asked in ({}, {"name": "nurse"})]

    assert statuses == [200, 200]
    assert Tally.objects.count() == 0
