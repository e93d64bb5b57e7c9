"""The page on which people say which papers they have, and what the desks see of it."""

import re

import pytest
from django.test import Client
from tests.factories import make_office, make_visit
from tests.web.desk.cast import Role, let_in, make_member

from welcome_office.partners.models import Office
from welcome_office.visits.codes import link_token
from welcome_office.visits.models import PaperAnswer, Visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def visit(office: Office) -> Visit:
    return make_visit(office)


def page(visit: Visit) -> str:
    return f"/en/v/{link_token(visit)}/papers/"


def answer(client: Client, visit: Visit, said: str) -> str:
    (key,) = set(re.findall(r'name="(passport-\w+)"', client.get(page(visit)).text))
    return client.post(page(visit), {key: said}, follow=True).text


def test_page_says_per_desk_what_follows(client: Client, visit: Visit) -> None:
    ready = answer(client, visit, "have")
    missing = answer(client, visit, "lack")

    assert ready.count("<strong>Ready</strong>") == 2
    assert missing.count("The desk would send you away") == 2
    assert "because this is missing: Passport" in missing


def test_missing_paper_offers_to_come_without_the_errand_or_later(
    client: Client, visit: Visit
) -> None:
    said = answer(client, visit, "lack")

    assert re.findall(r'name="drop" value="([\w-]+)"', said) == ["registration", "recognition"]
    assert "/move/" in said
    assert Visit.objects.get(pk=visit.pk).state == Visit.State.CONFIRMED


def test_open_questions_are_taken_back(client: Client, visit: Visit) -> None:
    answer(client, visit, "have")

    client.post(page(visit), {"anything": "else"})

    assert PaperAnswer.objects.count() == 0


def test_desk_sees_the_state_of_its_own_papers(
    client: Client, office: Office, visit: Visit
) -> None:
    chamber = let_in(Client(), make_member(office, Role.COUNSELLOR, partner="chamber"))
    sheet = f"/en/desk/visits/{visit.pk}/"
    assert "The person says" not in chamber.get(sheet).text

    answer(client, visit, "lack")

    shown = chamber.get(sheet).text
    assert (shown.count("The person says"), shown.count("Passport: is missing")) == (1, 1)


def test_link_leads_there_while_the_visit_lies_ahead(client: Client, visit: Visit) -> None:
    own = f"/en/v/{link_token(visit)}/"

    assert page(visit) in client.get(own).text
