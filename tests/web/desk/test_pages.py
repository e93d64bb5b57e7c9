"""The pages of the desk, seen by every role, from the own, another and a foreign organisation."""

import re
from dataclasses import replace

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories import TOWN, make_office
from tests.web.desk.cast import NAME, WEDNESDAY, Role, let_in, make_member, make_visit

from welcome_office.cases.actions import promise_next_step
from welcome_office.cases.models import NextStep
from welcome_office.core.audit import PROGRAM
from welcome_office.core.models import AccessRecord
from welcome_office.partners.models import Office
from welcome_office.visits.models import Message, Visit
from welcome_office.web.desk.urls import urlpatterns

pytestmark = pytest.mark.django_db

DAY = f"/en/desk/day/{WEDNESDAY}/"
ACROSS = (
    ("registration", "city-1", "09:00", 20),
    ("recognition", "chamber-1", "09:50", 45),
    ("job-advice", "agency-1", "10:35", 30),
)
COLLEAGUES = {
    "counsellor": (Role.COUNSELLOR, "chamber"),
    "counsellor of another organisation": (Role.COUNSELLOR, "agency"),
    "counsellor without a part in it": (Role.COUNSELLOR, "city"),
    "front desk": (Role.FRONT_DESK, None),
    "coordinator": (Role.COORDINATOR, None),
    "administrator": (Role.ADMINISTRATOR, None),
}


def page_of(visit: Visit) -> str:
    return f"/en/desk/visits/{visit.pk}/"


@pytest.fixture
def visit(office: Office) -> Visit:
    """A visit at the chamber and the agency; the city has no part in it."""
    return make_visit(office, *ACROSS[1:], state=Visit.State.PENDING)


@pytest.fixture
def task(office: Office) -> NextStep:
    return promise_next_step(
        office, owner_role=Role.COORDINATOR, due_on=WEDNESDAY, sentence="Call back.", by=PROGRAM
    )


EVERYBODY = dict.fromkeys(COLLEAGUES, 200)
MATRIX = {
    "day": EVERYBODY | {"administrator": 404},
    "find": EVERYBODY | {"administrator": 404},
    "visit": EVERYBODY | {"administrator": 404, "counsellor without a part in it": 404},
    "confirm": dict.fromkeys(COLLEAGUES, 404) | {"front desk": 302, "coordinator": 302},
    "tasks": dict.fromkeys(COLLEAGUES, 404) | {"coordinator": 200, "front desk": 200},
    "task": dict.fromkeys(COLLEAGUES, 404) | {"coordinator": 200},
    "waiting": dict.fromkeys(COLLEAGUES, 404) | {"coordinator": 200},
    "staff": dict.fromkeys(COLLEAGUES, 404) | {"administrator": 200},
}


@pytest.mark.parametrize("colleague", COLLEAGUES)
def test_each_role_gets_its_pages_and_no_other(
    client: Client, office: Office, visit: Visit, task: NextStep, colleague: str
) -> None:
    role, partner = COLLEAGUES[colleague]
    let_in(client, make_member(office, role, partner=partner))

    answers = {
        "day": client.get(DAY),
        "find": client.get("/en/desk/visits/"),
        "visit": client.get(page_of(visit)),
        "confirm": client.post(f"{page_of(visit)}confirm/"),
        "tasks": client.get("/en/desk/tasks/"),
        "task": client.get(f"/en/desk/tasks/{task.pk}/"),
        "waiting": client.get("/en/desk/waiting/"),
        "staff": client.get("/en/desk/staff/"),
    }

    statuses = {page: answer.status_code for page, answer in answers.items()}
    assert statuses == {page: expected[colleague] for page, expected in MATRIX.items()}


@pytest.mark.parametrize("role", Role)
def test_member_of_another_town_finds_no_page(
    client: Client, office: Office, visit: Visit, task: NextStep, role: Role
) -> None:
    elsewhere = make_office(replace(TOWN, office=replace(TOWN.office, id="altstadt")))
    let_in(client, make_member(elsewhere, role, partner="chamber"))

    addresses = [DAY, page_of(visit), f"/en/desk/tasks/{task.pk}/", "/en/desk/staff/", "/en/desk/"]

    assert {client.get(address).status_code for address in addresses} == {404}


def test_no_page_of_the_desk_opens_to_strangers(client: Client, office: Office) -> None:
    pages = [str(entry.pattern) for entry in urlpatterns]
    addresses = [re.sub(r"<\w+:\w+>", "1", page) for page in pages]

    answers = [client.get(f"/en/desk/{address}") for address in addresses]

    assert len(answers) > 11
    assert all("/account/sign-in/" in answer.headers["Location"] for answer in answers)


def test_home_leads_where_the_work_begins(client: Client, office: Office) -> None:
    led_to = {}
    for role in Role:
        let_in(client, make_member(office, role, partner="city"))
        led_to[role.value] = client.get("/en/desk/").headers["Location"]

    assert led_to == {
        "counsellor": "/en/desk/day/",
        "front_desk": "/en/desk/day/",
        "coordinator": "/en/desk/day/",
        "administrator": "/en/desk/staff/",
    }


