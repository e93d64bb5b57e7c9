"""Accounts that were made by hand, and how their owners change over to their organisation."""

import re
import time

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import LazySettings
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.web.desk.cast import Role, let_in, make_member
from tests.web.desk.provider.conftest import TownHall, anna, settings_of

from welcome_office.core.audit import PROGRAM
from welcome_office.partners.actions import give_role
from welcome_office.partners.models import Membership, Office
from welcome_office.people.models import Identity, User

pytestmark = pytest.mark.django_db

ACCOUNT = "/en/desk/account/"
CONNECT = "/en/desk/account/connect/town-hall/"
STAFF = "/en/desk/staff/"
FORGOTTEN = "/en/desk/account/forgotten/"


@pytest.fixture
def by_hand(office: Office) -> Membership:
    member = make_member(office, Role.COUNSELLOR, partner="city", desk="city-1")
    member.user.set_password("a long sentence about nothing")
    member.user.save()
    return member


def give_password_again(client: Client, member: Membership) -> None:
    let_in(client, member)
    session = client.session
    again = {"method": "password", "at": time.time(), "reauthenticated": True}
    session[AUTHENTICATION_METHODS_SESSION_KEY] += [again]
    session.save()


def connect(client: Client, town_hall: TownHall) -> str:
    page = client.post(CONNECT)
    return client.get(town_hall.enter(page.text)).text


def identities() -> list[tuple[int, str]]:
    return list(Identity.objects.values_list("user_id", "subject"))


def test_owner_changes_over_to_the_organisation(
    client: Client, by_hand: Membership, town_hall: TownHall
) -> None:
    town_hall.employ(anna("heads"))
    give_password_again(client, by_hand)

    connect(client, town_hall)

    assert client.get("/en/desk/day/").status_code == 200
    assert identities() == [(by_hand.user_id, "anna")]
    assert not User.objects.get().has_usable_password()
    by_hand.refresh_from_db()
    assert by_hand.resource
    assert (by_hand.role, by_hand.resource.slug) == ("coordinator", "city-1")


def test_change_over_asks_for_the_password_first(
    client: Client, by_hand: Membership, town_hall: TownHall
) -> None:
    let_in(client, by_hand)

    led_to = [client.get(CONNECT).headers["Location"], client.post(CONNECT).headers["Location"]]

    assert led_to == [f"/en/desk/account/again/?next={CONNECT}"] * 2
    assert "City" in client.get(ACCOUNT).text


def test_change_over_needs_the_same_person_here(
    client: Client, by_hand: Membership, town_hall: TownHall
) -> None:
    town_hall.employ(anna("advice"))
    give_password_again(client, by_hand)
    back = town_hall.enter(client.post(CONNECT).text)
    session = client.session
    (kept,) = (value for key, value in session.items() if key.startswith("_state_"))
    kept["data"]["errand"]["connects"] += 1
    session.save()

    answer = client.get(back)

    assert (answer.status_code, identities()) == (400, [])


def test_change_over_needs_a_mapped_group(
    client: Client, by_hand: Membership, town_hall: TownHall
) -> None:
    town_hall.employ(anna("choir"))
    give_password_again(client, by_hand)

    page = connect(client, town_hall)

    assert "You have no access to the Welcome Office yet" in page
    assert ("Back to your account" in page, "/account/by/" in page) == (True, False)
    assert (identities(), User.objects.get().has_usable_password()) == ([], True)


def test_identity_belongs_to_one_account(
    client: Client, by_hand: Membership, town_hall: TownHall
) -> None:
    town_hall.employ(anna("advice"))
    town_hall.sign_in(Client())
    give_password_again(client, by_hand)

    page = connect(client, town_hall)

    assert "You have another account here already" in page
    assert [user == by_hand.user_id for user, _ in identities()] == [False]


@pytest.mark.parametrize(("role", "partner"), [("administrator", None), ("counsellor", "chamber")])
def test_administrators_and_other_organisations_stay_by_hand(
    client: Client, office: Office, town_hall: TownHall, role: str, partner: str | None
) -> None:
    member = make_member(office, Role(role), partner=partner)
    member.user.set_password("a long sentence about nothing")
    member.user.save()
    give_password_again(client, member)

    assert client.get(CONNECT).status_code == 404
    assert CONNECT not in client.get(ACCOUNT).text


def test_nobody_gets_a_password_beside_the_organisation(
    client: Client, by_hand: Membership, town_hall: TownHall
) -> None:
    town_hall.employ(anna("advice"))
    give_password_again(client, by_hand)
    connect(client, town_hall)

    Client().post(FORGOTTEN, {"email": str(by_hand.user.email)})

    tasks = ProcrastinateJob.objects.values_list("task_name", flat=True)
    assert [name.rpartition(".")[2] for name in tasks] == ["send_notice"]


def test_administrator_invites_by_hand_again(
    client: Client, office: Office, by_hand: Membership, town_hall: TownHall
) -> None:
    town_hall.employ(anna("advice"))
    give_password_again(client, by_hand)
    connect(client, town_hall)
    administrator = let_in(Client(), make_member(office, Role.ADMINISTRATOR))
    person = {"email": str(by_hand.user.email), "name": "Anna", "role": "front_desk"}

    administrator.post(STAFF, person)

    assert identities() == []


def test_ended_access_can_be_given_again(
    client: Client, office: Office, town_hall: TownHall, settings: LazySettings
) -> None:
    town_hall.employ(anna("advice"))
    town_hall.sign_in(client)
    administrator = let_in(Client(), make_member(office, Role.ADMINISTRATOR))
    member = Membership.objects.get(role="counsellor")

    administrator.post(f"{STAFF}{member.pk}/end/")
    refused = town_hall.sign_in(Client()).status_code
    (reopen,) = re.findall(r'action="([^"]+/reopen/)"', administrator.get(STAFF).text)
    administrator.post(reopen)

    assert (refused, town_hall.sign_in(Client()).status_code) == (403, 302)
    settings.OIDC_PROVIDERS = {"town-hall": settings_of(town_hall.provider, OFFICE="elsewhere")}
    User.objects.filter(pk=member.user_id).update(is_active=False)
    assert administrator.post(reopen).status_code == 404


def test_who_works_in_two_offices_stays_by_hand(
    client: Client, by_hand: Membership, town_hall: TownHall
) -> None:
    town_hall.employ(anna("advice"))
    give_password_again(client, by_hand)
    back = town_hall.enter(client.post(CONNECT).text)
    elsewhere = Office.objects.create(slug="elsewhere", host="elsewhere.example")
    give_role(by_hand.user_id, office=elsewhere, role=Role.ADMINISTRATOR, by=PROGRAM)

    answers = [client.get(CONNECT).status_code, client.get(back).status_code]

    assert (answers, identities()) == ([404, 400], [])
