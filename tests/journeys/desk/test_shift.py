"""Staff at work: with the keyboard alone, on paper, and without shutting anybody out."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.journeys.conftest import Visitors
from tests.journeys.desk import shift
from tests.journeys.looking import (
    IN_EVERY_WAY,
    WAYS,
    collect_pages,
    html_problems,
    press_until,
    problems_of,
)

from welcome_office.partners.models import Office
from welcome_office.visits.models import Visit
from welcome_office.web.desk.demo import DEMO_PASSWORD

pytestmark = pytest.mark.journey
JOURNEYS = (
    shift.pages_of_a_counsellor,
    shift.pages_of_a_coordinator,
    shift.pages_of_an_administrator,
    shift.pages_of_a_beginner,
)


def test_keyboard_alone_leads_from_the_door_to_the_sheet(visitor: Visitors, bochum: Office) -> None:
    shift.prepare_house(bochum)
    page = visitor(width=1440, height=900)
    page.goto("/de/desk/")

    press_until(page, "[name=login]")
    page.keyboard.type("auslaenderbuero@demo.example")
    press_until(page, "[name=password]")
    page.keyboard.type(DEMO_PASSWORD)
    page.keyboard.press("Enter")
    code = page.locator("#demo-code").inner_text()
    press_until(page, "[name=code]")
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    page.locator(".desk-days").wait_for()
    press_until(page, ".desk-days li:last-child a")
    page.keyboard.press("Enter")
    page.locator(".desk-line").first.wait_for()
    press_until(page, ".desk-line__who")
    page.keyboard.press("Enter")

    page.locator(".desk-sheet").wait_for()
    assert page.locator("h1").inner_text() == shift.LONG_NAME
    assert page.locator(".route--large .route__station--away").count() == 2


def test_front_desk_confirms_by_reference_with_the_keyboard(
    visitor: Visitors, bochum: Office
) -> None:
    shift.prepare_house(bochum)
    waiting = Visit.objects.get(state=Visit.State.PENDING)
    page = visitor(width=1440, height=900)
    shift.sign_in(page, "empfang", "de")

    press_until(page, ".desk-navigation__entry[href$='/visits/']")
    page.keyboard.press("Enter")
    # The field has the focus already.
    page.locator("[name=reference]:focus").wait_for()
    page.keyboard.type(waiting.reference)
    page.keyboard.press("Enter")
    page.locator(".kern-alert--warning button:focus").wait_for()
    page.keyboard.press("Enter")

    page.locator(".kern-alert--success").wait_for()
    assert Visit.objects.get(pk=waiting.pk).state == Visit.State.CONFIRMED


def test_sheet_on_paper_leaves_out_what_is_for_the_screen(
    visitor: Visitors, bochum: Office, tmp_path: Path
) -> None:
    visit = shift.prepare_house(bochum)
    page = visitor(width=1024)
    shift.sign_in(page, "koordination", "de")
    page.goto(f"/de/desk/visits/{visit.pk}/")
    on_screen = page.locator("body").inner_text()

    page.pdf(path=tmp_path / "sheet.pdf", format="A4")

    paper = " ".join(each.extract_text() for each in PdfReader(tmp_path / "sheet.pdf").pages)
    assert "Abmelden" in on_screen
    assert "nimali@example.org" in on_screen
    assert "Abmelden" not in paper
    assert "nimali@example.org" not in paper
    assert shift.LONG_NAME in " ".join(paper.split())
    assert "Demonstration" in paper


def test_shift_needs_no_scripts(visitor: Visitors, bochum: Office) -> None:
    shift.prepare_house(bochum)

    passed = [
        name for journey in JOURNEYS for name in journey(visitor(java_script_enabled=False), "en")
    ]

    assert len(passed) == 20


@pytest.mark.parametrize("way", IN_EVERY_WAY)
def test_every_page_of_the_desk_is_accessible(visitor: Visitors, bochum: Office, way: str) -> None:
    shift.prepare_house(bochum)
    options = dict(WAYS[way])
    language, is_large = options.pop("language"), options.pop("is_large", False)
    problems: list[str] = []

    for journey in JOURNEYS:
        page = visitor(**options)
        for name in journey(page, language):
            page.wait_for_load_state()
            if is_large:
                page.evaluate("document.documentElement.style.fontSize = '200%'")
            problems += problems_of(page, name)

    assert problems == []


def test_every_page_of_the_desk_is_valid_html(
    visitor: Visitors, bochum: Office, tmp_path: Path
) -> None:
    shift.prepare_house(bochum)
    found = []

    for number, journey in enumerate(JOURNEYS):
        page = visitor(width=1440)
        answers = collect_pages(page)
        for _ in journey(page, "ar"):
            pass
        folder = tmp_path / str(number)
        folder.mkdir()
        found.append(html_problems(answers, folder))

    assert found == ["", "", "", ""]
