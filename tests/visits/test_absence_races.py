"""While many book, somebody is reported absent: no visit stays with who is not there."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections
from tests.factories import at, make_office
from tests.visits.test_absences import away

from welcome_office.core.audit import PROGRAM, VISITOR
from welcome_office.partners.models import Office
from welcome_office.partners.queries import definition_of
from welcome_office.visits.actions import (
    ContactGiven,
    Order,
    book_visit,
    change_days,
    repairs_for,
)
from welcome_office.visits.actions.office import needed_steps
from welcome_office.visits.errors import TimeTakenError, VisitChangedError
from welcome_office.visits.models import Message, Visit
from welcome_office.visits.request import Participant, VisitRequest

pytestmark = pytest.mark.django_db(transaction=True)
RACERS = 12


def book(number: int) -> str:
    people = (Participant(services=("registration",)),)
    order = Order(
        request=VisitRequest(people=people, languages=("ar", "en")),
        given=ContactGiven(
            name=f"Racer {number}", contact=Visit.Contact.MAIL, email=f"{number}@example.org"
        ),
        language="en",
    )
    try:
        book_visit(order, office=Office.objects.get(), start=at(9 + number % 4), by=VISITOR)
    except TimeTakenError:
        return "taken"
    return "booked"


def report_absence() -> str:
    """Look, agree, apply; who books meanwhile makes the list anew."""
    for _ in range(50):
        office = Office.objects.get()
        change = away("city-1")
        marks = {each.visit.pk: each.mark for each in repairs_for(office, change)}
        try:
            change_days(office, change, chosen=marks, by=PROGRAM)
        except VisitChangedError:
            continue
        return "entered"
    return "never"


def test_absence_and_bookings_at_the_same_moment_leave_nobody_alone() -> None:
    make_office()
    barrier = Barrier(RACERS + 1)

    def run(number: int) -> str:
        connection.ensure_connection()
        barrier.wait()
        try:
            return report_absence() if number == RACERS else book(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(RACERS + 1) as pool:
        ended = list(pool.map(run, range(RACERS + 1)))

    office = Office.objects.get()
    told = Message.objects.filter(kind__in=["changed", "choose_anew"]).values_list("visit")
    assert ended[-1] == "entered"
    assert "booked" in ended
    assert needed_steps(office.pk, definition_of(office)) == []
    assert len(set(told)) == len(told)
