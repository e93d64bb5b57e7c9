"""Nobody is shut out: every page of the journey, as people see it, without a violation."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from tests.journeys import family
from tests.journeys.conftest import ROOT, Visitors

from welcome_office.launch.node import npm_command
from welcome_office.partners.models import Office

pytestmark = pytest.mark.journey
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
INFORMATION = ("hours", "partners", "accessibility", "privacy", "imprint", "easy-language")

WAYS: dict[str, dict[str, Any]] = {
    "on a phone, light": {"language": "en", "width": 360},
    "on a desk, dark": {"language": "de", "width": 1440, "color_scheme": "dark"},
    "very narrow, from right to left": {"language": "ar", "width": 320},
    "text twice as large": {"language": "de", "width": 640, "is_large": True},
    "colours of the reader's own": {"language": "en", "width": 768, "forced_colors": "active"},
}


def violations(page: Page) -> list[str]:
    """What axe finds, each with the first element concerned."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("tags => axe.run({runOnly: tags})", TAGS)
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found["violations"]]


def overflows(page: Page) -> bool:
    """Whether one has to scroll sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"))


def problems_of(page: Page, name: str) -> list[str]:
    found = [f"{name}: {each}" for each in violations(page)]
    return [*found, f"{name}: scrolls sideways"] if overflows(page) else found


@pytest.mark.parametrize("way", WAYS)
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
    answers: dict[str, str] = {}
    page.on(
        "response",
        lambda answer: (
            answers.update({str(len(answers)): answer.text()})
            if answer.headers.get("content-type", "").startswith("text/html")
            and answer.status != 302
            else None
        ),
    )

    for _ in family.travel(page, "ar"):
        pass
    for name in INFORMATION:
        page.goto(f"/de/{name}/")
    for number, html in answers.items():
        (tmp_path / f"{number.zfill(2)}.html").write_text(html, encoding="utf-8")

    command = [*npm_command(), "exec", "--offline", "--", "html-validate"]
    result = subprocess.run(
        [*command, "--config", str(ROOT / "tests/journeys/htmlvalidate.json"), str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (result.returncode, result.stdout) == (0, "")
