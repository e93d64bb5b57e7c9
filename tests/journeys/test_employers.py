"""A firm books a call and announces a group, whatever it looks with."""

from pathlib import Path

import pytest
from tests.journeys import employer
from tests.journeys.conftest import Visitors
from tests.journeys.looking import IN_EVERY_WAY, WAYS, collect_pages, html_problems, problems_of

from welcome_office.employers.models import GroupAnnouncement
from welcome_office.partners.models import Office
from welcome_office.visits.models import Visit

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("way", IN_EVERY_WAY)
def test_firm_gets_through_both_doors_and_no_page_shuts_it_out(
    visitor: Visitors, bochum: Office, way: str
) -> None:
    options = dict(WAYS[way])
    language, is_large = options.pop("language"), options.pop("is_large", False)
    page = visitor(**options)
    problems: list[str] = []

    for name in employer.travel(page, language):
        page.wait_for_load_state()
        if is_large:
            page.evaluate("document.documentElement.style.fontSize = '200%'")
        problems += problems_of(page, name)

    assert problems == []
    booked = Visit.objects.get(state=Visit.State.CONFIRMED)
    assert (booked.channel, booked.phone) == ("phone", "+4930901820")
    assert GroupAnnouncement.objects.get().people == 12


def test_firm_needs_no_scripts(visitor: Visitors, bochum: Office) -> None:
    page = visitor(java_script_enabled=False)

    passed = list(employer.travel(page, "en"))

    assert passed[-1] == "announced"


def test_every_page_for_employers_is_valid_html(
    visitor: Visitors, bochum: Office, tmp_path: Path
) -> None:
    page = visitor()
    answers = collect_pages(page)

    for _ in employer.travel(page, "ar"):
        pass

    assert html_problems(answers, tmp_path) == ""
