"""The adviser's workbench: from the first talk to the closed case, and nobody else looks in."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.recognition.cases import event, make_procedure, partner_called
from tests.web.desk.cast import Role, let_in, make_member
from tests.web.public.answers import day

from welcome_office.core.models import AccessRecord
from welcome_office.law.recognition.events import Event, Happening, Result
from welcome_office.partners.models import Office
from welcome_office.recognition.models import Client as Person
from welcome_office.recognition.models import Contact, Course, Paper, Procedure

pytestmark = pytest.mark.django_db
DESK = "/en/desk/recognition"


@pytest.fixture
def office(db: None) -> Office:
    return partner_called("chamber").office


@pytest.fixture
def adviser(office: Office) -> Client:
    return let_in(Client(), make_member(office, Role.COUNSELLOR, partner="chamber"))


def test_adviser_begins_to_accompany_somebody(adviser: Client) -> None:
    answer = adviser.post(
        f"{DESK}/new/",
        {
            "name": "", "language": "ar", "occupation": "O074", "trained_in": "AF",
            "citizenship": "AF", "lives_in": "Bochum", "works_in": "unknown",
            "documents_missing": "on",
        },
    )  # fmt: skip

    procedure = Procedure.objects.get()
    assert answer.headers["Location"] == f"{DESK}/{procedure.pk}/"
    assert procedure.facts["documents_missing"] is True
    assert Person.objects.get().name == ""
    assert "Motor vehicle mechatronics technician" in adviser.get(f"{DESK}/").text


def test_page_shows_clock_papers_and_next_step(adviser: Client, office: Office) -> None:
    procedure = make_procedure(
        partner=partner_called("chamber", office),
        events=(event(Happening.RECEIVED, "2026-09-01"),),
    )

    page = adviser.get(f"{DESK}/{procedure.pk}/").text

    assert "Acknowledge the application and say which papers are missing" in page
    assert 'aria-current="date"' in page
    assert "Certificates of training" in page
    assert AccessRecord.objects.filter(subject=procedure.audit_subject).count() == 1


def test_name_and_body_are_told_later(adviser: Client, office: Office) -> None:
    procedure = make_procedure(partner=partner_called("chamber", office))

    wrong = adviser.post(f"{DESK}/{procedure.pk}/about/", {"about-body": "NOBODY"})
    adviser.post(
        f"{DESK}/{procedure.pk}/about/", {"about-name": "Farid Noori", "about-body": "IHK_FOSA"}
    )

    procedure.refresh_from_db()
    assert wrong.status_code == 422
    assert (procedure.client.name, procedure.body) == ("Farid Noori", "IHK_FOSA")
    assert procedure.next_step is not None


def test_noted_event_moves_the_next_step(adviser: Client, office: Office) -> None:
    procedure = make_procedure(partner=partner_called("chamber", office))

    wrong = adviser.post(f"{DESK}/{procedure.pk}/event/", {"event-kind": "extended"})
    adviser.post(
        f"{DESK}/{procedure.pk}/event/",
        {"event-kind": "application_sent", **day("event-day", date(2026, 11, 2))},
    )

    procedure.refresh_from_db()
    assert wrong.status_code == 422
    assert "Say until when." in wrong.text
    assert procedure.act == "acknowledge"


def test_whole_way_to_the_closed_case(adviser: Client, office: Office) -> None:
    procedure = make_procedure(
        partner=partner_called("chamber", office),
        events=(
            event(Happening.RECEIVED, "2026-09-01"),
            event(Happening.NOTICE, "2026-11-02", result=Result.PARTIAL),
        ),
    )
    here = f"{DESK}/{procedure.pk}"

    adviser.post(f"{here}/paper/", {"name": "bqfg/certificates", "state": "complete"})
    adviser.post(f"{here}/paper/", {"paper-name": "Letter of the firm"})
    adviser.post(f"{here}/differences/", {"deficits-topics": "Brakes\n\nEngines"})
    adviser.post(f"{here}/differences/{procedure.deficits.all()[0].pk}/")
    adviser.post(f"{here}/due/", day("due-day", date(2026, 12, 24)))
    adviser.post(f"{here}/close/", {"reason": "partly"})
    refused = adviser.post(f"{here}/differences/", {"deficits-topics": "More"}, follow=True)

    procedure.refresh_from_db()
    assert set(procedure.papers.values_list("state", flat=True)) == {"complete", "missing"}
    assert [d.settled_on is not None for d in procedure.deficits.all()][:2] == [True, False]
    assert procedure.closed_reason == "partly"
    assert refused.status_code == 200


def test_course_of_the_list_is_taken_from_the_page(adviser: Client, office: Office) -> None:
    procedure = make_procedure(partner=partner_called("chamber", office))
    form = {
        "title": "Brakes", "provider": "Workshop", "kind": "adaptation", "topics": "brakes",
        "places": "1", "is_offered": "on",
    }  # fmt: skip

    adviser.post(f"{DESK}/courses/new/", form)
    course = Course.objects.get()
    adviser.post(f"{DESK}/{procedure.pk}/courses/{course.pk}/")

    assert procedure.measures.get().course == course
    assert "1 of 1 places taken" in adviser.get(f"{DESK}/courses/").text


def test_talk_is_documented_in_one_form_and_counted(adviser: Client, office: Office) -> None:
    procedure = make_procedure(partner=partner_called("chamber", office))
    coordinator = let_in(Client(), make_member(office, Role.COORDINATOR))

    adviser.post(
        f"{DESK}/{procedure.pk}/talk/",
        {
            "talk-minutes": "45", "talk-channel": "video", "talk-topics": ["papers", "funding"],
            "talk-outcome": "informed", **day("talk-day", timezone.localdate()),
        },
    )  # fmt: skip

    assert Contact.objects.get().minutes == 45
    pages = [each.get(f"{DESK}/counts/").text for each in (adviser, coordinator)]
    # One adviser's time is the organisation's to know, not the house's.
    assert ["45 minutes" in page for page in pages] == [True, False]
    assert [procedure.client.code in page for page in pages] == [False, False]


@pytest.mark.parametrize("kind", ["acknowledgement", "complete", "papers", "decision", "extension"])
def test_letter_is_german_and_explained(adviser: Client, office: Office, kind: str) -> None:
    procedure = make_procedure(
        partner=partner_called("chamber", office),
        events=(event(Happening.SENT, "2026-09-01"),),
    )
    procedure.papers.update(state=Paper.State.COMPLETE)

    page = adviser.get(f"{DESK}/{procedure.pk}/letters/{kind}/").text
    paper = adviser.get(f"{DESK}/{procedure.pk}/letters/{kind}/paper/")

    assert "Sehr geehrte Damen und Herren" in page
    assert "Handwerkskammer Dortmund" in page
    assert paper.content.startswith(b"%PDF")


def test_letter_about_lateness_says_when_it_is_too_early(adviser: Client, office: Office) -> None:
    today = timezone.localdate()
    events = (
        Event(Happening.RECEIVED, today - timedelta(days=9)),
        Event(Happening.PAPERS_COMPLETE, today - timedelta(days=8)),
    )
    procedure = make_procedure(partner=partner_called("chamber", office), events=events)

    pages = [
        adviser.get(f"{DESK}/{procedure.pk}/letters/{kind}/").text
        for kind in ("decision", "complete")
    ]

    assert ["Too early: the body has time until" in page for page in pages] == [True, False]


def test_file_of_cases_is_tried_taken_over_and_taken_back(adviser: Client) -> None:
    def send(text: str, button: str) -> str:
        file = SimpleUploadedFile("cases.csv", text.encode())
        answer = adviser.post(f"{DESK}/import/", {"file": file, button: "1"}, follow=True)
        return answer.text

    good = "code,occupation,opened_on\nA1,O074,2026-03-02\n"

    assert "line 2, opened_on" in send(good.replace("2026-03-02", "soon"), "take_over")
    assert "1 case can be taken over" in send(good, "try")
    assert Procedure.objects.count() == 0
    assert "1 case taken over." in send(good, "take_over")
    assert "These codes are taken already: A1" in send(good, "try")
    assert "larger than 2 MB" in send("x" * 2_200_000, "try")
    batch = Procedure.objects.get().batch
    assert batch is not None
    adviser.post(f"{DESK}/import/{batch.pk}/undo/")
    assert Procedure.objects.count() == 0


@pytest.mark.parametrize(
    ("role", "partner"),
    [
        (Role.COUNSELLOR, "city"),
        (Role.COUNSELLOR, "agency"),
        (Role.COORDINATOR, None),
        (Role.FRONT_DESK, None),
        (Role.ADMINISTRATOR, None),
    ],
)
def test_nobody_else_looks_in(office: Office, role: Role, partner: str | None) -> None:
    procedure = make_procedure(partner=partner_called("chamber", office))
    stranger = let_in(Client(), make_member(office, role, partner=partner))

    answers = [
        stranger.get(f"{DESK}/{procedure.pk}/").status_code,
        stranger.get(f"{DESK}/{procedure.pk}/letters/papers/").status_code,
        stranger.post(f"{DESK}/{procedure.pk}/close/", {"reason": "moved"}).status_code,
    ]

    procedure.refresh_from_db()
    assert answers == [404, 404, 404]
    assert procedure.is_open


def test_list_keeps_its_number_of_queries(adviser: Client, office: Office) -> None:
    chamber = partner_called("chamber", office)
    make_procedure(partner=chamber)
    adviser.get(f"{DESK}/")
    with CaptureQueriesContext(connection) as one:
        adviser.get(f"{DESK}/")
    for _ in range(3):
        make_procedure(partner=chamber)

    with CaptureQueriesContext(connection) as many:
        page = adviser.get(f"{DESK}/").text

    assert "4 open procedures" in page
    assert len(many) == len(one)
