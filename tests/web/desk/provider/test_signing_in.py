"""Whoever their organisation signs in enters the desk, with the role that their groups give."""

import json
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone
from tests.local_provider.process import way_on
from tests.web.desk.cast import Role, let_in, make_member
from tests.web.desk.provider.conftest import START, TownHall, anna, settings_of

from welcome_office.core.models import AuditRecord
from welcome_office.partners.models import Membership, Office
from welcome_office.people.models import Identity, User

pytestmark = pytest.mark.django_db

DAY = "/en/desk/day/"


def roles() -> list[tuple[str, str, str | None]]:
    members = Membership.objects.order_by("pk")
    return list(members.values_list("user__name", "role", "partner__slug"))


def acts(action: str) -> list[tuple[str, Any]]:
    return list(AuditRecord.objects.filter(action=action).values_list("actor", "detail"))


def test_a_mapped_group_opens_the_desk(client: Client, office: Office, town_hall: TownHall) -> None:
    town_hall.employ(anna("choir", "advice"))

    answer = town_hall.sign_in(client, to=DAY)

    assert answer.headers["Location"] == DAY
    assert client.get(DAY).status_code == 200
    assert roles() == [("Anna Adler", "counsellor", "city")]
    assert acts("role.given") == [("provider:town-hall", {"role": "counsellor"})]


def test_first_group_of_the_settings_gives_the_role(
    client: Client, office: Office, town_hall: TownHall
) -> None:
    town_hall.employ(anna("advice", "heads"))

    town_hall.sign_in(client)

    assert roles() == [("Anna Adler", "coordinator", "city")]


def test_way_there_carries_state_nonce_and_challenge(
    client: Client, office: Office, town_hall: TownHall
) -> None:
    asked = [
        parse_qs(urlsplit(way_on(client.post(START, {"next": ""}).text)).query) for _ in range(2)
    ]

    assert asked[0]["code_challenge_method"] == ["S256"]
    assert asked[0]["redirect_uri"] == ["http://testserver/desk/by/town-hall/answer/"]
    once = ("state", "nonce", "code_challenge")
    assert [name for name in once if asked[0][name] == asked[1][name]] == []


def test_session_gets_a_new_id(client: Client, office: Office, town_hall: TownHall) -> None:
    town_hall.employ(anna("advice"))
    back = town_hall.way_back(client)
    before = client.session.session_key

    client.get(back)

    assert client.session.session_key != before


def test_without_a_second_factor_there_our_own_is_set_up(
    client: Client, office: Office, town_hall: TownHall
) -> None:
    town_hall.employ(anna("advice", factor=False))

    town_hall.sign_in(client)

    led_to = client.get(DAY).headers["Location"]
    assert led_to == f"/en/desk/account/authenticator/?next={DAY}"
    assert client.get(led_to).status_code == 200


def test_without_a_second_factor_there_our_own_is_asked_for(
    client: Client, office: Office, town_hall: TownHall
) -> None:
    town_hall.employ(anna("advice", factor=False))
    town_hall.sign_in(Client())
    user = User.objects.get(name="Anna Adler")
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})

    answer = town_hall.sign_in(client)

    assert answer.headers["Location"] == "/en/desk/account/second-factor/"
    assert client.get(DAY).status_code == 302


def test_level_of_the_answer_counts_only_where_the_settings_say_so(
    client: Client, office: Office, town_hall: TownHall, settings: LazySettings
) -> None:
    said = settings_of(town_hall.provider, SECOND_FACTOR="hardware")
    settings.OIDC_PROVIDERS = {"town-hall": said}
    town_hall.employ(anna("advice"))

    town_hall.sign_in(client)

    assert client.get(DAY).status_code == 302


def test_role_follows_the_groups_at_each_sign_in(
    client: Client, office: Office, town_hall: TownHall
) -> None:
    for groups in (["advice"], ["advice"], ["heads"]):
        town_hall.employ(anna(*groups))
        town_hall.sign_in(Client())

    assert roles() == [("Anna Adler", "coordinator", "city")]
    given = [detail["role"] for _, detail in acts("role.given")]
    assert given == ["counsellor", "coordinator"]


def test_who_left_the_groups_loses_the_role_everywhere(
    client: Client, office: Office, town_hall: TownHall
) -> None:
    town_hall.employ(anna("advice"))
    town_hall.sign_in(client)
    before = client.get(DAY).status_code
    town_hall.employ(anna("choir"))

    answer = town_hall.sign_in(Client())

    assert (answer.status_code, roles()) == (403, [])
    assert "Please ask your organisation" in answer.text
    assert acts("role.taken") == [("provider:town-hall", {"role": "counsellor"})]
    assert (before, client.get(DAY).status_code) == (200, 404)