def test_day_shows_short_names_until_somebody_asks(
    client: Client, office: Office, visit: Visit
) -> None:
    let_in(client, make_member(office, Role.COUNSELLOR, partner="chamber"))

    short, whole = (client.get(DAY).text, client.get(f"{DAY}?names=full").text)

    assert "Nimali W." in short
    assert NAME not in short
    assert NAME in whole


def test_coordinator_can_look_at_one_organisation(
    client: Client, office: Office, visit: Visit
) -> None:
    let_in(client, make_member(office, Role.COORDINATOR))

    page = client.get(f"{DAY}?partner=agency")

    assert [column.partner.id for column in page.context["day"].columns] == ["agency"]
    assert [partner.id for partner in page.context["day"].partners] == ["chamber", "agency"]


def test_every_look_is_noted(client: Client, office: Office, visit: Visit) -> None:
    member = make_member(office, Role.COUNSELLOR, partner="chamber")
    let_in(client, member)

    client.get(DAY)
    client.get(f"{DAY}?names=full")
    client.get(page_of(visit))

    looks = AccessRecord.objects.order_by("pk").values_list("subject", "purpose")
    assert list(looks) == [
        (f"day:{WEDNESDAY}", "the day"),
        (f"day:{WEDNESDAY}", "the day with whole names"),
        (visit.audit_subject, "the visit's sheet"),
    ]
    viewers = AccessRecord.objects.values_list("viewer", "viewer_partner", "office").distinct()
    assert list(viewers) == [(member.user.audit_name, "chamber", office.slug)]


def test_day_and_sheet_ask_the_database_as_often_for_three_visits_as_for_one(
    client: Client, office: Office, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    let_in(client, make_member(office, Role.COORDINATOR))
    # The first page of a process also reads the office's files.
    client.get(DAY)
    counts = []
    for hour in ("09", "11", "13"):
        seen = make_visit(
            office, *((s, c, f"{hour}:{m * 20:02d}", 20) for m, (s, c, *_) in enumerate(ACROSS))
        )
        with django_assert_max_num_queries(40) as on_the_day:
            client.get(DAY)
        with django_assert_max_num_queries(40) as on_the_sheet:
            client.get(page_of(seen))
        counts.append((len(on_the_day), len(on_the_sheet)))

    assert len(set(counts)) == 1


def test_front_desk_confirms_the_visit_of_somebody_who_calls(
    client: Client, office: Office, visit: Visit
) -> None:
    member = make_member(office, Role.FRONT_DESK)
    let_in(client, member)
    spoken = f"{visit.reference[:3]} {visit.reference[3:]}".lower()

    found = client.post("/en/desk/visits/", {"reference": spoken})
    done = client.post(f"{page_of(visit)}confirm/", follow=True)

    assert found.headers["Location"] == page_of(visit)
    assert "The visit is booked." in done.text
    assert Visit.objects.get(pk=visit.pk).state == Visit.State.CONFIRMED


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("AB1", "This cannot be a reference."), ("346-79A4", "There is no visit")],
)
def test_reference_that_leads_nowhere_says_why(
    client: Client, office: Office, typed: str, answer: str
) -> None:
    let_in(client, make_member(office, Role.FRONT_DESK))

    page = client.post("/en/desk/visits/", {"reference": typed})

    assert answer in page.text


def test_refusal_of_a_mail_is_told_to_those_who_may_see_the_address(
    client: Client, office: Office, visit: Visit
) -> None:
    Message.objects.create(
        visit=visit, kind=Message.Kind.CONFIRM, state=Message.State.FAILED, problem="550 5.1.1"
    )
    seen = {}
    for role in (Role.COUNSELLOR, Role.FRONT_DESK):
        let_in(client, make_member(office, role, partner="chamber"))
        text_of_page = client.get(page_of(visit)).text
        seen[role.value] = ("could not be sent" in text_of_page, "550 5.1.1" in text_of_page)

    assert seen == {"counsellor": (True, False), "front_desk": (True, True)}


@pytest.mark.parametrize("kind", Message.Kind)
def test_every_kind_of_message_has_a_name(
    client: Client, office: Office, visit: Visit, kind: Message.Kind
) -> None:
    Message.objects.create(visit=visit, kind=kind, state=Message.State.SENT)
    let_in(client, make_member(office, Role.COORDINATOR))

    assert client.get(page_of(visit)).status_code == 200


def test_person_who_comes_later_is_seen_on_day_and_sheet(
    client: Client, office: Office, visit: Visit
) -> None:
    Visit.objects.filter(pk=visit.pk).update(delay_minutes=20)
    let_in(client, make_member(office, Role.COORDINATOR))

    pages = [client.get(address).text for address in (DAY, page_of(visit))]

    assert ["comes 20 minutes later" in page for page in pages] == [True, True]


def test_coordinator_ticks_a_task_off(client: Client, office: Office, task: NextStep) -> None:
    let_in(client, make_member(office, Role.COORDINATOR))

    before = client.get("/en/desk/tasks/").text
    client.post(f"/en/desk/tasks/{task.pk}/done/")
    after = client.get("/en/desk/tasks/").text

    assert ("Call back." in before, "Call back." in after) == (True, False)
