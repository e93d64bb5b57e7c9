"""Looks at pages as journeys pass by: what shuts people out, what is no valid HTML."""

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Response
from tests.journeys.conftest import ROOT

from welcome_office.launch.node import npm_command

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


WAYS: dict[str, dict[str, Any]] = {
    "on a phone, light": {"language": "en", "width": 360},
    "on a desk, dark": {"language": "de", "width": 1440, "color_scheme": "dark"},
    "very narrow, from right to left": {"language": "ar", "width": 320},
    "text twice as large": {"language": "de", "width": 640, "is_large": True},
    "colours of the reader's own": {"language": "en", "width": 768, "forced_colors": "active"},
}
SOONEST = ("on a phone, light", "very narrow, from right to left")
# Looking costs half a minute a journey: `make test` looks in two ways, `make test-all` in all.
IN_EVERY_WAY = [
    pytest.param(way, marks=[] if way in SOONEST else [pytest.mark.long]) for way in WAYS
]


def violations(page: Page) -> list[str]:
    """What axe finds, each with the first element concerned."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("tags => axe.run({runOnly: tags})", TAGS)
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found["violations"]]


def overflows(page: Page) -> bool:
    """Whether one has to scroll sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"))


def problems_of(page: Page, name: str) -> list[str]:
    found = violations(page) + (["scrolls sideways"] if overflows(page) else [])
    note_look(page, found)
    return [f"{name}: {each}" for each in found]


def note_look(page: Page, problems: list[str]) -> None:
    """Write down that this page was looked at, where the statement of accessibility asks for it."""
    folder = os.environ.get("ACCESSIBILITY_LOOKS")
    if not folder:
        return
    look = {
        "path": urlsplit(page.url).path,
        "language": page.evaluate("document.documentElement.lang"),
        "width": (page.viewport_size or {"width": 0})["width"],
        # Which rule, not on what: an element may show a name.
        "problems": [each.partition(":")[0] for each in problems],
    }
    with (Path(folder) / f"{os.getpid()}.jsonl").open("a", encoding="utf-8") as file:
        file.write(f"{json.dumps(look)}\n")


def collect_pages(page: Page) -> Mapping[str, str]:
    """Keep every page that arrives from now on."""
    answers: dict[str, str] = {}

    def keep(answer: Response) -> None:
        is_page = answer.headers.get("content-type", "").startswith("text/html")
        if is_page and answer.status != 302:
            answers[str(len(answers))] = answer.text()

    page.on("response", keep)
    return answers


def html_problems(answers: Mapping[str, str], folder: Path) -> str:
    """What the checker says about the pages; nothing where all is well."""
    for number, html in answers.items():
        (folder / f"{number.zfill(2)}.html").write_text(html, encoding="utf-8")
    command = [*npm_command(), "exec", "--offline", "--", "html-validate"]
    result = subprocess.run(
        [*command, "--config", str(ROOT / "tests/journeys/htmlvalidate.json"), str(folder)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return result.stdout + result.stderr if result.returncode else ""


def press_until(page: Page, selector: str, *, most: int = 120) -> None:
    """Press Tab until the focus is on what fits the selector."""
    for _ in range(most):
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"The keyboard does not reach {selector} on {page.url}.")
