"""What happens on the day is added, never changed; a mistake is taken back by another event."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.visits.day.today import office_at_noon, states, step, visit_begun

from welcome_office.cases.models import NextStep
from welcome_office.core.audit import PROGRAM
from welcome_office.partners.models import Membership, Office
from welcome_office.visits.actions import (
    Agreement,
    check_in,
    continue_step,
    forget_past_visits,
    move_visit,
    note_no_shows,
    note_step,
    take_back,
)
from welcome_office.visits.documents.visit_in_words import visits_in_full
from welcome_office.visits.errors import NotTodayError, StepChangedError, VisitPastError
from welcome_office.visits.models import Continuation, Message, StepEvent, Visit

pytestmark = pytest.mark.django_db
Kind = StepEvent.Kind


@pytest.fixture
def office() -> Office:
    return office_at_noon()


@pytest.fixture
def visit(office: Office) -> Visit:
    return visit_begun(office, minutes_ago=5)


def agreement(**differently: object) -> Agreement:
    values = {
        "what": "Bring the rental contract",
        "where": "Desk 1",
        "due_on": timezone.localdate() + timedelta(days=14),
        "actor": NextStep.Actor.PERSON,
    }
    return Agreement(**(values | differently))  # type: ignore[arg-type] # as above


def test_who_checks_in_is_here_for_every_desk_and_twice_is_once(visit: Visit) -> None:
    check_in(visit, by=PROGRAM)
    check_in(visit, by=PROGRAM)

    assert states(visit) == ["here", "here", "here"]
    assert StepEvent.objects.count() == 3


def test_whoever_sits_at_one_desk_is_here_for_the_others(visit: Visit) -> None:
    note_step(step(visit, 0), Kind.RUNNING, by=PROGRAM)

    assert states(visit) == ["running", "here", "here"]


def test_nobody_is_received_for_another_day(office: Office) -> None:
    tomorrow = visit_begun(office, minutes_ago=-24 * 60)

    with pytest.raises(NotTodayError):
        check_in(tomorrow, by=PROGRAM)


@pytest.mark.parametrize("first", [Kind.DONE, Kind.MISSED])
def test_second_desk_is_told_that_the_step_is_over(visit: Visit, first: StepEvent.Kind) -> None:
    note_step(step(visit), first, by=PROGRAM)

    for later in {Kind.RUNNING, Kind.DONE, Kind.MISSED} - {first}:
        with pytest.raises(StepChangedError):
            note_step(step(visit), later, by=PROGRAM)
    assert states(visit)[0] == first


def test_mistake_is_taken_back_and_both_events_stay(visit: Visit) -> None:
    note_step(step(visit), Kind.RUNNING, by=PROGRAM)
    wrong = note_step(step(visit), Kind.MISSED, by=PROGRAM)

    take_back(wrong, by=PROGRAM)

    assert states(visit)[0] == "running"
    kinds = StepEvent.objects.filter(step=step(visit)).values_list("kind", flat=True)
    assert list(kinds) == ["running", "missed", "running"]


def test_only_the_last_word_can_be_taken_back_and_only_once(visit: Visit) -> None:
    first = note_step(step(visit), Kind.RUNNING, by=PROGRAM)
    last = note_step(step(visit), Kind.DONE, by=PROGRAM)
    with pytest.raises(StepChangedError):
        take_back(first, by=PROGRAM)
    take_back(last, by=PROGRAM)

    with pytest.raises(StepChangedError):
        take_back(last, by=PROGRAM)
    take_back(first, by=PROGRAM)

    assert states(visit) == ["expected", "here", "here"]


def test_who_is_not_here_after_all_is_here_at_no_desk(visit: Visit) -> None:
    check_in(visit, by=PROGRAM)
    event = StepEvent.objects.get(step=step(visit, 1))

    take_back(event, by=PROGRAM)

    assert states(visit) == ["expected", "expected", "expected"]


@pytest.mark.parametrize("change", [{"kind": "done"}, None], ids=["change", "delete"])
def test_database_refuses_to_change_or_delete_an_event(
    visit: Visit, change: dict[str, str] | None
) -> None:
    check_in(visit, by=PROGRAM)
    event = StepEvent.objects.filter(step=step(visit))

    with pytest.raises(IntegrityError, match="only added"), transaction.atomic():
        event.update(**change) if change else event._raw_delete(event.db)

    assert states(visit) == ["here", "here", "here"]


def test_who_does_not_come_is_given_up_after_fifteen_minutes(office: Office) -> None:
    waits = visit_begun(office, minutes_ago=14)
    missed = visit_begun(office, minutes_ago=16)

    note_no_shows()

    assert states(waits) == ["expected", "expected", "expected"]
    assert states(missed) == ["missed", "expected", "expected"]
    assert note_no_shows() == 0


def test_who_said_to_be_late_is_expected_so_much_longer(office: Office) -> None:
    late = visit_begun(office, minutes_ago=24, delay_minutes=10)

    assert note_no_shows() == 0
    assert note_no_shows(now=timezone.now() + timedelta(minutes=2)) == 1
    assert states(late)[0] == "missed"


def test_who_comes_late_is_here_as_far_as_there_is_time(office: Office) -> None:
    visit = visit_begun(office, minutes_ago=40)
    note_no_shows()
    assert states(visit) == ["missed", "missed", "expected"]

    check_in(visit, by=PROGRAM)

    assert states(visit) == ["missed", "here", "here"]


def test_desk_has_the_last_word_on_a_no_show(office: Office) -> None:
    visit = visit_begun(office, minutes_ago=16)
    note_no_shows()

    take_back(StepEvent.objects.get(is_automatic=True), by=PROGRAM)

    assert note_no_shows() == 0
    assert states(visit)[0] == "expected"


def test_visit_by_phone_is_never_given_up(office: Office) -> None:
    visit_begun(office, minutes_ago=16, channel="phone")

    assert note_no_shows() == 0


def test_what_continues_has_one_owner_and_a_day(visit: Visit) -> None:
    continue_step(step(visit, 1), agreement(missing_papers=("passport",)), by=PROGRAM)

    (agreed,) = Continuation.objects.all()
    owned = agreed.next_step
    assert (owned.owner_role, owned.partner) == (
        Membership.Role.COUNSELLOR,
        step(visit, 1).service.partner,
    )
    assert owned.sentence.endswith(": Bring the rental contract (Desk 1)")
    assert agreed.event.missing_papers == ["passport"]


def test_correction_takes_the_next_step_away(visit: Visit) -> None:
    event = continue_step(step(visit), agreement(), by=PROGRAM)

    take_back(event, by=PROGRAM)

    assert (NextStep.objects.count(), Continuation.objects.count()) == (0, 0)
    assert states(visit)[0] == "expected"


def finish(visit: Visit, *kinds: StepEvent.Kind) -> None:
    for place, kind in enumerate(kinds):
        note_step(step(visit, place), kind, by=PROGRAM)


def test_one_message_when_the_last_step_is_over(visit: Visit) -> None:
    finish(visit, Kind.DONE, Kind.DONE)
    assert visit.messages.count() == 0

    finish(visit, Kind.DONE, Kind.DONE, Kind.MISSED)
    finish(visit, Kind.DONE, Kind.DONE, Kind.MISSED)

    assert [message.kind for message in visit.messages.all()] == ["finished"]


def test_message_is_repeated_only_after_a_correction(visit: Visit) -> None:
    finish(visit, Kind.DONE, Kind.DONE, Kind.DONE)
    visit.messages.update(state=Message.State.SENT)
    last = StepEvent.objects.get(step=step(visit, 2), kind=Kind.DONE)

    take_back(last, by=PROGRAM)
    note_step(step(visit, 2), Kind.MISSED, by=PROGRAM)

    assert [message.state for message in visit.messages.all()] == ["sent", "queued"]


def test_who_never_came_gets_no_message(visit: Visit) -> None:
    finish(visit, Kind.MISSED, Kind.MISSED, Kind.MISSED)

    assert visit.messages.count() == 0


def test_whoever_is_in_the_house_is_not_moved(office: Office) -> None:
    visit = visit_begun(office, minutes_ago=-30)
    check_in(visit, by=PROGRAM)
    booked = visits_in_full().get(pk=visit.pk)

    with pytest.raises(VisitPastError):
        move_visit(booked, start=visit.during.lower, by=PROGRAM)


def test_visit_is_remembered_until_what_was_agreed_is_over(office: Office) -> None:
    visit = visit_begun(office, minutes_ago=50 * 24 * 60)
    continue_step(
        step(visit), agreement(due_on=timezone.localdate() + timedelta(days=1)), by=PROGRAM
    )
    assert forget_past_visits(timezone.now()) == 0

    NextStep.objects.update(due_on=timezone.localdate() - timedelta(days=31))

    assert forget_past_visits(timezone.now()) == 1
    assert (Continuation.objects.count(), NextStep.objects.count()) == (0, 0)
    assert states(visit)[0] == "continues"
