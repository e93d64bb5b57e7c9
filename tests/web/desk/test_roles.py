"""Role × page × own or other organisation: what is not yours does not exist."""

import re
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import URLPattern
from tests.factories import TOWN, make_office
from tests.web.desk.cast import WEDNESDAY, Role, let_in, make_member, make_visit
from tools.roles import FILE, roles_document

from welcome_office.partners.models import Office
from welcome_office.partners.policy import RIGHTS
from welcome_office.visits.models import Visit
from welcome_office.web.desk.access import right_needed
from welcome_office.web.desk.urls import urlpatterns

pytestmark = pytest.mark.django_db

PAGES = {str(page.pattern): page for page in urlpatterns}
PLAIN = sorted(route for route in PAGES if "<" not in route)
# The visit is at the chamber; the agency is another organisation.
WHO = {
    "own": (Role.COUNSELLOR, "chamber"),
    "other": (Role.COUNSELLOR, "agency"),
    "front desk": (Role.FRONT_DESK, None),
    "coordinator": (Role.COORDINATOR, None),
    "administrator": (Role.ADMINISTRATOR, None),
}
# Only some organisations advise on recognition.
OF_SOME_ORGANISATIONS = "recognition/"
HOUSE_ONLY = {"own": 404, "other": 404, "front desk": 200, "coordinator": 200, "administrator": 404}
OF_A_VISIT = {
    "visits/<int:pk>/": HOUSE_ONLY | {"own": 200},
    "visits/<int:pk>/move/": HOUSE_ONLY,
    "visits/<int:pk>/cancel/": HOUSE_ONLY,
    "visits/<int:pk>/paper/": HOUSE_ONLY,
}


def filled(route: str, *, pk: int = 1) -> str:
    words = {"int": str(pk), "str": WEDNESDAY.isoformat(), "slug": "absence"}
    return "/en/desk/" + re.sub(r"<(\w+):\w+>", lambda found: words.get(found[1], "1"), route)


def opens(page: URLPattern, role: Role) -> bool:
    needed = right_needed(page)
    return needed is None or needed in RIGHTS[role]


@pytest.fixture
def visit(office: Office) -> Visit:
    return make_visit(office, ("recognition", "chamber-1", "09:00", 45))


def test_document_says_what_the_code_does() -> None:
    assert FILE.read_text(encoding="utf-8") == roles_document(), "Run: python -m tools.roles"


@pytest.mark.parametrize("role", Role)
def test_page_whose_right_is_missing_does_not_exist(
    client: Client, office: Office, visit: Visit, role: Role
) -> None:
    let_in(client, make_member(office, role, partner="chamber"))
    closed = [route for route, page in PAGES.items() if not opens(page, role)]

    got = {client.get(filled(route, pk=visit.pk)).status_code for route in closed}
    sent = {client.post(filled(route, pk=visit.pk)).status_code for route in closed}

    assert len(closed) > 3
    assert got == sent == {404}


@pytest.mark.parametrize("role", Role)
def test_page_whose_right_is_there_opens(client: Client, office: Office, role: Role) -> None:
    let_in(client, make_member(office, role, partner="chamber"))
    mine = [
        route
        for route in PLAIN
        if opens(PAGES[route], role) and not route.startswith(OF_SOME_ORGANISATIONS)
    ]

    missing = [route for route in mine if client.get(filled(route)).status_code == 404]

    assert mine
    assert missing == []


@pytest.mark.parametrize("who", WHO)
def test_visit_exists_for_its_desks_and_for_those_who_run_the_house(
    client: Client, office: Office, visit: Visit, who: str
) -> None:
    role, partner = WHO[who]
    let_in(client, make_member(office, role, partner=partner))

    got = {route: client.get(filled(route, pk=visit.pk)).status_code for route in OF_A_VISIT}

    assert got == {route: expected[who] for route, expected in OF_A_VISIT.items()}


@pytest.mark.parametrize("route", OF_A_VISIT)
def test_nobody_reaches_a_visit_of_another_town(client: Client, visit: Visit, route: str) -> None:
    elsewhere = make_office(replace(TOWN, office=replace(TOWN.office, id="altstadt")))
    answers = set()
    for role in Role:
        let_in(client, make_member(elsewhere, role, partner="chamber"))
        answers.add(client.get(filled(route, pk=visit.pk)).status_code)

    assert answers == {404}
