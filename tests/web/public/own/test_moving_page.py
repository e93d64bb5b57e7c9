"""Moving a booked visit in the browser: look, choose, look again, press."""

import re
from typing import Any

import pytest
from django.test import Client
from tests.factories import at, make_office
from tests.visits.booked import ADVICE, FAMILY, book

from welcome_office.core.audit import VISITOR
from welcome_office.partners.models import Office
from welcome_office.visits.actions import cancel_visit, hold_visit, move_visit
from welcome_office.visits.codes import link_token
from welcome_office.visits.documents.visit_in_words import visits_in_full
from welcome_office.visits.models import Visit

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office() -> Office:
    return make_office()


def page(visit: Visit, name: str = "") -> str:
    return f"/en/v/{link_token(visit)}/{name}"


def shown(answer: Any) -> dict[str, str]:
    """What the button on the last page sends."""
    found = re.findall(r'type="hidden" name="(start|shown)" value="([^"]+)"', answer.text)
    return dict(found)


def begin_of(visit: Visit) -> Any:
    return Visit.objects.get(pk=visit.pk).during.lower


def test_times_show_offers_and_the_time_that_is_kept(client: Client, office: Office) -> None:
    visit = book(office, FAMILY, start=at(9))

    answer = client.get(page(visit, "move/"))

    assert answer.status_code == 200
    assert "You keep this time until you have confirmed another one." in answer.text
    assert answer.text.count('class="offer__button"') >= 6


def test_looking_changes_nothing_and_the_button_moves(client: Client, office: Office) -> None:
    visit = book(office, FAMILY, start=at(9))

    looked = client.get(page(visit, "move/check/"), {"start": at(12).isoformat()})
    assert (looked.status_code, begin_of(visit)) == (200, at(9))
    answer = client.post(page(visit, "move/check/"), shown(looked))

    assert begin_of(visit) == at(12)
    assert answer.headers["Location"].endswith("/?news=moved")
    assert "Your visit has moved" in client.get(answer.headers["Location"]).text


def test_who_was_slower_gets_the_nearest_times_and_keeps_the_visit(
    client: Client, office: Office
) -> None:
    visit = book(office, ADVICE, start=at(9))
    looked = client.get(page(visit, "move/check/"), {"start": at(11).isoformat()})
    hold_visit(ADVICE, office=office, start=at(11), language="de", by=VISITOR)

    answer = client.post(page(visit, "move/check/"), shown(looked))

    assert (answer.status_code, begin_of(visit)) == (409, at(9))
    assert "Your visit stays as it is." in answer.text
    assert answer.text.count('class="offer__button"') == 3


def test_another_route_at_the_same_time_is_shown_before_it_is_booked(
    client: Client, office: Office
) -> None:
    visit = book(office, FAMILY, start=at(9))
    looked = client.get(page(visit, "move/check/"), {"start": at(12).isoformat()})
    sent = shown(looked) | {"shown": "another-one"}

    answer = client.post(page(visit, "move/check/"), sent)

    assert (answer.status_code, begin_of(visit)) == (409, at(9))
    assert "Somebody was faster at one of the desks" in answer.text
    assert shown(answer) == shown(looked)


def test_a_visit_moved_in_another_window_is_not_moved_unseen(
    client: Client, office: Office
) -> None:
    visit = book(office, ADVICE, start=at(9))
    looked = client.get(page(visit, "move/check/"), {"start": at(11).isoformat()})
    move_visit(visits_in_full().get(pk=visit.pk), start=at(10), by=VISITOR)

    client.post(page(visit, "move/check/"), shown(looked))

    # The page reads the visit anew, so this is a second move that the person asked for.
    assert begin_of(visit) == at(11)


def test_all_times_of_a_day_and_a_day_without_any(client: Client, office: Office) -> None:
    visit = book(office, ADVICE, start=at(9))
    day = at(9).date()

    there = client.get(page(visit, f"move/{day.isoformat()}/"))
    nowhere = client.get(page(visit, "move/2020-01-01/"))

    assert there.text.count('class="offer__button"') > 20
    assert "there is no time any more" in nowhere.text


@pytest.mark.parametrize("name", ["move/", "move/check/", "errands/", "people/", "late/"])
def test_a_cancelled_visit_has_nothing_left_to_change(
    client: Client, office: Office, name: str
) -> None:
    visit = book(office, ADVICE, start=at(9))
    cancel_visit(visit, by=VISITOR)

    link = page(visit)
    answer = client.get(link + name)

    assert answer.headers["Location"] == link
    assert "This visit is cancelled" in client.get(link).text


@pytest.mark.parametrize("name", ["move/", "data/", "delete/", "contact/"])
def test_without_the_link_there_is_nothing(client: Client, office: Office, name: str) -> None:
    assert client.get(f"/en/v/made-up/{name}").status_code == 404
