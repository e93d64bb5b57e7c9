"""Somebody meets a barrier, reports it from the foot of a page, and is answered from the desk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page
from tests.journeys.conftest import Visitors
from tests.journeys.desk.shift import sign_in
from tests.journeys.looking import collect_pages, html_problems, problems_of

from welcome_office.accessibility.models import BarrierReport
from welcome_office.partners.models import Office
from welcome_office.web.desk.demo import prepare_demo_staff

pytestmark = pytest.mark.journey
SEND = ".actions .kern-btn--primary"


def follow(page: Page, link: str) -> None:
    """Press the first such link or button, and wait for the page behind it."""
    with page.expect_navigation():
        page.locator(link).first.click()


def report(page: Page, language: str) -> Iterator[str]:
    """From the foot of the start page to the confirmation, first with a mistake."""
    page.goto(f"/{language}/")
    follow(page, f".footer [href='/{language}/accessibility/']")
    yield "statement"
    follow(page, ".prose [href$='/report/']")
    follow(page, SEND)
    yield "with an error"
    page.locator("[name=what]").fill("Der Tag wird nicht vorgelesen.")
    page.locator("[name=email]").fill("amal@example.org")
    follow(page, SEND)
    yield "sent"


def answer(page: Page) -> Iterator[str]:
    page.goto("/de/desk/tasks/")
    follow(page, ".desk-task a")
    follow(page, ".form button")
    yield "answer with an error"
    page.locator("[name=text]").fill("Das ist behoben.")
    follow(page, ".form button")
    yield "tasks"


def test_report_from_right_to_left_is_answered_at_the_desk(
    visitor: Visitors, bochum: Office, tmp_path: Path
) -> None:
    prepare_demo_staff(bochum)
    page, desk = visitor(width=320), visitor(width=1440, color_scheme="dark")
    answers, problems = collect_pages(page), list[str]()

    for name in report(page, "ar"):
        problems += problems_of(page, name)
    sign_in(desk, "koordination", "de")
    for name in answer(desk):
        problems += problems_of(desk, name)

    assert problems == []
    assert html_problems(answers, tmp_path) == ""
    assert BarrierReport.objects.get().answer == "Das ist behoben."


def test_report_needs_no_scripts(visitor: Visitors, bochum: Office) -> None:
    page = visitor(java_script_enabled=False)

    assert list(report(page, "en"))[-1] == "sent"
    assert page.url.endswith("/report/sent/")
