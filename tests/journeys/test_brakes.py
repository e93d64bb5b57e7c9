"""Where very much is sent, a device calculates or its owner waits a little; nobody is stopped."""

import pytest
from pytest_django import Settings
from tests.journeys.conftest import Visitors
from tests.journeys.looking import problems_of

from welcome_office.partners.models import Office
from welcome_office.visits.models import Visit
from welcome_office.web.brakes import challenge

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("has_scripts", [True, False], ids=["calculates", "waits"])
def test_somebody_in_a_crowded_network_gets_the_time(
    visitor: Visitors,
    bochum: Office,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    *,
    has_scripts: bool,
) -> None:
    settings.FAIR_USE_PER_ADDRESS = 0.9
    monkeypatch.setattr(challenge, "SHORTEST_WAIT", 60 if has_scripts else 2)
    page = visitor(java_script_enabled=has_scripts)
    page.goto("/en/employers/advice/")
    page.locator("[name=service]").first.check()
    page.locator("[name=channel][value=on_site]").check()
    page.locator(".actions .kern-btn--primary").click()

    page.locator(".offer__button").first.click()
    if not has_scripts:
        page.wait_for_timeout(2_500)
        page.locator(".actions .kern-btn--primary").click()
    page.wait_for_url("**/visit/contact/")

    assert [visit.state for visit in Visit.objects.all()] == [Visit.State.HELD]


@pytest.mark.parametrize(("language", "scheme"), [("ar", "dark"), ("de", "light")])
def test_the_page_that_asks_to_wait_is_accessible(
    visitor: Visitors, bochum: Office, settings: Settings, language: str, scheme: str
) -> None:
    settings.FAIR_USE_PER_ADDRESS = 0.9
    page = visitor(width=320, color_scheme=scheme)
    # Without its worker the page stays as somebody without scripts sees it.
    page.route("**/proof*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))

    page.goto(f"/{language}/recognition/?name=nurse")

    assert problems_of(page, language) == []
    assert page.locator("[data-proof-status]").is_visible()
