"""One contact takes so many visits and messages, also when everything happens at once."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from threading import Barrier

import pytest
from django.db import connection, connections
from django.utils import timezone
from pytest_django import Settings
from tests.factories import at, between, make_office

from welcome_office.core.audit import PROGRAM, VISITOR
from welcome_office.visits.actions import ContactGiven, give_contact, send_code_again
from welcome_office.visits.errors import TooManyMessagesError, TooManyVisitsError
from welcome_office.visits.models import Message, Visit
from welcome_office.visits.reference import new_reference

MAIL = ContactGiven(name="Amal", contact=Visit.Contact.MAIL, email="amal@example.org")
SPELLED = ContactGiven(name="Amal", contact=Visit.Contact.MAIL, email="AMAL@Example.org")
NEITHER = ContactGiven(name="Amal", contact=Visit.Contact.NEITHER)

TEN_MINUTES = timedelta(minutes=10)


@pytest.fixture
def limits(settings: Settings) -> Settings:
    settings.MOST_OPEN_VISITS = 3
    settings.MESSAGES_PER_HOUR = 100
    settings.MESSAGES_PER_DAY = 100
    return settings


def holds(number: int) -> list[Visit]:
    """So many held visits, one after the other; here they need no stations."""
    office, soon = make_office(), timezone.now() + timedelta(minutes=20)
    return [
        Visit.objects.create(
            office=office,
            reference=new_reference(),
            state=Visit.State.HELD,
            during=between(at(8) + n * TEN_MINUTES, at(8) + (n + 1) * TEN_MINUTES),
            language="en",
            expires_at=soon,
        )
        for n in range(number)
    ]


def race(acts: Sequence[Callable[[], object]]) -> Counter[str]:
    """Let everybody begin at the same moment, each with an own connection; count how it ended."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        connection.ensure_connection()
        barrier.wait()
        try:
            act()
        except (TooManyVisitsError, TooManyMessagesError) as refused:
            return type(refused).__name__
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return Counter(pool.map(run, acts))


@pytest.mark.django_db(transaction=True)
def test_of_many_visits_at_once_a_contact_gets_exactly_as_many_as_allowed(
    limits: Settings,
) -> None:
    acts = [
        partial(give_contact, visit, MAIL if n % 2 else SPELLED, by=VISITOR)
        for n, visit in enumerate(holds(20))
    ]

    ended = race(acts)

    assert ended == {"done": 3, "TooManyVisitsError": 17}
    assert Visit.objects.filter(state=Visit.State.PENDING).count() == 3


@pytest.mark.django_db(transaction=True)
def test_of_many_codes_at_once_a_contact_is_sent_exactly_as_many_as_allowed(
    limits: Settings,
) -> None:
    (visit,) = holds(1)
    give_contact(visit, MAIL, by=VISITOR)
    limits.MESSAGES_PER_HOUR = 6

    ended = race([partial(send_code_again, visit, by=VISITOR) for _ in range(20)])

    assert ended == {"done": 5, "TooManyMessagesError": 15}
    assert Message.objects.count() == 6


@pytest.mark.django_db
def test_messages_of_ended_holds_count_on(limits: Settings) -> None:
    limits.MESSAGES_PER_DAY = 2
    for visit in holds(2):
        give_contact(visit, MAIL, by=VISITOR)
    Visit.objects.all().delete()

    with pytest.raises(TooManyMessagesError):
        give_contact(holds(1)[0], SPELLED, by=VISITOR)


@pytest.mark.django_db
def test_what_is_past_cancelled_or_over_does_not_count(limits: Settings) -> None:
    past, cancelled, over, now = holds(4)
    limits.MOST_OPEN_VISITS = 1
    contact = {"email": MAIL.email, "contact": "mail"}
    hour = timedelta(hours=1)
    begin = timezone.now() - hour
    for visit, change in (
        (past, {"state": "confirmed", "during": between(begin - hour, begin),
                "confirmed_at": begin, "expires_at": None}),
        (cancelled, {"state": "cancelled", "cancelled_at": begin, "expires_at": None}),
        (over, {"state": "pending", "expires_at": begin}),
    ):  # fmt: skip
        Visit.objects.filter(pk=visit.pk).update(**contact, **change)

    assert give_contact(now, MAIL, by=VISITOR).state == Visit.State.PENDING


@pytest.mark.django_db
def test_a_desk_books_for_a_contact_without_limit(limits: Settings) -> None:
    limits.MOST_OPEN_VISITS = limits.MESSAGES_PER_HOUR = 1

    states = [give_contact(visit, MAIL, by=PROGRAM).state for visit in holds(3)]

    assert states == [Visit.State.PENDING] * 3


@pytest.mark.django_db
def test_who_gives_no_address_is_not_counted_together(limits: Settings) -> None:
    limits.MOST_OPEN_VISITS = 1

    states = [give_contact(visit, NEITHER, by=VISITOR).state for visit in holds(2)]

    assert states == [Visit.State.PENDING] * 2
