"""The path asks one thing after the other, skips nothing, and forgets nothing."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories import at, make_office
from tests.web.public.answers import FAR, book, choose, hold
from tests.web.tickets import ticket

from welcome_office.visits.codes import current_code, link_token
from welcome_office.visits.models import Message, Visit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _office(db: None) -> None:
    make_office()


@pytest.mark.parametrize("page", ["people", "arrival", "languages", "times", "contact", "check"])
def test_nobody_skips_ahead(client: Client, page: str) -> None:
    response = client.get(f"{FAR}/{page}/")

    assert response.headers["Location"] == f"{FAR}/errands/"


def test_last_page_sent_first_books_nothing(client: Client) -> None:
    client.post(f"{FAR}/check/", ticket(client, "message"))
    client.post(f"{FAR}/hold/", {"start": at(9).isoformat()} | ticket(client, "hold"))

    assert Visit.objects.count() == 0


def test_times_show_each_offer_with_its_route(client: Client) -> None:
    choose(client, "registration", "recognition")

    page = client.get(f"{FAR}/times/")

    assert page.text.count('class="offer__button"') >= 6
    assert page.text.count('class="route route--small"') == page.text.count("offer__button")


def test_times_after_the_last_day_of_the_registration_say_so(client: Client) -> None:
    choose(client, "registration")

    page = client.get(f"{FAR}/times/").text

    # Moved in on 2 November: the two weeks are over.
    assert "All these times are after your last day." in page


def test_whole_booking_ends_with_a_confirmed_visit(client: Client) -> None:
    choose(client, "registration", "recognition")
    visit = book(client, at(9).isoformat())

    response = client.post(f"{FAR}/code/", {"code": current_code(visit)})

    visit.refresh_from_db()
    assert (visit.state, visit.name) == (Visit.State.CONFIRMED, "Amal Example")
    assert visit.moves_in_on == date(2026, 11, 2)
    assert response.headers["Location"] == f"{FAR}/done/"
    assert "Your visit is booked" in client.get(f"{FAR}/done/").text


def test_code_may_be_typed_in_arabic_digits(client: Client) -> None:
    choose(client, "registration")
    visit = book(client, at(9).isoformat())
    eastern = "".join(chr(0x660 + int(digit)) for digit in current_code(visit))

    client.post(f"{FAR}/code/", {"code": eastern})

    visit.refresh_from_db()
    assert visit.state == Visit.State.CONFIRMED


def test_who_gives_no_address_is_told_where_to_call(client: Client) -> None:
    choose(client, "registration")
    visit = book(client, at(9).isoformat(), way="neither")

    page = client.get(f"{FAR}/code/").text

    assert f"{visit.reference[:3]}-{visit.reference[3:]}" in page
    assert "+49 30 901820" in page
    assert Message.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_time_that_was_taken_offers_the_nearest_and_keeps_the_answers(client: Client) -> None:
    choose(client, "recognition")
    other = Client()
    choose(other, "recognition")
    hold(other, at(9).isoformat())

    wanted = {"start": at(9).isoformat()} | ticket(client, "hold")
    response = client.post(f"{FAR}/hold/", wanted)

    assert response.status_code == 409
    assert "offer__button" in response.text
    assert client.get(f"{FAR}/times/").status_code == 200


def test_choosing_another_time_gives_the_first_one_back(client: Client) -> None:
    choose(client, "recognition")
    hold(client, at(9).isoformat())

    hold(client, at(11).isoformat())

    assert [visit.during.lower for visit in Visit.objects.all()] == [at(11)]


def test_ended_hold_keeps_every_answer(client: Client) -> None:
    choose(client, "recognition")
    visit = hold(client, at(9).isoformat())
    Visit.objects.filter(pk=visit.pk).update(expires_at=timezone.now() - timedelta(seconds=1))

    response = client.get(f"{FAR}/contact/")

    assert response.status_code == 410
    assert "Everything you told us is still here" in response.text
    assert client.get(f"{FAR}/times/").status_code == 200


def test_extending_keeps_what_was_typed(client: Client) -> None:
    choose(client, "recognition")
    visit = hold(client, at(9).isoformat())

    client.post(f"{FAR}/contact/", {"name": "Amal", "extend": "1"})

    visit.refresh_from_db()
    page = client.get(f"{FAR}/contact/").text
    assert visit.extensions == 1
    assert 'value="Amal"' in page
    assert "error-summary" not in page


def test_changed_errands_free_the_time_and_ask_only_what_is_new(client: Client) -> None:
    choose(client, "recognition")
    hold(client, at(9).isoformat())

    response = client.post(f"{FAR}/errands/", {"services": ["recognition", "job-advice"]})

    assert response.headers["Location"] == f"{FAR}/times/"
    assert Visit.objects.count() == 0


@pytest.mark.parametrize("state", [Visit.State.PENDING, Visit.State.CONFIRMED])
@pytest.mark.parametrize("page", ["", "cancel/"])
def test_opening_a_mailed_link_changes_nothing(client: Client, state: str, page: str) -> None:
    choose(client, "recognition")
    visit = book(client, at(9).isoformat())
    if state == Visit.State.CONFIRMED:
        client.post(f"{FAR}/code/", {"code": current_code(visit)})
    before = Visit.objects.values().get()

    for _ in range(2):
        assert client.get(f"/en/v/{link_token(visit)}/{page}").status_code == 200
        assert client.head(f"/en/v/{link_token(visit)}/{page}").status_code == 200

    assert Visit.objects.values().get() == before


def test_button_behind_the_link_books_and_another_cancels(client: Client) -> None:
    choose(client, "recognition")
    visit = book(client, at(9).isoformat())
    address = f"/en/v/{link_token(visit)}/"

    Client().post(address)
    visit.refresh_from_db()
    booked = visit.state
    Client().post(f"{address}cancel/")

    visit.refresh_from_db()
    assert (booked, visit.state) == (Visit.State.CONFIRMED, Visit.State.CANCELLED)
    assert "This visit is cancelled" in client.get(address).text


def test_made_up_link_says_that_it_ended(client: Client) -> None:
    response = client.get("/en/v/made-up/")

    assert response.status_code == 404
    assert "This link has ended" in response.text
