"""The front desk books for somebody and reports an absence: every page, without scripts too."""

from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Page
from tests.journeys.conftest import Visitors
from tests.journeys.desk import shift
from tests.journeys.looking import problems_of

from welcome_office.partners.models import Office
from welcome_office.visits.models import Visit

pytestmark = pytest.mark.journey


def pages(page: Page, language: str) -> Iterator[str]:
    """Book an exception, then report the counsellor absent whom it needs."""
    shift.sign_in(page, "koordination", language)
    page.goto(f"/{language}/desk/book/")
    page.locator("#page-form .kern-btn--primary").click()
    yield "order with errors"
    page.locator("#needs-0-recognition").check()
    page.locator("[name=languages][value=en]").check()
    page.locator("[name=name]").fill("Amal Example")
    page.locator("[name=way][value=neither]").check()
    page.locator("#page-form .kern-btn--primary").click()
    page.locator(".offer__button").first.wait_for()
    yield "times"
    page.locator(".offer__button").first.click()
    page.locator(".desk-reference").wait_for()
    yield "booked"
    page.goto(f"/{language}/desk/codes/")
    yield "codes"
    page.goto(f"/{language}/desk/house/new/absence/")
    visit = Visit.objects.get(name="Amal Example")
    start = visit.during.lower.astimezone(timezone.get_default_timezone())
    page.locator("[name=resource]").select_option(visit.steps.get().counsellor.slug)
    for part, value in (("day", start.day), ("month", start.month), ("year", start.year)):
        page.locator(f"[name=first_{part}]").fill(str(value))
    yield "absence"
    page.locator(".form .kern-btn--primary").click()
    page.locator(".desk-repairs").wait_for()
    yield "repairs"
    page.locator("[name=agree]").click()
    page.locator(".kern-alert--success").wait_for()
    yield "days of the house"


@pytest.mark.parametrize(("language", "width"), [("de", 1440), ("ar", 360)])
def test_pages_of_booking_for_somebody_are_accessible(
    visitor: Visitors, bochum: Office, language: str, width: int
) -> None:
    shift.prepare_house(bochum)
    page = visitor(width=width)

    problems = [each for name in pages(page, language) for each in problems_of(page, name)]

    assert problems == []


def test_booking_for_somebody_needs_no_scripts(visitor: Visitors, bochum: Office) -> None:
    shift.prepare_house(bochum)

    passed = list(pages(visitor(java_script_enabled=False), "en"))

    assert len(passed) == 7
