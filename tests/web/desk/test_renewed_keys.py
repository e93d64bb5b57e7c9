"""Second factors outlive a change of the secret key, if they are encrypted anew before."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret, hotp_value
from allauth.mfa.utils import encrypt
from click.testing import CliRunner
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone
from tests.web.desk.cast import Role, let_in, make_member

from welcome_office.cli import main
from welcome_office.partners.models import Membership, Office

pytestmark = pytest.mark.django_db

PASSWORD = "a long sentence about nothing"
ACCOUNT = "/en/desk/account/"


@pytest.fixture
def member(office: Office) -> Membership:
    member = make_member(office, Role.COORDINATOR)
    member.user.set_password(PASSWORD)
    member.user.save()
    return member


@pytest.fixture
def secret(member: Membership) -> str:
    secret: str = generate_totp_secret()
    for kind, data in (
        (Authenticator.Type.TOTP, {"secret": encrypt(secret)}),
        (Authenticator.Type.RECOVERY_CODES, {"seed": encrypt("seed"), "used_mask": 1}),
    ):
        Authenticator.objects.create(user=member.user, type=kind, data=data)
    return secret


def change_key(settings: LazySettings) -> None:
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-" * 5


def sign_in(member: Membership, secret: str) -> tuple[int, str]:
    browser = Client()
    login = {"login": member.user.email, "password": PASSWORD}
    browser.post(f"{ACCOUNT}sign-in/", login)
    code = f"{hotp_value(secret, int(timezone.now().timestamp()) // 30):06d}"
    answer = browser.post(f"{ACCOUNT}second-factor/", {"code": code})
    return answer.status_code, answer.text


def test_renewed_factor_opens_the_desk_after_the_old_key_is_gone(
    member: Membership, secret: str, settings: LazySettings
) -> None:
    codes = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES)
    before = codes.wrap().get_unused_codes()

    change_key(settings)
    said = CliRunner().invoke(main, ["renew-keys"]).output
    settings.SECRET_KEY_FALLBACKS = []

    codes.refresh_from_db()
    assert said == "2 second factors encrypted anew. SECRET_KEY_FALLBACKS can go.\n"
    assert sign_in(member, secret) == (302, "")
    assert codes.wrap().get_unused_codes() == before


def test_factor_whose_key_is_gone_is_refused_plainly(
    member: Membership, secret: str, settings: LazySettings
) -> None:
    change_key(settings)
    settings.SECRET_KEY_FALLBACKS = []

    status, text = sign_in(member, secret)
    renewed = CliRunner().invoke(main, ["renew-keys"])

    assert status == 200
    assert "Your second factor cannot be read." in text
    assert renewed.exit_code == 1
    assert (
        f"Nobody can read those of user:{member.user.pk}: their key is missing." in renewed.output
    )


def test_own_pages_open_though_the_key_of_the_codes_is_gone(
    member: Membership, secret: str, settings: LazySettings
) -> None:
    change_key(settings)
    settings.SECRET_KEY_FALLBACKS = []
    browser = let_in(Client(), member)
    browser.post(f"{ACCOUNT}again/", {"password": PASSWORD})

    pages = [browser.get(f"{ACCOUNT}{page}") for page in ("", "codes/", "codes/file/")]

    assert [page.status_code for page in pages] == [200, 404, 404]
