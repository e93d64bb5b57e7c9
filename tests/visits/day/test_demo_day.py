"""The demo's current day looks like life: some are expected, here, at a desk, done."""

from collections import Counter
from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone
from tests.visits.day.today import office_at_noon, shift_to, today_in
from tests.web.desk.cast import make_visit

from welcome_office.core.audit import PROGRAM
from welcome_office.partners.models import Office
from welcome_office.partners.open_days import next_one_stop_day
from welcome_office.partners.queries import definition_of
from welcome_office.visits.actions import note_no_shows, take_back
from welcome_office.visits.demo_day import INVENTED, play, prepare_days
from welcome_office.visits.models import Message, Step, StepEvent, Visit
from welcome_office.visits.planning import zone_of
from welcome_office.visits.progress import progress_by_step
from welcome_office.visits.queries import whole_day

SEED_OF_A_GOOD_DAY = 1
pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    """With five invented visits on the next one-stop day, and therefore on this and the last."""
    office = office_at_noon()
    day = next_one_stop_day(definition_of(office), after=today_in(office))
    assert day
    for hour in (8, 10, 12, 14, 16):
        visit = make_visit(
            office,
            ("registration", "city-1", f"{hour:02}:00", 20),
            ("recognition", "chamber-1", f"{hour:02}:20", 45),
            ("job-advice", "agency-1", f"{hour + 1:02}:05", 30),
            day=day,
        )
        shift_to(visit, datetime.combine(day, time(hour), tzinfo=zone_of(office)))
        Visit.objects.update(email=INVENTED)
    prepare_days(office, today=today_in(office))
    play(office, now=timezone.now(), seed=SEED_OF_A_GOOD_DAY)
    return office


def steps_of_today(office: Office) -> list[int]:
    today = whole_day(today_in(office), zone_of(office))
    return list(Step.objects.filter(during__overlap=today).values_list("pk", flat=True))


def counted(office: Office) -> Counter[str]:
    return Counter(str(each.state) for each in progress_by_step(steps_of_today(office)).values())


def test_some_are_done_some_are_here_and_some_will_come(office: Office) -> None:
    states = counted(office)

    assert states["done"] > 0
    assert states["expected"] > 0
    assert states["here"] + states["running"] > 0


def test_day_goes_on_and_ends_without_a_letter_to_anybody(office: Office) -> None:
    evening = timezone.now() + timedelta(hours=10)

    play(office, now=evening, seed=SEED_OF_A_GOOD_DAY)
    play(office, now=evening, seed=SEED_OF_A_GOOD_DAY)
    note_no_shows(now=evening)

    assert set(counted(office)) <= {"done", "continues", "missed"}
    assert Message.objects.count() == 0


def test_what_a_desk_notes_is_not_played_over(office: Office) -> None:
    event = StepEvent.objects.filter(kind="done").last()
    assert event
    take_back(event, by=PROGRAM)

    play(office, now=timezone.now() + timedelta(hours=10), seed=SEED_OF_A_GOOD_DAY)

    assert progress_by_step([event.step_id])[event.step_id].state == "running"
