"""From a plan to a booked visit, as people go there."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import chain
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page
from tests.journeys import arrival
from tests.journeys.conftest import Visitors
from tests.journeys.looking import WAYS, collect_pages, html_problems, problems_of

from welcome_office.partners.models import Office
from welcome_office.pathways.models import KeptPlan, PlannedVisit
from welcome_office.visits.models import Visit

pytestmark = pytest.mark.journey


def travel(page: Page, language: str) -> Iterator[str]:
    """The whole way."""
    soon = timezone.localdate() + timedelta(days=9)
    visa_ends_on = soon + timedelta(days=80)
    return chain(
        arrival.plan(page, language, moves_in_on=soon, visa_ends_on=visa_ends_on),
        arrival.keep_it(page),
        arrival.book(page),
    )


@pytest.mark.parametrize(
    "way",
    [
        "on a phone, light",
        pytest.param("very narrow, from right to left", marks=pytest.mark.long),
    ],
)
def test_family_plans_its_first_weeks_and_books_one_visit(
    visitor: Visitors, bochum: Office, tmp_path: Path, way: str
) -> None:
    options = dict(WAYS[way])
    language = options.pop("language")
    page = visitor(**options)
    answers = collect_pages(page)
    problems: list[str] = []

    for name in travel(page, language):
        page.wait_for_load_state()
        problems += problems_of(page, name)

    assert problems == []
    assert html_problems(answers, tmp_path) == ""
    steps = Visit.objects.get().steps.values_list("service__slug", flat=True)
    assert set(steps) == {"registration-family", "school", "title-blue-card"}
    assert PlannedVisit.objects.get().plan == KeptPlan.objects.get()


@pytest.mark.long
def test_plan_needs_no_javascript(visitor: Visitors, bochum: Office) -> None:
    page = visitor(java_script_enabled=False)

    names = list(travel(page, "de"))

    assert names[-1] == "done"
    assert Visit.objects.get().state == Visit.State.CONFIRMED
