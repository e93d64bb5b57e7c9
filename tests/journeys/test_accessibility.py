"""Nobody is shut out: every page of the journey, as people see it, without a violation."""

from pathlib import Path

import pytest
from tests.journeys import family
from tests.journeys.conftest import Visitors
from tests.journeys.looking import IN_EVERY_WAY, WAYS, collect_pages, html_problems, problems_of

from welcome_office.partners.models import Office

pytestmark = pytest.mark.journey
INFORMATION = (
    "hours",
    "partners",
    "assumptions",
    "accessibility",
    "privacy",
    "imprint",
    "easy-language",
)


@pytest.mark.parametrize("way", IN_EVERY_WAY)
def test_every_page_of_the_journey_is_accessible(
    visitor: Visitors, bochum: Office, way: str
) -> None:
    options = dict(WAYS[way])
    language, is_large = options.pop("language"), options.pop("is_large", False)
    page = visitor(**options)
    problems: list[str] = []

    for name in family.travel(page, language):
        page.wait_for_load_state()
        if is_large:
            page.evaluate("document.documentElement.style.fontSize = '200%'")
        problems += problems_of(page, name)

    assert problems == []


def test_every_page_about_the_office_is_accessible(visitor: Visitors, bochum: Office) -> None:
    page = visitor(width=320)
    problems: list[str] = []

    for name in (*INFORMATION, "sign-language", "no-such-page", "visit/errands/suggestions"):
        page.goto(f"/en/{name}/")
        problems += problems_of(page, name)

    assert problems == []


def test_every_page_is_valid_html(visitor: Visitors, bochum: Office, tmp_path: Path) -> None:
    page = visitor()
    answers = collect_pages(page)

    for _ in family.travel(page, "ar"):
        pass
    for name in INFORMATION:
        page.goto(f"/de/{name}/")

    assert html_problems(answers, tmp_path) == ""
