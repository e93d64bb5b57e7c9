"""The check of residence paths, whatever somebody looks with."""

from contextlib import nullcontext
from pathlib import Path

import pytest
from playwright.sync_api import Page
from tests.journeys import residence
from tests.journeys.conftest import Visitors
from tests.journeys.looking import (
    WAYS,
    collect_pages,
    html_problems,
    press_until,
    problems_of,
)

from welcome_office.partners.models import Office
from welcome_office.pathways.models import Assessment

pytestmark = pytest.mark.journey
LOOKED_WITH = (
    "very narrow, from right to left",
    pytest.param("on a desk, dark", marks=pytest.mark.long),
)


def open_everything(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")


@pytest.mark.parametrize("way", LOOKED_WITH)
def test_no_page_of_the_check_shuts_anybody_out(
    visitor: Visitors, bochum: Office, way: str
) -> None:
    options = dict(WAYS[way])
    page, problems = visitor(**{k: options[k] for k in options if k != "language"}), []

    for name in residence.travel(page, options["language"]):
        page.wait_for_load_state()
        open_everything(page)
        problems += problems_of(page, name)

    assert problems == []
    assert Assessment.objects.count() == 1


def test_the_check_needs_no_scripts_and_leads_into_the_booking(
    visitor: Visitors, bochum: Office, tmp_path: Path
) -> None:
    page = visitor(java_script_enabled=False)
    answers = collect_pages(page)

    for _ in residence.travel(page, "en"):
        page.wait_for_load_state()
    page.goto("/en/residence/not-covered/")
    page.locator(".choice__button").last.click()
    page.wait_for_load_state()

    assert page.url.endswith("/en/visit/way/")
    assert html_problems(answers, tmp_path) == ""


def test_the_keyboard_alone_answers_a_question(visitor: Visitors, bochum: Office) -> None:
    page = visitor(width=1024)
    page.goto("/de/residence/")

    for selector, key in (
        ("[name=answer][value=abroad]", "Space"),
        (".actions .kern-btn--primary", "Enter"),
        ("[name=answer][value=work]", "Space"),
        (".actions .kern-btn--primary", "Enter"),
    ):
        press_until(page, selector)
        with page.expect_navigation() if key == "Enter" else nullcontext():
            page.keyboard.press(key)

    page.wait_for_url("**/de/residence/questions/nationality/")
    assert page.locator("[name=nationality]").is_visible()
