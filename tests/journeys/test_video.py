"""Somebody in Kolkata books a talk by video, and sees everywhere when it is on both clocks."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page
from tests.journeys.conftest import Visitors
from tests.journeys.family import go_on
from tests.journeys.looking import problems_of

from welcome_office.partners.models import Office
from welcome_office.visits.codes import current_code
from welcome_office.visits.models import Visit

pytestmark = pytest.mark.journey


def book_from_afar(page: Page, language: str) -> Iterator[str]:
    """From the errands to the booked visit; stop where something is new."""
    page.goto(f"/{language}/visit/errands/")
    box = page.locator("#service-recognition")
    if not box.is_visible():
        page.locator("details", has=box).locator("summary").click()
    box.check()
    go_on(page)
    go_on(page)
    yield "way"
    page.locator("[name=channel][value=video]").check()
    go_on(page)
    page.locator("[name=languages][value=en]").check()
    go_on(page)
    yield "times"
    page.locator(".offer__button").first.click()
    page.locator("[name=name]").fill("Ananya Chatterjee")
    page.locator("[name=way][value=mail]").check()
    page.locator("[name=email]").fill("ananya@example.org")
    go_on(page)
    yield "check"
    go_on(page)
    page.locator("[name=code]").fill(current_code(Visit.objects.get()))
    go_on(page)
    yield "visit"


@pytest.mark.parametrize(
    ("language", "has_scripts"), [("en", False), ("ar", True)], ids=["no scripts", "Arabic"]
)
def test_somebody_in_kolkata_books_a_talk(
    visitor: Visitors, bochum: Office, language: str, *, has_scripts: bool
) -> None:
    page = visitor(width=360, java_script_enabled=has_scripts, locale="en-IN")
    problems: list[str] = []

    for name in book_from_afar(page, language):
        page.wait_for_load_state()
        problems += problems_of(page, name) if has_scripts else []
        if name != "way":
            assert "Kolkata" in page.locator("main").inner_text()

    assert problems == []
    visit = Visit.objects.get()
    assert (visit.state, visit.channel, visit.time_zone) == ("confirmed", "video", "Asia/Kolkata")
    assert page.locator("a[href^='https://video.example.org/ihk-']").count() == 1
