"""A booked visit moves as a whole, or stays where it is."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.factories import at, make_office
from tests.visits.booked import ADVICE, FAMILY, book, stations, taken_times

from welcome_office.core.audit import VISITOR
from welcome_office.core.models import AuditRecord
from welcome_office.partners.models import Office
from welcome_office.visits.actions import cancel_visit, hold_visit, move_visit
from welcome_office.visits.documents.visit_in_words import visits_in_full
from welcome_office.visits.errors import (
    AlreadyBookedError,
    RouteChangedError,
    TimeTakenError,
    VisitChangedError,
    VisitPastError,
)
from welcome_office.visits.models import Message, Occupation, Visit
from welcome_office.visits.planning import HOUSE, PUBLIC, Sight, offers_on, plan_at
from welcome_office.visits.request import request_of_visit

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office() -> Office:
    return make_office()


def test_a_moved_visit_has_the_same_stations_at_another_time(office: Office) -> None:
    visit = book(office, FAMILY, start=at(9))

    moved = move_visit(visit, start=at(12), by=VISITOR)

    assert moved.during.lower == at(12)
    assert sorted(slug for slug, _, _ in stations(moved)) == [
        "job-advice", "recognition", "registration", "residence-title",
    ]  # fmt: skip
    assert len(taken_times(moved)) == 4
    assert min(start for _, start, _ in taken_times(moved)) == at(12)


def test_the_calendar_entry_gets_a_higher_number_and_the_person_a_mail(office: Office) -> None:
    visit = book(office, ADVICE, start=at(9))

    moved = move_visit(visit, start=at(10), by=VISITOR)

    assert moved.sequence == visit.sequence + 1
    assert [m.kind for m in Message.objects.all()] == ["confirm", "confirmed", "moved"]
    assert AuditRecord.objects.filter(action="visit.moved").count() == 1


def test_its_own_times_count_as_free(office: Office) -> None:
    visit = book(office, ADVICE, start=at(9))
    later = at(9, 15)  # overlaps with the time that the visit has

    assert plan_at(office, ADVICE, start=later) is None
    assert plan_at(office, ADVICE, start=later, sight=Sight(own=visit.pk)) is not None
    moved = move_visit(visit, start=later, by=VISITOR)

    assert taken_times(moved) == [("agency-1", later, later + timedelta(minutes=30))]


def test_looking_for_another_time_leaves_the_old_one_taken_for_others(office: Office) -> None:
    visit = book(office, ADVICE, start=at(9))

    offers_on(office, ADVICE, day=at(9).date(), sight=Sight(own=visit.pk))

    assert plan_at(office, ADVICE, start=at(9)) is None


def test_times_left_behind_are_taken_by_nobody_for_a_while(office: Office) -> None:
    visit = book(office, ADVICE, start=at(9))

    move_visit(visit, start=at(9, 15), by=VISITOR)

    (left,) = Occupation.objects.filter(visit=None)
    assert (left.during.lower, left.during.upper) == (at(9), at(9, 15))
    assert left.expires_at is not None


def test_who_loses_the_race_keeps_the_old_time(office: Office) -> None:
    visit = book(office, ADVICE, start=at(9))
    before = taken_times(visit)
    hold_visit(ADVICE, office=office, start=at(11), language="de", by=VISITOR)

    with pytest.raises(TimeTakenError):
        move_visit(visit, start=at(11), by=VISITOR)

    assert taken_times(visit) == before
    assert Visit.objects.get(pk=visit.pk).during.lower == at(9)


def test_only_the_route_that_was_shown_is_booked(office: Office) -> None:
    visit = book(office, FAMILY, start=at(9))
    shown = plan_at(office, FAMILY, start=at(12), sight=Sight(own=visit.pk))
    assert shown is not None
    # Somebody takes the desk at which the route would have begun.
    first = replace(FAMILY, people=FAMILY.people[:1])
    hold_visit(first, office=office, start=at(12), language="de", by=VISITOR)

    with pytest.raises((RouteChangedError, TimeTakenError)):
        move_visit(visit, start=at(12), shown=shown.mark, by=VISITOR)

    assert Visit.objects.get(pk=visit.pk).during.lower == at(9)


def test_a_visit_changed_in_another_window_is_not_changed_unseen(office: Office) -> None:
    seen = book(office, ADVICE, start=at(9))
    move_visit(seen, start=at(10), by=VISITOR)

    with pytest.raises(VisitChangedError):
        move_visit(seen, start=at(11), by=VISITOR)


def test_a_cancelled_visit_cannot_be_moved(office: Office) -> None:
    visit = book(office, ADVICE, start=at(9))
    cancel_visit(visit, by=VISITOR)

    with pytest.raises(VisitPastError):
        move_visit(visit, start=at(10), by=VISITOR)


def test_nobody_moves_into_another_visit_of_their_own(office: Office) -> None:
    book(office, FAMILY, start=at(9))
    other = book(office, ADVICE, start=at(14))

    with pytest.raises(AlreadyBookedError):
        move_visit(other, start=at(9, 40), by=VISITOR)


def test_moving_back_and_forth_keeps_one_visit_with_its_times(office: Office) -> None:
    visit = book(office, FAMILY, start=at(9))

    for hour in (12, 9, 10, 13):
        seen = visits_in_full().get(pk=visit.pk)
        sight = Sight(own=visit.pk, freed=True, kept=True)
        plan = plan_at(office, request_of_visit(seen), start=at(hour), sight=sight)
        if plan:
            move_visit(seen, start=at(hour), by=VISITOR)

    steps = [(s.counsellor.slug, s.during.lower) for s in visit.steps.order_by("position")]
    assert sorted(steps) == sorted((name, start) for name, start, _ in taken_times(visit))


def test_desks_see_freed_times_at_once_and_everybody_later(office: Office) -> None:
    visit = book(office, ADVICE, start=at(9))
    cancel_visit(visit, by=VISITOR)

    seen = {sight: plan_at(office, ADVICE, start=at(9), sight=sight) for sight in (PUBLIC, HOUSE)}

    assert seen[PUBLIC] is None
    assert seen[HOUSE] is not None
    held = hold_visit(ADVICE, office=office, start=at(9), language="de", by=VISITOR, sight=HOUSE)
    assert taken_times(held) == [("agency-1", at(9), at(9, 30))]
    assert Occupation.objects.filter(visit=None).count() == 0
