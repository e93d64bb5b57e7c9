"""People ask what is kept about them in all trades, and have it deleted; what stays is told."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.conf import LazySettings
from django.test import Client
from tests.retention.lives import live_through_everything
from tests.web.desk.cast import Role, let_in, make_member

from welcome_office.cases.models import Restriction
from welcome_office.cases.restricting import Asked, lift_restriction, restrict
from welcome_office.cli import main
from welcome_office.core.audit import PROGRAM
from welcome_office.core.models import AccessRecord
from welcome_office.employers.models import GroupAnnouncement
from welcome_office.partners.models import Office
from welcome_office.pathways.models import Assessment, KeptPlan
from welcome_office.people.models import Person
from welcome_office.recognition.models import Enquiry
from welcome_office.visits.models import Visit, Waiting

pytestmark = pytest.mark.django_db
WHO = "amal@example.org"
PAGE = "/en/desk/requests/"


@pytest.fixture
def office(tmp_path: Path, settings: LazySettings) -> Office:
    settings.MAIL_FOLDER = tmp_path
    return live_through_everything(tmp_path)


@pytest.fixture
def coordinator(office: Office) -> Client:
    other = make_member(office, Role.FRONT_DESK)
    other.role = Role.COORDINATOR
    other.save()
    return let_in(Client(), other)


def asked(client: Client, **more: str) -> str:
    data = {"who": WHO, "language": "de", **more}
    return client.post(f"{PAGE}copy/", data, headers={"accept-language": "en"}).text


def test_page_shows_every_trade_who_looked_and_what_stays(coordinator: Client) -> None:
    said = asked(coordinator)

    expected = ["Amal Example", "Waiting list", "Passed on to an adviser", "I agree.", "O074",
                "Arrival plan", "Contact that answered", "Ida Muster", "the list of the day",
                "stays recorded for three years", "kept 30 days from"]  # fmt: skip
    assert [words for words in expected if words not in said] == []


def test_an_ended_restriction_is_found_by_the_address_alone(coordinator: Client) -> None:
    visit = Visit.objects.get()
    made = restrict(
        visit.office,
        Asked(
            subjects=["visit:987654"],
            ground=Restriction.Ground.DISPUTED,
            reason="The name is wrong.",
            review_on=date(2031, 6, 18),
            email=WHO.title(),
            language="en",
        ),
        by=PROGRAM,
    )
    lift_restriction(made, because="It was right.", was_told=True, by=PROGRAM)

    said = asked(coordinator)

    assert ["It was right." in said, "stays for one year after the end" in said] == [True, True]


def test_looking_is_recorded_and_shown_next_time(coordinator: Client) -> None:
    asked(coordinator)
    visit = Visit.objects.get()

    looks = AccessRecord.objects.filter(purpose="an access request")
    assert visit.audit_subject in looks.values_list("subject", flat=True)
    assert "because you asked" in asked(coordinator)


def test_copies_come_in_the_persons_language_and_for_programs(coordinator: Client) -> None:
    paper = asked(coordinator, **{"as": "html", "language": "ar"})
    data = json.loads(asked(coordinator, **{"as": "json"}))

    assert 'lang="ar" dir="rtl"' in paper
    assert "http" not in paper.replace("http-equiv", "")
    kinds = {part["what"] for part in data}
    assert {"Visit", "Person", "Waiting", "Enquiry", "KeptPlan"} <= kinds
    assert "Amal Example" in str(data)


def test_a_reference_finds_the_same_visit(coordinator: Client) -> None:
    said = asked(coordinator, who=Visit.objects.get().reference)

    assert "Amal Example" in said
    assert "Passed on to an adviser" in said


def test_nobody_is_found_by_chance(coordinator: Client) -> None:
    assert "Nothing is kept about anybody" in asked(coordinator, who="b@example.com")


def test_who_is_known_in_another_office_only_is_not_found(coordinator: Client) -> None:
    stranger = Person.objects.create(email="b@example.com", phone="+4917012345678")
    elsewhere = Office.objects.create(slug="elsewhere", host="elsewhere.example")
    Assessment.objects.update(person=stranger, office=elsewhere)

    assert "Nothing is kept about anybody" in asked(coordinator, who=stranger.email)


def test_deleting_takes_every_trade(coordinator: Client) -> None:
    coordinator.post(f"{PAGE}delete/", {"who": WHO, "language": "de"})

    assert Visit.objects.get().forgotten_at is not None
    assert not Enquiry.objects.exists()
    assert not KeptPlan.objects.exists()
    assert not Waiting.objects.exclude(email="").exists()
    # That somebody asked, and what became of it, has to be shown for a while.
    said = asked(coordinator)
    assert ["Amal Example" in said, "Request about data" in said] == [False, True]


def test_a_firms_announcement_is_deleted_for_its_address(coordinator: Client) -> None:
    coordinator.post(f"{PAGE}delete/", {"who": "greta@example.org", "language": "de"})

    assert not GroupAnnouncement.objects.exists()
    assert Visit.objects.get().forgotten_at is None


@pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.ADMINISTRATOR])
def test_others_have_no_such_page(office: Office, role: Role) -> None:
    client = let_in(Client(), make_member(office, role))

    assert [client.get(PAGE).status_code, client.post(f"{PAGE}copy/").status_code] == [404, 404]


def test_command_writes_all_files_for_their_owner_only(office: Office, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["data-copy", WHO, "--language", "en", "--into", str(tmp_path)])
    nobody = CliRunner().invoke(main, ["data-copy", "x@example.com"])

    paper, pdf, data = (tmp_path / f"{office.slug}-data.{kind}" for kind in ("html", "pdf", "json"))
    assert (done.exit_code, nobody.exit_code) == (0, 1)
    assert "Amal Example" in paper.read_text("utf-8")
    assert "Amal Example" in data.read_text("utf-8")
    assert [each.stat().st_mode & 0o077 for each in (paper, pdf, data)] == [0, 0, 0]


def test_answers_read_as_words_not_as_a_program(coordinator: Client) -> None:
    said = asked(coordinator)

    assert "people: adult, adult, child" in said
    assert [sign for sign in ("None", "True", "&#x27;adult", "{}") if sign in said] == []
