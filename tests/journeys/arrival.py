"""The journey of a family that plans its first weeks and books one visit from the plan."""

from collections.abc import Iterator
from datetime import date

from playwright.sync_api import Page

from welcome_office.visits.codes import current_code
from welcome_office.visits.models import Visit

ANSWERS = {
    "purpose": "blue_card",
    "citizenship": "third_country",
    "partner": "yes_married",
    "arrival": "here",
    "from_abroad": "yes",
    "home": "day",
    "work": "soon",
    "held": "visa",
}


def plan(page: Page, language: str, *, moves_in_on: date, visa_ends_on: date) -> Iterator[str]:
    """Answer every question, forget one, read the plan."""
    page.goto(f"/{language}/")
    page.locator(f"a[href='/{language}/arrival/']").first.click()
    yield "start of the plan"
    page.locator(".actions a.kern-btn--primary").click()
    go_on(page)
    yield "first question with an error"
    for _ in range(8):
        for name, value in ANSWERS.items():
            if page.locator(f"[name={name}]").count():
                page.locator(f"[name={name}][value={value}]").check()
        if page.locator("[name=child]").count():
            yield "family"
            page.locator("[name=child]").select_option("1")
        fill_day(page, "moves_in_on", moves_in_on)
        fill_day(page, "title_until", visa_ends_on)
        if page.locator("[name=true_for_me]").count():
            yield "what is true"
            page.locator("[value=insured]").check()
        go_on(page)
    yield "plan"


def fill_day(page: Page, name: str, day: date) -> None:
    """Write a day where it is asked."""
    if page.locator(f"[name={name}_day]").count():
        for part in ("day", "month", "year"):
            page.locator(f"[name={name}_{part}]").fill(str(getattr(day, part)))


def go_on(page: Page) -> None:
    """Press the one primary button."""
    page.locator(".actions .kern-btn--primary").last.click()


def keep_it(page: Page) -> Iterator[str]:
    """Keep the plan under a code."""
    page.locator("a[href$='/arrival/keep/']").click()
    yield "keep"
    go_on(page)
    yield "plan with its code"


def book(page: Page) -> Iterator[str]:
    """Take the proposed visit, choose the first time, give a contact and the code."""
    page.locator(".bundle .kern-btn--primary").click()
    yield "times"
    page.locator(".offer__button").first.click()
    page.locator("[name=name]").fill("Lakshman Thilakarathne")
    page.locator("[name=way][value=mail]").check()
    page.locator("[name=email]").fill("lakshman@example.org")
    go_on(page)
    go_on(page)
    page.locator("[name=code]").fill(current_code(Visit.objects.get()))
    go_on(page)
    yield "done"
