"""Living with a booked visit: on a phone, in three languages, without scripts."""

import json
from pathlib import Path

import pytest
from tests.journeys.conftest import Visitors
from tests.journeys.looking import problems_of
from tests.journeys.own_page import booked_visit, leave_out, live_with, move

from welcome_office.partners.models import Office
from welcome_office.visits.codes import link_token
from welcome_office.visits.models import Visit

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("language", ["de", pytest.param("en", marks=pytest.mark.long), "ar"])
def test_somebody_moves_changes_and_cancels_on_a_phone(
    visitor: Visitors, bochum: Office, language: str
) -> None:
    visit = booked_visit(bochum, language=language)
    page = visitor(width=360)
    problems: list[str] = []

    for name in live_with(page, visit, language):
        page.wait_for_load_state()
        problems += problems_of(page, f"{language}: {name}")
        assert page.locator("html").get_attribute("lang") == language

    assert problems == []
    now = Visit.objects.get()
    assert (now.state, now.sequence) == (Visit.State.CANCELLED, visit.sequence + 4)


def test_pages_of_a_booked_visit_are_accessible_in_the_dark(
    visitor: Visitors, bochum: Office
) -> None:
    visit = booked_visit(bochum, language="ar")
    page = visitor(width=320, color_scheme="dark")
    stops = live_with(page, visit, "ar")

    problems = [problem for name in stops for problem in problems_of(page, name)]

    assert problems == []


def test_moving_and_leaving_out_need_no_scripts(visitor: Visitors, bochum: Office) -> None:
    visit = booked_visit(bochum, language="en")
    page = visitor(java_script_enabled=False)
    link = f"/en/v/{link_token(visit)}/"

    seen = [*move(page, link), *leave_out(page, link)]

    assert seen[-1] == "changed"
    now = Visit.objects.get()
    assert now.during.lower != visit.during.lower
    assert now.steps.count() == 3


def test_the_copy_of_the_data_is_a_file(visitor: Visitors, bochum: Office, tmp_path: Path) -> None:
    visit = booked_visit(bochum, language="en")
    page = visitor(java_script_enabled=False)
    page.goto(f"/en/v/{link_token(visit)}/data/")

    with page.expect_download() as download:
        page.get_by_text("Take it along (JSON)").click()

    download.value.save_as(tmp_path / "copy.json")
    kept = json.loads((tmp_path / "copy.json").read_text(encoding="utf-8"))["kept"]
    assert {"Nirmala", "Sahan"} <= {str(each["value"]) for each in kept}
