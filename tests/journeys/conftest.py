"""A real browser before a real server, and what every journey watches for."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright
from pytest_django.live_server_helper import LiveServer

from welcome_office.core.audit import PROGRAM
from welcome_office.launch.browser import browser as browser_path
from welcome_office.partners.actions import replace_definition
from welcome_office.partners.models import Office
from welcome_office.partners.office_files.parsing import read_office_files

ROOT = Path(__file__).resolve().parents[2]
ARGUMENTS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
# Playwright keeps a loop running in this thread; Django then suspects every query.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

Visitors = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all journeys."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def bochum(transactional_db: None) -> Office:
    """The office that this product was made for."""
    return replace_definition(read_office_files(ROOT / "offices" / "bochum"), by=PROGRAM)


@pytest.fixture
def visitor(chromium: Browser, live_server: LiveServer) -> Iterator[Visitors]:
    """Open a browser as somebody has it; at the end nothing may have gone wrong in it."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_browser(
        *, width: int = 360, height: int = 740, also: str = "data:", **options: Any
    ) -> Page:
        context = chromium.new_context(
            base_url=live_server.url, viewport={"width": width, "height": height}, **options
        )
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if is_bad(said) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: watch(request, also))
        return page

    def is_bad(said: Any) -> bool:
        # Answers like 409 are meant; a violated security policy is an error of another kind.
        return said.type == "error" and "Failed to load resource" not in said.text

    def watch(request: Request, also: str) -> None:
        if not request.url.startswith((live_server.url, "data:", also)):
            complaints.append(f"third party: {request.url}")

    yield open_browser
    for context in contexts:
        context.close()
    assert complaints == []
