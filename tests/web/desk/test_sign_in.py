"""The door of the desk: password, second factor, limits, and how a session ends."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret, hotp_value
from allauth.mfa.utils import encrypt
from django.conf import settings
from django.test import Client
from django.utils import timezone
from tests.web.desk.cast import Role, let_in, make_member

from welcome_office.core.models import AuditRecord
from welcome_office.partners.models import Membership, Office
from welcome_office.people.models import User
from welcome_office.web.desk.sessions import SEEN_AT, SIGNED_IN_AT

pytestmark = pytest.mark.django_db

PASSWORD = "a long sentence about nothing"
SIGN_IN = "/en/desk/account/sign-in/"
SECOND_FACTOR = "/en/desk/account/second-factor/"
SET_UP = "/en/desk/account/authenticator/"
DAY = "/en/desk/day/"


@pytest.fixture
def member(office: Office) -> Membership:
    member = make_member(office, Role.COUNSELLOR, partner="city", desk="city-1")
    member.user.set_password(PASSWORD)
    member.user.save()
    return member


@pytest.fixture
def secret(member: Membership) -> str:
    secret: str = generate_totp_secret()
    factor = {"secret": encrypt(secret)}
    Authenticator.objects.create(user=member.user, type=Authenticator.Type.TOTP, data=factor)
    return secret


def code_now(secret: str, *, step: int = 0) -> str:
    return f"{hotp_value(secret, int(timezone.now().timestamp()) // 30 + step):06d}"


def give_password(client: Client, member: Membership, password: str = PASSWORD) -> str:
    answer = client.post(
        f"{SIGN_IN}?next={DAY}", {"login": member.user.email, "password": password}
    )
    return answer.headers.get("Location", "")


def test_stranger_is_led_to_the_door_and_back(client: Client, office: Office) -> None:
    answer = client.get(DAY)

    assert answer.headers["Location"] == f"{SIGN_IN}?next={DAY}"


def test_password_alone_opens_nothing(client: Client, member: Membership, secret: str) -> None:
    led_to = give_password(client, member)

    assert led_to == SECOND_FACTOR
    assert client.get(DAY).headers["Location"] == f"{SIGN_IN}?next={DAY}"


def test_password_and_code_open_the_desk(client: Client, member: Membership, secret: str) -> None:
    give_password(client, member)
    before = client.session.session_key

    answer = client.post(SECOND_FACTOR, {"code": code_now(secret)})

    assert answer.headers["Location"] == DAY
    assert client.get(DAY).status_code == 200
    assert client.session.session_key != before


def test_code_that_somebody_read_off_does_not_work_again(
    client: Client, member: Membership, secret: str
) -> None:
    code = code_now(secret)
    give_password(client, member)
    client.post(SECOND_FACTOR, {"code": code})
    thief = Client()
    give_password(thief, member)

    answer = thief.post(SECOND_FACTOR, {"code": code})

    assert "This code is not right." in answer.text
    assert thief.get(DAY).status_code == 302


def test_member_without_second_factor_is_led_to_set_one_up(
    client: Client, member: Membership
) -> None:
    give_password(client, member)

    led_to = client.get(DAY).headers["Location"]
    assert led_to == f"{SET_UP}?next={DAY}"
    own_secret = client.get(led_to).context["form"].secret
    client.post(SET_UP, {"code": code_now(own_secret)})

    assert client.get(DAY).status_code == 200
    assert client.get("/en/desk/account/codes/").status_code == 200


def test_session_from_before_the_second_factor_has_to_give_it(
    client: Client, member: Membership
) -> None:
    give_password(client, member)
    Authenticator.objects.create(user=member.user, type=Authenticator.Type.TOTP, data={})

    led_to = client.get(DAY).headers["Location"]

    assert led_to == f"/en/desk/account/again/code/?next={DAY}"


def test_recovery_code_works_once(client: Client, member: Membership, secret: str) -> None:
    let_in(client, member)
    codes = Authenticator.objects.create(
        user=member.user,
        type=Authenticator.Type.RECOVERY_CODES,
        data={"seed": encrypt("seed"), "used_mask": 0},
    )
    (code, *_) = codes.wrap().get_unused_codes()

    entered = []
    for _ in range(2):
        browser = Client()
        give_password(browser, member)
        browser.post(SECOND_FACTOR, {"code": code})
        entered.append(browser.get(DAY).status_code)

    assert entered == [200, 302]


def test_right_password_does_not_help_after_too_many_wrong_ones(
    client: Client, member: Membership, secret: str
) -> None:
    for _ in range(5):
        give_password(Client(), member, password="something else")

    assert give_password(client, member) == ""


def test_right_code_does_not_help_after_too_many_wrong_ones(
    client: Client, member: Membership, secret: str
) -> None:
    give_password(client, member)
    for _ in range(5):
        client.post(SECOND_FACTOR, {"code": "000000"})

    client.post(SECOND_FACTOR, {"code": code_now(secret)})

    assert client.get(DAY).status_code == 302


@pytest.mark.parametrize(
    ("note", "seconds", "status"),
    [
        (SEEN_AT, 59 * 60, 200),
        (SEEN_AT, 61 * 60, 302),
        (SIGNED_IN_AT, 11 * 60 * 60, 200),
        (SIGNED_IN_AT, 12 * 60 * 60 + 60, 302),
    ],
)
def test_session_ends_after_an_hour_of_silence_and_after_twelve_hours(
    client: Client, member: Membership, note: str, seconds: int, status: int
) -> None:
    let_in(client, member)
    session = client.session
    session[note] -= seconds
    session.save()

    assert client.get(DAY).status_code == status


def test_closed_account_loses_its_session_at_once(client: Client, member: Membership) -> None:
    let_in(client, member)
    assert client.get(DAY).status_code == 200

    User.objects.filter(pk=member.user.pk).update(is_active=False)

    assert client.get(DAY).headers["Location"] == f"{SIGN_IN}?next={DAY}"


def test_signing_out_is_a_button_not_a_link(client: Client, member: Membership) -> None:
    let_in(client, member)

    client.get("/en/desk/account/sign-out/")
    after_looking = client.get(DAY).status_code
    client.post("/en/desk/account/sign-out/")

    assert (after_looking, client.get(DAY).status_code) == (200, 302)


def test_attempts_leave_a_trace_without_what_was_typed(client: Client, member: Membership) -> None:
    give_password(client, member, password="something else")

    (trace,) = AuditRecord.objects.filter(action="staff.sign_in_failed")
    assert (trace.actor, trace.subject) == ("visitor", member.user.audit_name)
    assert trace.detail == {}


def test_secret_of_the_second_factor_is_not_readable_in_the_database(
    member: Membership, secret: str
) -> None:
    factor = Authenticator.objects.get(user=member.user)

    assert secret not in str(factor.data)
    assert factor.wrap().validate_code(code_now(secret))


@pytest.mark.parametrize(
    "page",
    ["signup/", "email/", "confirm-email/", "login/", "2fa/", "inactive/", "login/code/"],
)
def test_pages_that_nobody_needs_do_not_exist(client: Client, office: Office, page: str) -> None:
    addresses = [f"/en/accounts/{page}", f"/en/desk/account/{page}"]

    assert [client.get(address).status_code for address in addresses] == [404, 404]


def test_cookie_of_a_real_office_is_for_this_host_only() -> None:
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"