def test_without_a_mapped_group_no_account_is_made(
    client: Client, office: Office, town_hall: TownHall
) -> None:
    town_hall.employ(anna("choir"))

    answer = town_hall.sign_in(client)

    assert (answer.status_code, User.objects.count()) == (403, 0)


def test_closed_account_stays_closed(client: Client, office: Office, town_hall: TownHall) -> None:
    town_hall.employ(anna("advice"))
    town_hall.sign_in(client)
    User.objects.update(is_active=False)

    answer = town_hall.sign_in(Client())

    assert "Your access to the Welcome Office was ended" in answer.text
    assert client.get(DAY).status_code == 302


def test_same_address_or_same_name_is_not_the_same_person(
    client: Client, office: Office, town_hall: TownHall
) -> None:
    by_hand = make_member(office, Role.ADMINISTRATOR).user
    address = str(by_hand.email)
    Identity.objects.create(
        user=by_hand, issuer="https://other.example", subject=address, seen_at=timezone.now()
    )
    person = anna("advice", name=by_hand.name, email=address)["anna"]
    town_hall.employ({address: person})

    town_hall.sign_in(client, who=address)

    user = User.objects.exclude(pk=by_hand.pk).get()
    assert (user.email, client.session["_auth_user_id"]) == (None, str(user.pk))
    assert sorted(role for _, role, _ in roles()) == ["administrator", "counsellor"]


def test_groups_can_come_from_the_provider_only_when_asked(
    client: Client, office: Office, town_hall: TownHall, settings: LazySettings
) -> None:
    said = settings_of(town_hall.provider, GROUPS_CLAIM="teams.here")
    settings.OIDC_PROVIDERS = {"town-hall": said}
    town_hall.employ(anna(teams={"here": ["heads"]}))

    town_hall.sign_in(client)

    assert roles() == [("Anna Adler", "coordinator", "city")]


@pytest.mark.parametrize("foreign", ["https://evil.example/", "//evil.example", "javascript:1"])
def test_nobody_is_sent_to_foreign_pages(
    client: Client, office: Office, town_hall: TownHall, foreign: str
) -> None:
    town_hall.employ(anna("advice"))

    answer = town_hall.sign_in(client, to=foreign)

    assert answer.headers["Location"] == "/en/desk/"


def test_neither_organisation_takes_what_the_other_gave(
    client: Client, office: Office, town_hall: TownHall, settings: LazySettings
) -> None:
    other = settings_of(town_hall.provider, PARTNER="chamber", ROLES='{"heads": "front_desk"}')
    settings.OIDC_PROVIDERS |= {"other": other}
    town_hall.employ(anna("advice"))
    town_hall.sign_in(client)

    browser = Client()
    page = browser.post(START.replace("town-hall", "other"))
    answer = browser.get(town_hall.enter(page.text))

    assert (answer.status_code, roles()) == (403, [("Anna Adler", "counsellor", "city")])


def test_door_bears_the_name_of_the_organisation(
    client: Client, office: Office, town_hall: TownHall, settings: LazySettings
) -> None:
    nowhere = settings_of(town_hall.provider, PARTNER="nobody")
    elsewhere = settings_of(town_hall.provider, OFFICE="elsewhere")
    settings.OIDC_PROVIDERS |= {"nowhere": nowhere, "elsewhere": elsewhere}

    page = client.get("/en/desk/account/sign-in/")

    doors = re.findall(r'action="(/en/desk/account/by/[^"]+)"', page.text)
    assert (doors, "Sign in with <bdi>City</bdi>" in page.text) == ([START], True)


def test_data_of_staff_without_an_address_are_found_by_name(
    client: Client, office: Office, town_hall: TownHall
) -> None:
    town_hall.employ(anna("advice"))
    town_hall.sign_in(client)
    coordinator = let_in(Client(), make_member(office, Role.COORDINATOR))

    asked = {"who": "anna adler", "language": "en", "as": "json"}
    (account,) = json.loads(coordinator.post("/en/desk/requests/copy/", asked).text)

    kept = {each["what"]: each["value"] for each in account["kept"]}
    assert (kept["User.name"], kept["Identity.subject"]) == ("Anna Adler", "anna")
