"""A family books one visit for four errands: on a phone, at a desk, without scripts."""

from contextlib import nullcontext

import pytest
from tests.journeys import family
from tests.journeys.conftest import Visitors
from tests.journeys.looking import press_until

from welcome_office.partners.models import Office
from welcome_office.visits.models import Visit

pytestmark = pytest.mark.journey


def booked_partners() -> list[str]:
    visit = Visit.objects.get(state=Visit.State.CONFIRMED)
    return sorted(step.service.partner.slug for step in visit.steps.all())


@pytest.mark.parametrize("language", ["de", "en", "ar"])
@pytest.mark.parametrize("width", [360, 1440])
def test_family_books_four_desks_in_one_visit(
    visitor: Visitors, bochum: Office, language: str, width: int
) -> None:
    page = visitor(width=width, height=900)

    for _ in family.travel(page, language):
        pass

    assert booked_partners() == ["agency", "foreigners", "ihk", "registry"]
    assert page.locator(".route--large .route__station").count() == 5
    assert page.locator("html").get_attribute("lang") == language


def test_family_books_without_scripts(visitor: Visitors, bochum: Office) -> None:
    page = visitor(java_script_enabled=False)

    pages = list(family.travel(page, "en"))

    assert pages[-1] == "done"
    assert booked_partners() == ["agency", "foreigners", "ihk", "registry"]


def test_keyboard_alone_books_an_errand(visitor: Visitors, bochum: Office) -> None:
    page = visitor(width=1024)
    page.goto("/en/")

    for selector, key in (
        (".door__link", "Enter"),
        ("details:nth-of-type(3) summary", "Enter"),
        ("#service-recognition", "Space"),
        (".actions .kern-btn--primary", "Enter"),
        (".actions .kern-btn--primary", "Enter"),
        ("[name=channel][value=on_site]", "Space"),
        (".actions .kern-btn--primary", "Enter"),
        ("[name=arrival][value=here]", "Space"),
        (".actions .kern-btn--primary", "Enter"),
        (".actions .kern-btn--primary", "Enter"),
        (".offer__button", "Enter"),
        ("[name=name]", "A"),
        ("[name=way][value=mail]", "ArrowDown"),
        (".actions .kern-btn--primary", "Enter"),
        (".actions .kern-btn--primary", "Enter"),
    ):
        press_until(page, selector)
        leads_on = key == "Enter" and "summary" not in selector
        with page.expect_navigation() if leads_on else nullcontext():
            page.keyboard.press(key)

    page.wait_for_url("**/visit/code/")
    assert Visit.objects.get().contact == Visit.Contact.NEITHER


def test_changing_the_language_keeps_what_was_typed(visitor: Visitors, bochum: Office) -> None:
    page = visitor()
    page.goto("/en/visit/errands/")
    page.locator("details summary").first.click()
    page.locator("#service-registration").check()

    page.locator("[name=other_language][value=ar]").click()

    assert page.url.endswith("/ar/visit/errands/")
    assert page.locator("#service-registration").is_checked()
    assert page.locator(".error-summary").count() == 0
