"""Many at once: parallel connections, one winner, nothing half."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from threading import Barrier

import pytest
from django.db import connection, connections
from tests.factories import RECOGNITION, TOWN, counsellor, make_office

from welcome_office.core.audit import VISITOR
from welcome_office.partners.models import Office
from welcome_office.partners.office_files import OfficeFile
from welcome_office.visits.actions import ContactGiven, confirm_visit, give_contact, hold_visit
from welcome_office.visits.errors import AlreadyBookedError, TimeTakenError
from welcome_office.visits.models import Occupation, Visit
from welcome_office.visits.planning import find_offers
from welcome_office.visits.request import Participant, VisitRequest

pytestmark = pytest.mark.django_db(transaction=True)

ADVICE = VisitRequest(people=(Participant(services=("recognition",)),), languages=("en",))
RACERS = 40


def race(attempt: Callable[[int], str], *, racers: int = RACERS) -> Counter[str]:
    """Let everybody begin at the same moment, each with an own connection; count how it ended."""
    barrier = Barrier(racers)

    def run(number: int) -> str:
        connection.ensure_connection()
        barrier.wait()
        try:
            return attempt(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(racers) as pool:
        return Counter(pool.map(run, range(racers)))


def hold_at(office: Office, start: datetime) -> str:
    try:
        hold_visit(ADVICE, office=office, start=start, language="de", by=VISITOR)
    except TimeTakenError:
        return "taken"
    return "held"


def test_of_many_who_want_the_same_visit_exactly_one_gets_it() -> None:
    office = make_office()
    start = find_offers(office, ADVICE).days[0].plans[0].start

    ended = race(lambda _: hold_at(office, start))

    assert ended == {"held": 1, "taken": RACERS - 1}
    assert Visit.objects.count() == Occupation.objects.count() == 1


def advisers(count: int) -> OfficeFile:
    """The town with so many advisers for recognition."""
    desks = [
        counsellor(f"chamber-{n}", RECOGNITION, desk=str(n), languages=("en",))
        for n in range(count)
    ]
    return replace(TOWN, resources=(*TOWN.resources[:2], *desks, TOWN.resources[3]))


def test_with_three_advisers_exactly_three_get_it() -> None:
    office = make_office(advisers(3))
    start = find_offers(office, ADVICE).days[0].plans[0].start

    ended = race(lambda _: hold_at(office, start))

    assert ended == {"held": 3, "taken": RACERS - 3}


def test_one_person_who_confirms_many_visits_of_one_moment_gets_one() -> None:
    office = make_office(advisers(8))
    start = find_offers(office, ADVICE).days[0].plans[0].start
    given = ContactGiven(name="Amal", contact=Visit.Contact.MAIL, email="amal@example.org")
    visits = [
        give_contact(
            hold_visit(ADVICE, office=office, start=start, language="de", by=VISITOR),
            given,
            by=VISITOR,
        )
        for _ in range(8)
    ]

    def confirm(number: int) -> str:
        try:
            confirm_visit(visits[number], by=VISITOR)
        except AlreadyBookedError:
            return "already booked"
        return "confirmed"

    assert race(confirm, racers=8) == {"confirmed": 1, "already booked": 7}
