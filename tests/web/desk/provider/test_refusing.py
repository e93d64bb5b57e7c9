"""What is not the provider's own fresh answer to this very browser lets nobody in."""

import time
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from tests.local_provider.process import CLIENT_SECRET
from tests.web.desk.provider.conftest import START, TownHall, anna, settings_of

from welcome_office.core.models import AuditRecord
from welcome_office.partners.models import Membership, Office

pytestmark = pytest.mark.django_db

DAY = "/en/desk/day/"
UNCHECKED = "We could not check the answer of your organisation"
CLOCKS = "The clocks do not agree"
LONG_AGO, FAR_AHEAD = 1_000_000_000, 4_000_000_000


@pytest.mark.parametrize(
    ("bend", "title"),
    [
        ({"claims": {"nonce": "of somebody else"}}, UNCHECKED),
        ({"claims": {"aud": "another-program"}}, UNCHECKED),
        ({"claims": {"aud": ["another-program"], "azp": "welcome-desk"}}, UNCHECKED),
        ({"claims": {"aud": ["welcome-desk", "another-program"]}}, UNCHECKED),
        ({"claims": {"iss": "https://another.example"}}, UNCHECKED),
        ({"claims": {"sub": ""}}, UNCHECKED),
        ({"claims": {"auth_time": 1}}, UNCHECKED),
        ({"claims": {"auth_time": None}}, UNCHECKED),
        ({"claims": {"auth_time": "today"}}, UNCHECKED),
        ({"claims": {"exp": LONG_AGO}}, CLOCKS),
        ({"claims": {"iat": FAR_AHEAD, "exp": FAR_AHEAD + 60}}, CLOCKS),
        ({"key": "foreign"}, UNCHECKED),
        ({"header": {"alg": "none"}}, UNCHECKED),
        ({"header": {"alg": "HS256"}, "key": CLIENT_SECRET}, UNCHECKED),
        ({"drop": True}, UNCHECKED),
    ],
    ids=str,
)
def test_bent_token_lets_nobody_in(
    client: Client, office: Office, town_hall: TownHall, bend: dict[str, Any], title: str
) -> None:
    town_hall.employ(anna("advice"), **bend)

    answer = town_hall.sign_in(client)

    assert (answer.status_code, title in answer.text) == (400, True)
    assert (client.get(DAY).status_code, Membership.objects.count()) == (302, 0)


def test_small_difference_of_clocks_is_forgiven(
    client: Client, office: Office, town_hall: TownHall
) -> None:
    town_hall.employ(anna("advice"), claims={"iat": time.time() + 60})

    assert town_hall.sign_in(client).status_code == 302


@pytest.mark.parametrize("is_same_browser", [True, False])
def test_answer_counts_once_and_in_one_browser(
    client: Client, office: Office, town_hall: TownHall, *, is_same_browser: bool
) -> None:
    town_hall.employ(anna("advice"))
    back = town_hall.way_back(client)
    client.get(back)

    browser = client if is_same_browser else Client()
    again = browser.get(back, headers={"accept-language": "en"})

    assert (again.status_code, "no longer open" in again.text) == (400, True)
    assert client.get(DAY).status_code == 200


def test_answer_of_somebody_else_does_not_sign_in_here(
    client: Client, office: Office, town_hall: TownHall
) -> None:
    town_hall.employ(anna("advice"))
    theirs = town_hall.way_back(Client())
    own = town_hall.way_back(client)
    code = theirs.partition("code=")[2].partition("&")[0]
    mixed = own.replace(own.partition("code=")[2].partition("&")[0], code)

    answers = [client.get(theirs), client.get(mixed)]

    assert [each.status_code for each in answers] == [400, 400]
    assert client.get(DAY).status_code == 302


def test_answer_in_the_name_of_another_provider_is_refused(
    client: Client, office: Office, town_hall: TownHall
) -> None:
    town_hall.employ(anna("advice"))
    back = town_hall.way_back(client)

    answer = client.get(back.replace("iss=", "iss=https%3A%2F%2Fother.example&was="))

    assert (answer.status_code, UNCHECKED in answer.text) == (400, True)


def test_cancelling_is_told_in_the_own_language(
    client: Client, office: Office, town_hall: TownHall
) -> None:
    page = client.post(START.replace("/en/", "/de/"))
    back = town_hall.leave(page.text)

    answer = client.get(back, headers={"accept-language": "en"})

    assert "Sie sind nicht angemeldet" in answer.text
    assert 'lang="de"' in answer.text


def test_silent_provider_is_told(
    client: Client, office: Office, town_hall: TownHall, settings: LazySettings
) -> None:
    said = settings_of(town_hall.provider, ISSUER="http://localhost:9")
    settings.OIDC_PROVIDERS = {"town-hall": said}

    answer = client.post(START)

    assert (answer.status_code, "does not answer" in answer.text) == (503, True)


def test_description_of_another_provider_is_not_believed(
    client: Client, office: Office, town_hall: TownHall, settings: LazySettings
) -> None:
    other = f"{town_hall.provider.issuer}/"
    settings.OIDC_PROVIDERS = {"town-hall": settings_of(town_hall.provider, ISSUER=other)}

    answer = client.post(START)

    assert (answer.status_code, UNCHECKED in answer.text) == (400, True)


def test_attempts_leave_a_trace_without_the_person(
    client: Client, office: Office, town_hall: TownHall
) -> None:
    town_hall.employ(anna("choir"))

    town_hall.sign_in(client)

    (trace,) = AuditRecord.objects.filter(action="staff.sign_in_failed")
    assert (trace.actor, trace.subject) == ("visitor", "user:unknown")
    assert trace.detail == {"provider": "town-hall", "reason": "no role"}


def test_an_answer_that_nobody_asked_for_is_braked_and_leaves_no_record(
    client: Client, office: Office, town_hall: TownHall, settings: LazySettings
) -> None:
    settings.FAIR_USE_PER_ADDRESS = 2
    page = "/desk/by/town-hall/answer/?state=made-up"

    browser = Client(REMOTE_ADDR="192.0.2.77")
    answers = [browser.get(page).status_code for _ in range(3)]

    assert answers == [400, 400, 429]
    assert not AuditRecord.objects.filter(action="staff.sign_in_failed").exists()


def test_many_attempts_are_braked_like_passwords(
    client: Client, office: Office, town_hall: TownHall, settings: LazySettings
) -> None:
    settings.FAIR_USE_PER_ADDRESS = 2
    wrong = {"login": "nobody@example.org", "password": "something else"}
    client.post("/en/desk/account/sign-in/", wrong)

    answers = [client.post(START).status_code for _ in range(2)]

    assert answers == [200, 429]


def test_other_names_and_ways_do_not_exist(
    client: Client, office: Office, town_hall: TownHall
) -> None:
    addresses = ("/desk/by/nobody/answer/", "/desk/by/nobody/left/", START)

    assert [client.get(each).status_code for each in addresses] == [404, 404, 405]
    assert client.post(START.replace("town-hall", "nobody")).status_code == 404
