"""The demo lets everybody in; a real office notices what is left of it."""

import pytest
from django.test import Client
from pytest_django import Settings
from tests.web.desk.cast import Role, make_member

from welcome_office.partners.models import Membership, Office
from welcome_office.people.models import User
from welcome_office.people.queries import has_demo_accounts
from welcome_office.web.desk.demo import current_code, demo_sign_ins, prepare_demo_staff

pytestmark = pytest.mark.django_db


def test_there_is_an_account_for_each_role_and_organisation(office: Office) -> None:
    prepare_demo_staff(office)

    members = Membership.objects.select_related("user", "resource").order_by("pk")
    assert [(m.user.email, m.role, m.resource and m.resource.slug) for m in members] == [
        ("city-de@demo.example", "counsellor", "city-1"),
        ("chamber-de@demo.example", "counsellor", "chamber-1"),
        ("agency-de@demo.example", "counsellor", "agency-1"),
        ("empfang@demo.example", "front_desk", None),
        ("koordination@demo.example", "coordinator", None),
        ("verwaltung@demo.example", "administrator", None),
    ]


def test_preparing_twice_changes_nothing(office: Office) -> None:
    prepare_demo_staff(office)
    before = list(User.objects.values_list("email", "password"))

    prepare_demo_staff(office)

    assert list(User.objects.values_list("email", "password")) == before


@pytest.mark.parametrize("position", range(6))
def test_everybody_gets_in_with_what_the_pages_show(
    client: Client, office: Office, position: int
) -> None:
    prepare_demo_staff(office)
    account = client.get("/en/desk/account/sign-in/").context["demo_sign_ins"][position]

    page = client.post(
        "/en/desk/account/sign-in/",
        {"login": account.email, "password": account.password},
        follow=True,
    )
    code = page.context["demo_code"]
    entered = client.post("/en/desk/account/second-factor/", {"code": code}, follow=True)

    assert code in page.text
    assert (entered.status_code, entered.context["request"].user.email) == (200, account.email)


def test_three_can_try_the_same_account_in_one_minute(client: Client, office: Office) -> None:
    prepare_demo_staff(office)
    account = demo_sign_ins(office)[0]

    entered = []
    for _ in range(3):
        browser = Client()
        browser.post(
            "/en/desk/account/sign-in/", {"login": account.email, "password": account.password}
        )
        code = current_code(User.objects.get(email=account.email))
        browser.post("/en/desk/account/second-factor/", {"code": code})
        entered.append(browser.get("/en/desk/day/").status_code)

    assert entered == [200, 200, 200]


def test_code_of_a_real_account_is_never_shown(office: Office) -> None:
    member = make_member(office, Role.COORDINATOR)

    assert current_code(member.user) == ""


def test_real_office_shows_and_makes_no_demo_accounts(
    client: Client, office: Office, settings: Settings
) -> None:
    settings.DEMO = False

    with pytest.raises(RuntimeError, match="for the demo only"):
        prepare_demo_staff(office)
    page = client.get("/en/desk/account/sign-in/")

    assert "demo.example" not in page.text
    assert not has_demo_accounts()


def test_forgotten_demo_account_is_noticed(office: Office) -> None:
    prepare_demo_staff(office)

    assert has_demo_accounts()
