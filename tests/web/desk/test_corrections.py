"""Requests are answered within a month, with a letter; the coordinator corrects what is wrong."""

import io
import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader
from tests.web.desk.cast import Role, let_in, make_member, make_visit

from welcome_office.cases.models import DataRequest, NextStep
from welcome_office.cases.requests import months_after
from welcome_office.core.models import AuditRecord
from welcome_office.partners.models import Office
from welcome_office.visits.models import ContactChange, Visit

pytestmark = pytest.mark.django_db
PAGE = "/en/desk/requests/"


@pytest.fixture
def visit(office: Office) -> Visit:
    return make_visit(office, ("recognition", "chamber-1", "09:00", 45))


@pytest.fixture
def client(office: Office) -> Client:
    return let_in(Client(), make_member(office, Role.COORDINATOR))


def ask(client: Client, *, kind: str = "delete", day: date | None = None) -> DataRequest:
    day = day or timezone.localdate()
    client.post(
        f"{PAGE}new/",
        {"who": "3AC-4DE3", "kind": kind, "language": "en", "received_on_day": day.day,
         "received_on_month": day.month, "received_on_year": day.year},
    )  # fmt: skip
    return DataRequest.objects.get()


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_a_month_ends_on_its_day(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then


def test_a_request_becomes_a_task_with_its_day(client: Client) -> None:
    made = ask(client)

    assert made.due_on == months_after(timezone.localdate(), 1)
    assert NextStep.objects.get().due_on == made.due_on
    assert f"{PAGE}{made.pk}/" in client.get(PAGE).text


def test_more_time_is_taken_once_and_within_the_month(client: Client) -> None:
    late = ask(client, day=timezone.localdate() - timedelta(days=40))
    client.post(f"{PAGE}{late.pk}/", {"extend": "yes", "because": "Many files."})
    late.refresh_from_db()
    assert late.extended_because == ""
    late.delete()

    made = ask(client)
    client.post(f"{PAGE}{made.pk}/", {"extend": "yes", "because": "Many files."})

    page = client.get(f"{PAGE}{made.pk}/").text
    made.refresh_from_db()
    assert made.due_on == months_after(made.received_on, 3)
    assert ["Many files." in page, "Take two more months" in page] == [True, False]


def test_a_refusal_says_why_and_where_to_complain(client: Client) -> None:
    made = ask(client)
    without = client.post(f"{PAGE}{made.pk}/", {"outcome": "partly"}).text

    client.post(f"{PAGE}{made.pk}/", {"outcome": "partly", "ground": "law"})

    said = client.get(f"{PAGE}{made.pk}/letter/").content
    text = " ".join(" ".join(p.extract_text() for p in PdfReader(io.BytesIO(said)).pages).split())
    assert "Say why" in without
    for words in ("We did a part", "A law obliges us", "complain", "recorded for three years"):
        assert words in text
    assert NextStep.objects.get().done_at is not None


def test_only_grounds_of_this_kind_are_offered(client: Client) -> None:
    made = ask(client)
    offered = set(re.findall(r'<option value="([a-z_]+)"', client.get(f"{PAGE}{made.pk}/").text))

    refused = client.post(f"{PAGE}{made.pk}/", {"outcome": "refused", "ground": "compelling"})

    assert offered == {"law", "claims", "identity", "excessive", "nothing"}
    assert refused.status_code == 200


def test_others_have_none_of_these_pages(office: Office, client: Client, visit: Visit) -> None:
    made, front = ask(client), let_in(Client(), make_member(office, Role.FRONT_DESK))

    pages = (f"{PAGE}new/", f"{PAGE}{made.pk}/", f"{PAGE}{made.pk}/letter/")
    answers = [front.get(page).status_code for page in pages]
    answers.append(front.get(f"/en/desk/visits/{visit.pk}/correct/").status_code)

    assert answers == [404, 404, 404, 404]


def test_correcting_records_the_fields_and_no_contents(client: Client, visit: Visit) -> None:
    first, second = visit.people.all()
    data = {
        "name": "Nimali W.", "language": "de", "email": "new@example.org",
        f"first_name_{first.pk}": "Nimali", f"age_{first.pk}": "adult",
        f"first_name_{second.pk}": "Ruvan", f"age_{second.pk}": "child",
    }  # fmt: skip

    client.post(f"/en/desk/visits/{visit.pk}/correct/", data)

    visit.refresh_from_db()
    assert (visit.name, visit.language, visit.email) == ("Nimali W.", "de", "nimali@example.org")
    assert ContactChange.objects.get().email == "new@example.org"
    corrected = AuditRecord.objects.get(action="visit.corrected")
    assert corrected.detail == {"fields": ["name", "language", "first_name", "age"]}


def test_a_known_address_is_not_left_out_in_silence(client: Client, visit: Visit) -> None:
    people = {f"age_{person.pk}": person.age for person in visit.people.all()}
    data = {"name": "Another", "language": "de", "email": "", **people}

    page = client.post(f"/en/desk/visits/{visit.pk}/correct/", data)

    before = (visit.name, visit.email)
    visit.refresh_from_db()
    assert (page.status_code, visit.name, visit.email) == (200, *before)
    assert "An address is replaced here, not removed." in page.text
