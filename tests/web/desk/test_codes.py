"""The coordinator gives a code; on the public path it opens times and asks for no proof."""

from dataclasses import replace

import pytest
from django.test import Client
from tests.factories import TOWN, at, make_office
from tests.web.desk.cast import Role, let_in, make_member
from tests.web.public.answers import choose, hold
from tests.web.tickets import ticket

from welcome_office.partners.models import Office
from welcome_office.partners.office_files import Release
from welcome_office.visits.models import BookingCode, Visit
from welcome_office.web.brakes.passes import LIFTED

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/en/visit/booking-code/"


@pytest.fixture
def closed() -> Office:
    """A town in which nothing of a Wednesday is open to everybody."""
    rules = replace(TOWN.office.booking, release=(Release(days_ahead=60, share=0),))
    return make_office(replace(TOWN, office=replace(TOWN.office, booking=rules)))


@pytest.fixture
def code(client: Client, closed: Office) -> BookingCode:
    let_in(client, make_member(closed, Role.COORDINATOR))
    client.post("/en/desk/codes/", {"holder": "Hospital", "per_day": "1"})
    client.logout()
    return BookingCode.objects.get()


def give(client: Client, typed: str) -> str:
    sent = {"code": typed} | ticket(client, "code")
    return client.post(PAGE, sent, follow=True).text


def test_code_opens_times_and_lifts_the_proof(client: Client, code: BookingCode) -> None:
    choose(client, "registration")
    before = client.get("/en/visit/times/").text

    after = give(client, code.code.lower())
    visit = hold(client, at(9).isoformat())

    assert at(9).isoformat() not in before
    assert "With the booking code of <bdi>Hospital</bdi>" in after
    assert (visit.during.lower, visit.code_use.code) == (at(9), code)
    assert client.session[LIFTED] > 0


def test_code_that_does_not_count_is_said_and_nothing_is_lost(
    client: Client, code: BookingCode
) -> None:
    choose(client, "registration")

    page = give(client, "3AC4DE37")

    assert "This code does not count." in page
    assert "When do you want to come?" in client.get("/en/visit/times/").text


def test_full_day_is_offered_as_to_everybody(client: Client, code: BookingCode) -> None:
    choose(client, "registration")
    give(client, code.code)
    hold(client, at(9).isoformat())

    other = Client()
    choose(other, "registration")
    give(other, code.code)
    times = other.get("/en/visit/times/").text

    assert f'value="{at(9).date()}T' not in times
    assert 'name="start"' in times
    assert Visit.objects.count() == 1


def test_coordinator_sees_how_a_code_is_used_and_withdraws_it(
    client: Client, closed: Office, code: BookingCode
) -> None:
    let_in(client, make_member(closed, Role.FRONT_DESK))
    of_others = client.get("/en/desk/codes/").status_code
    member = closed.memberships.get(role=Role.COORDINATOR)
    let_in(client, member)

    listed = client.get("/en/desk/codes/").text
    wrong = client.post("/en/desk/codes/", {"holder": "", "per_day": "0"}).text
    client.post(f"/en/desk/codes/{code.pk}/withdraw/")

    code.refresh_from_db()
    assert of_others == 404
    assert code.code in listed
    assert "1 visit a day" in listed
    assert "Please write the organisation." in wrong
    assert code.withdrawn_at is not None
