"""What a firm does at its door: book a call, announce a group."""

from collections.abc import Iterator

from playwright.sync_api import Page
from tests.journeys.family import go_on

from welcome_office.visits.codes import current_code
from welcome_office.visits.models import Visit


def travel(page: Page, language: str) -> Iterator[str]:
    """Both doors, each first with mistakes."""
    page.goto(f"/{language}/")
    page.locator(".door__link[href$='/employers/']").click()
    yield "for employers"
    yield from book_advice(page)
    page.goto(f"/{language}/employers/")
    yield from announce_group(page)


def book_advice(page: Page) -> Iterator[str]:
    """A call about immigration law."""
    page.locator(".door__link").first.click()
    go_on(page)
    yield "advice with errors"
    page.locator("[name=service][value=employer-law]").check()
    page.locator("[name=channel][value=phone]").check()
    page.locator("[name=language]").select_option("de")
    go_on(page)
    yield "times"
    page.locator(".offer__button").first.click()
    page.locator("[name=name]").fill("Greta Muster")
    page.locator("[name=way][value=mail]").check()
    page.locator("[name=email]").fill("greta@example.org")
    go_on(page)
    yield "contact with an error"
    page.locator("[name=phone]").fill("+49 30 901820")
    go_on(page)
    yield "check"
    go_on(page)
    page.locator("[name=code]").fill(current_code(Visit.objects.get(state=Visit.State.PENDING)))
    go_on(page)
    yield "done"


def announce_group(page: Page) -> Iterator[str]:
    """Twelve bakers."""
    page.locator(".door__link[href$='/group/']").click()
    go_on(page)
    yield "group with errors"
    page.locator("[name=firm]").fill("Bäckerei Muster")
    page.locator("[name=contact_name]").fill("Greta Muster")
    page.locator("[name=email]").fill("greta@example.org")
    page.locator("[name=people]").fill("12")
    page.locator("[name=week]").select_option(index=5)
    page.locator("[name=languages][value=es]").check()
    page.locator("[name=families][value=yes]").check()
    yield "group"
    go_on(page)
    yield "announced"
