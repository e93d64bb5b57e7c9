"""What the desk enters in the browser: it counts at once, and visits that it hits are repaired."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories import at, next_wednesday
from tests.visits.booked import book
from tests.visits.test_absences import BOTH, desk_of
from tests.web.desk.cast import Role, let_in, make_member

from welcome_office.cases.models import Restriction
from welcome_office.core.audit import PROGRAM
from welcome_office.core.models import AccessRecord
from welcome_office.partners.models import Office
from welcome_office.partners.queries import definition_of
from welcome_office.visits.models import Message, Visit
from welcome_office.web.personal.restricting import restrict_about

pytestmark = pytest.mark.django_db(transaction=True)
NEW = "/en/desk/house/new"


def day(name: str, when: date) -> dict[str, str]:
    return {
        f"{name}_day": str(when.day),
        f"{name}_month": str(when.month),
        f"{name}_year": str(when.year),
    }


def three(words: str) -> dict[str, str]:
    return {f"text_{code}": f"{words} ({code})" for code in ("de", "en", "ar")}


@pytest.fixture
def desk(client: Client, office: Office) -> Client:
    return let_in(client, make_member(office, Role.COORDINATOR))


def hidden(page: str) -> dict[str, str]:
    """What the page of repairs sends when it is agreed to as it is."""
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    chosen = re.findall(r'name="(way-\d+)" id="[^"]+" value="([^"]+)" checked', page)
    return dict(fields + chosen) | {"agree": "1"}


def test_absence_that_hits_a_visit_is_agreed_to_first(desk: Client, office: Office) -> None:
    visit = book(office, BOTH, start=at(9))
    absence = {"resource": desk_of(visit, "registration"), **day("first", next_wednesday())}

    page = desk.post(f"{NEW}/absence/", absence).text
    unchanged = definition_of(Office.objects.get()).absences
    answer = desk.post(f"{NEW}/absence/", hidden(page))

    looks = AccessRecord.objects.filter(subject=visit.audit_subject)
    assert "1 booked visit is hit" in page
    assert "Same time, another desk" in page
    assert unchanged == ()
    assert answer.status_code == 302
    assert desk_of(Visit.objects.get(), "registration") != absence["resource"]
    assert [look.purpose for look in looks] == ["to repair the visit"]
    assert Message.objects.filter(kind="changed").count() == 1


def test_withheld_visit_is_repaired_and_not_looked_at(desk: Client, office: Office) -> None:
    visit = book(office, BOTH, start=at(9))
    restrict_about(
        visit.reference,
        office=office,
        ground=Restriction.Ground.DISPUTED,
        reason="The name is of somebody else.",
        review_on=next_wednesday(),
        language="en",
        by=PROGRAM,
    )
    absence = {"resource": desk_of(visit, "registration"), **day("first", next_wednesday())}
    front = let_in(Client(), make_member(office, Role.FRONT_DESK))

    page = front.post(f"{NEW}/absence/", absence).text
    answer = front.post(f"{NEW}/absence/", hidden(page))

    assert "Same time, another desk" in page
    assert (visit.reference in page, answer.status_code) == (False, 302)
    assert not AccessRecord.objects.filter(subject=visit.audit_subject).exists()


def test_person_is_asked_instead_where_the_desk_chooses_so(desk: Client, office: Office) -> None:
    visit = book(office, BOTH, start=at(9))
    absence = {"resource": desk_of(visit, "registration"), **day("first", next_wednesday())}

    page = desk.post(f"{NEW}/absence/", absence).text
    desk.post(f"{NEW}/absence/", hidden(page) | {f"way-{visit.pk}": "ask"})

    assert desk_of(Visit.objects.get(), "registration") == absence["resource"]
    assert Message.objects.filter(kind="choose_anew").count() == 1


def test_repairs_that_are_others_by_now_are_shown_again(desk: Client, office: Office) -> None:
    visit = book(office, BOTH, start=at(9))
    absence = {"resource": desk_of(visit, "registration"), **day("first", next_wednesday())}

    answer = desk.post(f"{NEW}/absence/", absence | {f"way-{visit.pk}": "old", "agree": "1"})

    assert answer.status_code == 409
    assert "Something was booked meanwhile." in answer.text
    assert definition_of(Office.objects.get()).absences == ()


def test_notice_stands_on_the_first_page_while_it_counts(desk: Client) -> None:
    today = timezone.localdate()
    desk.post(f"{NEW}/notice/", {**day("first", today), **three("The lift stands still")})
    later = day("first", today + timedelta(days=3))
    desk.post(f"{NEW}/notice/", {**later, **three("No water")})

    english, arabic = desk.get("/en/").text, desk.get("/ar/").text

    assert "The lift stands still (en)" in english
    assert "The lift stands still (ar)" in arabic
    assert "No water" not in english


def test_entries_are_listed_and_withdrawn(desk: Client, office: Office) -> None:
    wednesday = next_wednesday()
    times = {"start": "10:00", "end": "12:00", "resource": "agency-1"}
    for kind, more in {
        "block": times,
        "shift": times,
        "closure": three("Works outing"),
        "one_stop_day": {},
    }.items():
        desk.post(f"{NEW}/{kind}/", {**day("first", wednesday + timedelta(days=1)), **more})
    listed = desk.get("/en/desk/house/").text
    pks = list(office.entries.values_list("pk", flat=True))

    for pk in pks:
        desk.post(f"/en/desk/house/{pk}/withdraw/")

    # The last is refused: the house is closed on that day.
    assert len(pks) == 3
    assert "Works outing (en)" in listed
    assert "10:00–12:00" in listed
    assert office.entries.count() == 0


def test_mistakes_are_told_at_their_field(desk: Client) -> None:
    wednesday = next_wednesday()
    wrong = {
        "resource": "agency-1",
        **day("first", wednesday),
        **day("last", wednesday - timedelta(days=1)),
        "start": "25:00",
        "end": "",
    }

    page = desk.post(f"{NEW}/absence/", wrong).text

    assert "The last day must follow the first, within a year." in page
    assert "Write a time like 09:30." in page
    assert desk.get(f"{NEW}/holiday/").status_code == 404
