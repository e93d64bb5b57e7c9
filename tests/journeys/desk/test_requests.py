"""Somebody disputes what is kept: the coordinator looks, restricts, corrects and lifts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page
from tests.journeys.conftest import Visitors
from tests.journeys.desk import shift
from tests.journeys.looking import collect_pages, html_problems, problems_of

from welcome_office.cases.models import Restriction
from welcome_office.partners.models import Office
from welcome_office.visits.models import Visit

pytestmark = pytest.mark.journey
SEND = ".actions .kern-btn--primary"


def follow(page: Page, button: str) -> None:
    """Press the first such button, and wait for the page behind it."""
    with page.expect_navigation():
        page.locator(button).first.click()


def dispute(page: Page, visit: Visit, language: str) -> Iterator[str]:
    """From the request to the restriction and out of it again."""
    page.goto(f"/{language}/desk/requests/new/")
    follow(page, SEND)
    yield "request with errors"
    page.goto(f"/{language}/desk/requests/")
    page.locator("[name=who]").fill(visit.reference)
    follow(page, SEND)
    yield "everything about somebody"
    follow(page, "[formaction$='/restrictions/']")
    follow(page, SEND)
    yield "restriction with errors"
    page.locator("[name=ground]").first.check(force=True)
    page.locator("[name=reason]").fill("Der Name stimmt nicht.")
    follow(page, SEND)
    yield "restriction"


def settle(page: Page, visit: Visit, language: str) -> Iterator[str]:
    """Correct what was disputed, and lift the restriction."""
    page.goto(f"/{language}/desk/visits/{visit.pk}/correct/")
    page.locator("[name=name]").fill("Lakshman Thilakarathne")
    yield "correction"
    follow(page, SEND)
    yield "sheet of a restricted visit"
    page.goto(f"/{language}/desk/requests/")
    yield "requests"
    follow(page, "[href*='/desk/restrictions/']")
    page.locator("[name=because]").fill("Der Name ist berichtigt.")
    page.locator("[name=was_told]").check(force=True)
    follow(page, "[name=lift]")
    yield "requests after all"


def beside(page: Page, visit: Visit, language: str) -> Iterator[str]:
    """What else a coordinator opens."""
    sheet = f"visits/{visit.pk}"
    for name in ("texts", "checks", "numbers", "waiting", f"{sheet}/move", f"{sheet}/cancel"):
        page.goto(f"/{language}/desk/{name}/")
        yield name


@pytest.mark.parametrize(
    ("language", "width"), [pytest.param("de", 1440, marks=pytest.mark.long), ("ar", 360)]
)
def test_disputed_data_is_restricted_corrected_and_free_again(
    visitor: Visitors, bochum: Office, tmp_path: Path, language: str, width: int
) -> None:
    visit = shift.prepare_house(bochum)
    page = visitor(width=width)
    answers, problems = collect_pages(page), list[str]()
    shift.sign_in(page, "koordination", language)

    for part in (dispute, settle, beside):
        for name in part(page, visit, language):
            problems += problems_of(page, name)

    assert problems == []
    assert html_problems(answers, tmp_path) == ""
    assert Visit.objects.get(pk=visit.pk).name == "Lakshman Thilakarathne"
    assert Restriction.objects.get().lifted_because == "Der Name ist berichtigt."
