"""Who signs out here is signed out at the organisation, too."""

from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.conf import LazySettings
from django.test import Client
from tests.local_provider.process import way_on
from tests.web.desk.cast import Role, let_in, make_member
from tests.web.desk.provider.conftest import TownHall, anna, settings_of

from welcome_office.partners.models import Office

pytestmark = pytest.mark.django_db

SIGN_OUT = "/en/desk/account/sign-out/"


def test_signing_out_goes_on_to_the_organisation(
    client: Client, office: Office, town_hall: TownHall
) -> None:
    town_hall.employ(anna("advice"))
    town_hall.sign_in(client)

    page = client.post(SIGN_OUT)

    out = way_on(page.text)
    asked = parse_qs(urlsplit(out).query)
    assert asked["post_logout_redirect_uri"] == ["http://testserver/desk/by/town-hall/left/"]
    assert requests.get(out, timeout=10).ok
    assert client.get("/en/desk/day/").status_code == 302
    assert client.get("/desk/by/town-hall/left/").headers["Location"].endswith("/sign-in/")


def test_silent_organisation_keeps_nobody_signed_in(
    client: Client, office: Office, town_hall: TownHall, settings: LazySettings
) -> None:
    town_hall.employ(anna("advice"))
    town_hall.sign_in(client)
    said = settings_of(town_hall.provider, ISSUER="http://localhost:9")
    settings.OIDC_PROVIDERS = {"town-hall": said}

    answer = client.post(SIGN_OUT)

    assert answer.headers["Location"] == "/en/desk/account/sign-in/"
    assert client.get("/en/desk/day/").status_code == 302


def test_who_signed_in_by_hand_goes_nowhere_else(
    client: Client, office: Office, town_hall: TownHall
) -> None:
    let_in(client, make_member(office, Role.FRONT_DESK))

    assert client.post(SIGN_OUT).headers["Location"] == "/en/desk/account/sign-in/"
