"""Dropping and adding errands, and changing who comes."""

import re
from typing import Any

import pytest
from django.test import Client
from tests.factories import at, make_office
from tests.visits.booked import ADVICE, FAMILY, book, stations

from welcome_office.partners.models import Office
from welcome_office.visits.codes import link_token
from welcome_office.visits.models import Message, Visit

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office() -> Office:
    return make_office()


def page(visit: Visit, name: str = "") -> str:
    return f"/en/v/{link_token(visit)}/{name}"


def press(client: Client, visit: Visit) -> Any:
    """Open the page that shows the change, and press its button."""
    looked = client.get(page(visit, "change/"))
    found = re.findall(r'type="hidden" name="(start|shown)" value="([^"]+)"', looked.text)
    return client.post(page(visit, "change/"), dict(found))


def services(visit: Visit) -> list[str]:
    return sorted(service for service, _, _ in stations(visit))


def test_a_dropped_errand_is_shown_first_and_shortens_the_visit(
    client: Client, office: Office
) -> None:
    visit = book(office, FAMILY, start=at(9))
    before = visit.during.upper - visit.during.lower

    client.post(page(visit, "errands/"), {"drop": "recognition"})
    looked = client.get(page(visit, "change/"))
    assert "Recognition" in looked.text
    assert "shorter than before" in looked.text
    assert services(visit) == ["job-advice", "recognition", "registration", "residence-title"]
    press(client, visit)

    now = Visit.objects.get(pk=visit.pk)
    assert services(now) == ["job-advice", "registration", "residence-title"]
    assert now.during.upper - now.during.lower < before
    assert visit.during.lower <= now.during.lower
    assert now.during.upper <= visit.during.upper
    assert Message.objects.last().kind == Message.Kind.CHANGED  # type: ignore[union-attr] # there is one


def test_an_added_errand_keeps_the_beginning(client: Client, office: Office) -> None:
    visit = book(office, ADVICE, start=at(9))

    client.post(page(visit, "errands/"), {"add": "registration"})
    press(client, visit)

    now = Visit.objects.get(pk=visit.pk)
    assert services(now) == ["job-advice", "registration"]
    assert now.during.lower == at(9)


def test_with_several_people_the_page_asks_who_needs_it(client: Client, office: Office) -> None:
    visit = book(office, FAMILY, start=at(9))
    client.post(page(visit, "errands/"), {"drop": "recognition"})
    press(client, visit)

    asked = client.post(page(visit, "errands/"), {"add": "recognition"})
    client.post(asked.headers["Location"], {"who": ["1"]})
    press(client, visit)

    step = visit.steps.get(service__slug="recognition")
    assert [person.first_name for person in step.people.all()] == ["Sami"]


def test_the_last_errand_cannot_be_dropped_but_the_visit_cancelled(
    client: Client, office: Office
) -> None:
    visit = book(office, ADVICE, start=at(9))

    answer = client.post(page(visit, "errands/"), {"drop": "job-advice"})

    assert services(visit) == ["job-advice"]
    assert "Cancel the visit" in answer.text


def typed(visit: Visit, **changed: Any) -> dict[str, Any]:
    """What the page of people sends."""
    amal, sami = visit.people.all()
    needs = ["registration", "residence-title", "recognition", "job-advice"]
    sent = {
        "count": "2",
        "row_0": amal.pk, "first_name_0": "Amal", "age_0": "adult", "needs_0": needs,
        "row_1": sami.pk, "first_name_1": "Sami", "age_1": "adult", "needs_1": needs[:1],
    }  # fmt: skip
    return sent | changed


def test_names_and_ages_change_at_once_and_no_station_moves(client: Client, office: Office) -> None:
    visit = book(office, FAMILY, start=at(9))
    before = stations(visit)

    answer = client.post(page(visit, "people/"), typed(visit, first_name_1="سامي", age_1="child"))

    assert answer.headers["Location"].endswith("?news=changed")
    assert list(visit.people.order_by("position").values_list("first_name", "age")) == [
        ("Amal", "adult"), ("سامي", "child"),
    ]  # fmt: skip
    assert stations(visit) == before
    assert Visit.objects.get(pk=visit.pk).sequence == visit.sequence + 1


def test_one_person_fewer_is_shown_first(client: Client, office: Office) -> None:
    visit = book(office, FAMILY, start=at(9))
    without = {"remove_person": "1"}
    form = client.post(page(visit, "people/"), typed(visit) | without)
    assert 'name="count" value="1"' in form.text
    sent = {name: value for name, value in typed(visit, count="1").items() if "_1" not in name}

    answer = client.post(page(visit, "people/"), sent)
    assert visit.people.count() == 2
    assert answer.headers["Location"].endswith("/change/")
    press(client, visit)

    assert [person.first_name for person in visit.people.order_by("position")] == ["Amal"]
    assert {people for _, _, people in stations(visit)} == {1}


def test_one_person_more_gets_longer_stations(client: Client, office: Office) -> None:
    visit = book(office, ADVICE, start=at(9))
    (amal,) = visit.people.all()
    client.post(page(visit, "errands/"), {"add": "registration"})
    press(client, visit)
    needs = ["job-advice", "registration"]
    sent = {
        "count": "2",
        "row_0": amal.pk, "first_name_0": "Amal", "age_0": "adult", "needs_0": needs,
        "row_1": "", "first_name_1": "Noor", "age_1": "small", "needs_1": ["registration"],
    }  # fmt: skip

    client.post(page(visit, "people/"), sent)
    press(client, visit)

    assert sorted(stations(visit)) == [
        ("job-advice", "agency-1", 1), ("registration", "city-1", 2),
    ]  # fmt: skip
    step = visit.steps.get(service__slug="registration")
    assert (step.during.upper - step.during.lower).total_seconds() == 20 * 60


def test_a_row_of_somebody_elses_visit_is_nobody(client: Client, office: Office) -> None:
    other = book(office, ADVICE, start=at(14), email="other@example.org")
    visit = book(office, FAMILY, start=at(9))
    strangers = other.people.get().pk

    client.post(page(visit, "people/"), typed(visit, row_1=strangers, age_1="child"))
    press(client, visit)

    assert other.people.count() == 1
    assert visit.people.count() == 2


def test_without_a_wish_the_page_of_changes_leads_back(client: Client, office: Office) -> None:
    visit = book(office, ADVICE, start=at(9))

    answer = client.get(page(visit, "change/"))

    assert answer.headers["Location"].endswith("/errands/")
