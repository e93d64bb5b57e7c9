"""Keeping a check, showing it to a counsellor, deleting it, booking with it."""

import re

import pytest
from django.test import Client
from pytest_django import Settings
from tests.recognition.town import make_ruhr
from tests.web.desk.cast import Role, let_in, make_member

from welcome_office.core.models import AccessRecord
from welcome_office.partners.models import Office
from welcome_office.pathways.models import Assessment

pytestmark = pytest.mark.django_db
CHECK = "/en/residence"
SHOWN = re.compile(r'class="code-shown" dir="ltr">([A-Z0-9-]+)<')


@pytest.fixture
def office(db: None) -> Office:
    return make_ruhr()


@pytest.fixture
def code(office: Office, client: Client) -> str:
    client.post(f"{CHECK}/", {"answer": "abroad"})
    client.post(f"{CHECK}/purpose/", {"answer": "work"})
    client.post(f"{CHECK}/questions/nationality/", {"nationality": "IN"})
    client.post(f"{CHECK}/result/keep/")
    return shown_code(client)


def shown_code(client: Client) -> str:
    shown = SHOWN.search(client.get(f"{CHECK}/kept/own/").text)
    assert shown is not None
    return shown[1]


def test_nothing_is_kept_unless_somebody_wants_it(office: Office, client: Client) -> None:
    client.post(f"{CHECK}/purpose/", {"answer": "work"})
    client.get(f"{CHECK}/result/")

    assert Assessment.objects.count() == 0


def test_the_code_is_shown_once_and_opens_the_check_elsewhere(code: str, client: Client) -> None:
    elsewhere = Client()

    again = client.get(f"{CHECK}/kept/own/").text
    answer = elsewhere.post(f"{CHECK}/kept/", {"code": code.lower()})
    page = elsewhere.get(answer.headers["Location"]).text

    assert SHOWN.search(again) is None
    assert "India" in page


def test_a_wrong_code_opens_nothing_and_who_tries_many_proves_something(
    code: str, settings: Settings
) -> None:
    settings.FAIR_USE_PER_ADDRESS = 1
    stranger = Client(REMOTE_ADDR="192.0.2.81")

    pages = [stranger.post(f"{CHECK}/kept/", {"code": "3ACD" * 4}) for _ in range(2)]

    assert [page.status_code for page in pages] == [200, 429]
    assert "Nothing is kept under this code" in pages[0].text
    assert stranger.get(f"{CHECK}/kept/own/").headers["Location"] == f"{CHECK}/kept/"


def test_deleting_is_at_once(code: str, client: Client) -> None:
    page = client.post(f"{CHECK}/kept/own/", {"delete": "yes"})

    assert "It is deleted" in page.text
    assert Assessment.objects.count() == 0


def test_the_same_answers_are_checked_again_as_of_today(code: str) -> None:
    elsewhere = Client()
    elsewhere.post(f"{CHECK}/kept/", {"code": code})

    answer = elsewhere.post(f"{CHECK}/kept/own/", {"again": "yes"})

    assert "India" in elsewhere.get(answer.headers["Location"]).text


def test_a_counsellor_reads_with_the_short_code_and_the_look_is_recorded(
    office: Office, code: str, client: Client
) -> None:
    client.post(f"{CHECK}/kept/own/", {"share": "yes"})
    short = shown_code(client)
    desk = Client()
    member = make_member(office, Role.COUNSELLOR, partner="city")
    let_in(desk, member)

    wrong = desk.post("/en/desk/checks/", {"code": code}).text
    page = desk.post("/en/desk/checks/", {"code": short}).text

    look = AccessRecord.objects.get()
    assert "This code is not good" in wrong
    assert "India" in page
    assert (look.viewer, look.subject) == (
        member.user.audit_name,
        Assessment.objects.get().audit_subject,
    )


def test_an_ended_share_shows_nothing(office: Office, code: str, client: Client) -> None:
    client.post(f"{CHECK}/kept/own/", {"share": "yes"})
    short = shown_code(client)
    client.post(f"{CHECK}/kept/own/", {"stop": "yes"})
    desk = Client()
    let_in(desk, make_member(office, Role.COUNSELLOR, partner="city"))

    assert "This code is not good" in desk.post("/en/desk/checks/", {"code": short}).text
