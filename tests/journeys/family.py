"""The journey of the family: four errands at three organisations, one visit."""

from collections.abc import Iterator

from playwright.sync_api import Page

from welcome_office.visits.codes import current_code
from welcome_office.visits.models import Visit

ERRANDS = ("registration-family", "title", "recognition", "job-advice")
LONG_NAME = "Wannakuwatta Mitiwaduge Lakshman Priyantha Thilakarathne"


def travel(page: Page, language: str) -> Iterator[str]:
    """Go from the first page to the booked visit; stop at every page, also at those with errors."""
    page.goto(f"/{language}/")
    yield "start"
    yield from choose_errands(page)
    yield from say_who_comes(page)
    yield from say_when(page)
    yield from choose_time(page)
    yield from book(page)


def go_on(page: Page) -> None:
    """Press the one primary button."""
    page.locator(".actions .kern-btn--primary").click()


def choose_errands(page: Page) -> Iterator[str]:
    """Tick the errands in their groups; first forget to."""
    page.locator(".door__link").first.click()
    go_on(page)
    yield "errands with an error"
    for name in ERRANDS:
        tick(page, f"#service-{name}")
    yield "errands"
    go_on(page)


def tick(page: Page, selector: str) -> None:
    """Tick a box; open its group first where it is closed."""
    box = page.locator(selector)
    if not box.is_visible():
        page.locator("details", has=box).locator("summary").click()
    box.check()


def say_who_comes(page: Page) -> Iterator[str]:
    """Two adults and a child; first leave everything empty."""
    yield "people"
    for _ in range(2):
        page.locator("[name=add_person]").click()
    go_on(page)
    yield "people with errors"
    for index, name in enumerate((LONG_NAME, "Nirmala", "Sahan")):
        page.locator(f"[name=first_name_{index}]").fill(name)
    page.locator("[name=age_1]").select_option("adult")
    page.locator("[name=age_2]").select_option("child")
    go_on(page)
    yield "needs"
    go_on(page)


def say_when(page: Page) -> Iterator[str]:
    """Already here, moving in not yet known, all in one visit."""
    go_on(page)
    yield "arrival with errors"
    page.locator("[name=arrival][value=here]").check()
    page.locator("[name=move_in][value=unknown]").check()
    go_on(page)
    yield "later"
    page.locator("[name=visits][value=one]").check()
    go_on(page)
    yield "languages"
    page.locator("[name=languages][value=de]").check()
    page.locator("[name=languages][value=en]").check()
    go_on(page)


def choose_time(page: Page) -> Iterator[str]:
    """Take the second time that is offered."""
    yield "times"
    page.locator(".offer__button").nth(1).click()


def book(page: Page) -> Iterator[str]:
    """Say how to be reached, look at everything, type the code."""
    page.locator("[name=way][value=mail]").check()
    go_on(page)
    yield "contact with errors"
    page.locator("[name=name]").fill(LONG_NAME)
    page.locator("[name=email]").fill("lakshman@example.org")
    go_on(page)
    yield "check"
    go_on(page)
    yield "code"
    page.locator("[name=code]").fill(current_code(Visit.objects.get()))
    go_on(page)
    yield "done"
