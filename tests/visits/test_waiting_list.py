"""The waiting list: who is asked, for how long, and what comes of the answer."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone
from tests.factories import at, make_office
from tests.visits.booked import ADVICE, FAMILY, stations, taken_times
from tests.visits.waiting import book_on, fill, free, let_pass, log, now, wait, wednesday

from welcome_office.core.audit import VISITOR
from welcome_office.partners.models import Office
from welcome_office.visits.actions import (
    accept_offer,
    ask_waiting,
    cancel_visit,
    decline_offer,
    delete_visit_data,
    end_expired_visits,
    leave_waiting,
    move_visit,
    wait_for_earlier,
)
from welcome_office.visits.errors import OfferEndedError
from welcome_office.visits.models import Message, Occupation, Visit, Waiting, WaitingRecord
from welcome_office.visits.planning import PUBLIC, offers_on
from welcome_office.visits.request import Participant, VisitRequest

pytestmark = pytest.mark.django_db(transaction=True)
REGISTRATION = VisitRequest(people=(Participant(services=("registration",)),), languages=("en",))
ALL_DESKS = ("city-1", "chamber-1", "agency-1")
State = Waiting.State


@pytest.fixture
def office() -> Office:
    made = make_office()
    fill(made)
    return made


def test_nobody_is_asked_while_nothing_fits(office: Office) -> None:
    waiting = wait(office, ADVICE, email="a@example.org")
    free(office, wednesday(1), desks=("chamber-1",))

    assert (ask_waiting(), now(waiting).offered) == (0, None)


def test_times_that_became_free_are_held_for_one_household_before_they_are_public(
    office: Office,
) -> None:
    first = wait(office, ADVICE, email="a@example.org")
    second = wait(office, ADVICE, email="b@example.org")
    free(office, wednesday(1), desks=("agency-1",), minutes=60)

    ask_waiting()
    ask_waiting()

    hold = now(first).offered
    assert hold is not None
    assert (hold.state, hold.during.lower) == (Visit.State.HELD, at(9, day=wednesday(1)))
    assert hold.expires_at == now(first).offered_until
    # Half an hour is left of the hour: the second is asked about that, and nobody about the rest.
    other = now(second).offered
    assert other is not None
    assert other.during.lower == at(9, 30, day=wednesday(1))
    assert offers_on(office, ADVICE, day=wednesday(1), sight=PUBLIC).plans == ()
    assert log() == [(first.pk, "asked"), (second.pk, "asked")]


def test_a_whole_bundle_waits_until_all_of_it_fits(office: Office) -> None:
    family = wait(office, FAMILY, email="a@example.org")
    free(office, wednesday(1), desks=("city-1", "agency-1"), minutes=180)
    assert ask_waiting() == 0

    free(office, wednesday(2), desks=ALL_DESKS, minutes=240)
    ask_waiting()

    hold = now(family).offered
    assert hold is not None
    assert {service for service, _, _ in stations(hold)} == set(FAMILY.services)
    assert [count for service, _, count in stations(hold) if service == "registration"] == [2]


def test_languages_count(office: Office) -> None:
    free(office, wednesday(1), desks=("city-1",))
    arabic = wait(office, replace(REGISTRATION, languages=("ar",)), email="a@example.org")

    assert ask_waiting() == 0
    free(office, wednesday(2), desks=("city-2",))
    ask_waiting()

    assert stations(now(arabic).offered)[0][1] == "city-2"  # type: ignore[arg-type] # it was asked


def test_a_legal_deadline_comes_before_a_long_wait(office: Office) -> None:
    today = timezone.localdate()
    long = timezone.now() - timedelta(days=30)
    patient = wait(office, REGISTRATION, email="a@example.org", since=long)
    # Two weeks after moving in.
    late = wait(office, replace(REGISTRATION, moves_in_on=today), email="b@example.org")
    later = replace(REGISTRATION, moves_in_on=today - timedelta(days=7))
    latest = wait(office, later, email="c@example.org")
    free(office, wednesday(0), desks=("city-1",), minutes=60)

    ask_waiting()

    starts = {each.pk: now(each).offered_start for each in (latest, late, patient)}
    assert starts == {
        latest.pk: at(9), late.pk: at(9, 15), patient.pk: at(9, 30)
    }  # fmt: skip
    asked = WaitingRecord.objects.filter(what="asked").order_by("pk")
    assert [record.detail["place"] for record in asked] == [1, 2, 3]
    assert asked[1].detail["before"] == [{"household": latest.pk, "why": "asked_now"}]


def test_a_deadline_that_a_booked_visit_keeps_does_not_press(office: Office) -> None:
    moved_in = replace(REGISTRATION, moves_in_on=timezone.localdate())
    visit = book_on(office, moved_in, wednesday(1))
    bound = wait_for_earlier(visit, notice_days=1, by=VISITOR)
    other = wait(office, moved_in, email="b@example.org")

    Waiting.objects.filter(pk=bound.pk).update(since=timezone.now() - timedelta(days=3))
    free(office, wednesday(0), desks=("city-1",), minutes=60)
    ask_waiting()

    asked = WaitingRecord.objects.filter(what="asked").order_by("pk")
    assert [each.household for each in asked] == [other.pk, bound.pk]
    assert [each.detail["deadline"] is None for each in asked] == [False, True]


def test_taking_books_the_visit_and_sends_the_confirmation(office: Office) -> None:
    waiting = wait(office, ADVICE, email="a@example.org")
    free(office, wednesday(1), desks=("agency-1",))
    ask_waiting()

    visit = accept_offer(waiting, by=VISITOR)

    assert accept_offer(waiting, by=VISITOR).pk == visit.pk
    assert (visit.state, visit.email, visit.person is not None) == (
        Visit.State.CONFIRMED, "a@example.org", True,
    )  # fmt: skip
    assert [row.expires_at for row in visit.occupations.all()] == [None]
    assert list(visit.messages.values_list("kind", flat=True)) == [Message.Kind.CONFIRMED]
    kept = now(waiting)
    assert (kept.state, kept.visit, kept.email, kept.wanted) == (State.SERVED, visit, "", {})
    assert log() == [(waiting.pk, "asked"), (waiting.pk, "taken")]


def test_taking_moves_a_booked_visit_and_frees_its_old_times(office: Office) -> None:
    visit = book_on(office, FAMILY, wednesday(2))
    waiting = wait_for_earlier(visit, notice_days=1, by=VISITOR)
    free(office, wednesday(1), desks=ALL_DESKS, minutes=300)
    ask_waiting()

    moved = accept_offer(waiting, by=VISITOR)

    assert (moved.pk, moved.sequence) == (visit.pk, visit.sequence + 1)
    assert moved.during.lower.date() == wednesday(1)
    assert moved.wait_minutes <= visit.wait_minutes
    assert len(taken_times(moved)) == 4
    assert {start.date() for _, start, _ in taken_times(moved)} == {wednesday(1)}
    assert Visit.objects.count() == 1
    old = Occupation.objects.filter(day=wednesday(2), visit=None)
    assert old.count() == 4
    assert Message.objects.last().kind == Message.Kind.MOVED  # type: ignore[union-attr] # there is one


def test_never_worse_than_what_they_hold(office: Office) -> None:
    visit = book_on(office, ADVICE, wednesday(1))
    wait_for_earlier(visit, notice_days=1, by=VISITOR)
    free(office, wednesday(2), desks=("agency-1",))

    # The same day at eight, and a week later: neither is offered.
    assert ask_waiting() == 0


def test_who_says_no_is_not_asked_about_that_day_again_but_the_next_one_is(
    office: Office,
) -> None:
    first = wait(office, ADVICE, email="a@example.org")
    second = wait(office, replace(ADVICE, languages=("ar",)), email="b@example.org")
    free(office, wednesday(1), desks=("agency-1",), minutes=30)
    ask_waiting()
    assert now(second).offered is None

    decline_offer(first, by=VISITOR)
    assert offers_on(office, ADVICE, day=wednesday(1), sight=PUBLIC).plans == ()
    ask_waiting()

    assert now(first).passed_days == [wednesday(1)]
    assert now(second).offered_start == at(9, day=wednesday(1))
    assert log() == [(first.pk, "asked"), (first.pk, "declined"), (second.pk, "asked")]
    (why,) = WaitingRecord.objects.get(household=second.pk, what="asked").detail["before"]
    assert why == {"household": first.pk, "why": "no_fit"}


@pytest.mark.parametrize("cleaned_first", [True, False])
def test_no_answer_lets_the_next_household_be_asked(office: Office, cleaned_first: bool) -> None:
    first = wait(office, ADVICE, email="a@example.org")
    free(office, wednesday(1), desks=("agency-1",))
    ask_waiting()
    second = wait(office, ADVICE, email="b@example.org")

    let_pass(first)
    if cleaned_first:
        end_expired_visits()
    with pytest.raises(OfferEndedError):
        accept_offer(first, by=VISITOR)
    assert offers_on(office, ADVICE, day=wednesday(1), sight=PUBLIC).plans == ()
    ask_waiting()

    assert now(first).offered is None
    assert now(second).offered_start is not None
    assert log("no_answer") == [(first.pk, "no_answer")]


def test_after_three_notices_nobody_is_asked_any_more(office: Office) -> None:
    waiting = wait(office, ADVICE, email="a@example.org")
    for week in (1, 2, 3, 4):
        free(office, wednesday(week), desks=("agency-1",))
        ask_waiting()
        decline_offer(waiting, by=VISITOR)

    ended = now(waiting)
    assert (ended.state, ended.notices, ended.email) == (State.ENDED, 3, "")
    assert WaitingRecord.objects.get(what="ended").detail == {"why": "notices"}


def test_who_leaves_gives_the_times_to_the_next_and_nothing_is_kept(office: Office) -> None:
    waiting = wait(office, ADVICE, email="a@example.org")
    free(office, wednesday(1), desks=("agency-1",))
    ask_waiting()

    leave_waiting(waiting, by=VISITOR)
    leave_waiting(waiting, by=VISITOR)

    left = now(waiting)
    assert (left.state, left.name, left.email, left.wanted) == (State.LEFT, "", "", {})
    assert Visit.objects.count() == 0
    assert [what for _, what in log()] == ["asked", "withdrawn", "left"]


@pytest.mark.parametrize("end", [cancel_visit, delete_visit_data])
def test_with_the_visit_the_waiting_for_an_earlier_one_ends(office: Office, end: object) -> None:
    visit = book_on(office, ADVICE, wednesday(2))
    waiting = wait_for_earlier(visit, notice_days=1, by=VISITOR)
    free(office, wednesday(1), desks=("agency-1",))
    ask_waiting()

    end(visit, by=VISITOR)  # type: ignore[operator] # one of the two actions

    assert now(waiting).state == State.ENDED
    assert Visit.objects.filter(state=Visit.State.HELD).count() == 0


def test_who_moved_in_the_meantime_cannot_take_what_is_no_better(office: Office) -> None:
    visit = book_on(office, ADVICE, wednesday(3))
    waiting = wait_for_earlier(visit, notice_days=1, by=VISITOR)
    free(office, wednesday(2), desks=("agency-1",))
    ask_waiting()
    assert now(waiting).offered_start == at(9, day=wednesday(2))

    Occupation.objects.filter(day=wednesday(1)).delete()
    move_visit(visit, start=at(9, day=wednesday(1)), by=VISITOR)

    with pytest.raises(OfferEndedError):
        accept_offer(waiting, by=VISITOR)
    assert Visit.objects.get(pk=visit.pk).during.lower == at(9, day=wednesday(1))


def test_the_log_is_only_ever_added_to(office: Office) -> None:
    waiting = wait(office, ADVICE, email="a@example.org")

    with pytest.raises(DatabaseError, match="only ever added to"):
        WaitingRecord.objects.filter(household=waiting.pk).update(what="left")
    with pytest.raises(DatabaseError, match="only ever added to"):
        WaitingRecord.objects.all().delete()
