"""Staff of an organisation with its own provider: from the button to the desk and out again."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from playwright.sync_api import Page, expect
from tests.journeys.conftest import Visitors
from tests.journeys.looking import html_problems, press_until, problems_of
from tests.local_provider.process import CLIENT_ID, CLIENT_SECRET, LocalProvider

from welcome_office.partners.models import Office

pytestmark = pytest.mark.journey

SIGN_IN = "/{}/desk/account/sign-in/?next=/{}/desk/day/"
WAYS = (
    {"language": "de", "width": 360, "java_script_enabled": False},
    {"language": "ar", "width": 360, "java_script_enabled": True},
)


@pytest.fixture
def town_hall(local_provider: LocalProvider, bochum: Office, settings: LazySettings) -> Office:
    people: dict[str, dict[str, Any]] = {
        "anna": {"claims": {"name": "Anna Adler", "groups": ["advice"]}, "level": {"acr": "two"}},
        "otto": {"claims": {"name": "Otto Ohm", "groups": ["choir"]}},
    }
    local_provider.employ(people)
    said = {
        "OFFICE": bochum.slug,
        "PARTNER": bochum.partners.order_by("position")[0].slug,
        "ISSUER": local_provider.issuer,
        "CLIENT_ID": CLIENT_ID,
        "CLIENT_SECRET": CLIENT_SECRET,
        "ROLES": '{"advice": "counsellor"}',
        "GROUPS_CLAIM": "",
        "SECOND_FACTOR": "two",
    }
    settings.OIDC_PROVIDERS = {"town-hall": said}
    return bochum


def press_button(page: Page) -> None:
    button = "form[action$='/by/town-hall/'] button"
    press_until(page, button)
    page.keyboard.press("Enter")


def enter(page: Page, who: str) -> None:
    """Sign in on the provider's own page."""
    page.get_by_label("Who").fill(who)
    page.get_by_role("button", name="Enter").click()


@pytest.mark.parametrize("way", WAYS, ids=["without JavaScript", "from right to left"])
def test_from_the_button_to_the_desk_and_out(
    visitor: Visitors, town_hall: Office, local_provider: LocalProvider, way: dict[str, Any]
) -> None:
    language = way["language"]
    page = visitor(also=local_provider.issuer, **{k: way[k] for k in way if k != "language"})
    page.goto(SIGN_IN.format(language, language))
    problems = problems_of(page, "the door") if way["java_script_enabled"] else []

    press_button(page)
    enter(page, "otto")
    expect(page).to_have_url(re.compile("/desk/by/town-hall/answer/"))
    expect(page.locator("html")).to_have_attribute("lang", str(language))
    problems += problems_of(page, "no group") if way["java_script_enabled"] else []
    page.context.clear_cookies()
    page.goto(SIGN_IN.format(language, language))
    press_button(page)
    enter(page, "anna")
    expect(page).to_have_url(re.compile(f"/{language}/desk/day/"))
    page.locator("form[action$='/sign-out/'] button").click()
    page.get_by_role("button", name="Leave").click()

    expect(page).to_have_url(re.compile("/desk/account/sign-in/"))
    assert problems == []


def test_pages_are_valid(town_hall: Office, tmp_path: Path) -> None:
    browser = Client(headers={"host": "localhost"})
    pages = {
        "door": browser.get(SIGN_IN.format("en", "en")),
        "on the way": browser.post("/en/desk/account/by/town-hall/"),
        "no longer open": browser.get("/desk/by/town-hall/answer/?state=x"),
    }

    assert html_problems({name: page.text for name, page in pages.items()}, tmp_path) == ""
