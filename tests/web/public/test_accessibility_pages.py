"""The statement of accessibility, and the form for whoever meets a barrier."""

import pytest
from django.test import Client
from tests.factories import make_office
from tests.web.desk.cast import Role, let_in, make_member
from tests.web.tickets import ticket

from welcome_office.accessibility.models import BarrierReport
from welcome_office.accessibility.statement import read_statement
from welcome_office.cases.models import NextStep
from welcome_office.core.models import AccessRecord
from welcome_office.partners.models import Office

pytestmark = pytest.mark.django_db

FORM = "/en/accessibility/report/"


@pytest.fixture
def office() -> Office:
    return make_office()


def send(client: Client, **fields: str) -> object:
    client.get(FORM)
    return client.post(FORM, {**ticket(client, "message"), **fields}, follow=True)


def test_statement_has_the_parts_that_the_law_asks_for(client: Client, office: Office) -> None:
    page = client.get("/en/accessibility/").text

    run = read_statement().run
    for part in (
        "in part", "What is not accessible", "How we checked", run.commit, "Report a barrier",
        "ombudsstelle-barrierefreie-it@mags.nrw.de", "is looked through by",
    ):  # fmt: skip
        assert part in page


def test_report_without_a_name_arrives_and_the_page_says_what_happens(
    client: Client, office: Office
) -> None:
    page = send(client, what="The button has no name.", place="Times")

    report = BarrierReport.objects.get()
    assert (report.what, report.place, report.email) == ("The button has no name.", "Times", "")
    assert "You left no address" in page.text  # type: ignore[attr-defined] # the followed answer


def test_whoever_leaves_an_address_learns_until_when(client: Client, office: Office) -> None:
    page = send(client, what="Too small.", email="amal@example.org")

    assert "We answer you by" in page.text  # type: ignore[attr-defined] # the followed answer


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [("what", "", "Please write what does not work."), ("email", "amal", "Something is missing.")],
)
def test_what_cannot_be_taken_is_told_at_the_field(
    client: Client, office: Office, field: str, typed: str, told: str
) -> None:
    page = send(client, **{"what": "Too small.", field: typed})

    assert told in page.text  # type: ignore[attr-defined] # the followed answer
    assert not BarrierReport.objects.exists()


def test_confirmation_without_a_report_leads_to_the_form(client: Client, office: Office) -> None:
    assert client.get(f"{FORM}sent/").headers["Location"] == FORM


def test_coordinator_answers_at_the_desk(client: Client, office: Office) -> None:
    send(client, what="Too small.", email="amal@example.org")
    step = NextStep.objects.get()
    let_in(client, make_member(office, Role.COORDINATOR))
    seen = client.get(f"/en/desk/tasks/{step.pk}/")

    client.post(f"/en/desk/tasks/{step.pk}/answer/", {"text": "Mended."})

    assert "Too small." in seen.text
    assert AccessRecord.objects.get().purpose == "to answer a report of a barrier"
    assert BarrierReport.objects.get().answer == "Mended."
    step.refresh_from_db()
    assert step.done_at is not None


@pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.ADMINISTRATOR])
def test_nobody_else_reads_or_answers_it(client: Client, office: Office, role: Role) -> None:
    send(client, what="Too small.", email="amal@example.org")
    step = NextStep.objects.get()
    let_in(client, make_member(office, role))

    seen = client.get(f"/en/desk/tasks/{step.pk}/")
    answered = client.post(f"/en/desk/tasks/{step.pk}/answer/", {"text": "Mended."})

    assert (seen.status_code, answered.status_code) == (404, 404)
    assert BarrierReport.objects.get().answer == ""


def test_an_address_that_is_too_long_to_keep_is_said(client: Client, office: Office) -> None:
    answer = send(client, what="A barrier.", email=f"{'a' * 250}@example.org")

    assert "at most 254 characters" in str(getattr(answer, "text", ""))
    assert not BarrierReport.objects.exists()
