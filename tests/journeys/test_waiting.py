"""Waiting for a time: on a phone, in three languages, without scripts."""

import pytest
from django.conf import LazySettings
from tests.journeys.conftest import Visitors
from tests.journeys.desk.shift import sign_in
from tests.journeys.looking import problems_of
from tests.journeys.waiting import (
    answer_offers,
    fill,
    wait_for_a_time,
    want_earlier,
    wednesdays,
)

from welcome_office.partners.models import Office
from welcome_office.visits.models import Visit, Waiting
from welcome_office.web.desk.demo import prepare_demo_staff

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("language", [pytest.param("de", marks=pytest.mark.long), "ar"])
def test_somebody_waits_on_a_phone(visitor: Visitors, bochum: Office, language: str) -> None:
    fill(bochum)
    page, days = visitor(width=360), wednesdays()
    problems: list[str] = []

    stops = [
        wait_for_a_time(page, language),
        answer_offers(page, days),
        want_earlier(page, language, days),
    ]
    for name in (name for part in stops for name in part):
        page.wait_for_load_state()
        problems += problems_of(page, f"{language}: {name}")

    assert problems == []
    assert Visit.objects.get().during.lower.date() == days[0]


def test_waiting_needs_no_scripts_and_the_coordinator_reads_why(
    visitor: Visitors, bochum: Office, settings: LazySettings
) -> None:
    fill(bochum)
    prepare_demo_staff(bochum)
    page, days = visitor(java_script_enabled=False), wednesdays()

    seen = [*wait_for_a_time(page, "en"), *answer_offers(page, days)]
    desk = visitor(width=1440)
    sign_in(desk, "koordination", "en")
    desk.goto("/en/desk/waiting/")

    assert seen[-1] == "taken"
    assert Waiting.objects.get().state == Waiting.State.SERVED
    assert desk.get_by_text("was asked about").count() == 2
    assert problems_of(desk, "waiting list") == []
