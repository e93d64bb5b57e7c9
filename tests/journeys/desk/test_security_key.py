"""A member of staff signs in with a security key instead of a code."""

import pytest
from playwright.sync_api import Page
from tests.journeys.conftest import Visitors
from tests.journeys.desk import shift
from tests.journeys.looking import problems_of

from welcome_office.partners.models import Office
from welcome_office.web.desk.demo import DEMO_PASSWORD

pytestmark = pytest.mark.journey


def plug_key_in(page: Page) -> None:
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    key = {
        "protocol": "ctap2",
        "transport": "usb",
        "hasResidentKey": False,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": key})


def give_password(page: Page) -> None:
    page.goto("/en/desk/account/sign-in/?next=/en/desk/")
    page.locator("[name=login]").fill(shift.BEGINNER)
    page.locator("[name=password]").fill(DEMO_PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.locator("[name=code]").wait_for()


def test_key_is_set_up_once_and_signs_in(visitor: Visitors, bochum: Office) -> None:
    shift.prepare_house(bochum)
    page = visitor(width=1024)
    plug_key_in(page)

    give_password(page)
    page.locator("a[href$='/keys/add/']").click()
    problems = problems_of(page, "adding a key")
    page.locator("[data-key] button").click()
    page.locator(".desk-codes").wait_for()
    page.locator("form[action$='/sign-out/'] button").click()
    give_password(page)
    problems += problems_of(page, "using a key")
    page.locator("[data-key] button").click()

    page.locator(".desk-days").wait_for()
    page.goto("/en/desk/account/keys/")
    problems += problems_of(page, "the keys")
    assert page.locator(".desk-task").count() == 1
    assert problems == []
