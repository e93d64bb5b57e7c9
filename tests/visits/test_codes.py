"""A booking code opens kept times for so many visits a day, and not for one more."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection, connections
from django.utils import timezone
from tests.factories import RECOGNITION, TOWN, at, counsellor, make_office, next_wednesday

from welcome_office.core.audit import PROGRAM, VISITOR
from welcome_office.partners.models import Office
from welcome_office.partners.office_files import Release
from welcome_office.visits.actions import (
    cancel_visit,
    find_code,
    full_days,
    hold_visit,
    hold_with_code,
    new_code,
    withdraw_code,
)
from welcome_office.visits.actions.hold import give_up_hold
from welcome_office.visits.documents.visit_in_words import visits_in_full
from welcome_office.visits.errors import TimeTakenError
from welcome_office.visits.models import BookingCode, CodeUse, Visit
from welcome_office.visits.request import Participant, VisitRequest

pytestmark = pytest.mark.django_db(transaction=True)
ADVICE = VisitRequest(people=(Participant(services=("recognition",)),), languages=("en",))


@pytest.fixture
def office() -> Office:
    """A town in which nothing of a Wednesday is open to everybody, with five advisers."""
    advisers = tuple(
        counsellor(f"chamber-{n}", RECOGNITION, desk=str(n), languages=("en",)) for n in range(5)
    )
    rules = replace(TOWN.office.booking, release=(Release(days_ahead=60, share=0),))
    return make_office(
        replace(
            TOWN,
            office=replace(TOWN.office, booking=rules),
            resources=(*TOWN.resources[:2], *advisers, TOWN.resources[3]),
        )
    )


def use(code: BookingCode, *, hour: int = 9, day: date | None = None) -> Visit:
    start = at(hour, day=day)
    return hold_with_code(code, ADVICE, start=start, language="en", by=VISITOR)


def test_code_opens_what_is_closed_to_everybody(office: Office) -> None:
    code = new_code(office, holder="Hospital", per_day=2, by=PROGRAM)

    with pytest.raises(TimeTakenError):
        hold_visit(ADVICE, office=office, start=at(9), language="en", by=VISITOR)
    visit = use(code)

    assert (visit.state, visit.code_use.place) == ("held", 1)


def test_quota_counts_each_day_for_itself(office: Office) -> None:
    code = new_code(office, holder="Hospital", per_day=2, by=PROGRAM)
    following = next_wednesday() + timedelta(days=7)

    places = [use(code).code_use.place, use(code).code_use.place]
    full = full_days(code)
    with pytest.raises(TimeTakenError):
        use(code)

    assert places == [1, 2]
    assert full == {next_wednesday()}
    assert use(code, day=following).code_use.place == 1
    assert Visit.objects.count() == 3


def test_place_that_was_given_up_is_given_again(office: Office) -> None:
    code = new_code(office, holder="Hospital", per_day=1, by=PROGRAM)
    first = use(code)

    give_up_hold(first, by=VISITOR)
    second = use(code)
    Visit.objects.filter(pk=second.pk).update(expires_at=timezone.now() - timedelta(minutes=1))

    assert full_days(code) == set()
    assert use(code, hour=11).code_use.place == 1


def test_withdrawn_code_opens_nothing_and_keeps_what_was_booked(office: Office) -> None:
    code = new_code(office, holder="Hospital", per_day=2, by=PROGRAM)
    visit = use(code)
    typed = f" {code.code[:4]}-{code.code[4:]} ".lower()

    known = find_code(typed, office=office)
    withdraw_code(code, by=PROGRAM)

    assert known == code
    assert find_code(typed, office=office) is None
    with pytest.raises(TimeTakenError):
        use(BookingCode.objects.select_related("office").get())
    assert Visit.objects.get() == visit


def test_at_the_same_moment_no_more_visits_than_places(office: Office) -> None:
    code = new_code(office, holder="Hospital", per_day=2, by=PROGRAM)
    racers = 8
    barrier = Barrier(racers)

    def run(_: int) -> str:
        connection.ensure_connection()
        barrier.wait()
        try:
            use(BookingCode.objects.select_related("office").get(pk=code.pk))
        except TimeTakenError:
            return "taken"
        else:
            return "held"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(racers) as pool:
        ended = sorted(pool.map(run, range(racers)))

    assert ended == ["held"] * 2 + ["taken"] * 6
    assert CodeUse.objects.count() == Visit.objects.count() == 2


def test_cancelled_visit_gives_its_place_back(office: Office) -> None:
    code = new_code(office, holder="Hospital", per_day=1, by=PROGRAM)
    visit = use(code)
    Visit.objects.filter(pk=visit.pk).update(
        state="confirmed", confirmed_at=timezone.now(), expires_at=None
    )

    cancel_visit(visits_in_full().get(pk=visit.pk), by=VISITOR)

    assert full_days(code) == set()
    assert use(code, hour=11).code_use.place == 1
