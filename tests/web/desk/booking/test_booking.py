"""The desk books, moves and cancels for somebody, and prints the slip."""

from datetime import datetime
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader
from tests.factories import at
from tests.web.desk.cast import Role, let_in, make_member

from welcome_office.core.models import AccessRecord, AuditRecord
from welcome_office.partners.models import Office
from welcome_office.visits.models import Arrangement, Message, Visit

pytestmark = pytest.mark.django_db

ORDER = {
    "count": "2",
    "needs_0": ["registration", "recognition"],
    "needs_1": ["registration"],
    "first_name_0": "Amal",
    "age_0": "adult",
    "first_name_1": "Sami",
    "age_1": "child",
    "languages": ["ar", "en"],
    "language_help": "shared_or_interpreter",
    "channel": "on_site",
    "language": "ar",
    "name": "Amal Example",
    "way": "neither",
}
MAIL = ORDER | {"way": "mail", "email": "amal@example.org"}


@pytest.fixture
def desk(client: Client, office: Office) -> Client:
    return let_in(client, make_member(office, Role.FRONT_DESK))


def ordered(desk: Client, start: datetime, **more: object) -> Visit:
    desk.post("/en/desk/book/", ORDER | more)
    desk.post("/en/desk/book/times/", {"start": start.isoformat()})
    return Visit.objects.get()


def test_desk_books_at_once_and_prints_the_slip(desk: Client) -> None:
    visit = ordered(desk, at(9))
    page = desk.get("/en/desk/book/done/").text
    slip = desk.get("/en/desk/book/done/paper/")

    words = " ".join(each.extract_text() for each in PdfReader(BytesIO(slip.content)).pages)
    services = {step.service.slug for step in visit.steps.select_related("service")}
    assert (visit.state, visit.name, visit.person, visit.expires_at) == (
        "confirmed", "Amal Example", None, None,
    )  # fmt: skip
    assert (services, visit.people.count()) == ({"registration", "recognition"}, 2)
    assert Message.objects.count() == 0
    assert f"{visit.reference[:3]}-{visit.reference[3:]}" in page
    assert "Amal Example" in words
    assert AuditRecord.objects.filter(action="visit.confirmed", actor__startswith="user:").exists()


def test_whoever_has_mail_is_written_to_once(desk: Client) -> None:
    visit = ordered(desk, at(9), way="mail", email="amal@example.org")

    assert [message.kind for message in visit.messages.all()] == ["confirmed"]


def test_page_says_what_is_missing_and_keeps_the_rest(desk: Client) -> None:
    wrong = {key: value for key, value in ORDER.items() if key not in {"needs_0", "needs_1"}}

    page = desk.post("/en/desk/book/", wrong | {"way": "mail"}).text
    longer = desk.post("/en/desk/book/", wrong | {"add_person": "1"}).text

    assert "Choose at least one errand." in page
    assert "Please write your e-mail address." in page
    assert 'value="Amal Example"' in page
    assert "Person 3" in longer
    assert "Choose at least one errand." not in longer
    assert Visit.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_taken_time_is_said_and_others_are_offered(desk: Client) -> None:
    only = ORDER | {"needs_0": ["recognition"], "needs_1": []}
    for _ in range(2):
        desk.post("/en/desk/book/", only)
        desk.post("/en/desk/book/times/", {"start": at(9).isoformat()})

    page = desk.post("/en/desk/book/times/", {"start": at(9).isoformat()}, follow=True).text

    assert "Somebody has just taken this time." in page
    assert Visit.objects.count() == 1


def test_desk_moves_and_the_person_is_told(desk: Client) -> None:
    visit = ordered(desk, at(9), way="mail", email="amal@example.org")

    answer = desk.post(f"/en/desk/visits/{visit.pk}/move/", {"start": at(11).isoformat()})

    visit.refresh_from_db()
    assert answer.status_code == 302
    assert visit.during.lower == at(11)
    assert [message.kind for message in visit.messages.all()] == ["confirmed", "moved"]


def test_desk_cancels_only_with_a_reason(desk: Client) -> None:
    visit = ordered(desk, at(9), way="mail", email="amal@example.org")
    page = f"/en/desk/visits/{visit.pk}/cancel/"

    without = desk.post(page, {}).text
    desk.post(page, {"reason": "closed"})

    visit.refresh_from_db()
    assert "Please say why." in without
    assert visit.state == "cancelled"
    assert Arrangement.objects.get(visit=visit).cancel_reason == "closed"


def test_name_is_found_within_reach_and_every_look_is_noted(
    client: Client, desk: Client, office: Office
) -> None:
    visit = ordered(desk, at(9))
    found = desk.post("/en/desk/visits/", {"reference": "example amal"}).text
    looks = AccessRecord.objects.filter(subject=visit.audit_subject, purpose="search by name")
    noted = looks.count()

    let_in(client, make_member(office, Role.COUNSELLOR, partner="agency"))
    elsewhere = client.post("/en/desk/visits/", {"reference": "example amal"}).text

    assert f"/en/desk/visits/{visit.pk}/" in found
    assert noted == 1
    assert "0 visits" in elsewhere
    assert looks.count() == 1


def test_partner_books_on_behalf_and_sees_the_whole_visit_only_then(
    client: Client, office: Office
) -> None:
    let_in(client, make_member(office, Role.COUNSELLOR, partner="agency"))
    visit = ordered(client, at(9))

    just_booked = client.get("/en/desk/book/done/")
    slip = client.get("/en/desk/book/done/paper/")
    later = [
        client.get(f"/en/desk/visits/{visit.pk}/{page}").status_code
        for page in ("", "move/", "cancel/", "paper/")
    ]

    assert visit.reference[:3] in just_booked.text
    assert slip.headers["Content-Type"] == "application/pdf"
    assert later == [404, 404, 404, 404]
