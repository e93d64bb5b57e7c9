"""After a breach one command tells who saw what and whom it concerns, and leaves a record."""

import pytest
from click.testing import CliRunner, Result
from django.test import Client
from django.utils import timezone
from tests.factories import make_office
from tests.web.desk.cast import WEDNESDAY, Role, let_in, make_member, make_visit

from welcome_office.cli import main
from welcome_office.core.models import AuditRecord
from welcome_office.partners.models import Membership, Office
from welcome_office.visits.models import Visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def visit(office: Office) -> Visit:
    return make_visit(office, ("recognition", "chamber-1", "09:00", 45))


@pytest.fixture
def member(office: Office, visit: Visit) -> Membership:
    """Somebody who looked at the list of the day and at the visit."""
    found = make_member(office, Role.COUNSELLOR, partner="chamber", desk="chamber-1")
    client = let_in(Client(), found)
    for page in (f"day/{WEDNESDAY}/", f"visits/{visit.pk}/"):
        assert client.get(f"/en/desk/{page}").status_code == 200
    return found


def ask(what: str, **differently: str) -> Result:
    today = str(timezone.localdate())
    options = {"from": today, "to": today, "because": "Lost laptop"} | differently
    given = [part for name, value in options.items() for part in (f"--{name}", value)]
    return CliRunner().invoke(main, ["who-saw", what, *given])


def test_a_visits_lookers_are_listed(visit: Visit, member: Membership) -> None:
    said = ask(visit.reference)

    lines = [line.split("\t")[1:] for line in said.output.splitlines()]
    who = [member.user.audit_name, "counsellor", "chamber"]
    assert lines[:-1] == [
        [*who, f"day:{WEDNESDAY}", "the day"],
        [*who, f"visit:{visit.pk}", "the visit's sheet"],
    ]


def test_an_account_names_the_visits_that_it_saw_on_lists_too(
    office: Office, visit: Visit, member: Membership
) -> None:
    other = make_visit(office, ("recognition", "chamber-1", "10:00", 45))
    elsewhere = make_visit(office, ("job-advice", "agency-1", "10:00", 30))

    said = ask(str(member.user.email)).output

    assert "2 visits concerned, 2 still known" in said
    shown = [f"{each.reference[:3]}-{each.reference[3:]}" in said for each in (visit, other)]
    assert shown == [True, True]
    assert elsewhere.reference[3:] not in said


def test_each_search_is_recorded_with_its_reason(visit: Visit) -> None:
    ask(visit.reference)

    found = AuditRecord.objects.get(action="records.searched")
    today = str(timezone.localdate())
    assert found.subject == visit.audit_subject
    assert found.detail == {"because": "Lost laptop", "first": today, "last": today}


def test_mistakes_are_told(visit: Visit) -> None:
    answers = [
        ask("nobody@example.org"),
        ask(visit.reference, because=" "),
        ask(visit.reference, to="2020-01-01"),
    ]

    assert [answer.exit_code for answer in answers] == [1, 1, 1]
    assert "No visit and no account" in answers[0].output


def test_an_account_without_an_address_is_named_by_its_number(
    visit: Visit, member: Membership
) -> None:
    known, unknown = ask(member.user.audit_name), ask("user:9999999")

    assert known.output == ask(str(member.user.email)).output
    assert "No visit and no account" in unknown.output


def test_another_day_finds_nothing(visit: Visit, member: Membership) -> None:
    said = ask(str(member.user.email), **{"from": "2020-01-01", "to": "2020-01-01"})

    assert "0 looks and acts" in said.output
