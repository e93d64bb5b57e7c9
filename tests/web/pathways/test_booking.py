"""One tap from the check to the desk that decides."""

from dataclasses import replace

import pytest
from django.test import Client
from tests.factories import TITLE, make_office, make_visit
from tests.recognition.town import RUHR

from welcome_office.pathways.actions import connect_with_visit
from welcome_office.pathways.desks import advice_from_afar, desk_for
from welcome_office.pathways.models import Assessment
from welcome_office.pathways.queries import visits_with_assessments
from welcome_office.people.models import Person
from welcome_office.web.public.draft import SESSION_KEY
from welcome_office.web.tasks import connect_assessments

CARD = replace(TITLE, id="card", errand="residence_title", variant="blue_card", after=())
PLAIN = replace(TITLE, errand="residence_title", after=())
AFAR = replace(TITLE, id="afar", channels=("on_site", "video"), after=())
others = (each for each in RUHR.services if each.id != TITLE.id)
TOWN = replace(RUHR, services=(*others, PLAIN, CARD, AFAR))


@pytest.mark.parametrize(
    ("pathway", "service"),
    [
        ("bluecard_it", "card"),
        ("s18a", "residence-title"),
        ("family_child", "residence-title"),
        ("stag_10", "residence-title"),
        ("s16d_3", "recognition"),
    ],
)
def test_each_way_has_its_desk(pathway: str, service: str) -> None:
    desk = desk_for(pathway, TOWN)

    assert desk is not None
    assert desk.id == service


def test_who_is_abroad_is_advised_by_video() -> None:
    advice = advice_from_afar(TOWN)

    assert advice is not None
    assert advice.id == "afar"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("told", "service", "channel"),
    [({"location": "germany"}, "card", "on_site"), ({"location": "abroad"}, "afar", "video")],
)
def test_the_booking_begins_with_everything_known(
    client: Client, told: dict[str, str], service: str, channel: str
) -> None:
    make_office(TOWN)
    client.post("/en/residence/purpose/", {"answer": "work"})
    client.post("/en/residence/questions/nationality/", {"nationality": "IN"})
    client.post("/en/residence/questions/location/", told)

    answer = client.post("/en/residence/result/book/", {"pathway": "bluecard_standard"})

    draft = client.session[SESSION_KEY]
    assert (draft["services"], draft["channel"]) == ([service], channel)
    assert answer.headers["Location"].startswith("/en/visit/")


@pytest.mark.django_db
def test_a_kept_check_goes_with_the_person_of_the_visit_that_was_booked(client: Client) -> None:
    office = make_office(TOWN)
    client.post("/en/residence/purpose/", {"answer": "work"})
    client.post("/en/residence/result/keep/")
    kept = Assessment.objects.get()
    person = Person.objects.create(email="amal@example.org")
    visit = make_visit(office, person=person)
    connect_with_visit(kept.pk, visit=visit.pk)

    connect_assessments(timestamp=0)

    kept.refresh_from_db()
    assert kept.person == person
    assert visits_with_assessments() == []
