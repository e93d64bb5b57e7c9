"""The day as it is lived: one desk receives, the next one serves, with keys or with buttons."""

from dataclasses import replace

import pytest
from django.utils import timezone
from playwright.sync_api import Page
from tests.journeys.conftest import ROOT, Visitors
from tests.journeys.desk.shift import STEPS, sign_in
from tests.journeys.looking import problems_of
from tests.visits.day.today import shift_to, step, today_in, zone_at_noon
from tests.web.desk.cast import make_visit

from welcome_office.core.audit import PROGRAM
from welcome_office.partners.actions import replace_definition
from welcome_office.partners.office_files.parsing import read_office_files
from welcome_office.visits.codes import link_token
from welcome_office.visits.models import Visit
from welcome_office.web.desk.demo import prepare_demo_staff

pytestmark = pytest.mark.journey


@pytest.fixture
def visit(transactional_db: None) -> Visit:
    """A visit that begins now at four desks of Bochum, where it is noon."""
    file = read_office_files(ROOT / "offices" / "bochum")
    file = replace(file, office=replace(file.office, timezone=zone_at_noon()))
    office = replace_definition(file, by=PROGRAM)
    prepare_demo_staff(office)
    visit = make_visit(office, *STEPS, day=today_in(office))
    shift_to(visit, timezone.now())
    return visit


def test_front_desk_scans_and_the_next_desk_works_by_keys(visitor: Visitors, visit: Visit) -> None:
    door, desk = visitor(width=1440), visitor(width=1440)
    sign_in(door, "empfang", "de")
    door.goto("/de/desk/arrivals/")

    door.locator("[name=who]:focus").wait_for()
    door.keyboard.type(visit.reference)
    door.keyboard.press("Enter")
    door.locator(".kern-alert--success").wait_for()
    sign_in(desk, "buergerbuero", "de")
    desk.goto("/de/desk/day/")
    states = [press(desk, key) for key in ("2", "3")]

    assert states == ["running", "done"]
    assert [str(event.kind) for event in step(visit).events.all()] == ["here", "running", "done"]


def press(desk: Page, key: str) -> str:
    """Press a key where the focus is; say what the first step is afterwards."""
    with desk.expect_navigation():
        desk.keyboard.press(key)
    return desk.locator(".desk-line .desk-state").first.get_attribute("class").split("--")[-1]  # type: ignore[union-attr] # the line has a state


def test_buttons_do_it_without_scripts_and_every_page_lets_everybody_in(
    visitor: Visitors, visit: Visit
) -> None:
    plain = visitor(width=360, java_script_enabled=False)
    sign_in(plain, "empfang", "en")
    plain.goto(f"/en/desk/visits/{visit.pk}/")
    plain.locator("button[value=continues]").first.click()
    assert plain.locator("[name=what]").is_visible()

    page = visitor(width=360)
    sign_in(page, "koordination", "ar")
    problems = []
    for name in ("arrivals", "walk-in", "open", "numbers", "day", f"visits/{visit.pk}"):
        page.goto(f"/ar/desk/{name}/")
        problems += problems_of(page, name)
    page.goto(f"/ar/desk/steps/{step(visit).pk}/continue/")
    page.locator(".form button.kern-btn--primary").click()
    problems += problems_of(page, "continue with errors")
    page.goto(f"/ar/v/{link_token(visit)}/papers/")
    page.locator("[value=lack]").first.check()
    page.locator(".form button.kern-btn--primary").click()
    page.locator(".panel--line").first.wait_for()
    assert [*problems, *problems_of(page, "papers")] == []
